//! Counting what was looked at.

use rustc_hash::FxHashMap;

use super::proof::Shape;
use super::rule::{Context, ends, place_of};
use super::summary::{HeldAgainst, SourceSummary, Summary};
use super::written::is_proposed;
use crate::diagnostic::{Report, Severity};
use crate::evidence::QuotePlace;
use crate::model::MatchClass;

pub(super) fn summarise(cx: &Context<'_, '_>, report: &Report) -> Summary {
    let mut summary = Summary {
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        sources: quoted(cx).to_vec(),
        ..Summary::default()
    };
    for (entry, proof) in cx.entries.iter().zip(&cx.proofs) {
        let (from, to) = ends(&entry.claim);
        let claims = from.len() * to.len();
        if is_proposed(&entry.claim) {
            summary.proposals += claims;
            continue;
        }
        summary.claims += claims;
        if proof.is_none() && entry.claim.record.is_some() {
            summary.cited += claims;
        }
        let verdict = proof.as_ref().and_then(|proof| proof.verdict.as_ref());
        match verdict.and_then(|verdict| place_of(entry, verdict)).map(|place| place.class) {
            Some(MatchClass::Exact) => summary.exact += claims,
            Some(MatchClass::Folded) => summary.folded += claims,
            Some(MatchClass::Mended) => summary.mended += claims,
            Some(MatchClass::Elided) => summary.elided += claims,
            None => {}
        }
    }
    summary
}

/// How much of each source is quoted, each word once.
pub(super) fn quoted<'x>(cx: &'x Context<'_, '_>) -> &'x [SourceSummary] {
    cx.quoted.get_or_init(|| count_quoted(cx))
}

fn count_quoted(cx: &Context<'_, '_>) -> Vec<SourceSummary> {
    let mut sources: Vec<SourceSummary> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for (id, file, i) in cx.cited_sources() {
        let Some(shelved) = cx.shelved[file][i] else { continue };
        places.insert(id, sources.len());
        sources.push(SourceSummary {
            id: id.to_owned(),
            claims: 0,
            quoted_words: 0,
            words: shelved.source.text.as_ref().map_or(0, |text| text.words) as usize,
            held_against: match (&shelved.source.text, &shelved.text, &shelved.ledger) {
                (None, ..) => HeldAgainst::Nothing,
                (Some(_), Some(_), _) => HeldAgainst::Text,
                (Some(_), None, Some(_)) => HeldAgainst::Ledger,
                (Some(_), None, None) => HeldAgainst::Missing,
            },
            signed_by: cx.sources.signer(id).map(str::to_owned),
        });
    }
    let mut runs: Vec<Vec<(u32, u32, u32)>> = vec![Vec::new(); sources.len()];
    let mut claims = vec![0; sources.len()];
    for (entry, proof) in cx.entries.iter().zip(&cx.proofs) {
        let Some(i) = places.get(cx.source(entry)).copied() else { continue };
        if is_proposed(&entry.claim) {
            continue;
        }
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

/// The runs of words that a quote covers: paragraph, first word, last word. If a quote has two parts, they are known
/// by their ends; with more parts, everything from the first to the last is counted,
/// which is too much rather than too little.
fn quoted_runs(place: &QuotePlace, quote: &Shape) -> impl Iterator<Item = (u32, u32, u32)> + use<> {
    let (first, last) = place.words;
    // A ledger is a file like any other: its places need not be those of this quote.
    let (before, behind) = match quote.parts[..] {
        [before, behind] => (
            (first, first.saturating_add(before.max(1) - 1).min(last)),
            Some((last.saturating_sub(behind.max(1) - 1).max(first), last)),
        ),
        _ => ((first, last), None),
    };
    let paragraph = place.paragraph;
    [before].into_iter().chain(behind).map(move |(first, last)| (paragraph, first, last))
}
