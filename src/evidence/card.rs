//! A source's card, `seeds/<id>.ron`: what is known of the document.
//!
//! Takes the card's text or a source; gives the other. Must not know the document's text, which
//! `propose` reads. A bad date or hash is an error with its place, like bad brackets.

use std::collections::BTreeMap;
use std::str::FromStr;

use ron::extensions::Extensions;
use serde::{Deserialize, Deserializer, de};

mod reasons;
mod renew;

use super::hash;
use crate::annotation::{LONGEST_TEXT, wording};
use crate::model::{Original, Passage, Period, Source, SourceId, TextCard, steering};

/// The most names in a list of a card: each of its claims is shown with them.
const MOST_NAMES: usize = 1_000;

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
/// is known. A data set has no words: its card says `text: none`, and nothing of a file. For the
/// fields see [`Source`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "CardSpec")]
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

/// The fields as the file has them.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename = "Card")]
struct CardSpec {
    title: Option<String>,
    authors: Vec<String>,
    publisher: Option<String>,
    #[serde(deserialize_with = "published")]
    published: Option<Period>,
    inferred_from: Option<String>,
    language: Option<String>,
    url: Option<String>,
    archived: Option<String>,
    #[serde(deserialize_with = "published")]
    accessed: Option<Period>,
    copy_of: Option<String>,
    relies_on: Vec<String>,
    text: Option<NoText>,
    file: Option<String>,
    #[serde(deserialize_with = "sha256")]
    sha256: Option<String>,
    words: Option<u32>,
    paragraphs: Option<u32>,
    wrapped: Option<bool>,
    read_as: Option<String>,
    reader: Option<String>,
    original: Option<String>,
    #[serde(deserialize_with = "sha256")]
    original_sha256: Option<String>,
    pages: Option<Vec<u32>>,
    #[serde(deserialize_with = "reasons::read")]
    no_claims: BTreeMap<Passage, String>,
}

/// The one thing that a card can say of a text instead of describing it.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum NoText {
    None,
}

/// What is said on a card is shown in many places: it steers nothing, and has an end.
fn within_bounds(spec: &CardSpec) -> Result<(), String> {
    let lists = || [&spec.authors, &spec.relies_on].into_iter().flatten();
    let single = [
        &spec.title,
        &spec.publisher,
        &spec.inferred_from,
        &spec.language,
        &spec.url,
        &spec.archived,
        &spec.copy_of,
        &spec.file,
        &spec.read_as,
        &spec.reader,
        &spec.original,
    ];
    let texts = || lists().chain(single.into_iter().flatten()).chain(spec.no_claims.values());
    for (name, list) in [("authors", &spec.authors), ("relies_on", &spec.relies_on)] {
        if list.len() > MOST_NAMES {
            let n = list.len();
            return Err(format!("`{name}` has {n} names, and {MOST_NAMES} are the most"));
        }
    }
    if let Some(long) = texts().map(|text| text.len()).find(|n| *n > LONGEST_TEXT) {
        return Err(format!(
            "a text of the card has {long} bytes, and {LONGEST_TEXT} are the most"
        ));
    }
    if let Some(c) = texts().find_map(|text| steering(text)) {
        return Err(format!(
            "a text of the card holds U+{:04X}, a control character",
            u32::from(c)
        ));
    }
    Ok(())
}

impl TryFrom<CardSpec> for Card {
    type Error = String;

