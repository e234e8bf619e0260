//! The fields of a card as they stand in its file.
//!
//! Takes these fields; gives the card, if they fit together and stay within bounds. Must not know
//! how a card is written.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, de};

use super::super::hash;
use super::{Card, reasons};
use crate::annotation::LONGEST_TEXT;
use crate::model::{Original, Passage, Period, TextCard, steering};

/// The most names in a list of a card: each of its claims is shown with them.
const MOST_NAMES: usize = 1_000;

/// The fields as the file has them.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename = "Card")]
pub(super) struct CardSpec {
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
