//! What a question looks at: its time, its sources, its modalities.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

use super::expr::RelationSet;
use super::time::{Reach, When};
use crate::graph::ClaimRef;
use crate::graph::standing::Standing;
use crate::model::{ActorIx, Modality, RelationIx, SourceIx};

/// How firmly a tie stands: its standing if it is asserted, otherwise its modality. The firmest
/// first, in the order of the verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Force {
    /// Asserted, with this standing at the time.
    Held(Standing),
    /// Only planned, considered, alleged, recommended, hypothetical or denied.
    Said(Modality),
}

impl Force {
    /// The word used in answers.
    pub fn word(self) -> &'static str {
        match self {
            Force::Held(standing) => standing.word(),
            Force::Said(modality) => modality.word(),
        }
    }

    /// The position in the order of the verdicts, in which a plan comes before a charge.
    fn rank(self) -> (bool, Option<Standing>, usize) {
        const SAID: [Modality; 6] = [
            Modality::Planned,
            Modality::Considered,
            Modality::Alleged,
            Modality::Recommended,
            Modality::Hypothetical,
            Modality::Denied,
        ];
        match self {
            Force::Held(standing) => (false, Some(standing), 0),
            Force::Said(modality) => {
                let place = SAID.iter().position(|said| *said == modality);
                (true, None, place.map_or(0, |place| place.saturating_add(1)))
            }
        }
    }

    /// Whether an asserted claim says that it held or can have held.
    pub fn holds(self) -> bool {
        matches!(self, Force::Held(Standing::Definite | Standing::Possible | Standing::Undated))
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
    /// They do not, because the question asks for other modalities, such as plans.
    LeftOut,
}

/// What a question looks at.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// The time asked about.
    pub when: When,
    /// How far a lasting tie reaches beyond its attestations.
    pub reach: Reach,
    /// Modalities that count in addition to the asserted ones.
    pub include: Vec<Modality>,
    /// Whether asserted claims count.
    pub asserted: Asserted,
    /// Only these relations.
    pub relations: Option<RelationSet>,
    /// Only these sources; all if empty.
    pub sources: Vec<SourceIx>,
    /// Only answers that include this actor.
    pub actor: Option<ActorIx>,
    /// The most answers.
    pub limit: Option<usize>,
}

impl Scope {
    /// Whether claims of a relation may be looked at.
    pub fn takes(&self, relation: RelationIx) -> bool {
        self.relations.as_ref().is_none_or(|relations| relations.contains(relation))
    }

    /// Whether a claim may be looked at, regardless of its modality and time.
    pub fn admits(&self, at: &ClaimRef<'_>) -> bool {
        self.takes(at.claim.relation)
            && (self.sources.is_empty() || self.sources.contains(&at.claim.source))
    }
}
