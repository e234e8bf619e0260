//! The card that can be made from a text without inventing anything.
//!
//! Takes a text and the name of its file; gives a card with what is certain, an id, and hints for
//! the person who fills in the rest. Must not guess: a date in a text may be the date of anything,
//! so it is a hint, shown and written as a comment, and never a field.

mod byline;
mod hints;

pub use byline::author_of;
use byline::by_line;
use hints::{dates_in, reprint};

use super::card::quoted;
use super::quote::collapse;
use super::slug::slug;
use super::words::words;
use super::{Card, Text};
use crate::model::{Cut, SourceId, TextCard};

/// A longer line is not a title.
const TITLE: usize = 160;
/// How many dates are pointed out.
const DATES: usize = 5;
/// How many lines that seem to name authors or an original are pointed out: a text may be made of them.
const LINES: usize = 20;

/// A card to start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardProposal {
    /// Made of the title.
    pub id: SourceId,
    /// What is certain.
    pub card: Card,
    /// What a person may want to fill in, a line each: `` `July 12, 2017` in paragraph 4 ->
    /// published: "2017-07-12" ``.
    pub hints: Vec<String>,
}

impl CardProposal {
    /// The card's file, the hints as comments above it.
    pub fn write(&self) -> String {
        let mut out: String = self.hints.iter().map(|hint| format!("// {hint}\n")).collect();
        out.push_str(&self.card.write());
        out
    }
}

/// Proposes a card. A text that starts with no title is called by its file's name, which is no
/// invention, and says so in a hint.
pub fn propose(file_name: &str, text: &Text) -> CardProposal {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let mut hints = Vec::new();
    // Above its title a printed page has where on the site it stands.
    let first = text.paragraphs().take(5).find(|line| !is_trail(line)).unwrap_or_default();
    let title = title(first).unwrap_or_else(|| {
        hints.push("the text starts with no title: its file's name stands in -> title".to_owned());
        stem.to_owned()
    });
    let mut dates = Vec::new();
    let (mut by_lines, mut originals) = (0_usize, 0_usize);
    for (number, paragraph) in (1..).zip(text.paragraphs()) {
        let hint = |what: &str, field: &str, value: &str| {
            format!("`{}` in paragraph {number} -> {field}: {value}", collapse(what))
        };
        if let Some(authors) = by_line(paragraph).filter(|_| by_lines < LINES) {
            by_lines = by_lines.saturating_add(1);
            hints.push(hint(paragraph, "authors", &format!("[{}]", authors.join(", "))));
        }
        if let Some((said, original)) = reprint(paragraph).filter(|_| originals < LINES) {
            originals = originals.saturating_add(1);
            hints.push(hint(said, "copy_of", &quoted(&collapse(original))));
        }
        for (range, date) in dates_in(paragraph) {
            if dates.len() < DATES && !dates.contains(&date) {
                dates.push(date);
                hints.push(hint(paragraph.cut(range), "published", &format!("\"{date}\"")));
            }
        }
    }
    #[expect(clippy::expect_used, reason = "`source` has the form of an id")]
    let id = slug(&title)
        .or_else(|| slug(stem))
        .unwrap_or_else(|| "source".parse().expect("`source` has the form of an id"));
    let card = Card {
        title,
        text: Some(TextCard {
            file: file_name.to_owned(),
            sha256: text.sha256().to_owned(),
            words: text.word_count(),
            paragraphs: text.paragraph_count(),
            wrapped: text.is_wrapped(),
            ..TextCard::default()
        }),
        ..Card::default()
    };
    CardProposal { id, card, hints }
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

/// Whether a line is a way through a site (`Home » World`), or words of its menu, and nothing of the text.
fn is_trail(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut parts = words(&lower).map(|span| lower.cut(span)).peekable();
    let parted = [" > ", " » ", " › ", " / ", " | ", " → "].iter().any(|sign| line.contains(sign));
    let starts = parts.peek() == Some(&"home") && parted;
    let count = words(line).count();
    (starts && count <= 12) || (count > 0 && count <= 12 && parts.all(|word| MENU.contains(&word)))
}

/// What menus of newspapers are made of.
const MENU: &[&str] = &[
    "home",
    "world",
    "news",
    "africa",
    "asia",
    "europe",
    "americas",
    "middle",
    "east",
    "politics",
    "business",
    "economy",
    "opinion",
    "sport",
    "sports",
    "culture",
    "science",
    "tech",
    "menu",
    "search",
    "subscribe",
    "sign",
    "in",
    "log",
    "login",
    "skip",
    "to",
    "content",
    "main",
    "more",
    "video",
    "videos",
    "photos",
    "print",
    "share",
    "and",
    "the",
];

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
             words: 23,\n    paragraphs: 5,\n    wrapped: true,\n)\n",
                text.sha256()
            )
        );
    }

    #[test]
    fn the_way_through_a_site_is_no_title() {
        for first in [
            "Home » World » Africa",
            "Home | World",
            "Home / World",
            "Home World",
            "Skip to content",
        ] {
            let text = Text::new(&format!("{first}\n\nOrlan arms the Front\n\nA text."), false);
            let proposal = propose("x.txt", &text);
            assert_eq!(proposal.id.as_str(), "orlan-arms-the-front", "{first}");
        }
        for first in ["Home truths of a long war", "World war", "Africa"] {
            let proposal = propose("x.txt", &Text::new(&format!("{first}\n\nA text."), false));
            let expected = if first == "Africa" { "x" } else { first };
            assert_eq!(proposal.card.title, expected);
        }
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
