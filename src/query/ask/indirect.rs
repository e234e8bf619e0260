//! `directly or indirectly`: through the parts and agents of the one who acts, and up or down the
//! structure of the one acted on.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::roles::{ALLIES, known};
use super::words::{Word, position};
use crate::graph::Graph;
use crate::query::expr::{Direction, Expr};
use crate::query::pattern::{Pattern, Triple};

/// The parts and agents of one who backs.
const AGENTS: &str = "(^part_of|^acts_for|commands)";
/// Up the structure of one who is backed.
const UP: &str = "(part_of|^commands|^leads)";
/// Down it.
const DOWN: &str = "(commands|leads|^part_of)";

/// Whether a question follows ties of structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Indirectness {
    /// Not said.
    Direct,
    /// Not at all.
    Only,
    /// Any number of steps.
    Either,
    /// At least one step.
    Indirect,
}

/// Takes `directly or indirectly` off, wherever it stands.
pub(super) fn indirectly(words: &[Word]) -> (Vec<Word>, Indirectness) {
    for (run, length, reach) in [
        ("directly or|and indirectly", 3, Indirectness::Either),
        ("indirectly or|and directly", 3, Indirectness::Either),
        ("indirectly", 1, Indirectness::Indirect),
        ("directly", 1, Indirectness::Only),
    ] {
        if let Some(at) = position(words, run) {
            let mut rest = words.to_vec();
            rest.drain(at..at + length);
            return (rest, reach);
        }
    }
    (words.to_vec(), Indirectness::Direct)
}

/// The path with structure before and after it.
pub(super) fn reaching(path: &str, reach: Indirectness) -> String {
    match reach {
        Indirectness::Direct | Indirectness::Only => path.to_owned(),
        Indirectness::Either => format!("{AGENTS}*/({path})/({UP}*|{DOWN}*)"),
        Indirectness::Indirect => {
            format!("{AGENTS}+/({path})/({UP}*|{DOWN}*)|({path})/({UP}+|{DOWN}+)")
        }
    }
}

/// The pattern of one step with structure before or after it; `None` if it is not one step.
pub fn by_way_of_others(pattern: &Pattern, graph: &Graph) -> Option<Pattern> {
    let [triple] = &pattern.triples[..] else { return None };
    let Expr::Step { direction: Direction::Forward, .. } = &triple.path else { return None };
    let path = reaching(&triple.path.to_string(), Indirectness::Indirect);
    let path = Expr::parse(&path, graph.vocabulary()).ok()?;
    Some(Pattern { triples: vec![Triple { path, ..triple.clone() }] })
}

/// The pattern for those who are allied with an actor, loyal or aligned, if the question asks who backs it.
pub fn allied(pattern: &Pattern, graph: &Graph) -> Option<Pattern> {
    let [triple] = &pattern.triples[..] else { return None };
    if triple.path.to_string() != "backs" {
        return None;
    }
    let path = Expr::parse(&known(ALLIES, graph.vocabulary())?, graph.vocabulary()).ok()?;
    Some(Pattern { triples: vec![Triple { path, ..triple.clone() }] })
}
