//! The standfirst, made from the lines, and lines as sentences.
//!
//! A sentence says no more than the labels do: actors that only probably back somebody are not listed together
//! with those that do.

use std::collections::BTreeSet;

use super::pairs::{Cord, Told};
use super::{Line, Missed, Picture, Tier, Wishes, sentence, words};
use crate::graph::standing::Standing;
use crate::model::Family;
use crate::query::inflect;

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
    parts.extend(between.take(2).map(sentence));
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
    let mut parts = by_object(&firm);
    if firm.len() < 2 {
        // What is said of several in the same words is said once.
        let first = loose.first().map(|tie| verb(tie));
        let same: Vec<&Line> = loose.into_iter().filter(|tie| Some(verb(tie)) == first).collect();
        parts.extend(by_object(&same));
    }
    if parts.is_empty() {
        let last = stale.first().map(|tie| verb(tie));
        let same: Vec<&Line> = stale.into_iter().filter(|tie| Some(verb(tie)) == last).collect();
        parts.extend(by_object(&same));
    }
    parts
}

/// What several do to one core, a part of a sentence for each whom claims name: the commander, or the force.
fn by_object(ties: &[&Line]) -> Vec<String> {
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    for tie in ties {
        let alike = |group: &&mut Vec<&Line>| {
            let first = group[0];
            first.called.1 == tie.called.1 && is_past(first) == is_past(tie)
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(tie),
            None => groups.push(vec![tie]),
        }
    }
    groups.iter().filter_map(|group| together(group)).collect()
}

/// Whether a line says what was.
fn is_past(tie: &Line) -> bool {
    let verb = verb(tie);
    verb.split(' ').find(|word| !word.ends_with("ly")).is_some_and(inflect::is_past)
}

/// What some lines say, in parts of a sentence: what several do to one is one part.
pub(super) fn sentences(ties: &[&Line]) -> Vec<String> {
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    for tie in ties {
        let same = |group: &&mut Vec<&Line>| {
            let (of_many, first) = (sentence::of_many(&verb(tie)), group[0]);
            !tie.symmetric
                && first.called.1 == tie.called.1
                && sentence::of_many(&verb(first)) == of_many
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(tie),
            None => groups.push(vec![tie]),
        }
    }
    groups.iter().filter_map(|group| together(group)).collect()
}

/// What several do to one, in one part of a sentence.
fn together(ties: &[&Line]) -> Option<String> {
    let (first, rest) = ties.split_first()?;
    if rest.is_empty() {
        return Some(sentence(first));
    }
    let names: Vec<String> = ties.iter().map(|tie| tie.called.0.name.clone()).collect();
    let of_many = |tie: &Line| sentence::of_many(&verb(tie));
    let same = rest.iter().all(|tie| of_many(tie) == of_many(first));
    let verb = match (same, is_past(first)) {
        (true, _) => of_many(first),
        (false, true) => "backed".to_owned(),
        (false, false) => "back".to_owned(),
    };
    Some(sentence::told(&verb, (&sentence::listed(&names), &first.called.1.name), false))
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

/// What a line says, as a sentence.
pub(super) fn sentence(tie: &Line) -> String {
    sentence::told(&verb(tie), (&tie.called.0.name, &tie.called.1.name), tie.symmetric)
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

/// A line that found no place among the chosen.
pub(super) fn in_short(told_at: &Told<'_>, wishes: &Wishes, cord: &Cord) -> Missed {
    let printed = words::printed(told_at, cord);
    let words = words::beside(told_at, wishes, cord, &printed);
    let first = printed.first().unwrap_or(&cord.strands[0]);
    let (from, to) = told_at.named(cord, &told_at.strands[*first]);
    Missed { from: from.name, verb: bare(&words), to: to.name, symmetric: cord.symmetric }
}

/// The same of one that was among them.
pub(super) fn missed(tie: &Line) -> Missed {
    let (from, to) = tie.called.clone();
    Missed { from: from.name, verb: verb(tie), to: to.name, symmetric: tie.symmetric }
}
