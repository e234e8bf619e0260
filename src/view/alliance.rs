//! The picture of who stands with whom: the actors by side, one line per tie, notes with quotes.
//!
//! Takes a graph, rolled up or not, with a choice of what to show; gives everything that the picture
//! says, in words and in its order. Must not know where anything stands, nor how it is drawn.

use std::collections::{BTreeMap, BTreeSet};

use super::Colour;
use crate::analysis::sides::{Sides, sides};
use crate::analysis::ties::{Bond, Bonds, ties};
use crate::graph::origins::origins;
use crate::graph::standing::Standing;
use crate::graph::time::{Reach, When};
use crate::graph::{ClaimRef, Graph};
use crate::model::{Actor, ActorIx, Family, Modality, Period};

mod notes;
mod selection;
mod wording;

pub use notes::{Citation, Note, SourceKey};

/// What is to be shown.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The title; that of the dataset where there is none.
    pub title: Option<String>,
    /// The date of which the picture is; none for all that is told.
    pub at: Option<Period>,
    /// How far a standing tie reaches beyond its attestations.
    pub reach: Reach,
    /// Only ties of these families; where empty, support, hostility and structure, and contact where
    /// a pair has nothing else.
    pub families: Vec<Family>,
    /// Shown beside what sources assert.
    pub include: Vec<Modality>,
    /// Only what is near one of these; where empty, everything.
    pub focus: Vec<ActorIx>,
    /// Who is left out.
    pub exclude: Vec<ActorIx>,
    /// How many ties away is near.
    pub depth: usize,
    /// How many actors there is room for; those with the weightiest ties are shown.
    pub limit: usize,
}

/// More actors than this are hard to print on one page.
pub const LIMIT: usize = 50;

impl Default for Choice {
    fn default() -> Self {
        Choice {
            title: None,
            at: None,
            reach: Reach::default(),
            families: Vec::new(),
            include: vec![Modality::Alleged, Modality::Planned, Modality::Considered],
            focus: Vec::new(),
            exclude: Vec::new(),
            depth: 1,
            limit: LIMIT,
        }
    }
}

impl Choice {
    /// The time of the picture.
    pub fn when(&self) -> When {
        self.at.map_or(When::Told, |period| When::During(period.into()))
    }
}

/// What the picture shows.
#[derive(Debug, Clone)]
pub struct Alliance<'g> {
    /// What it is of.
    pub title: String,
    /// The date of which it is.
    pub at: Option<Period>,
    /// The actors, sorted by id.
    pub actors: Vec<Member<'g>>,
    /// The sides with two members or more in the picture, the largest first.
    pub sides: Vec<Camp>,
    /// The ties, sorted by the names of their ends; a tie's note has its place plus one as number.
    pub ties: Vec<Line<'g>>,
    /// The notes of the ties, in their order.
    pub notes: Vec<Note>,
    /// The sources of the notes, with the letters that stand for them.
    pub sources: Vec<SourceKey<'g>>,
    /// How many ties the best sides leave frustrated, at least and in fact, and whether that is
    /// proved best.
    pub balance: (u64, u64, bool),
    /// Ties last seen too long ago, of actors that have no other: `Egypt → Haftar`, with the year.
    pub stale_apart: Vec<String>,
    /// How many actors are left out because there is no room for so many.
    pub left_out: usize,
    /// How many claims the graph lacks because something is wrong with them; see [`Graph::draft`].
    pub draft: Option<usize>,
}

/// An actor in the picture.
#[derive(Debug, Clone, Copy)]
pub struct Member<'g> {
    /// The actor.
    pub actor: &'g Actor,
    /// Its side, as a place in [`Alliance::sides`].
    pub side: Option<usize>,
}

/// A side in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Camp {
    /// For its heading.
    pub name: String,
    /// The colour of its frame; its ground is a tint of it.
    pub colour: Colour,
}

/// How firmly a tie is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Footing {
    /// A source states it as a fact.
    Fact,
    /// A source reports it, or judges it likely.
    Said,
    /// Alleged, planned, considered or whatever else was asked for.
    NotSo,
}