    fn try_from(spec: CardSpec) -> Result<Card, String> {
        fn needed<T>(name: &str, value: Option<T>) -> Result<T, String> {
            value.ok_or_else(|| {
                format!("the card has no `{name}`; only a data set, `text: none`, has no text")
            })
        }
        within_bounds(&spec)?;
        let read = [&spec.read_as, &spec.reader, &spec.original, &spec.original_sha256];
        let read_out = read.iter().any(|field| field.is_some());
        let said = [
            ("file", spec.file.is_some()),
            ("sha256", spec.sha256.is_some()),
            ("words", spec.words.is_some()),
            ("paragraphs", spec.paragraphs.is_some()),
            ("wrapped", spec.wrapped.is_some()),
            ("read_as", read_out),
            ("pages", spec.pages.is_some()),
        ];
        let text = match spec.text {
            None => Some(TextCard {
                original: match read_out {
                    false => None,
                    true => Some(Original {
                        file: needed("original", spec.original)?,
                        sha256: needed("original_sha256", spec.original_sha256)?,
                        read_as: needed("read_as", spec.read_as)?,
                        reader: needed("reader", spec.reader)?,
                    }),
                },
                pages: in_order(spec.pages.unwrap_or_default())?,
                file: needed("file", spec.file)?,
                sha256: needed("sha256", spec.sha256)?,
                words: needed("words", spec.words)?,
                paragraphs: needed("paragraphs", spec.paragraphs)?,
                wrapped: spec.wrapped.unwrap_or_default(),
            }),
            Some(NoText::None) => {
                if let Some((name, _)) = said.iter().find(|(_, said)| *said) {
                    return Err(format!("a card with `text: none` has no `{name}`"));
                }
                None
            }
        };
        Ok(Card {
            title: spec.title.ok_or("the card has no `title`")?,
            authors: spec.authors,
            publisher: spec.publisher,
            published: spec.published,
            inferred_from: spec.inferred_from,
            language: spec.language,
            url: spec.url,
            archived: spec.archived,
            accessed: spec.accessed,
            copy_of: spec.copy_of,
            relies_on: spec.relies_on,
            text,
            no_claims: spec.no_claims,
        })
    }
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
    /// When the text is no card.
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

/// The first paragraphs of pages, which go up.
fn in_order(pages: Vec<u32>) -> Result<Vec<u32>, String> {
    match pages.first().is_none_or(|first| *first > 0) && pages.is_sorted() {
        true => Ok(pages),
        false => Err("`pages` has the first paragraph of each page, counted from 1".to_owned()),
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

fn sha256<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    struct Sha(String);
    impl FromStr for Sha {
        type Err = &'static str;

        fn from_str(text: &str) -> Result<Self, Self::Err> {
            let is_sha = hash::is_hex(text);
            is_sha.then(|| Sha(text.to_owned())).ok_or("a SHA-256 is 64 digits 0–9 and a–f")
        }
    }
    let text = Option::<Checked<Sha>>::deserialize(deserializer)?;
    Ok(text.map(|Checked(Sha(text))| text))
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
            archived: text("https://archive.example/x"),
            accessed: Some("2026-11-26".parse().unwrap()),
            copy_of: text("x"),
            relies_on: vec!["CNN".to_owned()],
            text: Some(TextCard {
                wrapped: true,
                original: Some(Original {
                    file: "t.pdf".to_owned(),
                    sha256: SHA.to_owned(),
                    read_as: "pdf".to_owned(),
                    reader: "whobacks-pdf 1".to_owned(),
                }),
                pages: vec![1, 4, 4],
                ..Card::parse(&small()).unwrap().text.unwrap()
            }),
            no_claims: [("7", "a \"link\""), ("12.3", "b")]
                .map(|(at, why)| (at.parse().unwrap(), why.to_owned()))
                .into(),
        };
        let written = card.write();
        assert!(written.contains("“Türkiye’s \\\"aid\\\"”") && written.contains("'ليبيا"));
        assert_eq!(written.lines().count(), 27);
        assert_eq!(Card::parse(&written).as_ref(), Ok(&card));
        assert_eq!(Card::parse(&format!("\u{feff}// hint\r\n{written}")), Ok(card));
    }

    #[test]
    fn a_data_set_has_no_text() {
        let text = "(\n    title: \"T\",\n    text: none,\n)\n";
        let card = Card::parse(text).unwrap();
        assert_eq!((card.text.as_ref(), card.write().as_str()), (None, text));
        let both = Card::parse("(title: \"T\", text: none, words: 3)").unwrap_err();
        assert!(both.message.contains("a card with `text: none` has no `words`"), "{both}");
        assert!(Card::parse("(title: \"T\", text: some)").is_err());
    }

    #[test]
    fn a_card_has_bounds_and_steers_nothing() {
        let names = |n: usize| "\"A\", ".repeat(n);
        for (fields, error) in [
            (
                format!("authors: [{}]", names(1_001)),
                Some("`authors` has 1001 names, and 1000 are"),
            ),
            (format!("relies_on: [{}]", names(1_001)), Some("`relies_on` has 1001 names")),
            (format!("authors: [{}]", names(1_000)), None),
            (format!("url: \"{}\"", "x".repeat(8_193)), Some("has 8193 bytes, and 8192 are")),
            ("archived: \"\u{202e}\"".to_owned(), Some("U+202E")),
        ] {
            let read = Card::parse(&format!("(title: \"T\", text: none, {fields})"));
            assert_eq!(read.is_err(), error.is_some(), "{fields:.60}");
            if let (Err(read), Some(error)) = (read, error) {
                assert!(read.to_string().contains(error), "{read}");
            }
        }
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
            ("file", "no_claims: {0: \"x\"},\nfile", "`0` is no paragraph"),
            ("file", "no_claims: {\"3.0\": \"x\"},\nfile", "`3.0` is no paragraph"),
            ("file", "read_as: \"pdf\",\nfile", "`original`"),
            ("file", "pages: [3, 1],\nfile", "`pages` has the first paragraph"),
            ("file", "no_claims: {3: \"x\", 3: \"y\"},\nfile", "paragraph 3 is listed twice"),
            ("file", "no_claims: {3: \" \"},\nfile", "paragraph 3 has no reason"),
        ] {
            let found = Card::parse(&small().replacen(from, to, 1)).unwrap_err().to_string();
            assert!(found.contains(error), "{to}: {found}");
        }
        assert!(Card::parse("").is_err());
    }
}
