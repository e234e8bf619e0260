//! When a claim of a row holds: its date, or from its start to its end; of two rows, while both do.

use super::super::actors::NOBODY;
use super::super::dates::{self, DateOrder};
use super::super::pairs;
use super::super::plan::{Rule, Side};
use super::super::table::Row;
use super::Claims;
use super::facts::Facts;

impl Claims<'_> {
    pub(super) fn dates(&mut self, row: &Row<'_>, other: &Row<'_>, rule: &Rule, facts: &mut Facts) {
        let order = self.options.dates;
        let cell = |side: Side, row: &Row<'_>, missing: &[String]| written(side, row, missing);
        if let Some(text) = cell(rule.when.when, row, &self.missing) {
            match dates::read(&text, order) {
                Ok(found) => {
                    facts.dates = found.into_iter().map(Some).collect();
                    // A date of its own goes before start and end, which are kept.
                    for (what, side) in [("start", rule.when.start), ("end", rule.when.end)] {
                        facts.notes.extend(
                            cell(side, row, &self.missing).map(|text| format!("{what}: {text}")),
                        );
                    }
                    return;
                }
                Err(why) => {
                    facts.notes.push(format!("date: {text}"));
                    self.problem(row, format!("{why}; it stands in the note"));
                }
            }
        }
        let mut period = self.span(row, rule, order, facts);
        if row.number != other.number {
            let second = self.span(other, rule, order, facts);
            period = match pairs::overlap(period.as_deref(), second.as_deref()) {
                Ok(period) => period,
                Err(()) => {
                    facts.dates = Vec::new();
                    self.silent = self.silent.saturating_add(1);
                    return;
                }
            };
        }
        facts.dates = vec![period];
    }

    /// From the start to the end that a row tells.
    fn span(
        &mut self,
        row: &Row<'_>,
        rule: &Rule,
        order: DateOrder,
        facts: &mut Facts,
    ) -> Option<String> {
        let (mut start, mut end) = (None, None);
        for (what, side, known) in
            [("start", rule.when.start, &mut start), ("end", rule.when.end, &mut end)]
        {
            let Some(text) = written(side, row, &self.missing) else { continue };
            // What databases write for "until further notice".
            if what == "end" && text.starts_with("9999") {
                continue;
            }
            match dates::side(&text, order) {
                Ok(date) => *known = Some(date),
                Err(why) => {
                    facts.notes.push(format!("{what}: {text}"));
                    self.problem(row, format!("{why}; it stands in the note"));
                }
            }
        }
        let period = match (start, end) {
            (None, None) => return None,
            (start, end) => {
                let open = |side: Option<String>| side.unwrap_or_else(|| "..".to_owned());
                format!("{}/{}", open(start), open(end))
            }
        };
        if dates::is_period(&period) {
            return Some(period);
        }
        facts.notes.push(format!("start and end: {period}"));
        self.problem(row, format!("`{period}` ends before it begins; it stands in the note"));
        None
    }
}

/// A date as it is written in a row.
fn written(side: Side, row: &Row<'_>, missing: &[String]) -> Option<String> {
    let told = |at: usize| {
        row.get(at).filter(|text| !NOBODY.contains(text) && !missing.iter().any(|own| own == text))
    };
    match side {
        Side::None => None,
        Side::Whole(at) => told(at).map(str::to_owned),
        Side::Parts(year, month, day) => {
            let year = told(year)?;
            let part = |at: Option<usize>| {
                let text = at.and_then(told)?;
                let text = text.strip_suffix(".0").unwrap_or(text);
                text.parse::<u8>().ok().filter(|number| *number > 0)
            };
            let year = year.strip_suffix(".0").unwrap_or(year);
            Some(match (part(month), part(day)) {
                (None, _) => year.to_owned(),
                (Some(month), None) => format!("{year}-{month:02}"),
                (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            })
        }
    }
}
