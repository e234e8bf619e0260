//! The words that show a claim: the shortest that name both ends and hold what shows the relation.

use super::names::Mention;
use super::sentence::Sentence;

/// The fewest words of a quote, and of each of its parts.
const FEWEST: usize = 3;

/// The parts of a quote that spans two mentions, and the words of a cue as far as there is room: first and
/// last word of each, by their places in the sentence. `None` where the sentence is too short, or the names
/// are too long.
pub(super) fn spanning(
    sentence: &Sentence,
    (a, b): (&Mention, &Mention),
    cue: Option<(usize, usize)>,
    most: usize,
) -> Option<Vec<(usize, usize)>> {
    let len = sentence.words.len();
    if len < FEWEST {
        return None;
    }
    let ends = [(a.start, a.end), (b.start, b.end)];
    let with_cue: Vec<_> = ends.into_iter().chain(cue).collect();
    [&with_cue[..], &ends[..]].into_iter().find_map(|needed| {
        let (first, last) = hull(needed)?;
        let whole = grown(sentence, (first, last));
        if whole.1 - whole.0 < most { Some(vec![whole]) } else { elided(sentence, needed, most) }
    })
}

fn hull(spans: &[(usize, usize)]) -> Option<(usize, usize)> {
    let first = spans.iter().map(|span| span.0).min()?;
    Some((first, spans.iter().map(|span| span.1).max()?))
}

/// A run of words as long as a quote must be: to the right as far as the clause goes, then to the left.
fn grown(sentence: &Sentence, (mut first, mut last): (usize, usize)) -> (usize, usize) {
    let words = &sentence.words;
    let is_short = |first: usize, last: usize| last + 1 - first < FEWEST;
    while is_short(first, last) && last + 1 < words.len() && !words[last].ends_clause {
        last += 1;
    }
    while is_short(first, last) && first > 0 && !words[first - 1].ends_clause {
        first -= 1;
    }
    // A clause of two words: over its end.
    while is_short(first, last) && last + 1 < words.len() {
        last += 1;
    }
    while is_short(first, last) && first > 0 {
        first -= 1;
    }
    (first, last)
}

/// Parts with words left out between them.
fn elided(
    sentence: &Sentence,
    needed: &[(usize, usize)],
    most: usize,
) -> Option<Vec<(usize, usize)>> {
    let mut spans: Vec<(usize, usize)> = needed.iter().map(|s| grown(sentence, *s)).collect();
    spans.sort_unstable();
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for span in spans {
        match parts.last_mut() {
            // What would be left out is not worth a sign.
            Some(last) if span.0 <= last.1 + 2 => last.1 = last.1.max(span.1),
            _ => parts.push(span),
        }
    }
    let count: usize = parts.iter().map(|(first, last)| last + 1 - first).sum();
    (count <= most).then_some(parts)
}
