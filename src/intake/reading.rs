//! What reading a file gives.
//!
//! Takes nothing; gives the types. Must not know any kind of file.

#[cfg(feature = "intake")]
use crate::annotation::LONGEST_TEXT;
#[cfg(feature = "intake")]
use crate::evidence::author_of;
use crate::evidence::words;
#[cfg(feature = "intake")]
use crate::model::steers;

/// No file says more of itself that would find room on a card.
#[cfg(feature = "intake")]
const MOST_FACTS: usize = 500;

/// The text of a file, and what else the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// By which reader it was read, with the reader's version; `None` where the file is the text itself.
    pub reader: Option<String>,
    /// The paragraphs, none of them blank, none with a line's end in it; of a text that was in another encoding, its
    /// lines as they stood.
    pub paragraphs: Paragraphs,
    /// Which paragraph is the first of each page, counted from 1; empty where the file has no pages.
    pub pages: Vec<u32>,
    /// What the file says of itself.
    pub facts: Vec<Fact>,
    /// What was left out and what is doubtful.
    pub notes: Vec<ReadingNote>,
}

/// Paragraphs one behind the other, each ended by a line feed: there may be millions, and one by itself takes more memory
/// than a short one's letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraphs {
    text: String,
}

impl Paragraphs {
    /// With room for a text of so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Paragraphs {
        Paragraphs { text: String::with_capacity(bytes) }
    }

    /// In order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.text.split_terminator('\n')
    }

    /// Their number, which is counted.
    pub fn count(&self) -> usize {
        self.iter().count()
    }

    /// Adds one; a line's end in it parts it in two.
    pub(super) fn push(&mut self, paragraph: &str) {
        self.text.push_str(paragraph);
        self.text.push('\n');
    }

    /// Adds those of another text.
    #[cfg(feature = "intake")]
    pub(super) fn append(&mut self, other: &Paragraphs) {
        self.text.push_str(&other.text);
    }
}

impl<S: AsRef<str>> Extend<S> for Paragraphs {
    fn extend<I: IntoIterator<Item = S>>(&mut self, paragraphs: I) {
        paragraphs.into_iter().for_each(|paragraph| self.push(paragraph.as_ref()));
    }
}

impl<S: AsRef<str>> FromIterator<S> for Paragraphs {
    fn from_iter<I: IntoIterator<Item = S>>(paragraphs: I) -> Self {
        let mut all = Paragraphs::default();
        all.extend(paragraphs);
        all
    }
}

/// Something that a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// Which field of a card it may fill.
    pub field: CardField,
    /// What it says; a date in the form that cards have.
    pub value: String,
    /// Where it says so: `og:title`.
    pub from: String,
}

/// A field of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the fields are those of a card")]
pub enum CardField {
    Title,
    Author,
    Publisher,
    Published,
    Language,
    Url,
    Archived,
    Accessed,
}

impl CardField {
    /// Its name on a card.
    pub fn name(self) -> &'static str {
        match self {
            CardField::Title => "title",
            CardField::Author => "authors",
            CardField::Publisher => "publisher",
            CardField::Published => "published",
            CardField::Language => "language",
            CardField::Url => "url",
            CardField::Archived => "archived",
            CardField::Accessed => "accessed",
        }
    }
}

/// Something to be said of how a file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingNote {
    /// How it was read, where that was a choice.
    Read(String),
    /// Something that is not in the text.
    LeftOut(String),
    /// Something that may be otherwise, best looked at.
    Doubtful(String),
}

impl ReadingNote {
    /// The note as a line.
    pub fn line(&self) -> String {
        match self {
            ReadingNote::Read(text) => text.clone(),
            ReadingNote::LeftOut(text) => format!("left out: {text}"),
            ReadingNote::Doubtful(text) => format!("doubtful: {text}"),
        }
    }
}

impl Reading {
    /// A text that is its own file, a paragraph a line.
    pub(super) fn as_it_is(text: &str) -> Reading {
        let mut paragraphs = Paragraphs::with_capacity(text.len());
        paragraphs.extend(text.lines().filter(|line| !line.trim().is_empty()));
        Reading { paragraphs, ..Reading::default() }
    }

    /// Whether there is anything to be quoted.
    pub fn has_words(&self) -> bool {
        self.paragraphs.iter().any(|paragraph| words(paragraph).next().is_some())
    }

    /// The text as it is kept: a paragraph a line.
    pub fn text(&self) -> &str {
        &self.paragraphs.text
    }

    /// Adds what the file says of itself, unless it says nothing, or has said it before.
    #[cfg(feature = "intake")]
    pub(super) fn fact(&mut self, field: CardField, value: &str, from: &str) {
        // What steers a terminal or turns the direction of writing has no place on a card.
        let value: String = value.chars().filter(|c| !steers(*c)).collect();
        let mut value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if field == CardField::Author {
            value = author_of(&value).unwrap_or_default();
        }
        if value.len() > LONGEST_TEXT || self.facts.len() >= MOST_FACTS {
            return;
        }
        let known = self.facts.iter().any(|fact| fact.field == field && fact.value == value);
        if !value.is_empty() && !known {
            self.facts.push(Fact { field, value, from: from.to_owned() });
        }
    }
}

/// `1 page`, `2 pages`
#[cfg(feature = "intake")]
pub(super) fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
