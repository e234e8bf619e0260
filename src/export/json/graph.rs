//! Sources, relations and actors as JSON has them; what is not known is left out.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::model::{Actor, Family, Kind, Period, Source, Vocabulary};
use crate::view::{RelationView, View};

#[derive(Serialize)]
pub(super) struct SourceJson<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Period>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inferred_from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy_of: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    relies_on: &'a [String],
    #[serde(flatten)]
    text: TextJson<'a>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    no_claims: &'a BTreeMap<u32, String>,
}

/// What quotes were held against; `"text": "none"` says that there are no words, but records.
#[derive(Serialize)]
#[serde(untagged)]
enum TextJson<'a> {
    Text {
        file: &'a str,
        sha256: &'a str,
        words: u32,
        paragraphs: u32,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        wrapped: bool,
    },
    Records {
        text: &'static str,
    },
}

impl<'a> From<&'a Source> for SourceJson<'a> {
    fn from(source: &'a Source) -> Self {
        SourceJson {
            id: source.id.as_str(),
            title: &source.title,
            authors: &source.authors,
            publisher: source.publisher.as_deref(),
            published: source.published,
            inferred_from: source.inferred_from.as_deref(),
            language: source.language.as_deref(),
            url: source.url.as_deref(),
            copy_of: source.copy_of.as_deref(),
            relies_on: &source.relies_on,
            text: match &source.text {
                Some(text) => TextJson::Text {
                    file: &text.file,
                    sha256: &text.sha256,
                    words: text.words,
                    paragraphs: text.paragraphs,
                    wrapped: text.wrapped,
                },
                None => TextJson::Records { text: "none" },
            },
            no_claims: &source.no_claims,
        }
    }
}

#[derive(Serialize)]
pub(super) struct RelationJson<'a> {
    label: &'a str,
    inverse: Option<&'a str>,
    family: Family,
    sign: i8,
    symmetric: bool,
    event: bool,
    is_a: Option<&'a str>,
    #[serde(skip_serializing_if = "Codes::is_empty")]
    esd: Codes<'a>,
    #[serde(skip_serializing_if = "Codes::is_empty")]
    plover: Codes<'a>,
    #[serde(flatten)]
    own: Option<OwnJson<'a>>,
}

/// What else there is to know of a relation that the dataset has added to the vocabulary.
#[derive(Serialize)]
struct OwnJson<'a> {
    weak: bool,
    rolls_up: bool,
    binds: bool,
    verbs: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    begins: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    ends: &'a [String],
}

/// Codes with their labels, in the order in which the relation has them.
struct Codes<'a>(&'a [(&'a str, &'a str)]);

impl Codes<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Codes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl<'a> From<&'a RelationView<'_>> for RelationJson<'a> {
    fn from(view: &'a RelationView<'_>) -> Self {
        let relation = view.relation;
        RelationJson {
            label: &relation.label,
            inverse: relation.inverse.as_deref(),
            family: relation.family,
            sign: relation.sign.value(),
            symmetric: relation.is_symmetric(),
            event: relation.is_event(),
            is_a: view.is_a,
            esd: Codes(&view.esd),
            plover: Codes(&view.plover),
            own: Vocabulary::standard().get(&relation.id).is_none().then(|| OwnJson {
                weak: relation.spec.weak,
                rolls_up: relation.spec.rolls_up,
                binds: relation.spec.binds,
                verbs: &relation.spec.verbs,
                begins: &relation.spec.begins,
                ends: &relation.spec.ends,
            }),
        }
    }
}

#[derive(Serialize)]
pub(super) struct NodeJson<'a> {
    id: &'a str,
    label: &'a str,
    kind: Kind,
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<Period>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    aliases_in: BTreeMap<&'a str, &'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    keep: bool,
}

impl<'a> NodeJson<'a> {
    pub(super) fn new(actor: &'a Actor, view: &View<'a>) -> Self {
        let scoped = |(source, names): &'a (_, Vec<String>)| {
            (view.source(*source).id.as_str(), names.as_slice())
        };
        NodeJson {
            id: actor.id.as_str(),
            label: &actor.name,
            kind: actor.kind,
            aliases: &actor.aliases,
            short: actor.short.as_deref(),
            when: actor.when,
            within: actor.within.map(|ix| view.actor_id(ix)),
            same_as: actor.same_as.as_deref(),
            aliases_in: actor.aliases_in.iter().map(scoped).collect(),
            note: actor.note.as_deref(),
            keep: actor.keep,
        }
    }
}
