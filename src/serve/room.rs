//! A source as the reading room shows it: its text by sentences, what of it is quoted, what is open.
//!
//! Positions in a paragraph are counted as browsers count them, in UTF-16 units.

use std::ops::Range;

use serde_json::{Value, json};

use super::desk::Desk;
use super::failure::{Failure, put};
use super::marks::{name, version};
use super::places::Places;
use super::sight::Sight;
use crate::analysis::coverage::{SentenceState, SourceCoverage, cover_source};
use crate::evidence::{Quote, Shelved, Sources, Text, fold, words};
use crate::graph::Graph;
use crate::model::{Citation, Cut, Passage, Quoted};
use crate::view::ClaimView;

/// A source, by its id.
pub(super) fn source(desk: &Desk, id: &str) -> Result<Value, Failure> {
    let sources = desk.sources()?;
    let sight = desk.sight();
    let entry = find(&sources, id)?;
    let source = &entry.source;
    let covered = match (&entry.text, sight.graph.as_deref()) {
        (Some(text), Some(graph)) => Some(cover_source(graph, source, text)),
        _ => None,
    };
    let paragraphs = entry.text.as_ref().map(|text| paragraphs(entry, text, covered.as_ref()));
    let tally = covered.as_ref().map(|covered| {
        let tally = covered.tally();
        json!({"naming_two": tally.naming_two, "coded": tally.coded, "excused": tally.excused, "open": tally.open})
    });
    let claims = sight.graph.as_deref().map(|graph| claims(graph, &sight, entry));
    let papers = desk.project.papers()?;
    let card = papers
        .card(id)
        .map(|card| json!({"name": name(&card.path), "version": version(&card.text)}));
    Ok(json!({
        "id": id,
        "card": card,
        "title": source.title,
        "authors": source.authors,
        "publisher": source.publisher,
        "published": source.published.map(|p| p.to_string()),
        "language": source.language,
        "url": source.url,
        "why_not": why_not(&sources, entry),
        "tally": tally,
        "paragraphs": paragraphs,
        "claims": claims,
    }))
}

/// A file of the data set, by the name that the page knows: its lines, and which claims stand in them.
pub(super) fn file(desk: &Desk, wanted: &str) -> Result<Value, Failure> {
    desk.with(|now| {
        let mut files = now.dataset.files.iter();
        let file = files.find(|file| name(&file.path) == wanted);
        let file = file.ok_or_else(|| {
            Failure::new(404, format!("`{wanted}` is no file of this data set"))
        })?;
        let places = Places::of(now.dataset);
        let own = places.claims.iter().filter(|(_, (file, _, _))| file == wanted);
        let claims: Vec<Value> =
            own.map(|(id, (_, first, last))| json!([first, last, id.to_string()])).collect();
        Ok(json!({"name": wanted, "version": version(file.text), "text": file.text, "claims": claims}))
    })
}

/// A source that is asked for.
pub(super) fn find<'s>(sources: &'s Sources, id: &str) -> Result<&'s Shelved, Failure> {
    let entry = sources.shelf().find(id);
    entry.ok_or_else(|| Failure::new(404, format!("no source has the id `{id}`")))
}

/// Why a text is not shown.
fn why_not(sources: &Sources, entry: &Shelved) -> Option<String> {
    if entry.text.is_some() {
        return None;
    }
    if entry.source.text.is_none() {
        return Some("This is a data set: it has records, and no text to read.".to_owned());
    }
    let fault = sources.faults(entry.source.id.as_str()).next();
    Some(fault.map_or_else(
        || {
            "Its text is not at hand. Start `whobacks serve` with --texts and the folder of texts; without \
             it there are only the quotes."
                .to_owned()
        },
        |fault| fault.fault.to_string(),
    ))
}

fn paragraphs(entry: &Shelved, text: &Text, covered: Option<&SourceCoverage<'_>>) -> Vec<Value> {
    let mut known = covered.iter().flat_map(|covered| &covered.sentences).peekable();
    let paragraph = |number: u32| {
        let shown = text.paragraph(number);
        let units = Units::of(shown);
        let mut sentences = Vec::new();
        for (n, (_, sentence)) in (1..).zip(text.sentences(number)) {
            let start = (sentence.as_ptr() as usize).saturating_sub(shown.as_ptr() as usize);
            let span = units.span(start..start.saturating_add(sentence.len()));
            let own = known.next_if(|own| (own.paragraph, own.number) == (number, n));
            let named: Vec<Vec<&str>> = own.map_or(Vec::new(), |own| {
                own.named.iter().map(|one| one.iter().map(|a| a.id.as_str()).collect()).collect()
            });
            let excuse = entry.source.excuse(number, n);
            sentences.push(json!({
                "n": n,
                "span": span,
                "state": own.map_or(SentenceState::Silent, |own| own.state).word(),
                "named": named,
                "excuse": excuse,
                "place": Passage { paragraph: number, sentence: Some(n) }.to_string(),
            }));
        }
        json!({"n": number, "page": entry.source.page_of(number), "text": shown, "sentences": sentences})
    };
    (1..=text.paragraph_count()).map(paragraph).collect()
}

