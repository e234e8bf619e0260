//! A claim as JSON has it: an edge of the export, and what answers are made of.

use serde::ser::SerializeTuple;
use serde::{Serialize, Serializer};

use crate::graph::standing::Standing;
use crate::model::{
    Actor, Citation, ClaimId, Date, Family, MatchClass, Modality, OpenBounds, Period, Status,
};
use crate::view::ClaimView;

/// A claim with everything that is known of it, fields in the order of the contract.
#[derive(Debug, Serialize)]
pub(crate) struct ClaimJson<'a> {
    key: ClaimId,
    source: &'a str,
    target: &'a str,
    relation: &'a str,
    family: Family,
    sign: i8,
    symmetric: bool,
    event: bool,
    modality: Modality,
    status: Status,
    said_by: &'a [&'a str],
    cited_by: &'a [&'a str],
    when: Option<Period>,
    attested: Option<Days>,
    start: Option<Days>,
    end: Option<Days>,
    citation: CitationJson<'a>,
    /// Who acts in the claim itself, where the graph is rolled up.
    #[serde(skip_serializing_if = "Option::is_none")]
    own_source: Option<&'a str>,
    /// Who is acted on in the claim itself, where the graph is rolled up.
    #[serde(skip_serializing_if = "Option::is_none")]
    own_target: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    against: &'a [&'a str],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    through: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    intended: Option<Period>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dated: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    accept: &'a [Box<str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<&'static str>,
}

/// Where a source says so: its words with their place, or a record of a data set.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum CitationJson<'a> {
    Quote {
        source: &'a str,
        paragraph: u32,
        words: (u32, u32),
        quote: &'a str,
        #[serde(rename = "match")]
        class: MatchClass,
        #[serde(skip_serializing_if = "Option::is_none")]
        sentence: Option<String>,
    },
    Record {
        source: &'a str,
        record: &'a str,
    },
}

impl<'a> CitationJson<'a> {
    fn new(source: &'a str, citation: &'a Citation) -> Self {
        match citation {
            Citation::Quote(quoted) => CitationJson::Quote {
                source,
                paragraph: quoted.paragraph,
                words: quoted.words,
                quote: &quoted.quote,
                class: quoted.class,
                sentence: None,
            },
            Citation::Record(record) => CitationJson::Record { source, record },
        }
    }
}

impl ClaimJson<'_> {
    /// With the sentence in which its quote stands.
    #[cfg(feature = "cli")]
    pub(crate) fn with_sentence(mut self, found: Option<String>) -> Self {
        if let CitationJson::Quote { sentence, .. } = &mut self.citation {
            *sentence = found;
        }
        self
    }
}

/// First and last day as `["2017-07-01", null]`; null where open.
#[derive(Debug, Clone, Copy)]
struct Days(OpenBounds);

impl Serialize for Days {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pair = serializer.serialize_tuple(2)?;
        for day in [self.0.0, self.0.1] {
            pair.serialize_element(&day.map(Day))?;
        }
        pair.end()
    }
}

struct Day(Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'a> From<&'a ClaimView<'_>> for ClaimJson<'a> {
    fn from(view: &'a ClaimView<'_>) -> Self {
        let (claim, relation) = (view.at.claim, view.at.relation);
        // Both are actors of one graph.
        let own =
            |own: &'a Actor, shown: &Actor| (!std::ptr::eq(own, shown)).then_some(own.id.as_str());
        let (details, validity) = (claim.details(), view.at.validity());
        ClaimJson {
            key: claim.id,
            source: view.at.from.id.as_str(),
            target: view.at.to.id.as_str(),
            relation: &relation.id,
            family: relation.family,
            sign: relation.sign.value(),
            symmetric: relation.is_symmetric(),
            event: relation.is_event(),
            modality: claim.modality,
            status: claim.status,
            said_by: &view.said_by,
            cited_by: &view.cited_by,
            when: claim.when,
            attested: validity.attested.map(Days),
            start: validity.start.map(Days),
            end: validity.end.map(Days),
            citation: CitationJson::new(view.at.source.id.as_str(), &claim.citation),
            own_source: own(view.at.own_from, view.at.from),
            own_target: own(view.at.own_to, view.at.to),
            against: &view.against,
            through: &view.through,
            what: details.what.as_deref(),
            intended: details.intended,
            place: view.place,
            count: details.count.as_deref(),
            amount: details.amount.as_deref(),
            dated: details.dated.as_deref(),
            translation: details.translation.as_deref(),
            note: details.note.as_deref(),
            accept: &details.accept,
            standing: view.standing.map(Standing::word),
        }
    }
}
