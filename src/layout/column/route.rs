//! How lines run: along a grid of eight units, each the shortest way with the fewest bends that
//! crosses nothing.
//!
//! Takes boxes and frames, gives lines with their words. First come lines that can run straight between
//! neighbours, then the others one after the other, those that answer a question first. If a line
//! finds no way, or no room for its words, the lines that block it are removed and led again;
//! the better result is kept. Costs are whole numbers, so that the ways are
//! the same on every machine.

use std::collections::BTreeSet;

use super::PlacedLine;
use super::grid::Grid;
use super::ground::Ground;
use super::label::{self, Setting};
use super::sheet::{Led, Sheet};
use super::way::{self, Others, Search, Way, corners};
use crate::choice::{Picture, Tier};
use crate::model::Family;

/// A line without a place costs as much as this, and the more the more it says.
const LOST: u64 = 20_000;
/// A line that leads over more cells goes round the whole picture: a reader is told of it in the caption,
/// unless it answers who backs somebody at the date of the picture.
pub(super) const FAR: usize = 108;
/// One that leads over more cells goes round a whole frame, or nearly: each of them costs so much more.
const WIDE: (usize, u64) = (80, 40);
/// How often somebody else gives way, for one line that found no place.
const PARDONS: usize = 4;
/// How often all lines that go a long way round are led again.
const ROUNDS: usize = 2;
/// What costs more than this may do so because of others.
const ROUNDABOUT: u64 = 400;
/// The price of a cell on which another line or its words stand, and of one of a line that gave way
/// in vain.
const DEAR: u32 = 40;

/// The lines of a picture as far as they have been led.
pub(super) struct Routed<'g> {
    grid: &'g Grid<'g>,
    led: Vec<Option<Led>>,
    pub(super) cost: u64,
}

/// What leads the lines of a picture.
pub(super) struct Router<'p> {
    picture: &'p Picture,
    /// The ways to break the words of each line.
    settings: &'p [Vec<Setting>],
    search: Search,
}

impl<'p> Router<'p> {
    pub(super) fn of(picture: &'p Picture, settings: &'p [Vec<Setting>]) -> Self {
        Router { picture, settings, search: Search::default() }
    }

    /// Leads all lines, as long as that does not cost more than `most`.
    pub(super) fn lead<'g>(&mut self, grid: &'g Grid<'g>, most: u64) -> Routed<'g> {
        let picture = self.picture;
        let mut order: Vec<usize> = (0..picture.ties.len()).collect();
        order.sort_by_key(|i| (rank(picture, grid.ground, *i), *i));
        let mut led = self.straight(grid, &order);
        let mut sheet = Sheet::with(grid, &led);
        for (n, i) in order.iter().enumerate() {
            if led[*i].is_none() {
                led[*i] = self.one(&mut sheet, *i, u64::MAX);
            }
            // Whatever costs more than what is there already is not led to its end.
            if order[..=n].iter().map(|i| self.price(&led, *i)).sum::<u64>() > most {
                break;
            }
        }
        let cost = self.cost(&led);
        Routed { grid, led, cost }
    }

