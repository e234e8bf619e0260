//! Everybody's place at every date: the columns of the sides, and the seats within them.
//!
//! Takes the dates whose pictures stand side by side; gives for each side its column and colour, and
//! for each actor its seat, the same in all of them.

use super::cast::{Cast, cast};
use super::pairs::Told;
use super::people::rolled;

use super::{Tier, Wishes};
use crate::graph::Graph;
use crate::model::Period;

/// An actor, and the dates at which he is there, as places in their list.
type Seat = (String, Vec<usize>);

/// Who stands where at every date.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The names of the sides, in the order of their columns.
    sides: Vec<String>,
    /// Who ever stands in a tier of a side, each with the dates at which he does.
    seats: Vec<(Option<String>, Tier, Vec<Seat>)>,
}

/// More seats than this would be too narrow; who comes later stands where there is room.
const SEATS: usize = 3;

impl Plan {
    /// The plan of a picture and those that it stands beside.
    pub(super) fn of(graph: &Graph, wishes: &Wishes) -> Plan {
        // Beside the pictures of its dates a data set has one of all that is told: in it are all sides,
        // so that each has its column at every date that somebody may ask for.
        let mut dates: Vec<Option<Period>> = wishes.beside.iter().copied().map(Some).collect();
        dates.extend([wishes.at, None]);
        dates.sort_unstable();
        dates.dedup();
        let mut plan = Plan::default();
        for (name, _) in graph.declared_sides() {
            plan.sides.push(name.clone());
        }
        let mut casts: Vec<Cast> = Vec::new();
        for date in dates {
            let wishes = Wishes { at: date, beside: Vec::new(), ..wishes.clone() };
            let rolled = rolled(graph, &wishes);
            casts.push(cast(&Told::of(&rolled, &wishes), &wishes));
        }
        for name in casts.iter().flat_map(|cast| &cast.sides) {
            if !plan.sides.contains(name) {
                plan.sides.push(name.clone());
            }
        }
        let used = |name: &String| casts.iter().any(|cast| cast.sides.contains(name));
        plan.sides.retain(|name| casts.is_empty() || used(name));
        if !wishes.beside.is_empty() {
            // The newest picture has the first choice of seats.
            for (date, cast) in casts.iter().enumerate().rev() {
                for (side, tier, id) in cast.places() {
                    plan.seat(side, tier, id, date);
                }
            }
        }
        plan
    }

    fn seat(&mut self, side: Option<String>, tier: Tier, id: String, date: usize) {
        let known = self.seats.iter().position(|s| s.0 == side && s.1 == tier);
        let place = known.unwrap_or_else(|| {
            self.seats.push((side, tier, Vec::new()));
            self.seats.len() - 1
        });
        let those = &mut self.seats[place].2;
        match those.iter_mut().find(|(other, _)| *other == id) {
            Some((_, dates)) => dates.push(date),
            None => those.push((id, vec![date])),
        }
    }

    /// The column of a side, and how many there are.
    pub(super) fn column(&self, name: &str, sides: &[String]) -> (usize, usize) {
        let here = |list: &[String]| list.iter().position(|side| side == name);
        match here(&self.sides) {
            Some(column) if self.sides.len() <= 3 => (column, self.sides.len()),
            // More sides than columns over all dates: then those of this date share them.
            _ => {
                let mut sides: Vec<&String> = sides.iter().collect();
                sides.sort_by_key(|side| {
                    here(&self.sides).map(|_| self.sides.iter().position(|s| s == *side))
                });
                let column = sides.iter().position(|side| *side == name).unwrap_or(0);
                (column, sides.len())
            }
        }
    }

    /// The seat of an actor, where there are seats. Who never stands there together with another can
    /// have the same.
    pub(super) fn place(
        &self,
        side: Option<&String>,
        tier: Tier,
        id: &str,
    ) -> Option<(usize, usize)> {
        let (_, _, those) = self.seats.iter().find(|s| s.0.as_ref() == side && s.1 == tier)?;
        let mut seats: Vec<usize> = Vec::new();
        for (i, (_, dates)) in those.iter().enumerate() {
            let meets = |j: &usize| those[*j].1.iter().any(|date| dates.contains(date));
            let taken: Vec<usize> = (0..i).filter(meets).map(|j| seats[j]).collect();
            seats.push((0..).find(|seat| !taken.contains(seat)).unwrap_or(i));
        }
        let of = (seats.iter().max()? + 1).min(SEATS);
        let own = those.iter().position(|(other, _)| other == id)?;
        (seats[own] < of).then_some((seats[own], of))
    }
}