/// A tie in the picture.
#[derive(Debug, Clone)]
pub struct Line<'g> {
    /// The one who acts, as a place in [`Alliance::actors`].
    pub from: usize,
    /// The one acted on, as a place in [`Alliance::actors`].
    pub to: usize,
    /// What sort of tie.
    pub family: Family,
    /// Whether it holds both ways.
    pub symmetric: bool,
    /// How firmly it is said to be.
    pub footing: Footing,
    /// Whether it was last seen too long ago to hold for certain.
    pub stale: bool,
    /// How it stands.
    pub standing: Standing,
    /// How many origins, independent of each other, speak of it.
    pub origins: usize,
    /// What may stand on it, in lines, the longest first; its number follows the last of them. The
    /// last has no words: the number stands alone.
    pub labels: Vec<Vec<String>>,
    /// The claims of which it is made.
    pub claims: Vec<ClaimRef<'g>>,
}

impl Line<'_> {
    /// −1, 0 or 1.
    pub fn sign(&self) -> i8 {
        self.claims.iter().map(|at| at.relation.sign.value()).find(|sign| *sign != 0).unwrap_or(0)
    }
}

impl<'g> Alliance<'g> {
    /// What the picture of a graph shows.
    pub fn of(graph: &'g Graph, choice: &Choice) -> Self {
        let scope = Bonds { when: choice.when(), reach: choice.reach, include: &choice.include };
        let camps = sides(graph, scope.when, scope.reach);
        let selected = selection::of(graph, ties(graph, scope), choice);
        let mut shown = selected.ties;
        let label = |ix: ActorIx| graph.actors()[ix.index()].label();
        shown.sort_by(|a, b| {
            let key =
                |t: &Bond<'_>| (label(t.from), t.from, label(t.to), t.to, t.family, t.symmetric);
            key(a).cmp(&key(b))
        });
        let present: BTreeSet<ActorIx> = shown
            .iter()
            .flat_map(|tie| [tie.from, tie.to])
            .chain(choice.focus.iter().copied())
            .collect();
        let (sides, side_of) = present_sides(&camps, &present);
        let actors: Vec<Member<'g>> = (present.iter())
            .map(|ix| Member { actor: &graph.actors()[ix.index()], side: side_of.get(ix).copied() })
            .collect();
        let place: BTreeMap<ActorIx, usize> =
            present.iter().enumerate().map(|(i, ix)| (*ix, i)).collect();
        let sources = notes::keys(&shown);
        let notes = notes::of(&shown, &sources, label);
        let ties = shown.into_iter().map(|tie| line(graph, tie, &place)).collect();
        Alliance {
            title: choice.title.clone().unwrap_or_else(|| graph.title().to_owned()),
            at: choice.at,
            actors,
            sides,
            ties,
            notes,
            sources,
            balance: (camps.lower_bound, camps.frustration, camps.optimal),
            stale_apart: selected.stale_apart,
            left_out: selected.left_out,
            draft: graph.draft(),
        }
    }
}

/// The sides with two members or more among those present, and who is in them.
fn present_sides(
    camps: &Sides<'_>,
    present: &BTreeSet<ActorIx>,
) -> (Vec<Camp>, BTreeMap<ActorIx, usize>) {
    let (mut shown, mut side_of) = (Vec::new(), BTreeMap::new());
    for side in &camps.sides {
        let members: Vec<&ActorIx> = side.members.iter().filter(|m| present.contains(m)).collect();
        if members.len() > 1 {
            side_of.extend(members.into_iter().map(|m| (*m, shown.len())));
            let colour = Colour::of_side(shown.len());
            shown.push(Camp { name: side.name.clone(), colour });
        }
    }
    (shown, side_of)
}

fn line<'g>(graph: &'g Graph, tie: Bond<'g>, place: &BTreeMap<ActorIx, usize>) -> Line<'g> {
    Line {
        from: place[&tie.from],
        to: place[&tie.to],
        family: tie.family,
        symmetric: tie.symmetric,
        footing: match tie.modality {
            Modality::Factual => Footing::Fact,
            modality if modality.is_asserted() => Footing::Said,
            _ => Footing::NotSo,
        },
        stale: tie.standing == Standing::Stale,
        standing: tie.standing,
        origins: origins((graph.actors(), graph.sources()), tie.claims.iter().copied()),
        labels: wording::labels(&tie),
        claims: tie.claims,
    }
}

#[cfg(test)]
mod tests;
