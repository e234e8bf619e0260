//! Which side a box is on.
//!
//! Takes the cores and the camps that signed ties make; gives the sides that have a core, by name, and
//! who stands on which. Must not know who finds room.

use std::collections::BTreeMap;

use super::pairs::{Cord, Told};
use super::{cores, sentence};
use crate::analysis::sides::Sides;
use crate::graph::standing::Standing;
use crate::look::Look;

/// The names of the sides that have a core, and the side of each box.
pub(super) fn named(
    told: &Told<'_>,
    camps: &Sides<'_>,
    cores: &[usize],
    apart: &[(usize, usize)],
) -> (Vec<String>, BTreeMap<usize, usize>) {
    let camp_of = camps.of_actors();
    let camp = |b: usize| {
        camp_of.get(&told.boxes[b].head).or_else(|| camp_of.get(&told.boxes[b].force?.0)).copied()
    };
    let mut names: Vec<String> = Vec::new();
    let mut camp_side: BTreeMap<usize, usize> = BTreeMap::new();
    let mut side_of: BTreeMap<usize, usize> = BTreeMap::new();
    for core in cores {
        let known = told.declared(*core).cloned();
        let shared = camp(*core).and_then(|camp| camp_side.get(&camp).copied());
        // The search for sides may have ended before it found any in which all are apart.
        let shared = shared.filter(|side| {
            let enemies = |(a, b): &(usize, usize)| a == core || b == core;
            let on_side = |b: &usize| side_of.get(b) == Some(side);
            !apart.iter().filter(|pair| enemies(pair)).any(|(a, b)| on_side(a) || on_side(b))
        });
        let side = match (known, shared) {
            (Some(name), _) => names.iter().position(|n| *n == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            }),
            (None, Some(side)) => side,
            (None, None) => {
                let actor = &told.graph.actors()[cores::head(told, *core).index()];
                names.push(sentence::side_of(actor));
                names.len() - 1
            }
        };
        side_of.insert(*core, side);
        if let Some(camp) = camp(*core) {
            camp_side.entry(camp).or_insert(side);
        }
    }
    for b in 0..told.boxes.len() {
        if let Some(side) = camp(b).and_then(|camp| camp_side.get(&camp)) {
            side_of.entry(b).or_insert(*side);
        }
    }
    (names, side_of)
}

/// Who backed a core in the past, or is leaned on, stands on its side, unless it deals with others.
pub(super) fn join(
    told: &Told<'_>,
    cords: &[Cord],
    cores: &[usize],
    chosen: &[usize],
    side_of: &mut BTreeMap<usize, usize>,
) {
    for b in chosen {
        if !side_of.contains_key(b) {
            let own = |cord: &&Cord| {
                cord.from == *b && cores.contains(&cord.to)
                    || cord.to == *b && cores.contains(&cord.from)
            };
            let mut near: Vec<Option<usize>> = Vec::new();
            let mut binds = false;
            for cord in cords.iter().filter(own) {
                let other = if cord.from == *b { cord.to } else { cord.from };
                near.push(side_of.get(&other).copied());
                let first = &told.strands[cord.strands[0]];
                // What somebody only says puts nobody on a side.
                let said = first.account.standing == Standing::Said;
                let kind = matches!(first.look, Look::Support | Look::Structure);
                binds |= !said && (kind || first.leans);
            }
            near.dedup();
            if let ([Some(side)], true) = (&near[..], binds) {
                side_of.insert(*b, *side);
            }
        }
    }
}

/// Who stands in the frame of his side: its cores, and whom one of these ties binds to one of them or to
/// one who is so bound. Takes for each box its side and whether it is a core, and for each tie whether no source dates
/// it: such a tie binds nobody whom a dated one binds to another side.
pub(super) fn bound(people: &[(Option<usize>, bool)], ties: &[(usize, usize, bool)]) -> Vec<bool> {
    let mut bound: Vec<bool> = people.iter().map(|(side, core)| *core && side.is_some()).collect();
    let elsewhere = |who: usize| {
        let across = |(a, b, undated): &(usize, usize, bool)| {
            let sides = people[*a].0.zip(people[*b].0);
            !undated && [*a, *b].contains(&who) && sides.is_some_and(|(a, b)| a != b)
        };
        !people[who].1 && ties.iter().any(across)
    };
    let binds =
        |(a, b, undated): &&(usize, usize, bool)| !undated || !elsewhere(*a) && !elsewhere(*b);
    for _ in 0..people.len() {
        for (a, b, _) in ties.iter().filter(binds) {
            if people[*a].0 == people[*b].0 && (bound[*a] || bound[*b]) {
                (bound[*a], bound[*b]) = (true, true);
            }
        }
    }
    bound
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn an_undated_tie_puts_nobody_in_a_frame_whom_a_dated_one_ties_to_another_side() {
        let people = [(Some(0), true), (Some(1), true), (Some(1), false), (Some(1), false)];
        // The third backs the second by a leaflet without a date, and now the first.
        assert_eq!(bound(&people, &[(2, 1, true), (2, 0, false)]), [true, true, false, false]);
        assert_eq!(bound(&people, &[(2, 1, false), (2, 0, false)]), [true, true, true, false]);
        assert_eq!(bound(&people, &[(2, 1, true), (3, 2, false)]), [true, true, true, true]);
    }
}
