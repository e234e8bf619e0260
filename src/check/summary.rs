//! What was looked at: counts for the last line of a check.

use rustc_hash::FxHashMap;

use super::proof::Shape;
use super::rule::{Context, ends, place_of};
use crate::diagnostic::{Report, Severity};
use crate::evidence::Place;
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
    /// Claims that cite a record of a data set.
    pub cited: usize,
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
    /// What its claims were held against.
    pub held_against: HeldAgainst,
}

/// What the claims of a source are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldAgainst {
    /// The text itself.
    Text,
    /// The ledger of what was found in the text.
    Ledger,
    /// Nothing: a data set has records, not words.
    Nothing,
}

impl HeldAgainst {
    /// The word used in reports.
    pub fn word(self) -> &'static str {
        match self {
            HeldAgainst::Text => "text",
            HeldAgainst::Ledger => "ledger",
            HeldAgainst::Nothing => "nothing",
        }
    }
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
        sources: quoted(cx).to_vec(),
        ..Summary::default()
    };
    for (entry, proof) in cx.entries.iter().zip(&cx.proofs) {
        let (from, to) = ends(&entry.claim);
        let claims = from.len() * to.len();
        summary.claims += claims;
        if proof.is_none() && entry.claim.rare().record.is_some() {
            summary.cited += claims;
        }
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
            held_against: match (&shelved.source.text, &shelved.text) {
                (None, _) => HeldAgainst::Nothing,
                (Some(_), Some(_)) => HeldAgainst::Text,
                (Some(_), None) => HeldAgainst::Ledger,
            },
        });
    }
    let mut runs: Vec<Vec<(u32, u32, u32)>> = vec![Vec::new(); sources.len()];
    let mut claims = vec![0; sources.len()];
    for (entry, proof) in cx.entries.iter().zip(&cx.proofs) {
        let Some(i) = places.get(cx.source(entry)).copied() else { continue };
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
fn quoted_runs(place: &Place, quote: &Shape) -> impl Iterator<Item = (u32, u32, u32)> + use<> {
    let (first, last) = place.words;
    // A ledger is a file like any other: its places need not be those of this quote.
    let (before, behind) = match quote.parts[..] {
        [before, behind] if place.class == MatchClass::Elided => (
            (first, first.saturating_add(before.max(1) - 1).min(last)),
            Some((last.saturating_sub(behind.max(1) - 1).max(first), last)),
        ),
        _ => ((first, last), None),
    };
    let paragraph = place.paragraph;
    [before].into_iter().chain(behind).map(move |(first, last)| (paragraph, first, last))
}
