//! What was looked at: counts for the last line of a check.

use super::rule::{Context, ends, place_of};
use crate::diagnostic::{Report, Severity};
use crate::evidence::{Place, Quote};
use crate::model::MatchClass;

/// What a check looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Claims, lists distributed.
    pub claims: usize,
    /// Claims whose quote is proved to the letter.
    pub exact: usize,
    /// Claims whose quote is proved after folding.
    pub folded: usize,
    /// Claims whose quote is proved in parts.
    pub elided: usize,
    /// Per source that is cited and has a card, sorted by id.
    pub sources: Vec<SourceSummary>,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

impl Summary {
    /// Claims whose quote is proved.
    pub fn proved(&self) -> usize {
        self.exact + self.folded + self.elided
    }
}

/// What a check looked at of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSummary {
    /// The source.
    pub id: String,
    /// Claims cited to it, lists distributed.
    pub claims: usize,
    /// How many of its words are quoted, each counted once.
    pub quoted_words: usize,
    /// How many words it has.
    pub words: usize,
    /// Whether its quotes were looked for in the text itself.
    pub text_read: bool,
}

impl SourceSummary {
    /// The share of the source that is quoted, in percent, rounded.
    pub fn share(&self) -> usize {
        (self.quoted_words * 100 + self.words / 2).checked_div(self.words).unwrap_or(0)
    }
}

pub(super) fn summarise(cx: &Context<'_, '_>, report: &Report) -> Summary {
    let mut summary = Summary {
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        sources: quoted(cx),
        ..Summary::default()
    };
    for (entry, proof) in cx.entries.iter().zip(&cx.proofs) {
        let (from, to) = ends(&entry.claim);
        let claims = from.len() * to.len();
        summary.claims += claims;
        let verdict = proof.as_ref().and_then(|proof| proof.verdict.as_ref());
        match verdict.and_then(|verdict| place_of(entry, verdict)).map(|place| place.class) {
            Some(MatchClass::Exact) => summary.exact += claims,
            Some(MatchClass::Folded) => summary.folded += claims,
            Some(MatchClass::Elided) => summary.elided += claims,
            None => {}
        }
    }
    summary
}

/// How much of each source is quoted, each word once.
pub(super) fn quoted(cx: &Context<'_, '_>) -> Vec<SourceSummary> {
    let mut sources: Vec<SourceSummary> = (cx.cited.keys())
        .filter_map(|id| {
            Some(SourceSummary {
                id: (*id).to_owned(),
                claims: 0,
                quoted_words: 0,
                words: cx.sources.source(id)?.words as usize,
                text_read: cx.sources.text(id).is_some(),
            })
        })
        .collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    let index = |id: &str| sources.binary_search_by(|s| s.id.as_str().cmp(id)).ok();
    let mut runs: Vec<Vec<(u32, u32, u32)>> = vec![Vec::new(); sources.len()];
    let mut claims = vec![0; sources.len()];
    for (entry, proof) in cx.entries.iter().zip(&cx.proofs) {
        let Some(i) = index(cx.source(entry)) else { continue };
        let (from, to) = ends(&entry.claim);
        claims[i] += from.len() * to.len();
        let Some(proof) = proof else { continue };
        let place = proof.verdict.as_ref().and_then(|verdict| place_of(entry, verdict));
        runs[i].extend(place.into_iter().flat_map(|place| quoted_runs(place, &proof.quote)));
    }
    for ((source, mut runs), claims) in sources.iter_mut().zip(runs).zip(claims) {
        runs.sort_unstable();
        let (mut paragraph, mut last) = (0, 0);
        for (p, from, to) in runs {
            if p != paragraph {
                (paragraph, last) = (p, 0);
            }
            source.quoted_words += (to + 1).saturating_sub(from.max(last + 1)) as usize;
            last = last.max(to);
        }
        source.claims = claims;
    }
    sources
}

/// The runs of words that a quote covers: paragraph, first word, last word. Where two parts are left
/// of a text, they are known by their ends; with more, all from the first to the last is counted,
/// which is too much rather than too little.
fn quoted_runs(place: &Place, quote: &Quote) -> Vec<(u32, u32, u32)> {
    let (first, last) = place.words;
    // A ledger is a file like any other: its places need not be those of this quote.
    let length = |words: usize| u32::try_from(words).unwrap_or(u32::MAX).max(1);
    match quote.parts() {
        [before, behind] if place.class == MatchClass::Elided => vec![
            (place.paragraph, first, first.saturating_add(length(*before) - 1).min(last)),
            (place.paragraph, last.saturating_sub(length(*behind) - 1).max(first), last),
        ],
        _ => vec![(place.paragraph, first, last)],
    }
}