/// The claims of a source, each with what of the text it quotes.
fn claims(graph: &Graph, sight: &Sight, entry: &Shelved) -> Vec<Value> {
    let Some(ix) = graph.source(entry.source.id.as_str()) else { return Vec::new() };
    let own = graph.claims().filter(|at| at.claim.source == ix);
    let claim = |at| {
        let view = ClaimView::new(at, graph);
        let mut value = crate::export::json_edge(&view);
        let claim = view.at.claim;
        put(&mut value, "stands", sight.places.of_claim(claim.id));
        if let (Citation::Quote(quoted), Some(text)) = (&claim.citation, &entry.text) {
            let shown = text.paragraph(quoted.paragraph);
            let units = Units::of(shown);
            let marks = quoted_parts(shown, quoted);
            let marks = marks.into_iter().map(|span| units.span(span));
            put(&mut value, "marks", json!(marks.collect::<Vec<_>>()));
        }
        value
    };
    own.map(claim).collect()
}

/// What of a paragraph a claim quotes, without what its quote leaves out; in bytes.
fn quoted_parts(paragraph: &str, quoted: &Quoted) -> Vec<Range<usize>> {
    let spans: Vec<Range<usize>> = words(paragraph).collect();
    let (first, last) = (quoted.words.0 as usize, quoted.words.1 as usize);
    let own = first.checked_sub(1).and_then(|first| spans.get(first..last));
    let Some(own) = own else { return Vec::new() };
    let (Some(begin), Some(end)) = (own.first(), own.last()) else { return Vec::new() };
    let folded: Vec<String> =
        own.iter().map(|span| fold(paragraph.cut(span.clone())).into_owned()).collect();
    let quote = Quote::parse(&quoted.quote);
    let all = || std::iter::once(begin.start..end.end).collect();
    if !quote.is_elided() {
        return all();
    }
    let (mut parts, mut at) = (Vec::new(), 0);
    let pieces: Vec<&str> = quoted.quote.split('…').collect();
    let count = pieces.len();
    for (i, piece) in (1..).zip(pieces) {
        let wanted: Vec<String> =
            words(piece).map(|span| fold(piece.cut(span)).into_owned()).collect();
        let n = wanted.len();
        let is_here =
            |start: &usize| folded.get(*start..).is_some_and(|rest| rest.starts_with(&wanted));
        let found = match i == count {
            // The last part ends where the quote does.
            true => own.len().checked_sub(n).filter(|start| *start >= at),
            false => (at..own.len()).find(is_here),
        };
        let mine = found.and_then(|start| own.get(start..)).and_then(|rest| rest.get(..n));
        let (Some(start), Some([first, ..]), Some([.., last])) = (found, mine, mine) else {
            return all();
        };
        parts.push(first.start..last.end);
        at = start.saturating_add(n);
    }
    parts
}

/// Places of a text, from bytes to units of UTF-16.
struct Units<'t>(&'t str);

impl<'t> Units<'t> {
    fn of(text: &'t str) -> Self {
        Units(text)
    }

    fn at(&self, byte: usize) -> usize {
        if self.0.is_ascii() {
            return byte;
        }
        self.0.cut(..byte).encode_utf16().count()
    }

    fn span(&self, span: Range<usize>) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// The words of a paragraph that lie between two places in units of UTF-16, counted from 1; cut words count
/// as whole ones.
pub(super) fn words_between(paragraph: &str, from: usize, to: usize) -> Option<(u32, u32)> {
    let units = Units::of(paragraph);
    let touched = (1..).zip(words(paragraph)).filter(|(_, span)| {
        let [start, end] = units.span(span.clone());
        start < to && from < end
    });
    let numbers: Vec<u32> = touched.map(|(n, _)| n).collect();
    Some((*numbers.first()?, *numbers.last()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MatchClass;

    #[test]
    fn words_are_those_that_a_selection_touches() {
        let text = "Türkiye 𝄞 arms the Guard.";
        assert_eq!(words_between(text, 0, 3), Some((1, 1)));
        assert_eq!(words_between(text, 12, 21), Some((2, 4)));
        assert_eq!(words_between(text, 7, 8), None);
        assert_eq!(words_between(text, 0, 9999), Some((1, 4)));
    }

    #[test]
    fn what_a_quote_leaves_out_is_not_marked() {
        let text = "The North, it says, arms the Guard, and the Guard fights on.";
        let quoted = |quote: &str, words| Quoted {
            quote: quote.into(),
            paragraph: 1,
            words,
            class: MatchClass::Elided,
        };
        let shown = |quoted: &Quoted| -> Vec<&str> {
            quoted_parts(text, quoted).into_iter().map(|span| &text[span]).collect()
        };
        let elided = quoted("the North … arms the Guard", (1, 7));
        assert_eq!(shown(&elided), ["The North", "arms the Guard"]);
        assert_eq!(shown(&quoted("the Guard fights on", (9, 12))), ["the Guard fights on"]);
    }
}
