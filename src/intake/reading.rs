//! What reading a file gives.
//!
//! Takes nothing; gives the types. Must not know any kind of file.

use super::Kind;
use crate::evidence::words;

/// The text of a file, and what else the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// By which reader it was read, with the reader's version; `None` where the file is the text itself.
    pub reader: Option<String>,
    /// The paragraphs, none of them blank, none with a line's end in it.
    pub paragraphs: Vec<String>,
    /// Which paragraph is the first of each page, counted from 1; empty where the file has no pages.
    pub pages: Vec<u32>,
    /// What the file says of itself.
    pub facts: Vec<Fact>,
    /// What was left out and what is doubtful.
    pub notes: Vec<Note>,
}

/// Something that a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// Which field of a card it may fill.
    pub field: Field,
    /// What it says; a date in the form that cards have.
    pub value: String,
    /// Where it says so: `og:title`.
    pub from: String,
}

/// A field of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the fields are those of a card")]
pub enum Field {
    Title,
    Author,
    Publisher,
    Published,
    Language,
    Url,
    Archived,
    Accessed,
}

impl Field {
    /// Its name on a card.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Author => "authors",
            Field::Publisher => "publisher",
            Field::Published => "published",
            Field::Language => "language",
            Field::Url => "url",
            Field::Archived => "archived",
            Field::Accessed => "accessed",
        }
    }
}

/// Something to be said of how a file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// How it was read, where that was a choice.
    Read(String),
    /// Something that is not in the text.
    LeftOut(String),
    /// Something that may be otherwise, best looked at.
    Doubtful(String),
}

impl Note {
    /// The note as a line.
    pub fn line(&self) -> String {
        match self {
            Note::Read(text) => text.clone(),
            Note::LeftOut(text) => format!("left out: {text}"),
            Note::Doubtful(text) => format!("doubtful: {text}"),
        }
    }
}

/// Why a file has no text for us.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// It holds too much.
    #[error("the file has more than 256 MiB, and no document has")]
    TooLarge,
    /// It unpacks to too much.
    #[error("the file unpacks to more than {} MiB: {what}; it is broken, or made to do harm", .limit >> 20)]
    Bomb {
        /// Where in the file.
        what: String,
        /// In bytes.
        limit: u64,
    },
    /// It is of another kind.
    #[error("the file is {what}, which is not read; {help}")]
    OtherKind {
        /// What it is.
        what: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// It is no text.
    #[error("the file is no text: byte {at} fits no encoding of text")]
    NotText {
        /// Where, counted from 0.
        at: usize,
    },
    /// It cannot be read.
    #[error("the {kind} file is broken: {why}")]
    Broken {
        /// What it should be.
        kind: Kind,
        /// What is wrong.
        why: String,
    },
    /// It wants a password.
    #[error("the {0} file is encrypted; save a copy without a password, and add that")]
    Encrypted(Kind),
    /// It has no words.
    #[error("the {kind} file has no text{}", no_text(*.kind))]
    Empty {
        /// What it is.
        kind: Kind,
    },
    /// The program was built without the readers.
    #[error("this whobacks was built without the readers (feature `intake`): it cannot read {0}")]
    NoReader(Kind),
}

fn no_text(kind: Kind) -> &'static str {
    match kind {
        Kind::Pdf => {
            ": it may be made of pictures; run a text recognition over it (such as ocrmypdf), and add what that gives"
        }
        Kind::Html => {
            ": the page may be filled in by a script; save it as it is shown, or print it to PDF"
        }
        _ => "",
    }
}

impl Reading {
    /// A text that is its own file, a paragraph a line.
    pub(super) fn as_it_is(text: &str) -> Reading {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        Reading { paragraphs: lines.map(str::to_owned).collect(), ..Reading::default() }
    }

    /// Whether there is anything to be quoted.
    pub fn has_words(&self) -> bool {
        self.paragraphs.iter().any(|paragraph| words(paragraph).next().is_some())
    }

    /// The text as it is kept: a paragraph a line.
    pub fn text(&self) -> String {
        let mut text = self.paragraphs.join("\n");
        text.push('\n');
        text
    }

    /// Adds what the file says of itself, unless it says nothing, or has said it before.
    #[cfg(feature = "intake")]
    pub(super) fn fact(&mut self, field: Field, value: &str, from: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
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
