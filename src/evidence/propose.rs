//! The card that a text allows without inventing.
//!
//! Takes a text and the name of its file; gives a card with what is certain, an id, and hints for
//! the person who fills in the rest. Must not guess: a date in a text may be the date of anything,
//! so it is a hint, shown and written as a comment, and never a field.

use std::ops::Range;

use super::card::quoted;
use super::quote::collapse;
use super::slug::slug;
use super::words::{fold, words};
use super::{Card, Text};
use crate::model::{PartialDate, SourceId};

/// A longer line is no title.
const TITLE: usize = 160;
/// How many dates are pointed out.
const DATES: usize = 5;
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// What a reprint calls itself.
const WORKS: [&str; 10] = [
    "article",
    "story",
    "post",
    "piece",
    "report",
    "column",
    "essay",
    "analysis",
    "commentary",
    "version",
];

/// A card to start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Made of the title.
    pub id: SourceId,
    /// What is certain.
    pub card: Card,
    /// What a person may want to fill in, a line each: `` `July 12, 2017` in paragraph 4 ->
    /// published: "2017-07-12" ``.
    pub hints: Vec<String>,
}

impl Proposal {
    /// The card's file, the hints as comments above it.
    pub fn write(&self) -> String {
        let mut out: String = self.hints.iter().map(|hint| format!("// {hint}\n")).collect();
        out.push_str(&self.card.write());
        out
    }
}

/// Proposes a card. A text that starts with no title is called by its file's name, which is no
/// invention, and says so in a hint.
pub fn propose(file_name: &str, text: &Text) -> Proposal {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let mut hints = Vec::new();
    let first = text.paragraph(1);
    let title = title(first).unwrap_or_else(|| {
        hints.push("the text starts with no title: its file's name stands in -> title".to_owned());
        stem.to_owned()
    });
    let mut dates = Vec::new();
    for (number, paragraph) in (1..).zip(text.paragraphs()) {
        let hint = |what: &str, field: &str, value: &str| {
            format!("`{}` in paragraph {number} -> {field}: {value}", collapse(what))
        };
        if let Some(authors) = by_line(paragraph) {
            hints.push(hint(paragraph, "authors", &format!("[{}]", authors.join(", "))));
        }
        if let Some((said, original)) = reprint(paragraph) {
            hints.push(hint(said, "copy_of", &quoted(&collapse(original))));
        }
        for (range, date) in dates_in(paragraph) {
            if dates.len() < DATES && !dates.contains(&date) {
                dates.push(date);
                hints.push(hint(&paragraph[range], "published", &format!("\"{date}\"")));
            }
        }
    }
    let id = slug(&title)
        .or_else(|| slug(stem))
        .unwrap_or_else(|| "source".parse().expect("`source` has the form of an id"));
    let card = Card {
        title,
        authors: Vec::new(),
        publisher: None,
        published: None,
        inferred_from: None,
        language: None,
        url: None,
        copy_of: None,
        relies_on: Vec::new(),
        file: file_name.to_owned(),
        sha256: text.sha256().to_owned(),
        words: text.word_count(),
        paragraphs: text.paragraph_count(),
        wrapped: text.is_wrapped(),
    };
    Proposal { id, card, hints }
}

/// The line as a title, if it looks like one: short, no list item, no full stop at its end.
fn title(line: &str) -> Option<String> {
    let is_item = line.starts_with(['-', '*', '•']);
    let line = line.trim_start_matches('#').trim();
    let looks = !is_item
        && words(line).next().is_some()
        && line.chars().count() <= TITLE
        && !line.ends_with(['.', '…', ',', ';', ':']);
    looks.then(|| collapse(line).into_owned())
}

/// The names of a line like `By A and B`, each in quotes.
fn by_line(line: &str) -> Option<Vec<String>> {
    let names = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    if words(line).nth(10).is_some() || line.ends_with('.') {
        return None;
    }
    let names = names.replace(" and ", ", ").replace(" & ", ", ");
    let names: Vec<&str> = names.split(", ").map(str::trim).collect();
    let is_name = |name: &&str| {
        name.starts_with(char::is_alphabetic) && !name.starts_with(char::is_lowercase)
    };
    names.iter().all(is_name).then(|| names.iter().map(|name| quoted(&collapse(name))).collect())
}

/// What a paragraph says of its original: the words that say so, and what they name.
fn reprint(paragraph: &str) -> Option<(&str, &str)> {
    let spans: Vec<Range<usize>> = words(paragraph).collect();
    let folded: Vec<String> = spans.iter().map(|span| fold(&paragraph[span.clone()])).collect();
    let word = |i: usize| folded.get(i).map_or("", String::as_str);
    let about_itself =
        |i: usize| folded[i.saturating_sub(6)..i].iter().any(|w| WORKS.contains(&w.as_str()));
    let behind = (0..folded.len()).find_map(|i| match (word(i), word(i + 1), word(i + 2)) {
        ("first" | "originally", "appeared" | "published", "on" | "in" | "at" | "by")
            if about_itself(i) =>
        {
            Some((i, i + 3))
        }
        ("original", "source", "of")
            if WORKS.contains(&word(i + 4)) && matches!(word(i + 5), "is" | "was") =>
        {
            Some((i, i + 6))
        }
        _ => None,
    });
    let (from, original) = behind?;
    let start = spans.get(original)?.start;
    let rest = &paragraph[start..];
    let original = rest[..rest.find(". ").unwrap_or(rest.len())].trim_end_matches(['.', ' ']);
    Some((&paragraph[spans[from].start..start + original.len()], original))
}

