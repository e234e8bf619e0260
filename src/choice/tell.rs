//! The standfirst, made from the lines, and the caption, made from what is not drawn.
//!
//! A sentence says no more than the labels do: who is said to back only likely is not put beside
//! those who back.

use std::collections::BTreeSet;

use super::cast::Cast;
use super::note::{Keys, citation, is_only_said, speakers};
use super::pairs::{Cord, LineKind, Told, sort};
use super::{Line, Picture, Tier, Wishes, sentence, words};
use crate::graph::standing::Standing;
use crate::model::{Family, Modality};

/// The most sentences about what is not drawn.
const TOLD: usize = 2;

/// The most parts of the sentence.
const PARTS: usize = 5;

/// One sentence: who backs whom, who fights whom, who deals with several.
pub(super) fn standfirst(picture: &Picture) -> String {
    let cores: Vec<usize> =
        (0..picture.figures.len()).filter(|i| picture.figures[*i].core).collect();
    let mut parts: Vec<String> = cores.iter().flat_map(|core| backing(picture, *core)).collect();
    let hostile = picture.ties.iter().filter(|tie| tie.sign < 0 && tie.standing != Standing::Stale);
    let between =
        hostile.filter(|tie| picture.figures[tie.from].core && picture.figures[tie.to].core);
    // One line of the two that lead to and fro says it.
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    let between = between.filter(|tie| pairs.insert((tie.from.min(tie.to), tie.from.max(tie.to))));
    parts.extend(between.take(2).map(|tie| sentence(picture, tie)));
    let between_sides = between_sides(picture);
    parts.truncate(PARTS - usize::from(between_sides.is_some()));
    parts.extend(between_sides);
    match parts.is_empty() {
        true => String::new(),
        false => format!("{}.", sentence::capitalised(&parts.join("; "))),
    }
}

/// Who backs a core now; where nobody does, who did.
fn backing(picture: &Picture, core: usize) -> Vec<String> {
    let (stale, present): (Vec<&Line>, Vec<&Line>) = (picture.ties.iter())
        .filter(|tie| tie.family == Family::Support && tie.sign > 0 && !tie.symmetric)
        .filter(|tie| tie.to == core && tie.answers)
        .partition(|tie| tie.standing == Standing::Stale);
    let (firm, loose): (Vec<&Line>, Vec<&Line>) =
        present.into_iter().partition(|tie| tie.is_firm());
    let mut parts = Vec::from_iter(together(picture, &firm));
    if firm.len() < 2 {
        parts.extend(loose.first().map(|tie| sentence(picture, tie)));
    }
    if parts.is_empty() {
        let last = stale.first().map(|tie| verb(tie));
        let same: Vec<&Line> = stale.into_iter().filter(|tie| Some(verb(tie)) == last).collect();
        parts.extend(together(picture, &same));
    }
    parts
}

/// What some lines say, in parts of a sentence: what several do to one is one part.
pub(super) fn sentences(picture: &Picture, ties: &[&Line]) -> Vec<String> {
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    for tie in ties {
        let same = |group: &&mut Vec<&Line>| {
            let (of_many, first) = (sentence::of_many(&verb(tie)), group[0]);
            !tie.symmetric && first.to == tie.to && sentence::of_many(&verb(first)) == of_many
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(tie),
            None => groups.push(vec![tie]),
        }
    }
    groups.iter().filter_map(|group| together(picture, group)).collect()
}

/// What several do to one, in one part of a sentence.
fn together(picture: &Picture, ties: &[&Line]) -> Option<String> {
    let (first, rest) = ties.split_first()?;
    if rest.is_empty() {
        return Some(sentence(picture, first));
    }
    let called = |tie: &&Line| picture.figures[tie.from].called.name.clone();
    let names: Vec<String> = ties.iter().map(called).collect();
    let of_many = |tie: &Line| sentence::of_many(&verb(tie));
    let same = rest.iter().all(|tie| of_many(tie) == of_many(first));
    let verb = if same { of_many(first) } else { "back".to_owned() };
    let to = &picture.figures[first.to].called.name;
    Some(sentence::told(&verb, (&sentence::listed(&names), to), false))
}

