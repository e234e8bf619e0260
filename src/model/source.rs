//! A document that makes claims.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Period, SourceId};

/// What is known about a document: its card in `seeds/`, as a value.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Source {
    /// Its id, which also names its card and its ledger.
    pub id: SourceId,
    /// Its title, as in the document.
    pub title: String,
    /// Its authors, as named in the document.
    pub authors: Vec<String>,
    /// Who published it, if the document says so.
    pub publisher: Option<String>,
    /// When it was published; an interval means that it was on some day within it.
    pub published: Option<Period>,
    /// What the date was inferred from, if the document does not state it.
    pub inferred_from: Option<String>,
    /// A language tag (BCP 47), such as `en`.
    pub language: Option<String>,
    /// The address where it can be read.
    pub url: Option<String>,
    /// The address of an archived copy, such as the Internet Archive's.
    pub archived: Option<String>,
    /// The day on which it was read there.
    pub accessed: Option<Period>,
    /// The original of which this is a reprint: a source id, or a name.
    pub copy_of: Option<String>,
    /// Whose reporting it repeats: source ids, or names.
    pub relies_on: Vec<String>,
    /// The text in which quotes are proved; `None` for a data set, whose claims cite records.
    pub text: Option<TextCard>,
    /// Paragraphs and sentences that name actors and make no claim, each with the reason.
    pub no_claims: BTreeMap<Passage, String>,
}

impl Source {
    /// The page on which a paragraph begins, if the document has pages.
    pub fn page_of(&self, paragraph: u32) -> Option<u32> {
        let pages = &self.text.as_ref()?.pages;
        let page = pages.partition_point(|first| *first <= paragraph);
        (page > 0).then_some(page as u32)
    }

    /// The reason why a sentence makes no claim, given for it or for its paragraph.
    pub fn excuse(&self, paragraph: u32, sentence: u32) -> Option<&str> {
        let of = |sentence| self.no_claims.get(&Passage { paragraph, sentence });
        of(Some(sentence)).or_else(|| of(None)).map(String::as_str)
    }
}

/// A paragraph of a text, or a sentence in it: `7`, `7.2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct Passage {
    /// Counted from 1.
    pub paragraph: u32,
    /// Counted from 1 in the paragraph; `None` for the whole paragraph.
    pub sentence: Option<u32>,
}

/// Why a text does not name a passage.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither a paragraph (`7`) nor a sentence (`7.2`); both count from 1")]
pub struct PassageError(String);

impl From<u32> for Passage {
    fn from(paragraph: u32) -> Self {
        Passage { paragraph, sentence: None }
    }
}

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sentence {
            Some(sentence) => write!(f, "{}.{sentence}", self.paragraph),
            None => write!(f, "{}", self.paragraph),
        }
    }
}

impl FromStr for Passage {
    type Err = PassageError;

    fn from_str(text: &str) -> Result<Self, PassageError> {
        let number = |part: &str| part.parse().ok().filter(|number: &u32| *number > 0);
        let passage = match text.split_once('.') {
            None => number(text).map(Passage::from),
            Some((paragraph, sentence)) => number(paragraph)
                .zip(number(sentence))
                .map(|(paragraph, sentence)| Passage { paragraph, sentence: Some(sentence) }),
        };
        passage.ok_or_else(|| PassageError(text.to_owned()))
    }
}

/// What a card says about a source's text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct TextCard {
    /// The name of its file.
    pub file: String,
    /// SHA-256 of its bytes, 64 hex digits.
    pub sha256: String,
    /// How many words it has.
    pub words: u32,
    /// How many paragraphs it has.
    pub paragraphs: u32,
    /// Whether lines are wrapped, so that a paragraph ends only at a blank line.
    pub wrapped: bool,
    /// The file from which the text was extracted; `None` if the file is the text.
    pub original: Option<Original>,
    /// The first paragraph of each page, counted from 1; empty if the file has no pages.
    pub pages: Vec<u32>,
}

/// The file from which a text was extracted.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Original {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes, 64 hex digits.
    pub sha256: String,
    /// The kind of file that it was read as: `html`.
    pub read_as: String,
    /// The reader, with its version.
    pub reader: String,
}

impl Serialize for Passage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Passage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Passage;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a paragraph such as 7, or a sentence such as \"7.2\"")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Passage, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Passage, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
