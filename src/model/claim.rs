//! One source asserting one relation between two actors: the unit of everything.

use std::sync::Arc;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use super::{ActorIx, ClaimId, Period, RelationIx, SourceIx};

/// How the source puts what it says.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    Encode,
    Decode,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Modality {
    /// Stated as a fact by the author.
    #[default]
    Factual,
    /// Attributed to somebody, who says it as a fact.
    Reported,
    /// Judged likely, by the author or somebody cited.
    Assessed,
    /// Charged by critics or opponents.
    Alleged,
    /// Intended or announced.
    Planned,
    /// Weighed, not decided.
    Considered,
    /// Advocated: somebody says that it ought to be so.
    Recommended,
    /// Said to follow if something else were so.
    Hypothetical,
    /// Said not to be so.
    Denied,
}

impl Modality {
    /// Every modality, firmest first.
    pub const ALL: [Modality; 9] = [
        Modality::Factual,
        Modality::Reported,
        Modality::Assessed,
        Modality::Alleged,
        Modality::Planned,
        Modality::Considered,
        Modality::Recommended,
        Modality::Hypothetical,
        Modality::Denied,
    ];

    /// Whether the source asserts the tie: factual, reported or assessed.
    pub fn is_asserted(self) -> bool {
        matches!(self, Modality::Factual | Modality::Reported | Modality::Assessed)
    }

    /// Whether `said_by` must say who says so; a denial without it is the author's own.
    pub fn needs_speaker(self) -> bool {
        matches!(self, Modality::Reported | Modality::Alleged)
    }

    /// The word used in files and exports.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// Whether the tie goes on, according to the source.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    Encode,
    Decode,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// The source does not say.
    #[default]
    Unknown,
    /// It goes on.
    Ongoing,
    /// It has begun.
    Begun,
    /// It is over.
    Ended,
}

impl Status {
    /// Every status, in the order in which lists show them.
    pub const ALL: [Status; 4] = [Status::Unknown, Status::Ongoing, Status::Begun, Status::Ended];

    /// The word used in files and exports.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// Somebody or something that a claim mentions besides its two ends: a speaker, a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Party {
    /// An actor of the dataset.
    Actor(ActorIx),
    /// A name that is not an actor of the dataset.
    Named(Arc<str>),
    /// Somebody whom the text leaves unnamed.
    Unnamed,
}

/// How a quote agrees with its text.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    IntoStaticStr,
    Encode,
    Decode,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MatchClass {
    /// To the letter, white space aside.
    Exact,
    /// After folding: case, typographic marks, punctuation between words.
    Folded,
    /// After effects of typesetting are undone: ligatures and presentation forms, a word broken at the end of a line, a
    /// footnote mark attached to a word.
    Mended,
    /// In parts, with words left out.
    Elided,
}

impl MatchClass {
    /// The word used in ledgers and exports.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// The words that show a claim, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Quoted {
    /// The words, as they stand in the annotation.
    pub quote: Box<str>,
    /// The paragraph, counted from 1.
    pub paragraph: u32,
    /// First and last word of the quote in that paragraph, counted from 1.
    pub words: (u32, u32),
    /// How the quote agrees with the text.
    pub class: MatchClass,
}

/// What in its source a claim rests on.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Citation {
    /// Words of a text, found in it: the claim is proved.
    Quote(Quoted),
    /// A record of a data set, as its row or number: the claim is cited, not proved.
    Record(Arc<str>),
}

impl Citation {
    /// The words or the record.
    pub fn text(&self) -> &str {
        match self {
            Citation::Quote(quoted) => &quoted.quote,
            Citation::Record(record) => record,
        }
    }

    /// The words with their place, if the source has words.
    pub fn quoted(&self) -> Option<&Quoted> {
        match self {
            Citation::Quote(quoted) => Some(quoted),
            Citation::Record(_) => None,
        }
    }

    /// The paragraph of the quote, counted from 1; 0 for a record, which has none.
    pub fn paragraph(&self) -> u32 {
        self.quoted().map_or(0, |quoted| quoted.paragraph)
    }

    /// First and last word of the quote in its paragraph, counted from 1; zeros for a record.
    pub fn words(&self) -> (u32, u32) {
        self.quoted().map_or((0, 0), |quoted| quoted.words)
    }

    /// The record, if the source is a data set.
    pub fn record(&self) -> Option<&str> {
        match self {
            Citation::Quote(_) => None,
            Citation::Record(record) => Some(record),
        }
    }
}

/// Fields that only some claims have; kept apart so that a claim stays small. Texts are shared, because a block can give
/// them to many claims.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Details {
    /// Who says so; each of them does.
    pub said_by: Vec<Party>,
    /// Who passed it on to the source, the one nearest to the speaker first.
    pub cited_by: Vec<Party>,
    /// At whom the support is aimed.
    pub against: Vec<ActorIx>,
    /// The actors or places by way of which it happens.
    pub through: Vec<Party>,
    /// What is given or done, in the words of the text.
    pub what: Option<Arc<str>>,
    /// The date for which it is planned.
    pub intended: Option<Period>,
    /// Where it happened.
    pub place: Option<Party>,
    /// How many, as written in the text.
    pub count: Option<Arc<str>>,
    /// How much, as written in the text.
    pub amount: Option<Arc<str>>,
    /// How the date was worked out.
    pub dated: Option<Arc<str>>,
    /// The quote in the reader's language.
    pub translation: Option<Arc<str>>,
    /// What the coder wants remembered.
    pub note: Option<Arc<str>>,
    /// Codes of warnings that the coder has looked at and accepts.
    pub accept: Vec<Box<str>>,
}

/// One source asserting one relation between two actors; one edge of the graph.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Claim {
    /// See [`ClaimId`].
    pub id: ClaimId,
    /// The source that makes the claim.
    pub source: SourceIx,
    /// The one who acts.
    pub from: ActorIx,
    /// Which relation it asserts.
    pub relation: RelationIx,
    /// The one acted on.
    pub to: ActorIx,
    /// How the source puts it.
    pub modality: Modality,
    /// Whether the tie goes on, according to the source.
    pub status: Status,
    /// When it held or happened, as far as the source says.
    pub when: Option<Period>,
    /// Where the source says it.
    pub citation: Citation,
    /// Whatever else is known; read it through [`Claim::details`].
    pub more: Option<Box<Details>>,
}

impl Claim {
    /// The fields that only some claims have; empty if this one has none of them.
    pub fn details(&self) -> &Details {
        static NONE: Details = Details {
            said_by: Vec::new(),
            cited_by: Vec::new(),
            against: Vec::new(),
            through: Vec::new(),
            what: None,
            intended: None,
            place: None,
            count: None,
            amount: None,
            dated: None,
            translation: None,
            note: None,
            accept: Vec::new(),
        };
        self.more.as_deref().unwrap_or(&NONE)
    }
}
