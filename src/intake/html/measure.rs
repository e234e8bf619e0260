//! How much a page asks of those who parse it, before anybody does.
//!
//! Takes its text; gives an error if it has more elements, deeper ones, more attributes on one, or more words, than any page
//! has. Must not know what elements mean. A parser takes memory for each element, however short, and time that grows with the square of an
//! element's attributes and of how deep elements stand in each other. What stands in scripts, styles and comments is
//! passed over as parsers do it.

#![expect(clippy::arithmetic_side_effects, reason = "counts of what lies in memory")]

use super::super::{IntakeError, IntakeOptions};
use crate::model::Cut;

/// Deeper nesting than any page has.
const DEEPEST: usize = 4000;
/// More elements than any article has, with comments, which take as much memory as elements do.
const MOST: usize = 60_000;
/// And one more for so many bytes: what has fewer for each is made of little but elements.
const BYTES: usize = 50;
/// More words than any page has, in bytes: as many as a book of eight hundred pages. What looks for the article in them holds them
/// several times.
const WORDS: usize = 2_500_000;
/// More attributes than any element has.
const ATTRIBUTES: usize = 1000;
/// So many elements of writing (`b`, `font`) are left open on careless pages.
const CARELESS: usize = 16;

/// What has no end tag, or does without it.
const ENDLESS: [&str; 17] = [
    "br", "hr", "img", "input", "link", "meta", "p", "li", "td", "tr", "wbr", "source", "option",
    "area", "th", "dd", "dt",
];
/// What is opened again in each paragraph until it is closed.
const WRITING: [&str; 12] =
    ["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];
/// What holds text in which nothing is an element.
const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Refuses a page that asks for too much.
pub(super) fn refuse(html: &str, options: IntakeOptions) -> Result<(), IntakeError> {
    let most = options.beyond(MOST + html.len() / BYTES);
    let (deepest, attributes) = (options.beyond(DEEPEST), options.beyond(ATTRIBUTES));
    let many = |has: String, most, help| Err(IntakeError::TooMany { has, most, help });
    let (mut depth, mut count, mut open, mut words) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words += at;
        rest = rest.cut(at + 1..);
        let is_end = rest.starts_with('/');
        let tag = rest.cut(usize::from(is_end)..);
        let name = name(tag);
        if name.is_empty() {
            if rest.starts_with(['!', '?', '/']) {
                count += 1;
                rest = behind_comment(rest);
            }
        } else {
            let (own, behind) = attributes_of(tag.cut(name.len()..));
            if own > attributes {
                return many(
                    format!("an element of the page has {own} attributes"),
                    attributes,
                    "",
                );
            }
            rest = behind;
            let is = |names: &[&str]| names.iter().any(|own| own.eq_ignore_ascii_case(name));
            let (writing, endless) = (is(&WRITING), is(&ENDLESS));
            match is_end {
                true => {
                    depth = depth.saturating_sub(1);
                    open = open.saturating_sub(usize::from(writing));
                }
                false => {
                    count += 1;
                    depth += usize::from(!endless);
                    open += usize::from(writing);
                }
            }
            if !writing && (is_end || endless) {
                count += open.saturating_sub(CARELESS);
            }
            if !is_end && is(&RAW) {
                rest = behind_raw(rest, name);
                depth = depth.saturating_sub(1);
            }
        }
        if depth > deepest {
            let has = format!("the page's elements stand {depth} deep within each other");
            return many(has, deepest, "");
        }
    }
    let alone = "; save the article alone";
    let most_words = options.beyond(WORDS);
    match (words + rest.len(), count) {
        (words, _) if words > most_words => {
            many(format!("the page has {words} bytes of words"), most_words, alone)
        }
        (_, count) if count > most => many(format!("the page has {count} elements"), most, alone),
        _ => Ok(()),
    }
}

/// The name with which a tag begins; empty where it is none.
fn name(tag: &str) -> &str {
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return "";
    }
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    tag.cut(..tag.find(ends).unwrap_or(tag.len()))
}

