//! A source's card, `seeds/<id>.ron`: what is known of the document.
//!
//! Takes the card's text or a source; gives the other. Must not know the document's text, which
//! `propose` reads. A bad date or hash is an error with its place, like bad brackets.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::str::FromStr;

use ron::extensions::Extensions;
use serde::{Deserialize, Deserializer, Serialize, de};

mod reasons;

use super::hash;
use crate::model::{Period, Source, SourceId};

/// Why a text is no card, and where.
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
/// is known. For the fields see [`Source`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `Source`, described there")]
pub struct Card {
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "published")]
    pub published: Option<Period>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred_from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relies_on: Vec<String>,
    pub file: String,
    #[serde(deserialize_with = "sha256")]
    pub sha256: String,
    pub words: u32,
    pub paragraphs: u32,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub wrapped: bool,
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "reasons::read"
    )]
    pub no_claims: BTreeMap<u32, String>,
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
                message: error.code.to_string(),
            })
    }

    /// The card as its file has it: a field a line, in a fixed order, letters of any script as
    /// they are.
    pub fn write(&self) -> String {
        let mut out = "(\n".to_owned();
        let mut text = |name: &str, value: &str| field(&mut out, name, &quoted(value));
        text("title", &self.title);
        if !self.authors.is_empty() {
            field(&mut out, "authors", &list(&self.authors));
        }
        let published = self.published.map(|period| period.to_string());
        for (name, value) in [
            ("publisher", &self.publisher),
            ("published", &published),
            ("inferred_from", &self.inferred_from),
            ("language", &self.language),
            ("url", &self.url),
            ("copy_of", &self.copy_of),
        ] {
            if let Some(value) = value {
                field(&mut out, name, &quoted(value));
            }
        }
        if !self.relies_on.is_empty() {
            field(&mut out, "relies_on", &list(&self.relies_on));
        }
        field(&mut out, "file", &quoted(&self.file));
        field(&mut out, "sha256", &quoted(&self.sha256));
        field(&mut out, "words", &self.words.to_string());
        field(&mut out, "paragraphs", &self.paragraphs.to_string());
        if self.wrapped {
            field(&mut out, "wrapped", "true");
        }
        if !self.no_claims.is_empty() {
            field(&mut out, "no_claims", &reasons::write(&self.no_claims));
        }
        out.push_str(")\n");
        out
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
            copy_of: self.copy_of,
            relies_on: self.relies_on,
            file: self.file,
            sha256: self.sha256,
            words: self.words,
            paragraphs: self.paragraphs,
            wrapped: self.wrapped,
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
            copy_of: source.copy_of,
            relies_on: source.relies_on,
            file: source.file,
            sha256: source.sha256,
            words: source.words,
            paragraphs: source.paragraphs,
            wrapped: source.wrapped,
            no_claims: source.no_claims,
        }
    }
}

/// Text that is checked where it is read, so that the error has its place.
struct Checked<T>(T);

impl<'de, T: FromStr<Err: std::fmt::Display>> Deserialize<'de> for Checked<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<T: FromStr<Err: std::fmt::Display>> de::Visitor<'_> for Visitor<T> {
            type Value = Checked<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text in quotes")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Checked<T>, E> {
                text.parse().map(Checked).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor(std::marker::PhantomData))
    }
}

fn published<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Period>, D::Error> {
    struct Published(Period);
    impl FromStr for Published {
        type Err = String;

        fn from_str(text: &str) -> Result<Self, String> {
            let period: Period = text.parse().map_err(|error| format!("{error}"))?;
            if period.is_inverted() {
                return Err(format!("`{text}` ends before it starts"));
            }
            Ok(Published(period))
        }
    }
    let text = Option::<Checked<Published>>::deserialize(deserializer)?;
    Ok(text.map(|Checked(Published(period))| period))
}

fn sha256<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct Sha(String);
    impl FromStr for Sha {
        type Err = &'static str;

        fn from_str(text: &str) -> Result<Self, Self::Err> {
            let is_sha = hash::is_hex(text);
            is_sha.then(|| Sha(text.to_owned())).ok_or("a SHA-256 is 64 digits 0–9 and a–f")
        }
    }
    Checked::<Sha>::deserialize(deserializer).map(|Checked(Sha(text))| text)
}

fn field(out: &mut String, name: &str, value: &str) {
    // A String takes all that is written.
    let _ = writeln!(out, "    {name}: {value},");
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
            c if c.is_control() || super::words::is_dropped(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn small() -> String {
        format!(
            "(\n    title: \"T\",\n    file: \"t.txt\",\n    sha256: \"{SHA}\",\n    words: 3,\n    paragraphs: 1,\n)\n"
        )
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let card = Card::parse(&small()).unwrap();
        assert_eq!(card.write(), small());
        let source = card.clone().into_source("t-1".parse().unwrap());
        assert_eq!(Card::from(source), card);
    }

    #[test]
    fn a_full_card_is_read_as_it_was_written() {
        let text = |text: &str| Some(text.to_owned());
        let card = Card {
            title: "“Türkiye’s \"aid\"” \\ e\u{301}\n\t\u{200b}'ليبيا".to_owned(),
            authors: vec!["A, B".to_owned(), "É".to_owned()],
            publisher: text("P"),
            published: Some("2016-02~/2017".parse().unwrap()),
            inferred_from: text("what it says"),
            language: text("en"),
            url: text("https://example.org"),
            copy_of: text("x"),
            relies_on: vec!["CNN".to_owned()],
            wrapped: true,
            no_claims: [(7, "a \"link\"".to_owned()), (12, "b".to_owned())].into(),
            ..Card::parse(&small()).unwrap()
        };
        let written = card.write();
        assert!(written.contains("“Türkiye’s \\\"aid\\\"”") && written.contains("'ليبيا"));
        assert_eq!(written.lines().count(), 20);
        assert_eq!(Card::parse(&written).as_ref(), Ok(&card));
        assert_eq!(Card::parse(&format!("\u{feff}// hint\r\n{written}")), Ok(card));
        let by_ron = |text: &str| ron::from_str::<Card>(text);
        assert!(by_ron(&ron::to_string(&Card::parse(&small()).unwrap()).unwrap()).is_ok());
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        for (from, to, error) in [
            ("title", "titel", "line 2, column 5: Unexpected field named `titel` in `Card`"),
            ("    words: 3,\n", "", "`words`"),
            ("file", "published: \"2017-13\",\nfile", "line 3"),
            ("file", "published: \"2017-13\",\nfile", "there is no month 13 in `2017-13`"),
            ("file", "published: \"2018/2017\",\nfile", "`2018/2017` ends before it starts"),
            (SHA, "abc", "line 4, column"),
            (SHA, "abc", "a SHA-256 is 64 digits"),
            ("words: 3", "words: -3", "line 5"),
            (")\n", "", "line"),
            ("file", "no_claims: {0: \"x\"},\nfile", "paragraphs count from 1"),
            ("file", "no_claims: {3: \"x\", 3: \"y\"},\nfile", "paragraph 3 is listed twice"),
            ("file", "no_claims: {3: \" \"},\nfile", "paragraph 3 has no reason"),
        ] {
            let found = Card::parse(&small().replacen(from, to, 1)).unwrap_err().to_string();
            assert!(found.contains(error), "{to}: {found}");
        }
        assert!(Card::parse("").is_err());
    }
}
