//! Reads RON one level at a time, with the place of everything; each value stays text.
//!
//! `RawValue` borrows from the input, so its byte offset is the difference of two pointers. A
//! raw value may begin with white space and comments; a [`Slice`] is trimmed of them and knows
//! where its untrimmed text ended, which is where a comma may follow.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory; what the ron crate borrows from it stands in it"
)]

use std::fmt;
use std::ops::Range;

use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::ron_options;

/// A value of the file: its text, trimmed, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Slice<'a> {
    /// The text, without the white space and comments around it.
    pub text: &'a str,
    /// Where the text starts in the file, in bytes.
    pub start: usize,
    /// Where the value with all that follows it up to a comma or bracket ends, in bytes.
    pub outer_end: usize,
}

impl<'a> Slice<'a> {
    /// A whole file.
    pub fn file(text: &'a str) -> Self {
        Slice { text, start: 0, outer_end: text.len() }
    }

    /// Where the text stands in the file, in bytes.
    pub fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    fn inner(&self, raw: &'a RawValue) -> Slice<'a> {
        let outer = raw.get_ron();
        let trimmed = raw.trim().get_ron();
        Slice {
            text: trimmed,
            start: self.start + self.offset(trimmed),
            outer_end: self.start + self.offset(outer) + outer.len(),
        }
    }

    /// How far behind the start of this slice a part of it stands.
    fn offset(&self, part: &str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// The fields of a struct, in order, with fields that stand twice kept twice.
    ///
    /// # Errors
    /// When it is not a struct.
    pub fn fields(&self) -> Result<Vec<RawField<'a>>, ron::error::SpannedError> {
        struct FieldsVisitor;
        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Vec<(&'de str, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("fields in round brackets")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(Identifier(name)) = map.next_key()? {
                    fields.push((name, map.next_value()?));
                }
                Ok(fields)
            }
        }
        struct Fields<'a>(Vec<(&'a str, &'a RawValue)>);
        impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_struct("", &[], FieldsVisitor).map(Fields)
            }
        }
        let fields: Fields<'a> = ron_options().from_str(self.text)?;
        let place = |(name, raw): (&'a str, &'a RawValue)| RawField {
            name,
            start: self.start + self.offset(name),
            value: self.inner(raw),
        };
        Ok(fields.0.into_iter().map(place).collect())
    }

    /// The entries of a map, in order, with keys that stand twice kept twice.
    ///
    /// # Errors
    /// When it is not a map.
    pub fn entries(&self) -> Result<Vec<(Slice<'a>, Slice<'a>)>, ron::error::SpannedError> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Vec<(&'de RawValue, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map in braces")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries)
            }
        }
        struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);
        impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_map(EntriesVisitor).map(Entries)
            }
        }
        let entries: Entries<'a> = ron_options().from_str(self.text)?;
        Ok(entries.0.into_iter().map(|(k, v)| (self.inner(k), self.inner(v))).collect())
    }

    /// The items of a list.
    ///
    /// # Errors
    /// When it is not a list.
    pub fn items(&self) -> Result<Vec<Slice<'a>>, ron::error::SpannedError> {
        let items: Vec<&'a RawValue> = ron_options().from_str(self.text)?;
        Ok(items.into_iter().map(|raw| self.inner(raw)).collect())
    }

    /// Whether it is written as a list.
    pub fn is_list(&self) -> bool {
        self.text.starts_with('[')
    }

    /// The value of a field that can be one text or several, as its elements.
    pub fn elements(&self) -> Vec<Slice<'a>> {
        if self.is_list() { self.items().unwrap_or_default() } else { vec![*self] }
    }

    /// The text that it is, its escapes resolved; `None` where it is not text.
    pub fn string(&self) -> Option<String> {
        ron_options().from_str::<Option<String>>(self.text).ok().flatten()
    }

    /// Whether the brackets of the value close and its strings end; what serde would make of it is
    /// another question.
    pub(super) fn well_formed(&self) -> Result<(), ron::error::SpannedError> {
        ron_options().from_str::<IgnoredAny>(self.text).map(|_| ())
    }
}

/// A field of a struct.
#[derive(Debug, Clone, Copy)]
pub struct RawField<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where the name starts in the file, in bytes.
    pub start: usize,
    /// What it says.
    pub value: Slice<'a>,
}

impl RawField<'_> {
    /// Where the name stands in the file, in bytes.
    pub fn name_span(&self) -> Range<usize> {
        self.start..self.start + self.name.len()
    }
}

/// A field's name, borrowed, so that its place is known.
struct Identifier<'a>(&'a str);

impl<'de: 'a, 'a> Deserialize<'de> for Identifier<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdentifierVisitor;
        impl<'de> Visitor<'de> for IdentifierVisitor {
            type Value = Identifier<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field's name")
            }

            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
                Ok(Identifier(name))
            }
        }
        deserializer.deserialize_identifier(IdentifierVisitor)
    }
}