/// The lines by which somebody deals with sides, each with the side.
pub(super) fn dealings(picture: &Picture, i: usize) -> Vec<(Option<usize>, usize)> {
    let deals = |tie: &Line| {
        let now = tie.deals && tie.standing != Standing::Stale && tie.turn.is_none();
        now && (tie.from == i || tie.to == i)
    };
    let side = |(place, tie): (usize, &Line)| {
        let other = &picture.figures[if tie.from == i { tie.to } else { tie.from }];
        let of_side = other.core || other.side.is_some() && other.tier == Tier::Base;
        (deals(tie) && of_side).then_some((other.side, place))
    };
    picture.ties.iter().enumerate().filter_map(side).collect()
}

/// Whether somebody deals with several sides.
pub(super) fn is_between(picture: &Picture, i: usize) -> bool {
    let sides: BTreeSet<Option<usize>> = dealings(picture, i).into_iter().map(|d| d.0).collect();
    !picture.figures[i].core && sides.len() > 1
}

/// Who deals with several sides, if anybody does.
fn between_sides(picture: &Picture) -> Option<String> {
    let one = (0..picture.figures.len()).find(|i| is_between(picture, *i))?;
    let called = &picture.figures[one].called;
    let all = if picture.sides.len() == 2 { "both sides" } else { "several sides" };
    let deals = sentence::agreeing("deals with", called.many);
    Some(format!("{} {deals} {all}", called.name))
}

/// What a caption says of claims that are left out.
pub(super) fn draft(claims: usize) -> String {
    let s = if claims == 1 { "" } else { "s" };
    format!("Draft: {claims} claim{s} left out, because something is wrong with the data.")
}

/// What a line says, as a sentence.
pub(super) fn sentence(picture: &Picture, tie: &Line) -> String {
    let name = |i: usize| picture.figures[i].called.name.as_str();
    sentence::told(&verb(tie), (name(tie.from), name(tie.to)), tie.symmetric)
}

/// The verb of a line for a sentence.
fn verb(tie: &Line) -> String {
    bare(&tie.words)
}

/// The first phrase beside a line, without the force that it names, and without what has become of it.
pub(super) fn bare(words: &[String]) -> String {
    let first = sentence::plain(sentence::first(words));
    let (first, aside) = first.split_at(first.find(" (").unwrap_or(first.len()));
    let verb = first.split_once(" the ").map_or(first, |(verb, _)| verb);
    format!("{verb}{aside}")
}

/// A line that found no place among the chosen, as a sentence.
pub(super) fn in_short(told_at: &Told<'_>, wishes: &Wishes, cord: &Cord) -> String {
    let words = words::beside(told_at, wishes, cord, &words::printed(told_at, cord));
    let (from, to) = (told_at.called(cord.from), told_at.called(cord.to));
    sentence::told(&bare(&words), (&from.name, &to.name), cord.symmetric)
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
    for (i, strand) in told.strands.iter().enumerate() {
        let near = cores.contains(&strand.from) || cores.contains(&strand.to);
        let kind = sort(strand);
        if !near || !matches!(kind, LineKind::Support | LineKind::Hostility) {
            continue;
        }
        let weight = 10 * usize::from(drawn(strand.from) && drawn(strand.to))
            + strand.account.said.len().max(strand.account.deciding.len())
            + if told.backs(strand) { 5 } else { 0 };
        let (from, to) = (told.called(strand.from), told.called(strand.to));
        let agreeing = |label: &str| sentence::agreeing(label, from.many);
        let label = strand.relation.label.as_str();
        if is_only_said(strand) {
            let drawn = |manner| lines.contains(&i) && wishes.include.contains(&manner);
            let said = strand.account.said.iter().find(|at| !drawn(at.claim.modality));
            let Some(at) = said else { continue };
            let place = citation(told, strand, at, keys).place;
            let who = speakers(told, at).map_or(String::new(), |who| format!(", {who}"));
            let word = at.claim.modality.word();
            // What would follow if something else were so is the least of news.
            let remote =
                matches!(at.claim.modality, Modality::Hypothetical | Modality::Recommended);
            let weight = if remote { weight } else { weight + 20 };
            let label = agreeing(label);
            let (from, to) = (&from.name, &to.name);
            told_of.push((weight, format!("{from} {label} {to} ({word}{who}, {place})")));
        } else if strand.account.standing == Standing::Ended && !lines.contains(&i) {
            let Some(at) = strand.account.deciding.first() else { continue };
            let place = citation(told, strand, at, keys).place;
            let label = agreeing(&words::past(label));
            let (from, to) = (&from.name, &to.name);
            told_of.push((weight, format!("{from} {label} {to} (over, {place})")));
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
    for cord in &cast.lines {
        for i in &cord.strands {
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
