//! What a question looks at: its time, its sources, its modalities.

use super::expr::RelationSet;
use super::time::{Certainty, Reach, When};
use crate::graph::ClaimRef;
use crate::model::{ActorIx, Modality, SourceIx};

/// How firmly a tie stands: as asserted, or as it is put where no claim asserts it. The firmest
/// first, in the order of the verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Force {
    /// Asserted, and so certain at the time.
    Held(Certainty),
    /// Only planned, considered, alleged, recommended, hypothetical or denied.
    Said(Modality),
}

impl Force {
    /// The word used in answers.
    pub fn word(self) -> &'static str {
        match self {
            Force::Held(certainty) => certainty.word(),
            Force::Said(modality) => modality.word(),
        }
    }

    /// The place in the order of the verdicts, in which a plan goes before a charge.
    fn rank(self) -> (bool, Option<Certainty>, usize) {
        const SAID: [Modality; 6] = [
            Modality::Planned,
            Modality::Considered,
            Modality::Alleged,
            Modality::Recommended,
            Modality::Hypothetical,
            Modality::Denied,
        ];
        match self {
            Force::Held(certainty) => (false, Some(certainty), 0),
            Force::Said(modality) => {
                let place = SAID.iter().position(|said| *said == modality);
                (true, None, place.map_or(0, |place| place + 1))
            }
        }
    }

    /// Whether an asserted claim says that it held or can have held.
    pub fn holds(self) -> bool {
        matches!(self, Force::Held(Certainty::Definite | Certainty::Possible))
    }
}

impl PartialOrd for Force {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Force {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

/// Whether asserted claims count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Asserted {
    /// They do, as always.
    #[default]
    Counted,
    /// Only the others are asked for: what was planned.
    LeftOut,
}

/// What a question looks at.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// The time asked about.
    pub when: When,
    /// How far a standing tie reaches beyond its attestations.
    pub reach: Reach,
    /// Modalities counted beside the asserted ones.
    pub include: Vec<Modality>,
    /// Whether asserted claims count.
    pub asserted: Asserted,
    /// Only these relations.
    pub relations: Option<RelationSet>,
    /// Only these sources, unless there are none.
    pub sources: Vec<SourceIx>,
    /// Only answers in which this actor stands.
    pub actor: Option<ActorIx>,
    /// No more answers than this.
    pub limit: Option<usize>,
}

impl Scope {
    /// Whether a claim may be looked at, its modality and time aside.
    pub fn admits(&self, at: &ClaimRef<'_>) -> bool {
        let relation = at.claim.relation;
        self.relations.as_ref().is_none_or(|relations| relations.contains(relation))
            && (self.sources.is_empty() || self.sources.contains(&at.claim.source))
    }
}
