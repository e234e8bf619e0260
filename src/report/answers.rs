//! Answers: for people, as JSON, as rows.

mod json;
mod rows;
mod short;

use std::fmt::Write as _;

use super::claim::{ClaimStyle, Ink, called, lines, time};
use super::count;
use super::isolate::isolated;
use super::wrap::wrap;
use crate::graph::ClaimRef;
use crate::graph::standing::Standing;
use crate::model::Modality;
use crate::query::time::When;
use crate::query::{
    Answer, AnswerKind, AnsweredTie, BesideSort, Binding, Force, Link, Selection, Verdict,
};

pub use json::json;
pub(super) use json::{claims as claims_json, pretty, views};
pub use rows::rows;
pub(super) use rows::{claim_cells, claim_headings};
pub use short::short;

/// The pattern, the verdict or the number of answers, and each answer with its claims.
pub fn text(selection: &Selection<'_>, style: &ClaimStyle<'_>) -> String {
    let time = time(selection.when);
    let pattern = style.ink(Ink::Bold, &selection.pattern);
    let mut out = wrap("", format!("{pattern}  {time}").trim_end(), style.width);
    out += &wrap("", &summary(selection), style.width);
    for answer in &selection.answers {
        out.push('\n');
        out += &heading(selection, answer, style);
        out += &self::links(selection, answer, style);
    }
    for beside in &selection.beside {
        let _ = writeln!(out, "\n{}", style.ink(Ink::Bold, title(beside.sort)));
        for answer in &beside.answers {
            out.push('\n');
            out += &heading(selection, answer, style);
            out += &self::links(selection, answer, style);
        }
    }
    if !selection.denials.is_empty() {
        let _ = writeln!(out, "\n{}", style.ink(Ink::Red, "Denied:"));
        for at in &selection.denials {
            out += &lines(at, selection.graph.actors(), None, "  ", style);
        }
    }
    if selection.left_out > 0 {
        let _ = writeln!(out, "\n… and {} more, left out by --limit", selection.left_out);
    }
    if let Some(cut) = cut(selection) {
        let _ = writeln!(out, "\n… and {cut}");
    }
    if selection.undated > 0 {
        let more = count(selection.undated, "more answer");
        let _ = writeln!(out, "\n… and {more} of no date in particular: no source of it has one");
    }
    out
}

/// Says that a search ended before everything was found.
pub fn cut(selection: &Selection<'_>) -> Option<String> {
    let most = selection.cut_at?;
    Some(format!(
        "more: of actors that back both sides of a fight, only {most} are looked for, unless --limit is greater"
    ))
}

/// What stands above what is told beside the answers.
fn title(sort: BesideSort) -> &'static str {
    match sort {
        BesideSort::Allied => "Also allied, loyal or aligned, which is no backing by itself:",
        BesideSort::Indirect => "Also by way of others:",
    }
}

/// `Yes.`, or `5 answers: 3 definite, 2 stale`.
fn summary(selection: &Selection<'_>) -> String {
    if let Some(verdict) = selection.verdict {
        return self::verdict(selection, verdict);
    }
    if selection.answers.is_empty() {
        let none = match selection.sort {
            AnswerKind::Answers => "No claim says so.",
            AnswerKind::Findings => "No two claims are found to disagree.",
        };
        return none.to_owned();
    }
    if selection.sort == AnswerKind::Findings {
        return count(selection.answers.len(), "disagreement") + ".";
    }
    let mut kinds: Vec<(Force, usize)> = Vec::new();
    for answer in &selection.answers {
        match kinds.iter_mut().find(|(force, _)| *force == answer.force) {
            Some((_, n)) => *n += 1,
            None => kinds.push((answer.force, 1)),
        }
    }
    kinds.sort();
    let kinds: Vec<String> =
        kinds.iter().map(|(force, n)| format!("{n} {}", force.word().replace('_', " "))).collect();
    format!("{}: {}", count(selection.answers.len(), "answer"), kinds.join(", "))
}

fn verdict(selection: &Selection<'_>, verdict: Verdict) -> String {
    let indirect = selection.answers.first().is_some_and(Answer::is_chain);
    let text = match verdict {
        Verdict::Yes if indirect => "Yes, by a chain of links.".to_owned(),
        Verdict::Yes => "Yes.".to_owned(),
        Verdict::Reported => {
            "Reported: somebody is said to say so; no author states it.".to_owned()
        }
        Verdict::Possible if selection.when == When::Told => {
            "Possible: it is judged likely, not stated.".to_owned()
        }
        Verdict::Possible => {
            "Possible: it is asserted near that time, and nothing shows that it held then."
                .to_owned()
        }
        Verdict::NotYet => "Not yet: a source says that it began later.".to_owned(),
        Verdict::Stale => "Stale: it was last attested too long before that time.".to_owned(),
        Verdict::Ended if is_outlived(selection) => {
            "Ended: one of the two no longer existed.".to_owned()
        }
        Verdict::Ended => "Ended: a source says that it was over.".to_owned(),
        Verdict::Only(Modality::Denied) => "Denied, and asserted by nobody.".to_owned(),
        Verdict::Only(modality) => {
            format!("No claim asserts it. It is only {}.", modality.word())
        }
        Verdict::NoClaim => "No claim says so.".to_owned(),
    };
    let denials = selection.denials.len()
        + selection
            .answers
            .iter()
            .flat_map(Answer::ties)
            .map(|tie| tie.denials.len())
            .sum::<usize>();
    let mut text = text;
    if denials > 0 && verdict != Verdict::Only(Modality::Denied) {
        text += " It is also denied.";
    }
    if selection.answers.first().is_some_and(|first| !first.told_over().is_empty()) {
        text += " But a later source says that all of it was over.";
    }
    text
}

