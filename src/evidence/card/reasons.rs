//! The card's `no_claims`: paragraphs that need no claim, each with the reason.
//!
//! Takes and gives `{7: "navigation text"}`. A map read by serde alone would let a second entry of
//! one paragraph replace the first without a word.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserializer, de};

pub(super) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<u32, String>, D::Error> {
    struct Visitor;
    impl<'de> de::Visitor<'de> for Visitor {
        type Value = BTreeMap<u32, String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map of paragraphs and reasons, such as {7: \"navigation text\"}")
        }

        fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut reasons = BTreeMap::new();
            while let Some((paragraph, reason)) = map.next_entry::<u32, String>()? {
                if paragraph == 0 {
                    return Err(de::Error::custom("paragraphs count from 1"));
                }
                if reason.trim().is_empty() {
                    return Err(de::Error::custom(format!("paragraph {paragraph} has no reason")));
                }
                if reasons.insert(paragraph, reason).is_some() {
                    return Err(de::Error::custom(format!(
                        "paragraph {paragraph} is listed twice"
                    )));
                }
            }
            Ok(reasons)
        }
    }
    deserializer.deserialize_map(Visitor)
}

/// A paragraph a line.
pub(super) fn write(reasons: &BTreeMap<u32, String>) -> String {
    let lines = reasons
        .iter()
        .map(|(paragraph, reason)| format!("        {paragraph}: {},\n", super::quoted(reason)));
    format!("{{\n{}    }}", lines.collect::<String>())
}
