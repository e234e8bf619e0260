//! The notes of the picture: for each tie its quotes, each with source, place and date.

use crate::analysis::ties::Bond;
use crate::graph::ClaimRef;
use crate::model::{ActorIx, Modality, Source};

/// A source and the letter that stands for it.
#[derive(Debug, Clone, Copy)]
pub struct SourceKey<'g> {
    /// Its place in the list: 0 is A.
    pub place: usize,
    /// The source.
    pub source: &'g Source,
}

impl SourceKey<'_> {
    /// A to Z, then A1 and so on.
    pub fn letter(&self) -> String {
        letter(self.place)
    }
}

fn letter(place: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    match place / 26 {
        0 => letter.to_string(),
        more => format!("{letter}{more}"),
    }
}

/// The note of a tie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// As it stands on the tie.
    pub number: usize,
    /// Between whom it is, with an arrow that says which way.
    pub ends: String,
    /// What each claim says, the firmest and then the oldest source first.
    pub citations: Vec<Citation>,
}

/// What a note says of one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The relation, in words.
    pub relation: String,
    /// Its date, what sort of word it is where it is no plain fact, who says so.
    pub remarks: Vec<String>,
    /// The words of the source.
    pub quote: String,
    /// Letter of the source, paragraph: `A ¶21`.
    pub place: String,
}

/// The sources of some ties, sorted by date and id.
pub(super) fn keys<'g>(ties: &[Bond<'g>]) -> Vec<SourceKey<'g>> {
    let mut sources: Vec<&Source> =
        ties.iter().flat_map(|tie| tie.claims.iter().map(|at| at.source)).collect();
    sources.sort_by(|a, b| (a.published, &a.id).cmp(&(b.published, &b.id)));
    sources.dedup_by(|a, b| a.id == b.id);
    sources.into_iter().enumerate().map(|(place, source)| SourceKey { place, source }).collect()
}

/// The notes of ties, in their order.
pub(super) fn of<'g>(
    ties: &[Bond<'g>],
    keys: &[SourceKey<'g>],
    label: impl Fn(ActorIx) -> &'g str,
) -> Vec<Note> {
    let note = |(i, tie): (usize, &Bond<'g>)| {
        let mut claims: Vec<&ClaimRef<'g>> = tie.claims.iter().collect();
        claims.sort_by_key(|at| at.claim.modality);
        let arrow = if tie.symmetric { "–" } else { "→" };
        Note {
            number: i + 1,
            ends: format!("{} {arrow} {}", label(tie.from), label(tie.to)),
            citations: claims.into_iter().map(|at| citation(at, keys)).collect(),
        }
    };
    ties.iter().enumerate().map(note).collect()
}

fn citation(at: &ClaimRef<'_>, keys: &[SourceKey<'_>]) -> Citation {
    let mut remarks = Vec::new();
    remarks.extend(at.claim.when.map(|when| when.to_string()));
    if at.claim.modality != Modality::Factual {
        remarks.push(at.claim.modality.word().to_owned());
    }
    for (own, shown) in [(at.own_from, at.from), (at.own_to, at.to)] {
        if own.id != shown.id {
            remarks.push(format!("via {}", own.label()));
        }
    }
    let key = keys.iter().find(|key| key.source.id == at.source.id);
    let letter = key.map(SourceKey::letter).unwrap_or_default();
    Citation {
        relation: at.relation.label.clone(),
        remarks,
        quote: at.claim.citation.text().to_owned(),
        place: match at.claim.citation.quoted() {
            Some(quoted) => format!("{letter} ¶{}", quoted.paragraph),
            None => letter,
        },
    }
}