/// Whether no claim shows that a tie was over: an actor no longer existed.
fn is_outlived(selection: &Selection<'_>) -> bool {
    let claims = || selection.answers.iter().flat_map(Answer::ties).flat_map(|tie| &tie.claims);
    // An event that ended the tie stands beside the claims of the tie.
    let told = |at: &ClaimRef<'_>| at.validity().end.is_some() || at.relation.is_event();
    claims().next().is_some() && !claims().any(told)
}

/// `Egypt (egypt)  definite`
fn heading(selection: &Selection<'_>, answer: &Answer<'_>, style: &ClaimStyle<'_>) -> String {
    let actors = selection.graph.actors();
    let bound = |bound: &Binding| match bound {
        Binding::Actor(ix) if actors[ix.index()].id.is_unnamed() => {
            called(&actors[ix.index()]).to_owned()
        }
        Binding::Actor(ix) => {
            format!("{} ({})", isolated(&actors[ix.index()].name), actors[ix.index()].id)
        }
        Binding::Word(word) => word.replace('_', " "),
    };
    // Words say themselves what they are; actors could be mistaken for each other.
    let several = answer.bindings.len() > 1;
    let words = answer.bindings.iter().all(|value| matches!(value, Binding::Word(_)));
    let named = selection.variables.iter().zip(&answer.bindings).map(|(name, value)| {
        if several && !words { format!("{name}: {}", bound(value)) } else { bound(value) }
    });
    let joint = if words { " · " } else { ", " };
    let mut head = named.collect::<Vec<_>>().join(joint);
    if head.is_empty() {
        let name = |ix: crate::model::ActorIx| isolated(&actors[ix.index()].name);
        let (first, last) = (answer.links.first(), answer.links.last());
        if let (Some(first), Some(last)) = (first, last) {
            head = format!("{} – {}", name(first.from), name(last.to));
        }
    }
    if selection.sort == AnswerKind::Findings {
        return format!("{}\n", style.ink(Ink::Bold, &head));
    }
    let mut state = answer.force.word().replace('_', " ");
    if let (Force::Held(Standing::Stale), Some(seen)) = (answer.force, answer.last_seen()) {
        state += &format!(", last seen {seen}");
    }
    if let Some(by) = answer.only_over_by() {
        state += &format!("; when is not told, but it was over by {by}");
    }
    if let Some(at) = answer.told_over().first() {
        state += &format!("; but {} says later that it is over", at.source.id);
    }
    if answer.is_chain() {
        state += &format!(", indirect: {}", count(answer.links.len(), "link"));
    }
    let ink = match answer.force {
        Force::Held(Standing::Definite) => Ink::Green,
        Force::Held(Standing::Possible) => Ink::Yellow,
        Force::Said(Modality::Denied) => Ink::Red,
        _ => Ink::Dim,
    };
    format!("{}  {}\n", style.ink(Ink::Bold, &head), style.ink(ink, &state))
}

fn links(selection: &Selection<'_>, answer: &Answer<'_>, style: &ClaimStyle<'_>) -> String {
    let mut out = String::new();
    let mut shown: Vec<usize> = Vec::new();
    for (i, link) in answer.links.iter().enumerate() {
        let indent = if answer.is_chain() { "     " } else { "  " };
        let from = out.len();
        for tie in &link.ties {
            out += &self::tie(selection, link, tie, &mut shown, indent, style);
        }
        if answer.is_chain() && out.len() > from + 5 {
            let number = format!("{:>3}. ", i + 1);
            out.replace_range(from..from + 5, &number);
        }
    }
    out
}

fn tie(
    selection: &Selection<'_>,
    link: &Link<'_>,
    tie: &AnsweredTie<'_>,
    shown: &mut Vec<usize>,
    indent: &str,
    style: &ClaimStyle<'_>,
) -> String {
    let actors = selection.graph.actors();
    let mut out = String::new();
    let mut fresh = |at: &&ClaimRef<'_>| {
        let fresh = !shown.contains(&at.place);
        shown.push(at.place);
        fresh
    };
    let state = (tie.force != link.force).then(|| tie.force.word().replace('_', " "));
    let state = state.as_deref();
    for at in tie.claims.iter().filter(&mut fresh) {
        // What is not asserted says so itself.
        let state = state.filter(|_| at.claim.modality.is_asserted());
        out += &lines(at, actors, state, indent, style);
    }
    for (against, title) in
        [(&tie.denials, "but denied:"), (&tie.over, "but later told to be over:")]
    {
        for (i, at) in against.iter().filter(&mut fresh).enumerate() {
            if i == 0 {
                let _ = writeln!(out, "{indent}{}", style.ink(Ink::Red, title));
            }
            out += &lines(at, actors, None, &format!("{indent}  "), style);
        }
    }
    out
}

#[cfg(test)]
mod tests;
