//! The result of a question: answers, each with its claims.

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

use std::sync::Arc;

use strum::IntoStaticStr;

use super::net::AnsweredTie;
use super::scope::Force;
use super::time::When;
use super::walk::Link;
use crate::graph::standing::Standing;
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Modality, PartialDate, Period, Status};

/// The value of a variable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Binding {
    /// An actor.
    Actor(ActorIx),
    /// A word: a relation, a date, a kind of change, a name that is not an actor.
    Word(String),
}

/// One answer.
#[derive(Debug, Clone)]
pub struct Answer<'g> {
    /// The value of each variable, in the order of [`Selection::variables`].
    pub bindings: Vec<Binding>,
    /// How firm it is: as firm as the weakest link.
    pub force: Force,
    /// The links of its chains, in the order of the pattern; most answers have one.
    pub links: Vec<Link<'g>>,
}

impl<'g> Answer<'g> {
    /// The ties of all links.
    pub fn ties(&self) -> impl Iterator<Item = &Arc<AnsweredTie<'g>>> {
        self.links.iter().flat_map(|link| &link.ties)
    }

    /// The manner of its weakest link; the manner of a link is the firmest one among the ties that make it
    /// as certain as it is.
    pub fn manner(&self) -> Modality {
        let of_link = |link: &Link<'_>| {
            let ties = link.ties.iter().filter(|tie| tie.force == link.force);
            ties.map(|tie| tie.manner).min()
        };
        self.links.iter().filter_map(of_link).max().unwrap_or_default()
    }

    /// When it was last attested, as the source gives it: when the weakest of its links was.
    pub fn last_seen(&self) -> Option<PartialDate> {
        let order = |date: &PartialDate| (date.latest(), *date);
        let of_link = |link: &Link<'_>| {
            let ties = link.ties.iter().filter(|tie| tie.force == link.force);
            ties.filter_map(|tie| tie.last_seen).max_by_key(order)
        };
        let weakest = self.links.iter().filter(|link| link.force == self.force);
        weakest.filter_map(of_link).min_by_key(order)
    }

    /// By when it was over, if nothing more is told of its time: every claim that shows it says that it is over, and none has
    /// a date.
    pub fn only_over_by(&self) -> Option<Period> {
        let claims = || self.ties().flat_map(|tie| &tie.claims);
        let once = |at: &ClaimRef<'_>| at.claim.status == Status::Ended && at.claim.when.is_none();
        let possible = self.force == Force::Held(Standing::Possible);
        let told = possible && claims().all(once);
        claims().filter(|_| told).filter_map(|at| at.source.published).min_by_key(|p| p.hull().1)
    }

    /// The parts that act for wholes in it, by id: in a rolled-up graph, the claims' own
    /// ends.
    pub fn through(&self) -> Vec<&'g str> {
        let claims = self.ties().flat_map(|tie| &tie.claims);
        let parts = claims.flat_map(|at| [(at.from, at.own_from), (at.to, at.own_to)]);
        let parts = parts.filter(|(whole, own)| whole.id != own.id).map(|(_, own)| own.id.as_str());
        let mut parts: Vec<&'g str> = parts.collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// Whether it is a chain of links, each of which starts where the one before ended.
    pub fn is_chain(&self) -> bool {
        let pairs = || self.links.iter().zip(self.links.iter().skip(1));
        self.links.len() > 1 && pairs().all(|(link, next)| link.to == next.from)
    }

    /// Whether it is present at the time: each of its links is.
    pub fn present(&self) -> bool {
        self.links.iter().all(|link| link.ties.iter().any(|tie| tie.present))
    }

    /// Whether it includes an actor.
    pub fn names(&self, actor: ActorIx) -> bool {
        self.bindings.contains(&Binding::Actor(actor))
            || self.links.iter().any(|link| link.from == actor || link.to == actor)
    }
}

/// The answer to a yes/no question: the first of these that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// An author states it.
    Yes,
    /// Somebody is reported to state it.
    Reported,
    /// It is asserted, and may or may not hold at the time.
    Possible,
    /// A source says that it began later.
    NotYet,
    /// It was last attested too long before the time.
    Stale,
    /// It was over at the time.
    Ended,
    /// Nobody asserts it; it has this modality.
    Only(Modality),
    /// No claim says anything about it.
    NoClaim,
}