    /// The lines that can run straight; only then is room looked for for their words, so that no words
    /// stand in the way of a straight line.
    fn straight<'g>(&mut self, grid: &'g Grid<'g>, order: &[usize]) -> Vec<Option<Led>> {
        let mut led: Vec<Option<Led>> = vec![None; self.picture.ties.len()];
        let mut sheet = Sheet::with(grid, &led);
        for i in order {
            let ends = self.ends(*i);
            if !faces(grid.ground, ends) {
                continue;
            }
            let Some(way) = Search::straight(&sheet, ends) else { continue };
            let line = self.line(&sheet, *i, way);
            sheet.keep(*i, &line);
            led[*i] = Some(line);
        }
        for i in order {
            let Some(line) = &mut led[*i] else { continue };
            let Some((more, words)) =
                label::place(&self.settings[*i], &line.points, self.manner(*i), &sheet.taken)
            else {
                led[*i] = None;
                sheet = Sheet::with(grid, &led);
                continue;
            };
            line.cost += more;
            sheet.say(*i, &words);
            line.words = Some(words);
        }
        led
    }

    /// Leads one line, by a way that costs less than `most`, and finds room for its words.
    fn one(&mut self, sheet: &mut Sheet<'_>, i: usize, most: u64) -> Option<Led> {
        let ends = self.ends(i);
        // Where there is no room for words beside the shortest way, another is looked for.
        let mut shunned: Vec<(i32, i32, usize)> = Vec::new();
        for _ in 0..5 {
            let way = self.search.way(sheet, ends, &Others::Walls, &shunned, most)?;
            let tie = &self.picture.ties[i];
            if way.cells.len() > FAR && !(tie.answers && tie.turn.is_none()) {
                return None;
            }
            let mut line = self.line(sheet, i, way);
            let words = label::place(&self.settings[i], &line.points, self.manner(i), &sheet.taken);
            if let Some((more, words)) = words {
                line.cost += more;
                line.words = Some(words);
                sheet.keep(i, &line);
                return Some(line);
            }
            for port in [line.ports.0, line.ports.1] {
                shunned.push((port.x, port.y, port.way));
            }
        }
        None
    }

    /// Leads one line by a way that is known, if it is free and there is room for its words.
    fn along(&self, sheet: &mut Sheet<'_>, i: usize, way: Way) -> Option<Led> {
        let tie = &self.picture.ties[i];
        let far = way.cells.len() > FAR && !(tie.answers && tie.turn.is_none());
        if far || !sheet.is_free(self.ends(i), way.ports, &way.cells) {
            return None;
        }
        let mut line = self.line(sheet, i, way);
        let (more, words) =
            label::place(&self.settings[i], &line.points, self.manner(i), &sheet.taken)?;
        line.cost += more;
        line.words = Some(words);
        sheet.keep(i, &line);
        Some(line)
    }

    fn line(&self, sheet: &Sheet<'_>, i: usize, way: Way) -> Led {
        let points = corners(sheet, &way);
        let wide = WIDE.1 * way.cells.len().saturating_sub(WIDE.0) as u64;
        Led {
            ends: self.ends(i),
            both: self.picture.ties[i].symmetric,
            ports: way.ports,
            cells: way.cells,
            points,
            words: None,
            cost: u64::from(way.cost) + wide,
        }
    }

    /// Finds places for lines that have none: what stands in their way gives way, if that is better.
    pub(super) fn mend(&mut self, routed: &mut Routed<'_>) {
        let mut lost: Vec<usize> =
            (0..routed.led.len()).filter(|i| routed.led[*i].is_none()).collect();
        lost.sort_by_key(|i| std::cmp::Reverse(self.loss(*i)));
        for i in lost {
            self.yielded(routed, i, PARDONS);
        }
    }

    /// Leads lines that go a long way round again: what stands in their way gives way, if that is better.
    pub(super) fn shorten(&mut self, routed: &mut Routed<'_>) {
        for _ in 0..ROUNDS {
            let before = routed.cost;
            let cost = |i: &usize| routed.led[*i].as_ref().map_or(0, |led| led.cost);
            let mut long: Vec<usize> =
                (0..routed.led.len()).filter(|i| cost(i) > ROUNDABOUT).collect();
            long.sort_by_key(|i| (std::cmp::Reverse(cost(i)), *i));
            for i in long {
                self.yielded(routed, i, PARDONS / 2);
            }
            if routed.cost == before {
                return;
            }
        }
    }

    /// Leads a line anew among the others, where a way has become free; whether that costs less.
    fn anew(&mut self, routed: &mut Routed<'_>, i: usize) -> bool {
        let before = self.price(&routed.led, i);
        let mut led = routed.led.clone();
        led[i] = None;
        let mut sheet = Sheet::with(routed.grid, &led);
        led[i] = self.one(&mut sheet, i, before);
        let now = self.price(&led, i);
        if led[i].is_none() || now >= before {
            return false;
        }
        (routed.led, routed.cost) = (led, routed.cost - before + now);
        true
    }

    /// Leads a line anew, and what stands in its way after it; whether all cost less then.
    fn yielded(&mut self, routed: &mut Routed<'_>, i: usize, pardons: usize) -> bool {
        if self.anew(routed, i) {
            return true;
        }
        let mut prices = vec![DEAR; routed.led.len()];
        for _ in 0..pardons {
            let Some((_, blockers)) = self.blockers(routed, i, &prices) else { return false };
            // The way through the others, though without them there is a shorter one: two lines between the
            // same boxes would only change places.
            let mut led = routed.led.clone();
            led[i] = None;
            blockers.iter().for_each(|b| led[*b] = None);
            for through in [false, true] {
                let again: Vec<usize> = blockers.iter().copied().collect();
                if self.given_way(routed, led.clone(), i, (again, through), &prices) {
                    return true;
                }
            }
            blockers.iter().for_each(|b| prices[*b] += 2 * DEAR);
        }
        false
    }

    /// Leads a line among others that have given way, and then these; whether all cost less then. `through`:
    /// by the way that they stood in.
    fn given_way(
        &mut self,
        routed: &mut Routed<'_>,
        mut led: Vec<Option<Led>>,
        i: usize,
        (mut again, through): (Vec<usize>, bool),
        prices: &[u32],
    ) -> bool {
        again.sort_by_key(|b| (std::cmp::Reverse(self.loss(*b)), *b));
        // What those cost that stay where they are; the others come to it one by one, each for no more
        // than leaves room for the rest, until it is too much.
        let still = (0..led.len()).filter(|k| *k != i && !again.contains(k));
        let mut cost: u64 = still.map(|k| self.price(&led, k)).sum();
        let mut rest: u64 = again.iter().map(|b| self.least(routed.grid, *b)).sum();
        let most = routed.cost.saturating_sub(cost + rest);
        let way = match through {
            true => self.blockers(routed, i, prices).map(|found| found.0),
            false => None,
        };
        let mut sheet = Sheet::with(routed.grid, &led);
        led[i] = match way {
            Some(way) => self.along(&mut sheet, i, way),
            None => self.one(&mut sheet, i, most),
        };
        let Some(own) = led[i].as_ref().filter(|own| own.cost < most) else { return false };
        cost += own.cost;
        for b in again {
            rest -= self.least(routed.grid, b);
            if cost + rest >= routed.cost {
                return false;
            }
            led[b] = self.one(&mut sheet, b, routed.cost - cost - rest);
            cost += self.price(&led, b);
        }
        if cost < routed.cost {
            (routed.led, routed.cost) = (led, cost);
            return true;
        }
        false
    }

    /// The way of a line as if there were no others, though they are dear; and whose lines and words stand in it.
    fn blockers(
        &mut self,
        routed: &Routed<'_>,
        i: usize,
        prices: &[u32],
    ) -> Option<(Way, BTreeSet<usize>)> {
        let grid = routed.grid;
        let mut led = routed.led.clone();
        led[i] = None;
        let sheet = Sheet::with(grid, &led);
        let way = self.search.way(&sheet, self.ends(i), &Others::Dear(prices), &[], u64::MAX)?;
        let mut found = BTreeSet::new();
        for cell in &way.cells {
            for owner in [sheet.lines[*cell], sheet.words[*cell]] {
                if owner != 0 {
                    found.insert(usize::from(owner) - 1);
                }
            }
        }
        // Where the way is free it lacks room for its words, which those next to it have.
        if found.is_empty() {
            let near = |cell: &usize| {
                let (x, y) = grid.place(*cell);
                let around = (-6..=6).flat_map(move |dx| (-2..=2).map(move |dy| (x + dx, y + dy)));
                around.filter_map(|(x, y)| grid.cell(x, y)).collect::<Vec<_>>()
            };
            for cell in way.cells.iter().flat_map(near) {
                if sheet.words[cell] != 0 {
                    found.insert(usize::from(sheet.words[cell]) - 1);
                }
            }
        }
        (!found.is_empty()).then_some((way, found))
    }

    fn ends(&self, i: usize) -> (usize, usize) {
        (self.picture.ties[i].from, self.picture.ties[i].to)
    }

    /// Whether a line comes down from backers, and whether it has an end at both boxes.
    fn manner(&self, i: usize) -> (bool, bool) {
        let tie = &self.picture.ties[i];
        (self.picture.figures[tie.from].tier == Tier::Backer, tie.symmetric)
    }

    /// What a line costs at least, wherever others run.
    fn least(&self, grid: &Grid<'_>, i: usize) -> u64 {
        let (a, b) = self.ends(i);
        let (a, b) = (grid.ground.boxes[a].0, grid.ground.boxes[b].0);
        way::least(a, b)
    }

    /// What it costs to have no place for a line.
    fn loss(&self, i: usize) -> u64 {
        let tie = &self.picture.ties[i];
        let answers = if tie.answers { 5 * LOST } else { 0 };
        LOST + answers + u64::from(tie.weight.min(900)) * 60
    }

    /// What a line costs as it is led, or because it is not.
    fn price(&self, led: &[Option<Led>], i: usize) -> u64 {
        led[i].as_ref().map_or_else(|| self.loss(i), |led| led.cost)
    }

    fn cost(&self, led: &[Option<Led>]) -> u64 {
        (0..led.len()).map(|i| self.price(led, i)).sum()
    }
}

