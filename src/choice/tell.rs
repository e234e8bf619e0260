//! The standfirst, made from the lines, and the caption, made from what is not drawn.
//!
//! A sentence says no more than the labels do: who is said to back only likely is not put beside
//! those who back.

use std::collections::BTreeSet;

use super::cast::Cast;
use super::note::{Keys, citation, is_only_said, speakers};
use super::pairs::{Bundle, Sort, Told, sort};
use super::{Picture, Tie, Tier, Wishes, people, script, words};
use crate::graph::standing::Standing;
use crate::model::{Family, Modality};

/// The most sentences about what is not drawn.
const TOLD: usize = 2;

/// One sentence: who backs whom, who fights whom, who deals with several.
pub(super) fn standfirst(picture: &Picture) -> String {
    let name = |i: usize| called(&picture.figures[i]);
    let mut parts: Vec<String> = Vec::new();
    let cores: Vec<usize> =
        (0..picture.figures.len()).filter(|i| picture.figures[*i].core).collect();
    let backing = |tie: &&Tie| {
        tie.family == Family::Support
            && tie.sign > 0
            && tie.standing != Standing::Stale
            && !tie.symmetric
    };
    for core in &cores {
        let own: Vec<&Tie> = picture
            .ties
            .iter()
            .filter(backing)
            .filter(|tie| tie.to == *core && tie.answers)
            .collect();
        let (firm, loose): (Vec<&Tie>, Vec<&Tie>) = own.iter().partition(|tie| tie.is_firm());
        match &firm[..] {
            [] => {}
            [one] => parts.push(sentence(picture, one)),
            several => {
                let names: Vec<String> = several.iter().map(|tie| name(tie.from)).collect();
                parts.push(format!("{} back {}", listed(&names), name(*core)));
            }
        }
        if let (Some(tie), true) = (loose.first(), firm.len() < 2) {
            parts.push(sentence(picture, tie));
        }
    }
    let hostile = picture.ties.iter().filter(|tie| tie.sign < 0 && tie.standing != Standing::Stale);
    let between =
        hostile.filter(|tie| picture.figures[tie.from].core && picture.figures[tie.to].core);
    for tie in between.take(2) {
        parts.push(sentence(picture, tie));
    }
    let sided = |i: usize| picture.figures[i].side;
    for i in 0..picture.figures.len() {
        let with: Vec<usize> = (picture.ties.iter())
            .filter(|tie| tie.family == Family::Contact && tie.standing != Standing::Stale)
            .filter_map(|tie| match (tie.from == i, tie.to == i) {
                (true, _) => Some(tie.to),
                (_, true) => Some(tie.from),
                _ => None,
            })
            .filter(|other| {
                let other = &picture.figures[*other];
                other.core || other.side.is_some() && other.tier == Tier::Base
            })
            .collect();
        let mut sides: Vec<_> = with.iter().map(|other| sided(*other)).collect();
        sides.sort_unstable();
        sides.dedup();
        if sides.len() > 1 && !picture.figures[i].core {
            let all = if picture.sides.len() == 2 { "both sides" } else { "several sides" };
            parts.push(format!("{} deals with {all}", name(i)));
            break;
        }
    }
    parts.truncate(5);
    match parts.is_empty() {
        true => String::new(),
        false => format!("{}.", parts.join("; ")),
    }
}

/// What a caption says of claims that are left out.
pub(super) fn draft(claims: usize) -> String {
    let s = if claims == 1 { "" } else { "s" };
    format!("Draft: {claims} claim{s} left out, because something is wrong with the data.")
}

/// What a line says, as a sentence.
pub(super) fn sentence(picture: &Picture, tie: &Tie) -> String {
    let name = |i: usize| called(&picture.figures[i]);
    told(&verb(tie), (&name(tie.from), &name(tie.to)), tie.symmetric)
}

/// A phrase between two names; what it says of time comes last: `met`, `in Feb 2025`.
pub(super) fn told(phrase: &str, (from, to): (&str, &str), symmetric: bool) -> String {
    let (verb, when) = cut(phrase);
    let bare = !verb.contains(' ') || verb.ends_with(" with") || verb.ends_with(" by");
    match symmetric && !bare {
        true => format!("{from} and {to}: {phrase}"),
        false => format!("{from} {verb} {to}{when}"),
    }
}

/// What a phrase says, and when or how sure that is.
fn cut(phrase: &str) -> (&str, &str) {
    let dated = |at: &usize| {
        let rest = phrase[*at + 4..].split(' ').next().unwrap_or_default();
        let month =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        month.contains(&rest.trim_end_matches(','))
            || rest.starts_with(|c: char| c.is_ascii_digit())
    };
    let time = phrase.match_indices(" in ").map(|found| found.0).find(dated);
    let asides = [" (", " through "].into_iter().filter_map(|aside| phrase.find(aside));
    let at = time.into_iter().chain(asides).min().unwrap_or(phrase.len());
    phrase.split_at(at)
}

