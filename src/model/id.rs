//! Names that machines use: of actors, sources and claims, and their places in a dataset's lists.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use bitcode::{Decode, Encode};
use serde::de::{self, Deserialize, Deserializer};
use serde::{Serialize, Serializer};

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id is made of small letters a–z, digits, and single hyphens between them")]
pub struct IdError;

/// Why a text is not a claim's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a claim's id is `c-` and 16 hexadecimal digits")]
pub struct ClaimIdError;

/// Whether `text` has the form of an id: `[a-z0-9]+(-[a-z0-9]+)*`, as in `haftar` or `trump-2017`.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Encode, Decode)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                if is_id(text) { Ok(Self(text.into())) } else { Err(IdError) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

text_id! {
    /// An actor's id, unique in a dataset: `haftar`.
    ActorId
}
text_id! {
    /// A source's id, which also names its card and ledger: `atlantic-council-2017`.
    SourceId
}

impl ActorId {
    /// The stand-in for an actor that the text does not name: `from: "?"`.
    pub fn unnamed() -> Self {
        Self("?".into())
    }

    /// Whether this is the stand-in for an unnamed actor.
    pub fn is_unnamed(&self) -> bool {
        &*self.0 == "?"
    }
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident($int:ty)) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        pub struct $name(pub $int);

        impl $name {
            /// The index into the list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// # Panics
            /// When a dataset has more entries than the index type counts; files that large are
            /// refused long before.
            fn from(index: usize) -> Self {
                Self(index.try_into().expect("more entries than the index type counts"))
            }
        }
    };
}

index! {
    /// An actor's place in the dataset's list of actors.
    ActorIx(u32)
}
index! {
    /// A source's place in the dataset's list of sources.
    SourceIx(u32)
}
index! {
    /// A relation's place in the vocabulary.
    RelationIx(u32)
}

/// A claim's id: the first 64 bits of a SHA-256 over what makes the claim this claim.
///
/// Shown as `c-` and 16 hex digits. What is hashed is fixed: source, from, relation,
/// to (the ends sorted if the relation is symmetric), folded quote, and `when` as written.
/// Modality, status and notes are left out, so that a change of these is seen as a change of one
/// claim and not as another claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct ClaimId(pub u64);

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "c-{:016x}", self.0)
    }
}

impl fmt::Debug for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ClaimId {
    type Err = ClaimIdError;

    fn from_str(text: &str) -> Result<Self, ClaimIdError> {
        let digits = text.strip_prefix("c-").filter(|digits| digits.len() == 16);
        let digits = digits.filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u64::from_str_radix(digits, 16).ok());
        number.map(ClaimId).ok_or(ClaimIdError)
    }
}

impl<'de> Deserialize<'de> for ClaimId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a claim's id in quotes")
    }
}

/// Reads what is written as text.
pub(super) fn from_text<'de, T, D>(deserializer: D, what: &'static str) -> Result<T, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: Deserializer<'de>,
{
    struct Visitor<T>(&'static str, PhantomData<T>);
    impl<T: FromStr<Err: fmt::Display>> de::Visitor<'_> for Visitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }
    deserializer.deserialize_str(Visitor(what, PhantomData))
}

impl Serialize for ClaimId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_an_id() {
        for good in ["haftar", "trump-2017", "us", "3rd-force"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-", "a-", "-a", "a--b", "Haftar", "the kremlin", "türkiye", "a_b", "?"] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn claim_ids_are_sixteen_digits() {
        assert_eq!(ClaimId(0x2a).to_string(), "c-000000000000002a");
        assert_eq!("c-000000000000002a".parse(), Ok(ClaimId(0x2a)));
        for bad in ["c-2a", "000000000000002a", "c-+00000000000002a", "c-00000000000000zz"] {
            assert_eq!(bad.parse::<ClaimId>(), Err(ClaimIdError), "{bad}");
        }
    }
}