impl Routed<'_> {
    /// Whether a line leaves the frame in which both its ends stand.
    pub(super) fn strays(&self) -> bool {
        let side = |i: usize| self.grid.side_of[i];
        let astray = |led: &Led| {
            let own = side(led.ends.0).filter(|own| side(led.ends.1) == Some(*own));
            own.is_some() && led.cells.iter().any(|cell| !self.grid.is_framed(*cell))
        };
        self.led.iter().flatten().any(astray)
    }

    /// How many lines have no place.
    pub(super) fn lost(&self) -> usize {
        self.led.iter().filter(|led| led.is_none()).count()
    }

    /// The line that goes the longest way, if it is far from the shortest.
    pub(super) fn longest(&self) -> Option<usize> {
        let cost = |i: &usize| self.led[*i].as_ref().map_or(0, |led| led.cost);
        (0..self.led.len()).max_by_key(cost).filter(|i| cost(i) > LONG)
    }

    /// The lines, with nothing for those that found no place.
    pub(super) fn into_lines(self) -> Vec<Option<PlacedLine>> {
        self.led.into_iter().map(|led| led.and_then(Led::into_line)).collect()
    }
}

/// What costs more than this is worth another arrangement.
const LONG: u64 = 700;

/// Whether two boxes stand so that a line could run straight between them.
fn faces(ground: &Ground, (a, b): (usize, usize)) -> bool {
    let (a, b) = (ground.boxes[a].0, ground.boxes[b].0);
    let above = a.x0.max(b.x0) + 8.0 < a.x1.min(b.x1);
    let beside = a.y0.max(b.y0) + 8.0 < a.y1.min(b.y1);
    above || beside
}

/// Who is led first: what runs straight between neighbours, then what answers, then the rest by how
/// far it has to go.
fn rank(picture: &Picture, ground: &Ground, i: usize) -> (u8, u64) {
    let tie = &picture.ties[i];
    let (p, q) = (ground.boxes[tie.from].0.centre(), ground.boxes[tie.to].0.centre());
    let far = ((p.x - q.x).abs() + (p.y - q.y).abs()) as u64;
    let class = match (faces(ground, (tie.from, tie.to)), tie.family) {
        (true, Family::Support) if tie.answers => 0,
        (true, _) => 1,
        (false, _) if tie.answers => 2,
        (false, _) => 3,
    };
    (class, far)
}
