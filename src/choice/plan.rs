//! The place of every actor at every date: the columns of the sides, and the seats within them.
//!
//! Takes the dates whose pictures stand side by side; gives for each side its column and colour, and
//! for each actor its seat, the same in all of them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::cast::{Cast, cast, seated};
use super::pairs::Told;
use super::people::rolled;

use super::{Tier, Wishes};
use crate::graph::Graph;
use crate::model::Period;

/// An actor, and the dates at which it exists, as indices into their list.
type Seat = (String, Vec<usize>);

/// Who ever stands in a tier of a side.
type Seats = (Option<String>, Tier, Vec<Seat>);

/// Who stands where at every date.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The names of the sides, in the order of their columns.
    sides: Vec<String>,
    /// What sides are called at other dates, by whose core is heaviest then, each with its name here.
    also: BTreeMap<String, String>,
    /// The column of each; sides that never stand in one picture can have the same.
    columns: Vec<usize>,
    /// Everybody who ever stands in a tier of a side, with the dates.
    seats: Vec<Seats>,
    /// Where there are no sides: everybody's place between left and right.
    spots: Vec<(String, usize)>,
    /// The side that has the whole width, because it stands alone.
    alone: Option<String>,
}

/// More seats than these would be too narrow, in one of several frames and in the whole width; who comes later
/// shares one, and stands in another row than whom he shares it with.
const SEATS: (usize, usize) = (6, 12);

/// Where there are no sides, so many places are between left and right, every second in a row of its own.
const SPOTS: usize = 9;

/// A column among others has room for so many backers; a side that has more at any date has the whole width
/// where no picture that is drawn has another.
const BACKERS: usize = 5;

/// As many columns of sides as a page has room for.
const COLUMNS: usize = 3;

/// The column of each side: one of its own as long as there are enough, else one that it shares with sides which
/// are never drawn beside it. What has more sides than columns is not a picture of columns, and has no say.
fn columns(sides: &[String], drawn: &[Vec<&String>]) -> Vec<usize> {
    if sides.len() <= COLUMNS {
        return (0..sides.len()).collect();
    }
    let meet = |a: &String, b: &String| {
        drawn.iter().any(|one| one.len() <= COLUMNS && one.contains(&a) && one.contains(&b))
    };
    let mut columns: Vec<usize> = Vec::new();
    for (i, side) in sides.iter().enumerate() {
        let taken = |column: &usize| (0..i).any(|j| columns[j] == *column && meet(side, &sides[j]));
        columns.push((0..).find(|column| !taken(column)).unwrap_or(i));
    }
    columns
}

/// The side of a picture that has one.
fn alone(cast: &Cast) -> Option<&String> {
    match &cast.sides[..] {
        [side] => Some(side),
        _ => None,
    }
}

/// More years than this are not looked at, each of which is a picture chosen.
const YEARS: usize = 40;
/// Nor those of a larger graph, of which each choice takes long.
const CLAIMS: usize = 2_000;

