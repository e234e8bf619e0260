//! A relation, with its family and its sign.

use std::sync::Arc;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use super::RelationIx;

/// What sort of relation it is.
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
    EnumString,
    IntoStaticStr,
    Encode,
    Decode,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Family {
    /// Help of any sort.
    Support,
    /// Harm of any sort.
    Hostility,
    /// Who belongs to, commands or speaks for whom.
    Structure,
    /// Dealings that are neither help nor harm.
    Contact,
    /// Who is where.
    Presence,
}

impl Family {
    /// Every family, in the order in which lists show them.
    pub const ALL: [Family; 5] =
        [Family::Support, Family::Hostility, Family::Structure, Family::Contact, Family::Presence];

    /// The word used in files, patterns and exports.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// Whether a relation binds (+1), divides (−1) or neither (0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// −1
    Negative,
    /// 0
    Neutral,
    /// +1
    Positive,
}

impl Sign {
    /// −1, 0 or 1.
    pub fn value(self) -> i8 {
        match self {
            Sign::Negative => -1,
            Sign::Neutral => 0,
            Sign::Positive => 1,
        }
    }
}

/// A relation as a file writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Encode, Decode)]
#[serde(deny_unknown_fields)]
pub struct RelationSpec {
    /// For people to read: `shares intelligence with`.
    #[serde(default)]
    pub label: Option<String>,
    /// The name of the relation read backwards.
    #[serde(default)]
    pub inverse: Option<String>,
    /// What sort of relation it is; taken from `is_a` if not given.
    #[serde(default)]
    pub family: Option<Family>,
    /// The wider relation of which it is a case.
    #[serde(default)]
    pub is_a: Option<String>,
    /// Whether it holds both ways at once.
    #[serde(default)]
    pub symmetric: bool,
    /// Whether it holds on its own date only.
    #[serde(default)]
    pub event: bool,
    /// Whether its sign is 0 although its family has one.
    #[serde(default)]
    pub weak: bool,
    /// Whether the actor counts as a part of the one it points to.
    #[serde(default)]
    pub rolls_up: bool,
    /// Whether it counts like support when sides are found.
    #[serde(default)]
    pub binds: bool,
    /// Whether it is what somebody thinks or urges, and so not an act of the whole to which that person belongs.
    #[serde(default)]
    pub opinion: bool,
    /// Whether it goes on although the one that it points to no longer exists.
    #[serde(default)]
    pub outlasts: bool,
    /// Verbs for questions, in their base form: `share intelligence with`.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Codes of the UCDP External Support Dataset.
    #[serde(default)]
    pub esd: Vec<String>,
    /// Codes of PLOVER.
    #[serde(default)]
    pub plover: Vec<String>,
    /// Which lasting ties an event begins; see [`Effect`].
    #[serde(default)]
    pub begins: Vec<String>,
    /// Which lasting ties an event ends; see [`Effect`].
    #[serde(default)]
    pub ends: Vec<String>,
}

/// Who stands in a tie that an event begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// The one who acts in the event.
    From,
    /// The one acted on.
    To,
    /// The place of the event, if its claim names one.
    Place,
    /// Anybody except those two.
    Others,
}

/// A lasting tie that an event begins or ends.
///
/// Written as a relation, `"allied_with"`, if it is between the same two as the event; otherwise as three
/// words, `"others controls to"`: anybody else who controls what was taken. The ends are `from`, `to`,
/// `place` and `others`. Cases of the relation are meant too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// Who acts in the tie.
    pub from: Who,
    /// The tie's relation.
    pub relation: RelationIx,
    /// Who is acted on in the tie.
    pub to: Who,
}

/// A relation of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The name that claims use: `shares_intelligence_with`.
    pub id: String,
    /// For people to read: `shares intelligence with`.
    pub label: String,
    /// The name of the relation read backwards; its own name if symmetric.
    pub inverse: Option<String>,
    /// What sort of relation it is.
    pub family: Family,
    /// Derived from `family` and `weak`, never written by hand.
    pub sign: Sign,
    /// The wider relation of which it is a case.
    pub is_a: Option<RelationIx>,
    /// The ties that it begins, if it is an event.
    pub begins: Vec<Effect>,
    /// The ties that it ends, if it is an event.
    pub ends: Vec<Effect>,
    /// The relation as written in the vocabulary.
    pub spec: Arc<RelationSpec>,
}

impl Relation {
    /// Whether it holds both ways at once.
    pub fn is_symmetric(&self) -> bool {
        self.spec.symmetric
    }

    /// Whether it holds on its own date only.
    pub fn is_event(&self) -> bool {
        self.spec.event
    }
}
