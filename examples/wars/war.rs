//! An invented war: five to sixty actors in two camps, three, one or none, a chain or a star, with all
//! that makes pictures hard.
//!
//! Takes a seed, gives the annotation file and its sources, as an analyst would have written them:
//! dealers between the camps, officers and their offices, commanders and their forces, ties that
//! began, ended, are alleged, denied, planned or long past, names in several scripts and of any
//! length. Equal seeds give equal wars.

mod names;
mod parties;
mod written;

use std::fmt::Write as _;

use whobacks::evidence::Card;
use whobacks::model::Kind;

use crate::chance::Chance;
use names::name;
use written::{annotation, sourced};

/// The dates of which the pictures of a war are.
pub(crate) const DATES: [&str; 2] = ["2017", "2025"];

/// A war, made of a number.
pub(crate) struct War {
    /// How its parties stand to each other.
    pub(crate) shape: Shape,
    /// The annotation file.
    pub(crate) annotation: String,
    pub(crate) sources: Vec<Sourced>,
}

/// A source, and what it says.
pub(crate) struct Sourced {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) card: Card,
    pub(crate) ledger: String,
}

/// How the parties of a war stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Two,
    Three,
    One,
    None,
    Chain,
    Star,
    Dense,
    Several,
}

const SHAPES: [Shape; 8] = [
    Shape::Two,
    Shape::Three,
    Shape::One,
    Shape::Dense,
    Shape::Chain,
    Shape::Several,
    Shape::Star,
    Shape::None,
];

struct Actor {
    id: String,
    name: String,
    short: String,
    kind: Kind,
    /// The camp to whose local parties it belongs, or which it backs.
    camp: Option<usize>,
}

struct Claim {
    source: usize,
    from: usize,
    relation: &'static str,
    to: usize,
    fields: String,
}

/// A war as it is being made.
struct Making {
    chance: Chance,
    actors: Vec<Actor>,
    claims: Vec<Claim>,
}

impl War {
    /// The war of a number.
    pub(crate) fn of(seed: u64) -> War {
        let shape = SHAPES[seed as usize % SHAPES.len()];
        let mut making =
            Making { chance: Chance::new(seed, 9), actors: Vec::new(), claims: Vec::new() };
        let size = 5 + making.chance.below(56);
        match shape {
            Shape::Two | Shape::Dense => making.camps(2, size, shape == Shape::Dense),
            Shape::Three => making.camps(3, size, false),
            Shape::Several => making.camps(4, size, false),
            Shape::One => making.camps(1, size, false),
            Shape::None => making.dealings(size),
            Shape::Chain => making.chain(size.min(14)),
            Shape::Star => making.star(size.min(24)),
        }
        let Making { mut chance, actors, claims } = making;
        let sources: Vec<Sourced> =
            (0..PUBLISHED.len()).map(|n| sourced(n, &actors, &claims)).collect();
        let annotation = annotation(seed, &mut chance, &actors, &claims);
        War { shape, annotation, sources }
    }
}

const PUBLISHED: [&str; 3] = ["2016-11-30", "2018-01-15", "2025-05-10"];

const BACKING: [&str; 10] = [
    "backs",
    "arms",
    "politically_supports",
    "trains",
    "funds",
    "deploys_troops_for",
    "supplies",
    "shares_intelligence_with",
    "recruits_for",
    "strikes_for",
];
const FIGHTING: [&str; 6] = ["fights", "opposes", "attacks", "rivals", "besieges", "threatens"];
const DEALING: [&str; 6] =
    ["engages", "meets", "visits", "negotiates_with", "seeks_partnership_with", "trades_with"];
const FRIENDLY: [&str; 6] =
    ["allied_with", "cooperates_with", "has_ties_with", "praises", "trains_with", "loyal_to"];

impl Making {
    fn actor(&mut self, kind: Kind, camp: Option<usize>) -> usize {
        let i = self.actors.len();
        let (name, short) = name(i, kind, &mut self.chance);
        self.actors.push(Actor {
            id: format!("{}-{i}", kind.word().replace('_', "-")),
            name,
            short,
            kind,
            camp,
        });
        i
    }

    /// A claim or two of one relation between two actors.
    fn tie(&mut self, from: usize, relation: &'static str, to: usize) {
        if from == to {
            return;
        }
        for _ in 0..1 + usize::from(self.chance.below(4) == 0) {
            let source = self.chance.below(PUBLISHED.len());
            let fields = self.fields(source);
            self.claims.push(Claim { source, from, relation, to, fields });
        }
    }

    /// A tie that nobody doubts, told by all sources.
    fn surely(&mut self, from: usize, relation: &'static str, to: usize) {
        for source in 0..PUBLISHED.len() {
            self.claims.push(Claim { source, from, relation, to, fields: String::new() });
        }
    }

    /// What a claim has beside its ends: a date, a manner, a speaker.
    fn fields(&mut self, source: usize) -> String {
        let mut fields = String::new();
        let year = PUBLISHED[source][..4].parse::<usize>().unwrap_or(2016);
        let (month, day) = (1 + self.chance.below(12), 1 + self.chance.below(28));
        let back = self.chance.below(4);
        let when = match self.chance.below(8) {
            0 => format!("{}", year - back),
            1 => format!("{}-{month:02}", year - 1),
            2 => format!("{}-{month:02}-{day:02}", year - 1),
            3 => format!("{}/..", year - back),
            4 => format!("{}/{}", year - back - 1, year - back),
            _ => String::new(),
        };
        if !when.is_empty() {
            let _ = write!(fields, ", when: \"{when}\"");
        }
        let speaker = match self.chance.below(4) {
            0 => "unnamed".to_owned(),
            1 => "Reuters".to_owned(),
            _ => self.actors[self.chance.below(self.actors.len())].id.clone(),
        };
        let (manner, spoken) = match self.chance.below(24) {
            0 | 1 => ("reported", true),
            2 | 3 => ("assessed", false),
            4 | 5 => ("alleged", true),
            6 => ("planned", false),
            7 => ("denied", true),
            8 => ("considered", false),
            _ => ("", false),
        };
        if !manner.is_empty() {
            let _ = write!(fields, ", modality: {manner}");
        }
        if spoken {
            let _ = write!(fields, ", said_by: \"{speaker}\"");
        }
        match self.chance.below(12) {
            0 if manner.is_empty() => fields.push_str(", status: ended"),
            1 if manner.is_empty() => fields.push_str(", status: begun"),
            _ => {}
        }
        fields
    }
}
