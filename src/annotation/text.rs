//! Strings that borrow from the file, and two types that need them: one or many, and pairs.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::fault::Unfit;
use super::ron_options;
use crate::model::steering;

/// A string of the file, borrowed unless it has escapes. To clone it costs no text: what a block hands on to
/// many claims stands in memory once.
#[derive(Clone)]
pub struct Str<'a>(Held<'a>);

#[derive(Clone)]
enum Held<'a> {
    Of(&'a str),
    Own(Arc<str>),
}

impl Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Held::Of(text) => text,
            Held::Own(text) => text,
        }
    }
}

impl PartialEq for Str<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Str<'_> {}

impl PartialOrd for Str<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Str<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl Hash for Str<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for Str<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<'a> From<&'a str> for Str<'a> {
    fn from(text: &'a str) -> Self {
        Str(Held::Of(text))
    }
}

impl From<String> for Str<'_> {
    fn from(text: String) -> Self {
        Str(Held::Own(text.into()))
    }
}

impl Str<'_> {
    /// The text by itself, however long its file is kept.
    pub fn into_owned(self) -> Str<'static> {
        match self.0 {
            Held::Of(text) => Str(Held::Own(text.into())),
            Held::Own(text) => Str(Held::Own(text)),
        }
    }
}

impl Serialize for Str<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Str<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string in quotes")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Str<'de>, E> {
        harmless(text)?;
        Ok(Str(Held::Of(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Str<'de>, E> {
        harmless(text)?;
        Ok(Str(Held::Own(text.into())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Str<'de>, E> {
        harmless(&text)?;
        Ok(Str(Held::Own(text.into())))
    }
}

/// The most bytes that a text may have.
pub const LONGEST_TEXT: usize = 8_192;

/// With these words the reader refuses a text; what it is refused for stands behind them.
const STEERS: &str = "a control character: ";
const LONG: &str = "a text too long: ";

fn harmless<E: Error>(text: &str) -> Result<(), E> {
    match unfit(text) {
        None => Ok(()),
        Some(Unfit::Steers(c)) => Err(E::custom(format_args!("{STEERS}{c}"))),
        Some(Unfit::Long(bytes)) => Err(E::custom(format_args!("{LONG}{bytes}"))),
    }
}

/// Why a text cannot stand in an annotation, if it cannot.
pub(super) fn unfit(text: &str) -> Option<Unfit> {
    let long = (text.len() > LONGEST_TEXT).then_some(Unfit::Long(text.len()));
    long.or_else(|| steering(text).map(Unfit::Steers))
}

/// Why a text was refused, if that was the reason of an error.
pub(super) fn refused_for(error: &ron::Error) -> Option<Unfit> {
    let ron::Error::Message(message) = error else { return None };
    let steers = |text: &str| text.chars().next().map(Unfit::Steers);
    let long = |text: &str| text.parse().ok().map(Unfit::Long);
    (message.strip_prefix(STEERS).and_then(steers))
        .or_else(|| message.strip_prefix(LONG).and_then(long))
}

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

/// A string, or a number, which is kept as it is written: `300`, `1_500`, `2.50`.
pub(super) fn as_written<'de: 'a, 'a, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Str<'a>>, D::Error> {
    struct Written<'a>(Str<'a>);
    impl<'de: 'a, 'a> Deserialize<'de> for Written<'a> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let raw = <&'de RawValue>::deserialize(deserializer)?.trim().get_ron();
            match ron_options().from_str(raw) {
                Ok(text) => Ok(Written(text)),
                Err(error) if refused_for(&error.code).is_some() => {
                    Err(D::Error::custom(error.code))
                }
                Err(_) => match ron_options().from_str::<ron::Value>(raw) {
                    Ok(ron::Value::Number(_)) => Ok(Written(raw.into())),
                    _ => Err(D::Error::custom("a string in quotes, or a number")),
                },
            }
        }
    }
    Ok(Option::<Written<'a>>::deserialize(deserializer)?.map(|written| written.0))
}

/// A string, or a list of them: `from: "egypt"`, `from: ["egypt", "uae"]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneOrMany<'a> {
    /// Written as a string.
    One(Str<'a>),
    /// Written as a list; shared, for a block hands it on to as many claims as it has.
    Many(Arc<[Str<'a>]>),
}

impl<'a> OneOrMany<'a> {
    /// The strings, in the order written.
    pub fn as_slice(&self) -> &[Str<'a>] {
        match self {
            OneOrMany::One(text) => std::slice::from_ref(text),
            OneOrMany::Many(list) => list,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for OneOrMany<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrManyVisitor;
        impl<'de> Visitor<'de> for OneOrManyVisitor {
            type Value = OneOrMany<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string in quotes, or a list of them")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                TextVisitor.visit_borrowed_str(text).map(OneOrMany::One)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                TextVisitor.visit_str(text).map(OneOrMany::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(text) = seq.next_element()? {
                    list.push(text);
                }
                Ok(OneOrMany::Many(list.into()))
            }
        }
        deserializer.deserialize_any(OneOrManyVisitor)
    }
}

/// A map as written: in order, with keys that stand twice kept twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs<'a, T>(pub Vec<(Str<'a>, T)>);

impl<T> Default for Pairs<'_, T> {
    fn default() -> Self {
        Pairs(Vec::new())
    }
}

impl<'a, T> Deref for Pairs<'a, T> {
    type Target = [(Str<'a>, T)];

    fn deref(&self) -> &[(Str<'a>, T)] {
        &self.0
    }
}

impl<T: Serialize> Serialize for Pairs<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Pairs<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
            type Value = Pairs<'de, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map in braces")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                // What room was left for more is given back: there may be as much of it as there is in use.
                pairs.shrink_to_fit();
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}
