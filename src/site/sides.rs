//! The sides at all times.

use serde::Serialize;

use super::span::number;
use crate::analysis::sides::sides;
use crate::graph::Graph;
use crate::graph::time::{At, Reach, When};
use crate::model::Date;

/// Sides are looked for on so many days at most, of so many claims: it takes a search each.
const MOST_DAYS: usize = 1_500;
const MOST_CLAIMS: usize = 1_200;

/// Who is on whose side: the name of a side, and its members as places in the list of nodes.
type Camps = Vec<(String, Vec<usize>)>;

/// The sides of two or more, at all times; they are named by their places in the list.
#[derive(Debug, Default, Serialize)]
pub(super) struct Sides {
    list: Vec<Camps>,
    told: usize,
    years: Vec<(i16, usize)>,
    /// From a day on; none where there is too much to look for them every day: then those of the year
    /// are shown, and called so.
    days: Vec<(i32, usize)>,
    #[serde(skip)]
    too_many: bool,
}

impl Sides {
    fn place(&mut self, graph: &Graph, when: When, reach: Reach) -> usize {
        let found = sides(graph, when, reach);
        // What takes so long is not looked for every day.
        self.too_many |= !found.optimal;
        let members = |side: &crate::analysis::sides::Side| {
            side.members.iter().map(|ix| ix.index()).collect::<Vec<usize>>()
        };
        let camps: Camps = (found.sides.iter())
            .filter(|side| side.members.len() > 1)
            .map(|side| (side.name.clone(), members(side)))
            .collect();
        self.list.iter().position(|known| *known == camps).unwrap_or_else(|| {
            self.list.push(camps);
            self.list.len() - 1
        })
    }

    /// Those of a year, or by the last word.
    pub(super) fn year(&mut self, graph: &Graph, year: Option<i16>, reach: Reach) {
        let place = self.place(graph, year.map_or(When::Told, super::ground::during), reach);
        match year {
            Some(year) => self.years.push((year, place)),
            None => self.told = place,
        }
    }

    /// Those of some days on which ties change.
    pub(super) fn days<'d>(
        &mut self,
        graph: &Graph,
        days: impl ExactSizeIterator<Item = &'d Date>,
        reach: Reach,
    ) {
        self.too_many |=
            self.days.len() + days.len() > MOST_DAYS || graph.claims().len() > MOST_CLAIMS;
        if self.too_many {
            self.days.clear();
            return;
        }
        for day in days {
            let place = self.place(graph, When::During(At::day(*day)), reach);
            if self.too_many {
                return self.days.clear();
            }
            if self.days.last().is_none_or(|(_, before)| *before != place) {
                self.days.push((number(*day), place));
            }
        }
    }

    /// By the last word: the side of each actor that has one.
    pub(super) fn told(&self) -> &Camps {
        static NONE: Camps = Vec::new();
        self.list.get(self.told).unwrap_or(&NONE)
    }
}
