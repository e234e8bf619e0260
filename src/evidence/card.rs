//! A source's card, `seeds/<id>.ron`: what is known about the document.
//!
//! Takes the card's text or a source; gives the other. Must not know the document's text, which
//! `propose` reads. A bad date or hash is an error with a place, like bad brackets.

#![expect(clippy::arithmetic_side_effects, reason = "lengths of texts that lie in memory")]

use std::collections::BTreeMap;

use ron::extensions::Extensions;
use serde::Deserialize;

mod reasons;
mod renew;
mod spec;

use crate::annotation::wording;
use crate::model::{Passage, Period, Source, SourceId, TextCard};

/// Why a text is not a card, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct CardError {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// What is known of a document, as its file has it: RON, the optional fields left out where nothing
/// is known. A data set has no words: its card says `text: none`, and nothing of a file. For the
/// fields see [`Source`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "spec::CardSpec")]
#[allow(missing_docs, reason = "the fields are those of `Source`, described there")]
pub struct Card {
    pub title: String,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub published: Option<Period>,
    pub inferred_from: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub archived: Option<String>,
    pub accessed: Option<Period>,
    pub copy_of: Option<String>,
    pub relies_on: Vec<String>,
    pub text: Option<TextCard>,
    pub no_claims: BTreeMap<Passage, String>,
}

impl Card {
    /// Reads a card.
    ///
    /// # Errors
    /// The first thing wrong in it, with its place.
    pub fn parse(text: &str) -> Result<Card, CardError> {
        ron::Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME)
            .from_str(text.strip_prefix('\u{feff}').unwrap_or(text))
            .map_err(|error| CardError {
                line: error.span.start.line,
                column: error.span.start.col,
                message: wording(&error.code),
            })
    }

    /// The card as its file has it: a field a line, in a fixed order, letters of any script as
    /// they are.
    pub fn write(&self) -> String {
        let fields = self.fields().into_iter().filter_map(|(name, value)| Some((name, value?)));
        let lines = fields.map(|(name, value)| format!("    {name}: {value},\n"));
        format!("(\n{})\n", lines.collect::<String>())
    }

    /// The names of all fields that a card can have, in their order.
    pub fn field_names() -> Vec<&'static str> {
        Card::default().fields().into_iter().map(|(name, _)| name).collect()
    }

    /// Every field in its order, with its value as RON.
    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        let text = |text: &Option<String>| text.as_deref().map(quoted);
        let period = |period: Option<Period>| period.map(|period| quoted(&period.to_string()));
        let listed = |texts: &[String]| (!texts.is_empty()).then(|| list(texts));
        let card = self.text.as_ref();
        let original = card.and_then(|card| card.original.as_ref());
        let pages = card.map(|card| &card.pages).filter(|pages| !pages.is_empty());
        vec![
            ("title", Some(quoted(&self.title))),
            ("authors", listed(&self.authors)),
            ("publisher", text(&self.publisher)),
            ("published", period(self.published)),
            ("inferred_from", text(&self.inferred_from)),
            ("language", text(&self.language)),
            ("url", text(&self.url)),
            ("archived", text(&self.archived)),
            ("accessed", period(self.accessed)),
            ("copy_of", text(&self.copy_of)),
            ("relies_on", listed(&self.relies_on)),
            ("text", card.is_none().then(|| "none".to_owned())),
            ("file", card.map(|card| quoted(&card.file))),
            ("sha256", card.map(|card| quoted(&card.sha256))),
            ("words", card.map(|card| card.words.to_string())),
            ("paragraphs", card.map(|card| card.paragraphs.to_string())),
            ("wrapped", card.filter(|card| card.wrapped).map(|_| "true".to_owned())),
            ("read_as", original.map(|original| quoted(&original.read_as))),
            ("reader", original.map(|original| quoted(&original.reader))),
            ("original", original.map(|original| quoted(&original.file))),
            ("original_sha256", original.map(|original| quoted(&original.sha256))),
            ("pages", pages.map(|pages| format!("{pages:?}"))),
            ("no_claims", (!self.no_claims.is_empty()).then(|| reasons::write(&self.no_claims))),
        ]
    }

    /// The text of a card's file with the fields of this card, as far as they differ from what it says; all
    /// else in it, comments too, stays as it was written.
    ///
    /// # Errors
    /// When the text is not a card.
    pub fn renew(&self, text: &str) -> Result<String, CardError> {
        let old = Card::parse(text)?;
        let mut renewed = text.to_owned();
        for ((name, new), (_, old)) in self.fields().into_iter().zip(old.fields()) {
            if new != old {
                renewed = renew::set(&renewed, name, new.as_deref()).unwrap_or_default();
            }
        }
        // A form of writing that is not foreseen costs the comments, never what the card says.
        match Card::parse(&renewed) {
            Ok(card) if card == *self => Ok(renewed),
            _ => Ok(self.write()),
        }
    }

    /// The source that the card describes.
    pub fn into_source(self, id: SourceId) -> Source {
        Source {
            id,
            title: self.title,
            authors: self.authors,
            publisher: self.publisher,
            published: self.published,
            inferred_from: self.inferred_from,
            language: self.language,
            url: self.url,
            archived: self.archived,
            accessed: self.accessed,
            copy_of: self.copy_of,
            relies_on: self.relies_on,
            text: self.text,
            no_claims: self.no_claims,
        }
    }
}

impl From<Source> for Card {
    fn from(source: Source) -> Card {
        Card {
            title: source.title,
            authors: source.authors,
            publisher: source.publisher,
            published: source.published,
            inferred_from: source.inferred_from,
            language: source.language,
            url: source.url,
            archived: source.archived,
            accessed: source.accessed,
            copy_of: source.copy_of,
            relies_on: source.relies_on,
            text: source.text,
            no_claims: source.no_claims,
        }
    }
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A RON string. The `ron` crate's own writer would escape apostrophes and combining marks too.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || super::letter::is_dropped(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests;