/// The years of which claims and sources tell, in order; none where they are too many.
fn years(graph: &Graph) -> Vec<Period> {
    let claims = graph.claims();
    if claims.len() > CLAIMS {
        return Vec::new();
    }
    let days = claims.filter_map(|claim| claim.claim.when).flat_map(|when| {
        let (first, last) = when.hull();
        [first, last]
    });
    // What has no date of its own is attested on that of its source.
    let published = graph.sources().iter().filter_map(|source| source.published);
    let published = published.flat_map(|date| {
        let (first, last) = date.hull();
        [first, last]
    });
    let years: BTreeSet<i16> = days.chain(published).flatten().map(|day| day.year()).collect();
    if years.len() > YEARS {
        return Vec::new();
    }
    years.iter().filter_map(|year| format!("{year:04}").parse().ok()).collect()
}

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
        let cast_at = |date: Option<Period>| {
            let wishes = Wishes { at: date, beside: Vec::new(), ..wishes.clone() };
            let rolled = rolled(graph, &wishes);
            cast(&Told::of(&rolled, &wishes), &wishes)
        };
        let casts: Vec<Cast> = dates.par_iter().copied().map(cast_at).collect();
        // Where nobody has said which pictures stand side by side, any two years may.
        let years = if wishes.beside.is_empty() { years(graph) } else { Vec::new() };
        let others: Vec<Cast> = years.par_iter().map(|year| cast_at(Some(*year))).collect();
        // That of all that is told stands first, whatever is asked for: so pictures, tables and changes have
        // the sides in one order.
        let casts_of_sides = || casts.iter().take(1).chain(&others).chain(casts.iter().skip(1));
        let declared = plan.sides.clone();
        let used = |name: &String| casts_of_sides().any(|cast| cast.sides.contains(name));
        plan.sides.retain(used);
        let all: Vec<&Cast> = casts_of_sides().collect();
        for name in all.iter().flat_map(|cast| &cast.sides) {
            if plan.sides.contains(name) || plan.also.contains_key(name) {
                continue;
            }
            let same =
                |known: &&String| !declared.contains(known) && plan.is_same(&all, known, name);
            match plan.sides.iter().find(same).cloned() {
                Some(known) => drop(plan.also.insert(name.clone(), known)),
                None => plan.sides.push(name.clone()),
            }
        }
        let drawn: Vec<Vec<&String>> = all
            .iter()
            .map(|cast| cast.sides.iter().map(|name| plan.known(name)).collect())
            .collect();
        let columns = columns(&plan.sides, &drawn);
        // One that stands alone in all that are drawn.
        let mut some = casts.iter().filter(|cast| (1..=COLUMNS).contains(&cast.sides.len()));
        let alone = |cast: &Cast| alone(cast).map(|side| plan.known(side).clone());
        let only = some.next().and_then(alone);
        let only = only.filter(|side| some.all(|cast| alone(cast).as_ref() == Some(side))).filter(
            |side| {
                let many = |c: &Cast| alone(c).as_ref() == Some(side) && c.backers() > BACKERS;
                casts_of_sides().any(many)
            },
        );
        (plan.columns, plan.alone) = (columns, only);
        // The newest picture has the first choice of seats, the one that is asked for the last, unless it is
        // one of them: so the others have theirs whichever that is. That of all that is told has none beside
        // others, or nobody could have the seat of somebody who was there before.
        let asked = (dates.iter().copied().zip(&casts)).filter(|(date, _)| *date == wishes.at);
        let beside = (dates.iter().copied().zip(&casts))
            .filter(|(date, _)| date.is_some_and(|date| wishes.beside.contains(&date)));
        let mut beside: Vec<(Option<Period>, &Cast)> =
            years.iter().copied().map(Some).zip(&others).chain(beside).collect();
        beside.reverse();
        for (date, cast) in asked {
            let known = beside.iter().any(|other| other.0 == date);
            if !known && (date.is_some() || beside.is_empty()) {
                beside.push((date, cast));
            }
        }
        for (date, (_, cast)) in beside.into_iter().enumerate() {
            for (side, tier, id) in cast.places() {
                plan.seat(side, tier, id, date);
            }
            if plan.sides.is_empty() {
                plan.spread(cast);
            }
        }
        plan
    }

    /// What a side is called here.
    fn known<'n>(&'n self, name: &'n String) -> &'n String {
        self.also.get(name).unwrap_or(name)
    }

    /// Whether two sides are one: never in one picture, and a core of the one is at its own date in the frame
    /// of the other.
    fn is_same(&self, casts: &[&Cast], known: &String, name: &String) -> bool {
        let called = |side: &String, wanted: &String| self.known(side) == wanted;
        let meet = |cast: &&Cast| {
            let has = |wanted: &String| cast.sides.iter().any(|side| called(side, wanted));
            has(known) && has(name)
        };
        if casts.iter().any(meet) {
            return false;
        }
        let people = |wanted: &String, cores: bool| -> BTreeSet<&str> {
            let own = casts.iter().flat_map(|cast| cast.members.iter().map(move |m| (cast, m)));
            own.filter(|(_, m)| !cores || m.tier == Tier::Core)
                .filter(|(cast, m)| m.side.is_some_and(|side| called(&cast.sides[side], wanted)))
                .map(|(_, m)| m.id.as_str())
                .collect()
        };
        !people(known, true).is_disjoint(&people(name, false))
            || !people(name, true).is_disjoint(&people(known, false))
    }

    /// Where there are no sides: gives a place to everybody who has none, beneath or above whom he is tied to on
    /// the way to a core, with nobody else as far from it in the same place, if there is another.
    fn spread(&mut self, cast: &Cast) {
        let place = |b: usize| cast.members.iter().position(|m| m.place == b);
        let ties: Vec<(usize, usize)> =
            cast.lines.iter().filter_map(|l| Some((place(l.from)?, place(l.to)?))).collect();
        let mut reached: Vec<(usize, Option<usize>, usize)> = Vec::new();
        for start in 0..cast.members.len() {
            // Members stand with the cores first.
            if !reached.iter().any(|r| r.0 == start) {
                reached.push((start, None, 0));
            }
            let mut next = reached.len() - 1;
            while let Some((from, _, depth)) = reached.get(next).copied() {
                for (a, b) in &ties {
                    let to = if *a == from { *b } else { *a };
                    if (*a == from || *b == from) && !reached.iter().any(|r| r.0 == to) {
                        reached.push((to, Some(from), depth + 1));
                    }
                }
                next += 1;
            }
        }
        for (i, parent, depth) in &reached {
            let id = &cast.members[*i].id;
            if self.spots.iter().any(|spot| spot.0 == *id) {
                continue;
            }
            let spot =
                |i: usize| self.spots.iter().find(|s| s.0 == cast.members[i].id).map(|spot| spot.1);
            let level: Vec<usize> =
                reached.iter().filter(|r| r.2 == *depth).filter_map(|r| spot(r.0)).collect();
            let above = parent.and_then(spot).unwrap_or(SPOTS / 2);
            let cost = |s: &usize| {
                let taken = level.iter().filter(|other| *other == s).count();
                let odd = level.first().is_some_and(|first| first % 2 != s % 2);
                (12 * taken + s.abs_diff(above) + 3 * usize::from(odd), *s)
            };
            if let Some(spot) = (0..SPOTS).min_by_key(cost) {
                self.spots.push((id.clone(), spot));
            }
        }
    }

    fn seat(&mut self, side: Option<String>, tier: Tier, id: String, date: usize) {
        let side = side.map(|name| self.known(&name).clone());
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

    /// How many seats a side has in that of its tiers which has the most.
    pub(super) fn seats(&self, name: &String) -> usize {
        let name = self.known(name);
        let own = self.seats.iter().filter(|tier| tier.0.as_ref() == Some(name));
        own.map(|tier| self.seated(tier).into_iter().max().map_or(0, |last| last + 1))
            .max()
            .unwrap_or(0)
    }

    /// How many a side has at the date at which it has most.
    pub(super) fn most(&self, name: &String) -> usize {
        let name = self.known(name);
        let own = self.seats.iter().filter(|tier| tier.0.as_ref() == Some(name));
        let mut at: BTreeMap<usize, usize> = BTreeMap::new();
        for date in own.flat_map(|tier| tier.2.iter().flat_map(|(_, dates)| dates)) {
            *at.entry(*date).or_default() += 1;
        }
        at.into_values().max().unwrap_or(0)
    }

    /// The seat of each of those who ever stand in a tier of a side: who never stands there together with
    /// another can have the same.
    fn seated(&self, (_, _, those): &Seats) -> Vec<usize> {
        let mut seats: Vec<usize> = Vec::new();
        for (i, (_, dates)) in those.iter().enumerate() {
            let meets = |j: &usize| those[*j].1.iter().any(|date| dates.contains(date));
            let taken: Vec<usize> = (0..i).filter(meets).map(|j| seats[j]).collect();
            seats.push((0..).find(|seat| !taken.contains(seat)).unwrap_or(i));
        }
        seats
    }

    /// Whether each of these sides has a column of its own.
    fn is_apart(&self, sides: &[String]) -> bool {
        let place = |name: &String| self.sides.iter().position(|side| side == self.known(name));
        let columns: Option<BTreeSet<usize>> =
            sides.iter().map(|name| Some(self.columns[place(name)?])).collect();
        columns.is_some_and(|columns| columns.len() == sides.len())
    }

    /// The column of a side, and how many there are.
    pub(super) fn column(&self, name: &String, sides: &[String]) -> (usize, usize) {
        let here = |name: &String| self.sides.iter().position(|side| side == self.known(name));
        let of = self.columns.iter().max().map_or(0, |last| last + 1);
        match here(name) {
            Some(side) if sides.len() == 1 && self.alone.as_ref() == Some(self.known(name)) => {
                (self.columns[side], 1)
            }
            Some(side) if of <= COLUMNS && self.is_apart(sides) => (self.columns[side], of),
            // More sides than columns over all dates: then those of this date share them.
            _ => {
                let mut sides: Vec<&String> = sides.iter().collect();
                sides.sort_by_key(|side| here(name).map(|_| here(side)));
                let column = sides.iter().position(|side| *side == name).unwrap_or(0);
                (column, sides.len())
            }
        }
    }

    /// The seat of an actor, where there are seats.
    pub(super) fn place(
        &self,
        side: Option<&String>,
        tier: Tier,
        id: &str,
    ) -> Option<(usize, usize)> {
        // If there are no sides, actors stand near those on whom they act.
        if self.sides.is_empty() {
            return self.spots.iter().find(|spot| spot.0 == id).map(|spot| (spot.1, SPOTS));
        }
        let side = side.map(|name| self.known(name));
        let tier = seated(side.is_some(), tier);
        let own = self.seats.iter().find(|s| s.0.as_ref() == side && s.1 == tier)?;
        let (those, seats) = (&own.2, self.seated(own));
        let whole =
            side.is_none() || self.sides.len() < 2 || self.alone.as_ref() == side && side.is_some();
        let most = if whole { SEATS.1 } else { SEATS.0 };
        let of = (seats.iter().max()? + 1).min(most);
        let own = those.iter().position(|(other, _)| other == id)?;
        Some((seats[own] % of, of))
    }

    /// The same for a picture of several sides, whichever stand alone at its date.
    pub(super) fn of_several(self) -> Plan {
        Plan { alone: None, ..self }
    }
}