/// A name for a sentence: the short one, where the other is long.
fn called(figure: &super::Figure) -> String {
    script::isolated(match figure.name.chars().count() > 14 {
        true => figure.short.as_deref().unwrap_or(&figure.name),
        false => &figure.name,
    })
}

/// The verb of a line for a sentence: its first phrase, without the force that it names.
fn verb(tie: &Tie) -> String {
    let first = tie.words.first().map_or("", |words| words.trim_end_matches(','));
    let (first, aside) = first.split_at(first.find(" (").unwrap_or(first.len()));
    let verb = first.split_once(" the ").map_or(first, |(verb, _)| verb);
    format!("{verb}{aside}")
}

/// A line that found no place among the chosen, as a sentence.
pub(super) fn in_short(told_at: &Told<'_>, wishes: &Wishes, bundle: &Bundle) -> String {
    let name = |b: usize| {
        let actor = &told_at.graph.actors()[told_at.boxes[b].head.index()];
        script::isolated(people::name(actor))
    };
    let words = words::beside(told_at, wishes, bundle, &words::printed(told_at, bundle));
    let first = words.first().map_or("", |words| words.trim_end_matches(','));
    told(first, (&name(bundle.from), &name(bundle.to)), bundle.symmetric)
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// What is told and not drawn: what is only said, what has ended, and from where most of it is.
pub(super) fn caption(
    told: &Told<'_>,
    wishes: &Wishes,
    cores: &[usize],
    cast: &Cast,
    keys: &Keys,
) -> Vec<String> {
    let mut told_of: Vec<(usize, String)> = Vec::new();
    let lines: BTreeSet<usize> = cast.lines.iter().flat_map(|b| &b.strands).copied().collect();
    let drawn = |b: usize| cast.members.iter().any(|m| m.place == b);
    let name =
        |b: usize| script::isolated(people::name(&told.graph.actors()[told.boxes[b].head.index()]));
    for (i, strand) in told.strands.iter().enumerate() {
        let near = cores.contains(&strand.from) || cores.contains(&strand.to);
        let kind = sort(strand);
        if !near || !matches!(kind, Sort::Support | Sort::Hostility) {
            continue;
        }
        let weight = 10 * usize::from(drawn(strand.from) && drawn(strand.to))
            + strand.account.said.len().max(strand.account.deciding.len())
            + if told.backs(strand) { 5 } else { 0 };
        let (from, to, label) =
            (name(strand.from), name(strand.to), strand.relation.label.as_str());
        if is_only_said(strand) {
            let Some(at) =
                strand.account.said.iter().find(|at| !wishes.include.contains(&at.claim.modality))
            else {
                continue;
            };
            let place = citation(told, strand, at, keys).place;
            let who = speakers(told, at).map_or(String::new(), |who| format!(", {who}"));
            let word = at.claim.modality.word();
            // What would follow if something else were so is the least of news.
            let remote =
                matches!(at.claim.modality, Modality::Hypothetical | Modality::Recommended);
            let weight = if remote { weight } else { weight + 20 };
            told_of.push((weight, format!("{from} {label} {to} ({word}{who}, {place})")));
        } else if strand.account.standing == Standing::Ended && !lines.contains(&i) {
            let Some(at) = strand.account.deciding.first() else { continue };
            let place = citation(told, strand, at, keys).place;
            told_of.push((weight, format!("{from} {} {to} (over, {place})", words::past(label))));
        }
    }
    told_of.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut seen = BTreeSet::new();
    told_of.retain(|(_, told)| seen.insert(told.clone()));
    let mut caption = Vec::new();
    if let Some(claims) = told.graph.draft() {
        caption.push(draft(claims));
    }
    let list: Vec<String> = told_of.into_iter().take(TOLD).map(|t| t.1).collect();
    if !list.is_empty() {
        caption.push(format!("Told, not drawn: {}.", list.join("; ")));
    }
    caption.extend(concentration(told, cast, wishes));
    caption
}

/// Whether more than four of five claims are from one source.
fn concentration(told: &Told<'_>, cast: &Cast, wishes: &Wishes) -> Option<String> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for bundle in &cast.lines {
        for i in &bundle.strands {
            for at in words::claims(&told.strands[*i], wishes) {
                *counts.entry(at.source.id.as_str()).or_default() += 1;
            }
        }
    }
    let all: usize = counts.values().sum();
    let most = counts.values().max().copied().unwrap_or(0);
    (all > 4 && counts.len() > 1 && most * 5 > all * 4)
        .then(|| format!("{most} of {all} claims are from one source."))
}