impl Verdict {
    /// The word used in answers.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Yes => "yes",
            Verdict::Reported => "reported",
            Verdict::Possible => "possible",
            Verdict::NotYet => "not_yet",
            Verdict::Stale => "stale",
            Verdict::Ended => "ended",
            Verdict::Only(modality) => modality.word(),
            Verdict::NoClaim => "no_claim",
        }
    }

    /// The verdict of an answer.
    pub fn of(answer: Option<&Answer<'_>>) -> Self {
        let Some(answer) = answer else { return Verdict::NoClaim };
        match answer.force {
            Force::Held(Standing::Definite | Standing::Undated) => match answer.manner() {
                Modality::Factual => Verdict::Yes,
                Modality::Reported => Verdict::Reported,
                _ => Verdict::Possible,
            },
            Force::Held(Standing::Possible) => Verdict::Possible,
            Force::Held(Standing::NotYet) => Verdict::NotYet,
            Force::Held(Standing::Stale) => Verdict::Stale,
            Force::Held(Standing::Ended) => Verdict::Ended,
            Force::Held(Standing::Said) => Verdict::NoClaim,
            Force::Said(modality) => Verdict::Only(modality),
        }
    }
}

/// What the answers of a selection are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnswerKind {
    /// Findings, each of which is more or less certain.
    Answers,
    /// Disagreements, whose two sides can differ in certainty.
    Findings,
}

/// The result of a question.
#[derive(Debug, Clone)]
pub struct Selection<'g> {
    /// The graph asked; rolled up if the question says so.
    pub graph: &'g Graph,
    /// The pattern in its exact form.
    pub pattern: String,
    /// The time asked about.
    pub when: When,
    /// The names of the variables.
    pub variables: Vec<String>,
    /// What the answers are.
    pub sort: AnswerKind,
    /// The verdict of a yes/no question.
    pub verdict: Option<Verdict>,
    /// The answers, the firmest first. No two have the same bindings, except that there can be one by a chain of links
    /// and one without.
    pub answers: Vec<Answer<'g>>,
    /// Claims that deny what is asked and belong to no answer.
    pub denials: Vec<ClaimRef<'g>>,
    /// How many answers the limit left out.
    pub left_out: usize,
    /// After how many findings the search ended, if there are more than these; a greater limit leads further.
    pub cut_at: Option<usize>,
    /// How many more there would be without a date: those that only undated sources assert.
    pub undated: usize,
    /// What is shown beside the answers: who is allied, who backs by way of others.
    pub beside: Vec<Beside<'g>>,
}

/// What is shown beside answers.
#[derive(Debug, Clone)]
pub struct Beside<'g> {
    /// Why it is shown.
    pub sort: BesideSort,
    /// The pattern that it answers.
    pub pattern: String,
    /// The answers shown, with the variables of the selection.
    pub answers: Vec<Answer<'g>>,
}

/// Why something is shown beside answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum BesideSort {
    /// Being allied with, loyal to or aligned with somebody is not backing by itself.
    Allied,
    /// It goes by way of actors whom one commands, or who command another.
    Indirect,
}

impl BesideSort {
    /// The word used in answers.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

impl<'g> Selection<'g> {
    /// Every claim shown, each once, in the order of the files.
    pub fn claims(&self) -> Vec<ClaimRef<'g>> {
        let beside = self.beside.iter().flat_map(|beside| &beside.answers);
        let ties = self.answers.iter().chain(beside).flat_map(Answer::ties);
        let claims = ties.flat_map(|tie| tie.claims.iter().chain(&tie.denials).chain(&tie.over));
        let mut claims: Vec<ClaimRef<'g>> = claims.chain(&self.denials).copied().collect();
        claims.sort_by_key(|at| at.place);
        claims.dedup_by_key(|at| at.place);
        claims
    }

    /// Keeps only the first so many answers, and counts the others.
    pub fn limit(&mut self, most: Option<usize>) {
        let most = most.unwrap_or(usize::MAX);
        let more = self.answers.len().saturating_sub(most);
        self.left_out = self.left_out.saturating_add(more);
        self.answers.truncate(most);
    }

    /// Whether nothing was found at all.
    pub fn is_empty(&self) -> bool {
        match self.verdict {
            Some(verdict) => verdict == Verdict::NoClaim,
            None => self.answers.is_empty() && self.left_out == 0,
        }
    }
}
