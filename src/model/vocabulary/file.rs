//! The vocabulary as it stands in its file, and why a relation cannot join it.
//!
//! Takes the text of the file; gives relations in the order of the file. Must not know what follows from them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::RelationSpec;

/// Why a relation cannot join the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VocabularyError {
    /// The word already means something in patterns.
    #[error("`{0}` is reserved: it means a whole family, or every relation, in patterns")]
    Reserved(String),
    /// Not made of small letters and underscores.
    #[error(
        "`{0}` is not a name for a relation: use small letters a–z, digits and single underscores"
    )]
    Form(String),
    /// A relation or an inverse of that name exists.
    #[error("`{name}` is already {what}")]
    Taken {
        /// The name.
        name: String,
        /// `a relation`, or `the inverse of …`.
        what: String,
    },
    /// `is_a` names no relation.
    #[error("`{of}` is a case of `{name}`, which the vocabulary does not have")]
    UnknownParent {
        /// The relation.
        of: String,
        /// The parent named.
        name: String,
    },
    /// `is_a` goes in a circle.
    #[error("`{0}` is a case of itself, by way of its `is_a`")]
    Cycle(String),
    /// Neither `family` nor `is_a`.
    #[error("`{0}` needs a `family`, or an `is_a` to take it from")]
    NoFamily(String),
    /// `family` differs from that of `is_a`.
    #[error("`{of}` has family {own}, but `{parent}`, of which it is a case, has family {theirs}")]
    FamilyDiffers {
        /// The relation.
        of: String,
        /// Its family.
        own: &'static str,
        /// The parent.
        parent: String,
        /// The parent's family.
        theirs: &'static str,
    },
    /// Only events begin or end ties.
    #[error("`{0}` is not an event, and only an event begins or ends ties")]
    NoEvent(String),
    /// A tie that an event begins or ends is not written in a valid form.
    #[error(
        "`{text}` is not a tie: write a relation, or three words such as \"others controls to\", with \
         from, to, place or others at its ends"
    )]
    NoEffect {
        /// `begins` or `ends`.
        field: &'static str,
        /// As written.
        text: String,
    },
    /// A tie that an event begins or ends names an unknown relation.
    #[error("the vocabulary has no `{name}` that an event could begin or end")]
    UnknownEffect {
        /// `begins` or `ends`.
        field: &'static str,
        /// The relation named.
        name: String,
    },
    /// A code that its list does not have.
    #[error("the {list} code list has no `{code}`")]
    UnknownCode {
        /// `ESD` or `PLOVER`.
        list: &'static str,
        /// The code.
        code: String,
    },
}

/// A published list of codes with their labels.
pub type CodeList = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VocabularyFile {
    pub(super) esd: CodeList,
    pub(super) plover: CodeList,
    pub(super) relations: Relations,
}

/// The relations in the order of the file; an ordinary map would sort them.
pub(super) struct Relations(pub(super) Vec<(String, RelationSpec)>);

impl<'de> Deserialize<'de> for Relations {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Relations;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map of relations")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Relations, A::Error> {
                let mut list = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    list.push(entry);
                }
                Ok(Relations(list))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}
