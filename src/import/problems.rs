//! What was not taken, each with its place; a fault in many places is reported once, with all of them.

#![expect(clippy::arithmetic_side_effects, reason = "numbers of rows and lines in their order")]

use std::collections::HashMap;
use std::fmt::Write as _;

/// Where something stands: the row of a table, and its line where the file has lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowPlace {
    pub(super) what: &'static str,
    pub(super) number: usize,
    /// From 1; 0 where there are none.
    pub(super) line: u32,
}

impl RowPlace {
    /// `row 3 (line 4)`
    pub(super) fn shown(&self) -> String {
        of(&[*self])
    }
}

/// What was not taken, in the order in which it was met.
#[derive(Debug, Default)]
pub(super) struct Problems {
    said: Vec<(String, Vec<RowPlace>)>,
    by_text: HashMap<String, usize>,
}

impl Problems {
    pub(super) fn at(&mut self, place: RowPlace, what: impl Into<String>) {
        let what = what.into();
        // Rows of edges and of nodes are told apart.
        let key = format!("{}\0{what}", place.what);
        let next = self.said.len();
        match self.said.get_mut(*self.by_text.entry(key).or_insert(next)) {
            Some((_, places)) => places.push(place),
            None => self.said.push((what, vec![place])),
        }
    }

    /// Of the file as a whole.
    pub(super) fn say(&mut self, what: impl Into<String>) {
        self.said.push((what.into(), Vec::new()));
    }

    pub(super) fn append(&mut self, other: Problems) {
        for (what, places) in other.said {
            match places.is_empty() {
                true => self.say(what),
                false => places.into_iter().for_each(|place| self.at(place, what.clone())),
            }
        }
    }

    /// One line each: `row 3 (line 4): both ends are one actor; left out`.
    pub(super) fn into_texts(self) -> Vec<String> {
        let text = |(what, places): (String, Vec<RowPlace>)| match &places[..] {
            [] => what,
            places => format!("{}: {what}", of(places)),
        };
        self.said.into_iter().map(text).collect()
    }
}

/// How many stretches of lines are told one by one.
const SPANS: usize = 8;

fn of(places: &[RowPlace]) -> String {
    let name = places.first().map_or("", |place| place.what);
    // Rows that are looked at in pairs come in their order.
    let mut places = places.to_vec();
    places.sort_by_key(|place| (place.number, place.line));
    places.dedup();
    let numbers = spans(places.iter().map(|place| place.number));
    let mut lines: Vec<usize> = places.iter().map(|place| place.line as usize).collect();
    lines.retain(|line| *line > 0);
    let plural = if places.len() == 1 { "" } else { "s" };
    let mut text = format!("{name}{plural} {numbers}");
    if let (Some(first), Some(last)) = (lines.first().copied(), lines.last().copied()) {
        let plural = if lines.len() == 1 { "" } else { "s" };
        let mut told = spans(lines.into_iter());
        // The rows are told one by one; of their lines where they begin and end will do.
        if told.matches(',').count() > SPANS {
            told = format!("{first} to {last}");
        }
        let _ = write!(text, " (line{plural} {told})");
    }
    text
}

/// `3–5, 9`
fn spans(numbers: impl Iterator<Item = usize>) -> String {
    let mut out = String::new();
    let mut open: Option<(usize, usize)> = None;
    let close = |(first, last): (usize, usize), out: &mut String| {
        let comma = if out.is_empty() { "" } else { ", " };
        // A String takes all that is written.
        let _ = match last - first {
            0 => write!(out, "{comma}{first}"),
            1 => write!(out, "{comma}{first}, {last}"),
            _ => write!(out, "{comma}{first}–{last}"),
        };
    };
    for number in numbers {
        match &mut open {
            Some((_, last)) if *last == number => {}
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => {
                if let Some(span) = open.replace((number, number)) {
                    close(span, &mut out);
                }
            }
        }
    }
    if let Some(span) = open {
        close(span, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fault_in_many_places_is_said_once() {
        let mut problems = Problems::default();
        for number in [3, 4, 5, 9] {
            let place = RowPlace { what: "row", number, line: number as u32 + 1 };
            problems.at(place, "an end is missing");
        }
        problems.at(RowPlace { what: "edge", number: 1, line: 0 }, "an end is missing");
        problems.say("the file ends early");
        assert_eq!(
            problems.into_texts(),
            [
                "rows 3–5, 9 (lines 4–6, 10): an end is missing",
                "edge 1: an end is missing",
                "the file ends early"
            ]
        );
    }
}