/// How many attributes a tag has, and what stands behind it.
fn attributes_of(tag: &str) -> (usize, &str) {
    let (mut count, mut rest) = (0_usize, tag);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (count, "");
        }
        if let Some(behind) = rest.strip_prefix('>') {
            return (count, behind);
        }
        count += 1;
        // A name may begin with the sign behind which its value stands.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
        let end = rest.cut(first..).find(ends).map_or(rest.len(), |at| first + at);
        rest = rest.cut(end..);
        let Some(value) =
            rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).strip_prefix('=')
        else {
            continue;
        };
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        rest = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                value.cut(1..).split_once(quote).map_or("", |(_, behind)| behind)
            }
            _ => {
                let ends = |c: char| c.is_ascii_whitespace() || c == '>';
                value.cut(value.find(ends).unwrap_or(value.len())..)
            }
        };
    }
}

/// What stands behind a comment, or what parsers take for one.
fn behind_comment(rest: &str) -> &str {
    let Some(comment) = rest.strip_prefix("!--") else {
        return rest.split_once('>').map_or("", |(_, behind)| behind);
    };
    for at_once in [">", "->"] {
        if let Some(behind) = comment.strip_prefix(at_once) {
            return behind;
        }
    }
    let ends = comment.match_indices("--").map(|(at, _)| comment.cut(at + 2..));
    let mut ends = ends.filter_map(|end| end.strip_prefix('!').unwrap_or(end).strip_prefix('>'));
    ends.next().unwrap_or_default()
}

/// What stands behind the text of a script and the like: its end tag.
fn behind_raw<'t>(rest: &'t str, name: &str) -> &'t str {
    let ends = rest.match_indices("</").map(|(at, _)| rest.cut(at + 2..));
    let mut ends = ends.filter(|end| self::name(end).eq_ignore_ascii_case(name));
    ends.next().map_or("", |end| attributes_of(end.cut(name.len()..)).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(html: &str) -> String {
        let refused = refuse(html, IntakeOptions::default());
        refused.map_or_else(|error| error.to_string(), |()| String::new())
    }

    #[test]
    fn each_limit_is_named_and_can_be_raised() {
        for (html, what) in [
            ("<i>a</i>".repeat(110_000), "elements"),
            ("<!---->".repeat(150_000), "elements"),
            ("<i>".repeat(5000), "4001 deep"),
            (format!("<p>{}", "words ".repeat(416_667)), "2500002 bytes of words"),
            (format!("<p {}>", "a=b ".repeat(1001)), "1001 attributes"),
            (format!("<p {}>", "a='>'b=\"/\"".repeat(501)), "1002 attributes"),
            // A paragraph opens them all again.
            (format!("{}{}", "<i b=c>".repeat(3000), "<p>x".repeat(3000)), "elements"),
        ] {
            let said = said(&html);
            assert!(said.contains(what) && said.contains("--limits"), "{what}: {said}");
            let raised = IntakeOptions { limits: 1000, ..IntakeOptions::default() };
            assert_eq!(refuse(&html, raised), Ok(()));
        }
    }

    #[test]
    fn what_is_no_element_is_not_counted() {
        let code = "for(i=0;i<n;i++)if(a<b)x='<p a b c d e f>';".repeat(20_000);
        for html in [
            format!("<script>{code}</script><p>a</p>"),
            format!("<SCRIPT type=x>{code}</ScRiPt ><p>a</p>"),
            format!("<!--{code}--><p>a</p>"),
            format!("<p>{}", "a < b ".repeat(200_000)),
            format!("<style>{}", "a<b ".repeat(200_000)),
        ] {
            assert_eq!(said(&html), "");
        }
    }

    #[test]
    fn what_a_parser_sees_behind_is_seen() {
        for (html, behind) in [
            ("!-->a", "a"),
            ("!--->a", "a"),
            ("!--a--!>b", "b"),
            ("!--a-->b", "b"),
            ("!--a->b", ""),
            ("!a>b", "b"),
            ("?a>b", "b"),
        ] {
            assert_eq!(behind_comment(html), behind, "{html}");
        }
        assert_eq!(attributes_of(" a = 'b>' =c d/e=f>g"), (4, "g"));
        assert_eq!(attributes_of(""), (0, ""));
    }
}
