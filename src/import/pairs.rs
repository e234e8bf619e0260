//! Rows that are members of something -> every pair of them, and when both were members.

use std::collections::HashMap;

use super::plan::Pair;
use super::problems::Problems;
use super::table::Row;
use crate::model::{IntervalEnd, Period};

/// The most pairs of one group.
const MOST: usize = 20_000;
/// And so many pairs of all groups.
const MOST_IN_ALL: usize = 1_000_000;

/// Each two rows of a group, in the order of the table, and whether the group has more than those two.
pub(super) fn groups<'t>(
    rows: impl Iterator<Item = Row<'t>>,
    pair: &Pair,
    problems: &mut Problems,
) -> Vec<(Row<'t>, Row<'t>, bool)> {
    let mut groups: Vec<Vec<Row<'t>>> = Vec::new();
    let mut by_key: HashMap<Vec<&str>, usize> = HashMap::new();
    for row in rows {
        let key: Vec<&str> = pair.by.iter().map(|at| row.get(*at).unwrap_or_default()).collect();
        if key.iter().all(|cell| cell.is_empty()) {
            problems.at(row.place(), "nothing tells whom it belongs with; left out");
            continue;
        }
        let next = groups.len();
        match groups.get_mut(*by_key.entry(key).or_insert(next)) {
            Some(own) => own.push(row),
            None => groups.push(vec![row]),
        }
    }
    let mut found = Vec::new();
    for group in groups {
        let [first, ..] = &group[..] else { continue };
        if group.len().saturating_mul(group.len()) / 2 > MOST {
            let what = format!(
                "{} rows belong together, whose pairs are more than {MOST}; left out",
                group.len()
            );
            problems.at(first.place(), what);
            continue;
        }
        if found.len() >= MOST_IN_ALL {
            let what = format!(
                "it belongs with others, and {MOST_IN_ALL} pairs have been made before; left out"
            );
            problems.at(first.place(), what);
            continue;
        }
        for (i, a) in group.iter().enumerate() {
            for b in group.iter().skip(i).skip(1) {
                let side = |row: &Row<'t>| pair.side.map(|at| row.get(at));
                if pair.side.is_some() && side(a) == side(b) {
                    continue;
                }
                let several = group.len() > 2;
                found.push((*a, *b, several));
                if pair.each_way {
                    found.push((*b, *a, several));
                }
            }
        }
    }
    found
}

/// The time at which both were there; an error where there was none.
pub(super) fn overlap(a: Option<&str>, b: Option<&str>) -> Result<Option<String>, ()> {
    let parse = |text: Option<&str>| text.and_then(|text| text.parse::<Period>().ok());
    let (a, b) = match (parse(a), parse(b)) {
        (Some(a), Some(b)) => (a, b),
        (one, other) => return Ok(one.or(other).map(|period| period.to_string())),
    };
    let sides = |period: Period| match period {
        Period::Date(date) => (IntervalEnd::Date(date), IntervalEnd::Date(date)),
        Period::Interval(start, end) => (start, end),
    };
    let ((a_start, a_end), (b_start, b_end)) = (sides(a), sides(b));
    let start = match (a_start, b_start) {
        (IntervalEnd::Date(a), IntervalEnd::Date(b)) => {
            IntervalEnd::Date(if a.earliest() >= b.earliest() { a } else { b })
        }
        (IntervalEnd::Open, other) | (other, IntervalEnd::Open) => other,
    };
    let end = match (a_end, b_end) {
        (IntervalEnd::Date(a), IntervalEnd::Date(b)) => {
            IntervalEnd::Date(if a.latest() <= b.latest() { a } else { b })
        }
        (IntervalEnd::Open, other) | (other, IntervalEnd::Open) => other,
    };
    match (start, end) {
        (IntervalEnd::Open, IntervalEnd::Open) => Ok(None),
        (start, end) => {
            let both = Period::Interval(start, end);
            if both.is_inverted() { Err(()) } else { Ok(Some(both.to_string())) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_there_from_the_later_start_to_the_earlier_end() {
        for (a, b, both) in [
            ("1949/..", "1955/..", Ok(Some("1955/.."))),
            ("1949/1966", "1955/..", Ok(Some("1955/1966"))),
            ("1949/1950", "1955/..", Err(())),
            ("1949-04-04/1966", "1949/1960-03", Ok(Some("1949-04-04/1960-03"))),
        ] {
            let found = overlap(Some(a), Some(b));
            assert_eq!(found.as_ref().map(Option::as_deref), both.as_ref().map(|b| *b), "{a} {b}");
        }
    }
}
