//! A source's text for coders: with numbers, quotes marked, open sentences flagged.
//!
//! Takes a source with its text, and what its coding covers. Must not decide what is open.

use crate::analysis::coverage::{SentenceState, SourceCoverage};
use crate::evidence::{Shelved, Text, words};
use crate::model::{Citation, Passage};

use super::isolate::isolated;
use super::passage_place;
use super::wrap::wrap;

/// How it is shown.
#[derive(Debug, Clone, Copy)]
pub struct TextStyle {
    /// To what it is wrapped.
    pub width: Option<u16>,
    /// Whether quotes are marked by colour, else by brackets.
    pub colour: bool,
}

/// The paragraphs that are wanted.
pub fn text(
    entry: &Shelved,
    covered: Option<&SourceCoverage<'_>>,
    wanted: impl Fn(u32) -> bool,
    look: TextStyle,
) -> String {
    let Some(text) = &entry.text else { return String::new() };
    let mut out = String::new();
    let mut page = None;
    for paragraph in 1..=text.paragraph_count() {
        if !wanted(paragraph) {
            continue;
        }
        let on = entry.source.page_of(paragraph);
        if let Some(on) = on.filter(|on| Some(*on) != page) {
            out += &format!("  — page {on} —\n");
            page = Some(on);
        }
        let marked = marked(text, paragraph, covered, look.colour);
        out += &wrap(&passage_place(Passage::from(paragraph)), &marked, look.width);
        for sentence in covered.iter().flat_map(|covered| &covered.sentences) {
            if sentence.paragraph == paragraph && sentence.state == SentenceState::Open {
                let names = sentence.named.iter().map(|bearers| {
                    bearers.iter().map(|actor| actor.id.as_str()).collect::<Vec<_>>().join(" or ")
                });
                let names = names.collect::<Vec<_>>().join(", ");
                let opening: Vec<&str> = sentence.text.split_whitespace().take(8).collect();
                let flag = format!(
                    "open {}: names {names} and makes no claim: “{} …”",
                    sentence.place(),
                    isolated(&opening.join(" "))
                );
                let flag = match look.colour {
                    true => format!("\u{1b}[33m{flag}\u{1b}[0m"),
                    false => flag,
                };
                out += &wrap("          ! ", &flag, look.width);
            }
        }
    }
    out
}

/// A paragraph with its quotes marked; where quotes overlap, what any of them has.
fn marked(
    text: &Text,
    paragraph: u32,
    covered: Option<&SourceCoverage<'_>>,
    colour: bool,
) -> String {
    let shown = text.paragraph(paragraph);
    let spans: Vec<_> = words(shown).collect();
    let mut quoted = vec![false; spans.len()];
    for sentence in covered.iter().flat_map(|covered| &covered.sentences) {
        for claim in sentence.claims.iter().filter(|_| sentence.paragraph == paragraph) {
            if let Citation::Quote(quote) = &claim.citation
                && let Some(own) =
                    quoted.get_mut(quote.words.0 as usize - 1..quote.words.1 as usize)
            {
                own.fill(true);
            }
        }
    }
    let (open, close) = if colour { ("\u{1b}[1;36m", "\u{1b}[0m") } else { ("⟦", "⟧") };
    let (mut out, mut at) = (String::new(), 0);
    for (i, span) in spans.iter().enumerate() {
        let before = i.checked_sub(1).is_some_and(|i| quoted[i]);
        out.push_str(&shown[at..span.start]);
        if quoted[i] && !before {
            out.push_str(open);
        }
        out.push_str(&shown[span.clone()]);
        at = span.end;
        if quoted[i] && !quoted.get(i + 1).copied().unwrap_or(false) {
            out.push_str(close);
        }
    }
    out.push_str(&shown[at..]);
    isolated(&out).into_owned()
}
