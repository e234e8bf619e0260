//! The types with which our JSON is written and read.
//!
//! A contract with a version: names and order of the fields are fixed. An optional field whose value is not known is
//! left out. Must not know views, which `of` turns into these types, nor what an import makes of them.

use std::cell::Cell;
use std::collections::BTreeMap;

use serde::de::{self, Deserializer, Visitor};
use serde::ser::{SerializeTuple as _, Serializer};
use serde::{Deserialize, Serialize, forward_to_deserialize_any};

use crate::annotation::{Pairs, Str};
use crate::model::{
    ClaimId, Date, Family, Kind, MatchClass, Modality, OpenBounds, Passage, Period, Status,
};

/// The version of the contract; raised when a reader of the last one would be misled.
pub(crate) const VERSION: u32 = 2;

/// A whole file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Document<'a> {
    pub(crate) whobacks: u32,
    pub(crate) directed: bool,
    pub(crate) multigraph: bool,
    /// What is missing, if something was wrong with the dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) draft: Option<Draft>,
    pub(crate) graph: Head<'a>,
    pub(crate) nodes: Vec<Node<'a>>,
    pub(crate) edges: Vec<Edge<'a>>,
}

/// What a draft lacks.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    /// How many claims were left out.
    pub(crate) left_out: usize,
}

/// What is said about the graph as a whole.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Head<'a> {
    pub(crate) title: Str<'a>,
    pub(crate) sources: Vec<Source<'a>>,
    pub(crate) relations: Pairs<'a, Relation<'a>>,
    #[serde(default, skip_serializing_if = "is_empty")]
    pub(crate) sides: Pairs<'a, Vec<Str<'a>>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) slices: Vec<Period>,
}

fn is_empty<T>(pairs: &Pairs<'_, T>) -> bool {
    pairs.is_empty()
}

/// A source with its card; `"text": "none"` marks a data set, which has records and no text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Source<'a> {
    pub(crate) id: Str<'a>,
    pub(crate) title: Str<'a>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) authors: Vec<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<Period>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) inferred_from: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) archived: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accessed: Option<Period>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) copy_of: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) relies_on: Vec<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) paragraphs: Option<u32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) wrapped: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) original: Option<Original<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) pages: Vec<u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) no_claims: BTreeMap<Passage, Str<'a>>,
}

/// The file from which a text was extracted.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Original<'a> {
    pub(crate) file: Str<'a>,
    pub(crate) sha256: Str<'a>,
    pub(crate) read_as: Str<'a>,
    pub(crate) reader: Str<'a>,
}

/// A relation that occurs, or of which one that occurs is a case. A relation that the dataset defines is
/// described in full.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Relation<'a> {
    pub(crate) label: Str<'a>,
    pub(crate) inverse: Option<Str<'a>>,
    pub(crate) family: Family,
    pub(crate) sign: i8,
    pub(crate) symmetric: bool,
    pub(crate) event: bool,
    pub(crate) is_a: Option<Str<'a>>,
    /// Codes with their labels, in the order in which the relation has them.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub(crate) esd: Pairs<'a, Str<'a>>,
    #[serde(default, skip_serializing_if = "is_empty")]
    pub(crate) plover: Pairs<'a, Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) weak: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rolls_up: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) binds: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) opinion: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) outlasts: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) verbs: Vec<Str<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) begins: Vec<Str<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ends: Vec<Str<'a>>,
}

/// An actor.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Node<'a> {
    pub(crate) id: Str<'a>,
    pub(crate) label: Str<'a>,
    #[serde(deserialize_with = "kind")]
    pub(crate) kind: Kind,
    pub(crate) aliases: Vec<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) short: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) when: Option<Period>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) within: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) same_as: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "is_empty")]
    pub(crate) aliases_in: Pairs<'a, Vec<Str<'a>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) keep: bool,
}

/// A file of ours contains the stand-in for unnamed actors, which an annotation does not.
fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
    let word = Str::deserialize(deserializer)?;
    let known = Kind::ALL.into_iter().chain([Kind::Unnamed]);
    let found = known.into_iter().find(|kind| kind.word() == &*word);
    found.ok_or_else(|| de::Error::custom(format!("`{}` is no kind of actor", &*word)))
}

