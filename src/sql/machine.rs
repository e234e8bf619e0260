//! A path expression as a small state machine, without jumps and without equivalent states.

use crate::query::expr::Expr;
use crate::query::{Direction, Machine, RelationSet};

/// From each state, the steps that lead on. The first state is where paths start.
pub(super) struct Moves {
    pub(super) moves: Vec<Vec<(RelationSet, Direction, usize)>>,
    /// In which states a path can end.
    pub(super) ends: Vec<bool>,
}

impl Moves {
    pub(super) fn of(expr: &Expr) -> Self {
        let machine = Machine::of(expr);
        let count = machine.states();
        let moves: Vec<Vec<(RelationSet, Direction, usize)>> = (0..count)
            .map(|state| {
                let moves = machine.moves(state).into_iter();
                moves.map(|(relations, way, next)| (relations.clone(), way, next)).collect()
            })
            .collect();
        let ends: Vec<bool> = (0..count).map(|state| machine.ends(state)).collect();
        Moves { moves, ends }.merged().reached()
    }

    /// States from which the same paths lead on made one. A path has a link, so that it is nothing to the
    /// first whether a path can end there.
    fn merged(self) -> Self {
        let mut class: Vec<usize> = self.ends.iter().map(|ends| usize::from(*ends)).collect();
        class[0] = 2;
        loop {
            let signs: Vec<_> = (0..class.len())
                .map(|state| {
                    let mut sign: Vec<(RelationSet, Direction, usize)> = Vec::new();
                    for (relations, way, next) in &self.moves[state] {
                        let step = (relations.clone(), *way, class[*next]);
                        if !sign.contains(&step) {
                            sign.push(step);
                        }
                    }
                    (class[state], sign)
                })
                .collect();
            let same = |a: &(usize, Vec<_>), b: &(usize, Vec<_>)| {
                a.0 == b.0 && a.1.len() == b.1.len() && a.1.iter().all(|step| b.1.contains(step))
            };
            let first: Vec<usize> = signs
                .iter()
                .map(|sign| signs.iter().position(|other| same(sign, other)).unwrap_or(0))
                .collect();
            let before = class.iter().collect::<std::collections::BTreeSet<_>>().len();
            let after = first.iter().collect::<std::collections::BTreeSet<_>>().len();
            if before == after {
                return self.with(&first);
            }
            class = first;
        }
    }

    /// Each state replaced by one that is like it.
    fn with(self, first: &[usize]) -> Self {
        let moves = self.moves.iter().map(|moves| {
            let mut made: Vec<(RelationSet, Direction, usize)> = Vec::new();
            for (relations, way, next) in moves {
                let step = (relations.clone(), *way, first[*next]);
                if !made.contains(&step) {
                    made.push(step);
                }
            }
            made
        });
        Moves { moves: moves.collect(), ends: self.ends.clone() }
    }

    /// Only the states that paths come by, numbered anew.
    fn reached(self) -> Self {
        let mut order = vec![0];
        let mut at = 0;
        while at < order.len() {
            for (_, _, next) in &self.moves[order[at]] {
                if !order.contains(next) {
                    order.push(*next);
                }
            }
            at += 1;
        }
        let place = |state: usize| order.iter().position(|known| *known == state).unwrap_or(0);
        let moves = order.iter().map(|state| {
            let moves = self.moves[*state].iter();
            moves.map(|(set, way, next)| (set.clone(), *way, place(*next))).collect()
        });
        Moves {
            moves: moves.collect(),
            ends: order.iter().map(|state| self.ends[*state]).collect(),
        }
    }

    /// Whether every path is one link.
    pub(super) fn is_link(&self) -> bool {
        self.longest() == Some(1)
    }

    /// How many links the longest path has; `None` where there is no longest.
    pub(super) fn longest(&self) -> Option<usize> {
        fn from(moves: &Moves, state: usize, on: &mut Vec<usize>) -> Option<usize> {
            if on.contains(&state) {
                return None;
            }
            on.push(state);
            let mut most = 0;
            for (_, _, next) in &moves.moves[state] {
                most = most.max(1 + from(moves, *next, on)?);
            }
            on.pop();
            Some(most)
        }
        from(self, 0, &mut Vec::new())
    }

    /// Whether it is steps of one sort, again and again: then nobody need look out for who comes twice, for a
    /// circle can be left out of a chain.
    pub(super) fn is_closure(&self) -> bool {
        let same = |a: &[(RelationSet, Direction, usize)], b: &[_]| {
            a.len() == b.len() && a.iter().all(|step| b.contains(step))
        };
        self.moves.len() == 2 && self.ends[1] && same(&self.moves[0], &self.moves[1])
    }
}
