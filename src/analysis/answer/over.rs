//! What is over: `who stopped backing X`.

use std::sync::Arc;

use crate::graph::standing::Standing;
use crate::query::{Force, Link, Selection, Verdict};

const OVER: Force = Force::Held(Standing::Ended);

/// Only answers that a source says to be over, with what shows that: nothing of what was asked was attested later.
pub(super) fn over(mut found: Selection<'_>) -> Selection<'_> {
    found.denials.clear();
    found.undated = 0;
    found.answers.retain_mut(|answer| {
        let over = answer.links.iter_mut().all(|link| keep_ends(link));
        answer.force = OVER;
        over && !answer.links.is_empty()
    });
    if found.verdict.is_some() {
        found.verdict = Some(Verdict::of(found.answers.first()));
    }
    found
}

/// Leaves a link only its ties that are over; whether all of it is over.
fn keep_ends(link: &mut Link<'_>) -> bool {
    let told = link.force == OVER || !link.told_over().is_empty();
    link.ties.retain(|tie| tie.force == OVER);
    for tie in &mut link.ties {
        // That it was denied before is no denial of its end.
        Arc::make_mut(tie).denials.clear();
    }
    link.force = OVER;
    told && !link.ties.is_empty()
}
