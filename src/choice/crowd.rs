//! Whether lines between boxes can still be read: with too many sides or actors a table says more.
//!
//! Takes what would be shown if there were room for all of it. (With more than twenty nodes a matrix is better
//! than boxes and lines for everything except finding paths: Ghoniem, Fekete and Castagliola 2005.)

use std::collections::BTreeSet;
use std::fmt;

use super::plan::Plan;
use super::{Picture, Wishes};
use crate::graph::Graph;
use crate::model::Family;

/// The most sides that stand beside each other as columns, or as a triangle.
const SIDES: usize = 3;
/// The most actors that back or fight somebody for whose sake a picture is drawn.
const ACTORS: usize = 20;

/// Why boxes and lines would not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crowd {
    /// There are so many sides.
    Sides(usize),
    /// So many actors back or fight one of those for whose sake the picture is drawn.
    Actors(usize),
}

impl Crowd {
    /// What is too much in the picture of a graph, if anything is.
    pub fn of(graph: &Graph, wishes: &Wishes) -> Option<Crowd> {
        let all = Wishes { limit: (usize::MAX, usize::MAX), ..wishes.clone() };
        // Who stands where is of no account.
        Crowd::of_all(&Picture::planned(graph, &all, &Plan::default()))
    }

    /// The same of a picture that shows everything.
    pub fn of_all(picture: &Picture) -> Option<Crowd> {
        let core = |i: usize| picture.figures[i].core;
        let signed = picture.ties.iter().filter(|tie| {
            matches!(tie.family, Family::Support | Family::Hostility) && tie.sign != 0
        });
        let near = signed.filter(|tie| core(tie.from) || core(tie.to));
        let actors: BTreeSet<usize> =
            near.flat_map(|tie| [tie.from, tie.to]).filter(|i| !core(*i)).collect();
        match (picture.sides.len(), actors.len()) {
            (sides, _) if sides > SIDES => Some(Crowd::Sides(sides)),
            (_, actors) if actors > ACTORS => Some(Crowd::Actors(actors)),
            _ => None,
        }
    }
}

impl fmt::Display for Crowd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Crowd::Sides(count) => write!(f, "{count} sides fight each other"),
            Crowd::Actors(count) => {
                write!(f, "{count} actors back or fight the parties to the conflict")
            }
        }
    }
}
