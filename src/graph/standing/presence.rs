//! The days on which a tie is present, all at once.

use super::told::Told;
use super::{Reach, Tie, event, merged};
use crate::model::Date;

/// First and last days, in order, between which a tie is present: what asking for each day gives.
pub fn presence(tie: &Tie<'_>, reach: Reach) -> Vec<(Date, Date)> {
    if tie.claims.first().is_some_and(|at| at.relation.is_event()) {
        let asserted = tie.claims.iter().filter(|at| at.claim.modality.is_asserted());
        let days = asserted.filter_map(|at| event::day(at, reach));
        return merged(days.map(|day| (day.seen.max(day.window.0), day.window.1)).collect());
    }
    let told = Told::of(tie, reach);
    let mut windows = Vec::new();
    // The last day that all before can mean, and the earliest on which they can have ended.
    let mut before: Option<(Date, Date)> = None;
    for span in &told.spans {
        windows.push((span.first, span.until));
        if let Some((last, lasted)) = before
            && !told.parts(lasted, span.first, true)
        {
            windows.push((last, span.first));
        }
        let (last, lasted) = before.unwrap_or((span.last, span.lasted));
        before = Some((last.max(span.last), lasted.max(span.lasted)));
    }
    let windows = merged(windows);
    told.over.iter().fold(windows, |windows, over| without(&windows, (over.first, over.last)))
}

/// Windows without some days.
fn without(windows: &[(Date, Date)], (first, last): (Date, Date)) -> Vec<(Date, Date)> {
    let before = first.yesterday().ok();
    let after = last.tomorrow().ok();
    let parts = windows.iter().flat_map(|(from, until)| {
        let left = before.map(|before| (*from, before.min(*until)));
        let right = after.map(|after| (after.max(*from), *until));
        left.into_iter().chain(right)
    });
    parts.filter(|(from, until)| from <= until).collect()
}