/// A claim with everything that is known about it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Edge<'a> {
    pub(crate) key: ClaimId,
    /// Who acts.
    pub(crate) source: Str<'a>,
    /// Who is acted on.
    pub(crate) target: Str<'a>,
    pub(crate) relation: Str<'a>,
    pub(crate) family: Family,
    pub(crate) sign: i8,
    pub(crate) symmetric: bool,
    pub(crate) event: bool,
    pub(crate) modality: Modality,
    pub(crate) status: Status,
    pub(crate) said_by: Vec<Str<'a>>,
    pub(crate) cited_by: Vec<Str<'a>>,
    pub(crate) when: Option<Period>,
    pub(crate) attested: Option<Days>,
    pub(crate) start: Option<Days>,
    pub(crate) end: Option<Days>,
    pub(crate) citation: Citation<'a>,
    /// Who acts in the claim itself, if the graph is rolled up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) own_source: Option<Str<'a>>,
    /// Who is acted on in the claim itself, if the graph is rolled up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) own_target: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) against: Vec<Str<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) through: Vec<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) what: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) amount: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) count: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) intended: Option<Period>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) dated: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) translation: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) accept: Vec<Str<'a>>,
    /// How the tie stands at the date of the graph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) standing: Option<Str<'a>>,
}

/// The citation: words of a source with their place, or a record of a data set.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Citation<'a> {
    pub(crate) source: Str<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) paragraph: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<(u32, u32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) quote: Option<Str<'a>>,
    #[serde(default, rename = "match", skip_serializing_if = "Option::is_none")]
    pub(crate) class: Option<MatchClass>,
    /// The sentence in which the quote stands, in answers with the text at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sentence: Option<Str<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) record: Option<Str<'a>>,
}

impl Edge<'_> {
    /// With the sentence in which its quote stands.
    #[cfg(feature = "cli")]
    pub(crate) fn with_sentence(mut self, found: Option<String>) -> Self {
        if self.citation.quote.is_some() {
            self.citation.sentence = found.map(Str::from);
        }
        self
    }
}

/// First and last day as `["2017-07-01", null]`; null means open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days(pub(crate) OpenBounds);

impl Serialize for Days {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Day(Date);
        impl Serialize for Day {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }
        let mut pair = serializer.serialize_tuple(2)?;
        for day in [self.0.0, self.0.1] {
            pair.serialize_element(&day.map(Day))?;
        }
        pair.end()
    }
}

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (first, last): (Option<Str<'_>>, Option<Str<'_>>) =
            Deserialize::deserialize(deserializer)?;
        let day = |text: Option<Str<'_>>| text.map(|text| text.parse()).transpose();
        let days = day(first).and_then(|first| Ok((first, day(last)?)));
        days.map(Days).map_err(de::Error::custom)
    }
}

/// The fields of a type, as serde knows them.
pub(crate) fn known_fields<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    struct Probe<'p>(&'p Cell<&'static [&'static str]>);
    impl<'de> Deserializer<'de> for Probe<'_> {
        type Error = de::value::Error;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(de::Error::custom("only a shape with fields has fields"))
        }

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            name: &'static str,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Self::Error> {
            let _ = name;
            self.0.set(fields);
            self.deserialize_any(visitor)
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }
    let fields = Cell::new(&[][..]);
    // It fails on purpose, after serde has named the fields.
    let _ = T::deserialize(Probe(&fields));
    fields.get()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fields::FIELDS;

    #[test]
    fn an_edge_has_every_field_of_a_claim() {
        let edge = known_fields::<Edge<'_>>();
        let citation = known_fields::<Citation<'_>>();
        for field in &FIELDS {
            let name = match field.name {
                "from" => "source",
                "to" => "target",
                name => name,
            };
            assert!(edge.contains(&name) || citation.contains(&name), "no {name}");
        }
    }

    #[test]
    fn the_schema_has_what_an_edge_has() {
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../../docs/answers.schema.json")).unwrap();
        let edge = &schema["$defs"]["edge"]["properties"];
        let names = |properties: &serde_json::Value| -> Vec<String> {
            properties.as_object().unwrap().keys().cloned().collect()
        };
        let sorted = |fields: &[&str]| {
            let mut fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
            fields.sort();
            fields
        };
        assert_eq!(names(edge), sorted(known_fields::<Edge<'_>>()));
        assert_eq!(names(&edge["citation"]["properties"]), sorted(known_fields::<Citation<'_>>()));
        assert_eq!(schema["$id"], format!("urn:whobacks:answers:{VERSION}"));
    }
}
