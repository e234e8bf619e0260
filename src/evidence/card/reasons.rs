//! The card's `no_claims`: paragraphs and sentences that need no claim, each with the reason.
//!
//! Takes and gives `{7: "navigation text", "9.2": "a caption"}`. If serde alone read the map, a
//! second entry for a passage would silently replace the first.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserializer, de};

use crate::model::Passage;

pub(super) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Passage, String>, D::Error> {
    struct Visitor;
    impl<'de> de::Visitor<'de> for Visitor {
        type Value = BTreeMap<Passage, String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map of passages and reasons, such as {7: \"navigation text\"}")
        }

        fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut reasons = BTreeMap::new();
            while let Some((passage, reason)) = map.next_entry::<Passage, String>()? {
                let name = match passage.sentence {
                    None => "paragraph",
                    Some(_) => "sentence",
                };
                if reason.trim().is_empty() {
                    return Err(de::Error::custom(format!("{name} {passage} has no reason")));
                }
                if reasons.insert(passage, reason).is_some() {
                    return Err(de::Error::custom(format!("{name} {passage} is listed twice")));
                }
            }
            Ok(reasons)
        }
    }
    deserializer.deserialize_map(Visitor)
}

/// A passage a line.
pub(super) fn write(reasons: &BTreeMap<Passage, String>) -> String {
    let lines = reasons.iter().map(|(passage, reason)| {
        let key = match passage.sentence {
            None => passage.to_string(),
            Some(_) => format!("\"{passage}\""),
        };
        format!("        {key}: {},\n", super::quoted(reason))
    });
    format!("{{\n{}    }}", lines.collect::<String>())
}
