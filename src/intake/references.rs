//! References as other programs keep them: CSL-JSON (Zotero) and BibTeX, in and out.
//!
//! Takes a library's text; gives what it says about each document. Takes sources; gives a library as text. Must
//! not know files. What a library has no field for, such as what a date was inferred from, goes into its note.

mod bibtex;
mod csl;
pub(super) mod date;

use crate::model::Source;

pub use bibtex::{read as read_bibtex, write as write_bibtex};
pub use csl::{of_source as csl_item, read as read_csl, write as write_csl};

/// What a library says of a document; dates in the form that cards have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reference {
    /// Its name in the library.
    pub key: String,
    /// Its title.
    pub title: Option<String>,
    /// Its authors, given names first.
    pub authors: Vec<String>,
    /// Who published it, or where it appeared.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<String>,
    /// A language tag.
    pub language: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was read there.
    pub accessed: Option<String>,
    /// Where a copy is kept.
    pub archived: Option<String>,
}

/// Why a text is not a library of references.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ReferenceError(String);

impl Reference {
    /// Whether it is of the document with that title or at that address.
    pub fn is_of(&self, title: Option<&str>, url: Option<&str>) -> bool {
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let bare = |url: &str| {
            let url = url.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
            url.trim_start_matches("https://")
                .trim_start_matches("http://")
                .trim_start_matches("www.")
                .to_owned()
        };
        let both = |a: Option<&str>, b: Option<&str>, key: &dyn Fn(&str) -> String| {
            a.zip(b).is_some_and(|(a, b)| !key(a).is_empty() && key(a) == key(b))
        };
        both(self.url.as_deref(), url, &bare) || both(self.title.as_deref(), title, &letters)
    }
}

/// What of a card goes into a note, for want of a field.
fn note(source: &Source) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(reason) = &source.inferred_from {
        parts.push(format!("date inferred from: {reason}"));
    }
    if let Some(original) = &source.copy_of {
        parts.push(format!("copy of: {original}"));
    }
    if !source.relies_on.is_empty() {
        parts.push(format!("relies on: {}", source.relies_on.join("; ")));
    }
    (!parts.is_empty()).then(|| parts.join("\n"))
}
