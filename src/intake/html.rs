//! A saved page -> its article.
//!
//! Takes the bytes of a page; gives its text without menus, scripts, forms and hidden parts, and
//! what its head says about it. Must not know the site: Readability (the crate `legible`) finds the article, and
//! what it drops between the article's first paragraph and its last is restored here, because
//! a quote may stand there.

mod article;
mod blocks;
mod element;
mod meta;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;

use super::decode::decode;
use super::encoding::declared_in_page;
use super::{FileKind, IntakeError, IntakeOptions, Reading, ReadingNote};
use crate::model::Cut;

/// The reader's name and version, for cards: raised when the same page gives another text.
const READER: &str = "whobacks-html 1";

/// Deeper nesting than any page has; beyond, parsers slow down.
const DEEPEST: usize = 4000;
/// And more elements: each takes the memory of a paragraph.
const MOST: usize = 600_000;

pub(super) fn read(bytes: &[u8], options: IntakeOptions) -> Result<Reading, IntakeError> {
    let declared = declared_in_page(bytes);
    let decoded = decode(bytes, declared.as_deref())?;
    let mut reading = of_text(&decoded.text, options)?;
    reading.notes.splice(0..0, decoded.notes());
    Ok(reading)
}

/// The same of a page whose characters are known.
pub(super) fn of_text(html: &str, options: IntakeOptions) -> Result<Reading, IntakeError> {
    refuse_deep(html)?;
    let mut reading = Reading { reader: Some(READER.to_owned()), ..Reading::default() };
    let page = parse(html);
    meta::facts(&page, html, &mut reading);
    let walked = blocks::walk(&page);
    let chosen = match options.whole_page {
        true => article::whole(&walked),
        false => article::choose(&walked, &kept_by_readability(html)),
    };
    reading.paragraphs = chosen.paragraphs;
    reading.notes.extend(chosen.notes);
    if walked.marks > 0 {
        let marks = super::reading::count(walked.marks, "mark");
        reading.notes.push(ReadingNote::LeftOut(format!("{marks} of notes that are no numbers")));
    }
    if walked.struck > 0 {
        let words = super::reading::count(walked.struck, "word");
        reading.notes.push(ReadingNote::LeftOut(format!("{words} that the page strikes out")));
    }
    Ok(reading)
}

fn parse(html: &str) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default()).one(html)
}

/// The paragraphs that Readability takes for the article's; none where it finds no article.
fn kept_by_readability(html: &str) -> Vec<String> {
    let options = legible::Options::new().keep_classes(true);
    match legible::parse(html, None, Some(options)) {
        Ok(article) => {
            let page = parse(&article.content);
            blocks::walk(&page).blocks.into_iter().map(|block| block.text).collect()
        }
        Err(_) => Vec::new(),
    }
}

/// A page of nothing but opened elements takes a parser time that grows with its square.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]
fn refuse_deep(html: &str) -> Result<(), IntakeError> {
    const VOID: [&str; 14] = [
        "br", "hr", "img", "input", "link", "meta", "p", "li", "td", "tr", "wbr", "source",
        "option", "area",
    ];
    let (mut depth, mut deepest, mut count) = (0usize, 0usize, 0usize);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.cut(at + 1..);
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            count += 1;
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            if !VOID.iter().any(|void| rest.cut(..end).eq_ignore_ascii_case(void)) {
                depth += 1;
                deepest = deepest.max(depth);
            }
        }
    }
    if count > MOST {
        let why =
            format!("it has more than {MOST} elements, and no article has; save the article alone");
        return Err(IntakeError::Broken { kind: FileKind::Html, why });
    }
    if deepest > DEEPEST {
        let why = format!("its elements stand {deepest} deep within each other");
        return Err(IntakeError::Broken { kind: FileKind::Html, why });
    }
    Ok(())
}