/// The dates in a paragraph, as far as the month at least.
fn dates_in(paragraph: &str) -> Vec<(Range<usize>, PartialDate)> {
    let spans: Vec<Range<usize>> = words(paragraph).collect();
    let word = |i: usize| spans.get(i).map_or("", |span| &paragraph[span.clone()]);
    // `July 12, 2017` is one date, `in July. 2017 was` is none.
    let together = |i: usize, count: usize| {
        spans[i..]
            .windows(2)
            .take(count - 1)
            .all(|pair| matches!(paragraph[pair[0].end..pair[1].start].trim(), "" | ","))
    };
    let mut found = Vec::new();
    let mut i = 0;
    while i < spans.len() {
        let (a, b, c) = (word(i), word(i + 1), word(i + 2));
        let full = |m, d, y| Some(format!("{}-{m:02}-{:02}", year(y)?, day(d)?));
        let (count, text) = if let Some(text) = month(a).and_then(|m| full(m, b, c)) {
            (3, Some(text))
        } else if let Some(text) = month(b).and_then(|m| full(m, a, c)) {
            (3, Some(text))
        } else if let (Some(m), Some(y)) = (month(a), year(b)) {
            (2, Some(format!("{y}-{m:02}")))
        } else {
            (1, Some(a.to_owned()).filter(|a| a.len() == "2017-07-12".len()))
        };
        match text.and_then(|text| text.parse().ok()).filter(|_| together(i, count)) {
            Some(date) => {
                found.push((spans[i].start..spans[i + count - 1].end, date));
                i += count;
            }
            None => i += 1,
        }
    }
    found
}

fn month(word: &str) -> Option<usize> {
    let small = word.to_lowercase();
    let is_month = |name: &&str| {
        **name == small || name[..3] == small || (small == "sept" && name.starts_with("sept"))
    };
    let at = MONTHS.iter().position(|name| is_month(&name))?;
    word.starts_with(char::is_uppercase).then_some(at + 1)
}

fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let fits = matches!(ending, "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| fits && (1..=31).contains(day))
}

fn year(word: &str) -> Option<&str> {
    let fits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    (fits && word.starts_with(['1', '2'])).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(raw: &str) -> Vec<String> {
        propose("a b.txt", &Text::new(raw, false)).hints
    }

    #[test]
    fn a_card_has_what_is_certain_and_no_more() {
        let raw = "# US Looks  to Libya\n\nBy [Jason Ditz](#)\n\nGlobal Research, July 12, 2017\n\n\
                   10 July 2017\n\nThe original source of this article is [Antiwar.com](#)";
        let text = Text::new(raw, true);
        let proposal = propose("000.txt", &text);
        assert_eq!(proposal.id.as_str(), "us-looks-to-libya");
        assert_eq!(
            proposal.hints,
            [
                "`By Jason Ditz` in paragraph 2 -> authors: [\"Jason Ditz\"]",
                "`July 12, 2017` in paragraph 3 -> published: \"2017-07-12\"",
                "`10 July 2017` in paragraph 4 -> published: \"2017-07-10\"",
                "`original source of this article is Antiwar.com` in paragraph 5 -> copy_of: \
             \"Antiwar.com\"",
            ]
        );
        let written = proposal.write();
        assert_eq!(written.matches("// ").count(), 4);
        assert_eq!(Card::parse(&written).as_ref(), Ok(&proposal.card));
        assert_eq!(
            proposal.card.write(),
            format!(
                "(\n    title: \"US Looks to Libya\",\n    file: \"000.txt\",\n    sha256: \"{}\",\n    \
             words: 22,\n    paragraphs: 5,\n    wrapped: true,\n)\n",
                text.sha256()
            )
        );
    }

    #[test]
    fn a_text_without_a_title_goes_by_its_file() {
        for raw in ["It starts.\nmore", "- an item", "", "***", &"long ".repeat(60)] {
            let proposal = propose("a b.txt", &Text::new(raw, false));
            assert_eq!((proposal.card.title.as_str(), proposal.id.as_str()), ("a b", "a-b"));
            assert!(proposal.hints[0].starts_with("the text starts with no title"), "{raw}");
        }
        assert_eq!(propose("", &Text::new("", false)).id.as_str(), "source");
    }

    #[test]
    fn dates_and_originals_are_pointed_out_with_care() {
        for (raw, expected) in [
            (
                "T\nOn Sept. 3rd, 2019 and May 2020, 2021-02-30, 2021-02-03",
                vec![
                    "`May 2020` in paragraph 2 -> published: \"2020-05\"",
                    "`2021-02-03` in paragraph 2 -> published: \"2021-02-03\"",
                ],
            ),
            ("T\nin July. 2017 was, they may 2017, February 30, 2017", vec![]),
            ("T\nBy air and by sea", vec![]),
            ("T\nBy then he was gone.", vec![]),
            ("T\nISIS first appeared in Libya in 2014.", vec![]),
            (
                "T\nThis article first appeared   on the  Atlantic site. More.",
                vec![
                    "`first appeared on the Atlantic site` in paragraph 2 -> copy_of: \"the Atlantic \
                 site\"",
                ],
            ),
            ("T\nThis story was originally published by", vec![]),
        ] {
            assert_eq!(hints(raw), expected, "{raw}");
        }
        let many: String = (1..30).map(|day| format!("T\n{day} May 2017\n")).collect();
        assert_eq!(hints(&many).len(), DATES);
    }
}
