//! What is known about a document, put into its card: what somebody says, what a library of references says,
//! what the file says about itself.
//!
//! Takes a card, facts and references; gives the card, and hints for what nobody has said. What the file says is
//! only a hint, unless it was accepted.

use crate::evidence::Card;
use crate::intake::{CardField, Fact};

/// A field's value as RON text, for a hint.
pub(super) fn hint(fact: &Fact) -> String {
    let value = format!("{:?}", fact.value);
    let value = if fact.field == CardField::Author { format!("[{value}]") } else { value };
    format!("{} -> {}: {value}", fact.from, fact.field.name())
}

/// Whether a fact may fill a field by itself: the day on which a file was made is not that of publication.
pub(super) fn is_firm(fact: &Fact) -> bool {
    !fact.from.contains("when the file was made")
}

/// Fills the fields that are empty with what a file says of itself, the first that it says of each; gives back
/// what was not taken.
pub(super) fn accept<'f>(card: &mut Card, facts: &'f [Fact]) -> Vec<&'f Fact> {
    let mut left = Vec::new();
    let no_authors = card.authors.is_empty();
    for fact in facts {
        let value = Some(fact.value.clone());
        let date = || fact.value.parse().ok();
        let taken = match fact.field {
            CardField::Title => fact.value == card.title,
            CardField::Author if no_authors => {
                card.authors.push(fact.value.clone());
                true
            }
            CardField::Publisher => fill(&mut card.publisher, value),
            CardField::Published if is_firm(fact) => fill(&mut card.published, date()),
            CardField::Language => fill(&mut card.language, value),
            CardField::Url => fill(&mut card.url, value),
            CardField::Archived => fill(&mut card.archived, value),
            CardField::Accessed => fill(&mut card.accessed, date()),
            CardField::Author | CardField::Published => false,
        };
        if !taken && !said(card, fact) {
            left.push(fact);
        }
    }
    left
}

/// Whether a card says what a fact says.
pub(super) fn said(card: &Card, fact: &Fact) -> bool {
    let is = |field: &Option<String>| field.as_deref() == Some(&fact.value);
    let date = fact.value.parse().ok();
    match fact.field {
        CardField::Title => card.title == fact.value,
        CardField::Author => card.authors.contains(&fact.value),
        CardField::Publisher => is(&card.publisher),
        CardField::Published => card.published.is_some() && card.published == date,
        CardField::Language => is(&card.language),
        CardField::Url => is(&card.url),
        CardField::Archived => is(&card.archived),
        CardField::Accessed => card.accessed.is_some() && card.accessed == date,
    }
}

/// Fills a field that is empty; says whether it did.
pub(super) fn fill<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    let empty = field.is_none() && value.is_some();
    if empty {
        *field = value;
    }
    empty
}

#[cfg(feature = "intake")]
pub(super) use library::{Library, take};

#[cfg(feature = "intake")]
mod library {
    use std::path::Path;

    use anyhow::{Context as _, bail};

    use super::fill;
    use crate::evidence::Card;
    use crate::intake::references::{Reference, read_bibtex, read_csl};

    /// A library of references, read.
    pub(in super::super) struct Library {
        items: Vec<Reference>,
        name: String,
    }

    impl Library {
        pub(in super::super) fn read(path: &Path) -> anyhow::Result<Self> {
            let name = path.display().to_string();
            let text = crate::cli::disk::read_text(path)?;
            let items = match path.extension().is_some_and(|end| end == "bib") {
                true => read_bibtex(&text),
                false => read_csl(&text),
            };
            let items = items.with_context(|| format!("cannot use {name} as a library"))?;
            Ok(Library { items, name })
        }

        pub(in super::super) fn items(&self) -> &[Reference] {
            &self.items
        }

        /// The item of a key.
        pub(in super::super) fn item(&self, key: &str) -> anyhow::Result<&Reference> {
            let ends =
                |item: &&Reference| item.key == key || item.key.ends_with(&format!("/{key}"));
            let found = self.items.iter().find(ends);
            match found {
                Some(item) => Ok(item),
                None => {
                    let near =
                        crate::check::nearest_word(key, self.items.iter().map(|i| i.key.as_str()));
                    let near =
                        near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                    bail!("{} has no item `{key}`{near}", self.name)
                }
            }
        }

        /// The item of a document; the only one, if there is one only.
        pub(in super::super) fn of(
            &self,
            titles: &[&str],
            url: Option<&str>,
        ) -> Option<&Reference> {
            let fits = |item: &&Reference| {
                titles.iter().any(|title| item.is_of(Some(title), None)) || item.is_of(None, url)
            };
            self.items.iter().find(fits).or(match &self.items[..] {
                [only] => Some(only),
                _ => None,
            })
        }
    }

    /// Fills the fields that are empty with what a reference says; says which.
    pub(in super::super) fn take(card: &mut Card, item: &Reference) -> Vec<&'static str> {
        let mut filled = Vec::new();
        if card.authors.is_empty() && !item.authors.is_empty() {
            card.authors.clone_from(&item.authors);
            filled.push("authors");
        }
        let text = |text: &Option<String>| text.clone();
        let date = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
        for (name, was_filled) in [
            ("publisher", fill(&mut card.publisher, text(&item.publisher))),
            ("published", fill(&mut card.published, date(&item.published))),
            ("language", fill(&mut card.language, text(&item.language))),
            ("url", fill(&mut card.url, text(&item.url))),
            ("archived", fill(&mut card.archived, text(&item.archived))),
            ("accessed", fill(&mut card.accessed, date(&item.accessed))),
        ] {
            if was_filled {
                filled.push(name);
            }
        }
        filled
    }
}
