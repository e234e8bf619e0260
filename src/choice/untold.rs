//! The caption: what is claimed but not drawn, and from which sources most of what is drawn comes.
//!
//! Takes everything that is claimed at a date, and who found room; gives sentences, each with the place that proves
//! it. What is only said, over, still to come or merely possible is called so; ties that no source dates
//! are only counted. Must not know what a picture gives up later.

use std::collections::{BTreeMap, BTreeSet};

use super::cast::Cast;
use super::note::{Keys, citation, is_only_said, speakers};
use super::pairs::{Strand, Told};
use super::{Wishes, dates, sentence, tell, words};
use crate::graph::ClaimRef;
use crate::graph::standing::Standing;
use crate::look::Look;
use crate::model::{Modality, Source, Status};

/// The most sentences about what is not drawn, beside those that are asked for, and how they begin.
const MOST: usize = 2;
const ASKED: usize = 4;
pub(super) const TOLD: &str = "Told, not drawn: ";

/// So many of what else is told are named.
pub(super) const NAMED: usize = 2;

/// What is told at a date and not drawn.
pub(super) struct Untold<'t, 'g> {
    /// The weightiest, each with the claim that says it.
    ties: Vec<(&'t Strand<'g>, ClaimRef<'g>)>,
    /// How many more there are.
    more: usize,
}

impl<'t, 'g> Untold<'t, 'g> {
    pub(super) fn of(told: &'t Told<'g>, wishes: &Wishes, cores: &[usize], cast: &Cast) -> Self {
        let lines: BTreeSet<usize> = cast.lines.iter().flat_map(|b| &b.strands).copied().collect();
        let drawn = |b: usize| cast.members.iter().any(|m| m.place == b);
        let pair = |s: &Strand<'_>| (s.from.min(s.to), s.from.max(s.to));
        let tied: BTreeSet<(usize, usize)> = (cast.lines.iter())
            .map(|cord| (cord.from.min(cord.to), cord.from.max(cord.to)))
            .collect();
        let mut ties: Vec<(usize, String, &Strand<'g>, ClaimRef<'g>)> = Vec::new();
        for (i, strand) in told.strands.iter().enumerate() {
            let near = cores.contains(&strand.from) || cores.contains(&strand.to);
            let beside = drawn(strand.from) || drawn(strand.to);
            // Whoever is asked about is told of by what it belonged to, too.
            let focus = !wishes.focus.is_empty();
            let sort = match strand.look {
                Look::Support | Look::Hostility => near || beside && !focus,
                Look::Structure => near && focus,
                Look::Contact | Look::Presence => false,
            };
            if !sort {
                continue;
            }
            let included = |at: &&ClaimRef<'_>| {
                lines.contains(&i) && wishes.include.contains(&at.claim.modality)
            };
            let account = &strand.account;
            let said = account.said.iter().chain(&account.denials).find(|at| !included(at));
            let at = match account.standing {
                Standing::Said => said,
                // What is drawn as what may be so still, and somebody says that it has ended.
                _ if lines.contains(&i) => (account.also.iter())
                    .filter(|_| account.standing != Standing::Definite)
                    .find(|at| at.claim.status == Status::Ended),
                Standing::Ended | Standing::NotYet => account.deciding.first(),
                // What may have been is no news of two between whom there is a line.
                Standing::Possible if !account.present && !tied.contains(&pair(strand)) => {
                    account.deciding.first()
                }
                _ => None,
            };
            let Some(at) = at.copied() else { continue };
            let asked = wishes.include.contains(&at.claim.modality);
            let weight = 200 * usize::from(asked)
                + 30 * usize::from(near)
                + 10 * usize::from(drawn(strand.from) && drawn(strand.to))
                + account.said.len().max(account.deciding.len())
                + if told.backs(strand) { 5 } else { 0 }
                + if is_news(strand, &at) || lines.contains(&i) { 60 } else { 0 };
            ties.push((weight, says(told, strand, &at, ""), strand, at));
        }
        ties.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let mut seen = BTreeSet::new();
        ties.retain(|(_, said, ..)| seen.insert(said.clone()));
        let asked = ties.iter().filter(|t| wishes.include.contains(&t.3.claim.modality)).count();
        let most = asked.clamp(MOST, ASKED).min(ties.len());
        let more = ties.len() - most;
        Untold { ties: ties.into_iter().take(most).map(|t| (t.2, t.3)).collect(), more }
    }

    /// The sources that the caption cites.
    pub(super) fn sources(&self) -> impl Iterator<Item = &'g Source> {
        self.ties.iter().map(|(_, at)| at.source)
    }

    /// The sentences, the weightiest first.
    pub(super) fn caption(
        &self,
        told: &Told<'_>,
        wishes: &Wishes,
        cast: &Cast,
        keys: &Keys,
    ) -> Vec<String> {
        let mut caption = Vec::new();
        if let Some(claims) = told.graph.draft() {
            caption.push(draft(claims));
        }
        let mut list: Vec<String> = (self.ties.iter())
            .map(|(strand, at)| {
                says(told, strand, at, &citation(told, wishes, strand, at, keys).place)
            })
            .collect();
        if self.more > 0 {
            list.push(format!("{} more", self.more));
        }
        if !list.is_empty() {
            caption.push(format!("{TOLD}{}.", list.join("; ")));
        }
        caption.extend(concentration(told, cast, wishes));
        caption
    }
}

/// What else is told and has no line: who backs or fights whom now, who deals with whom, what once was.
pub(super) fn aside(told: &Told<'_>, wishes: &Wishes, cast: &Cast) -> Vec<String> {
    cast.aside.iter().map(|cord| tell::in_short(told, wishes, cord).to_string()).collect()
}

/// The same as a sentence, in which some are named.
pub(super) fn also(aside: &[String], named: usize) -> Option<String> {
    let (named, rest) = aside.split_at(aside.len().min(named));
    match (named, rest) {
        ([], []) => None,
        ([], [_]) => Some("1 more tie is told and not drawn.".to_owned()),
        ([], rest) => Some(format!("{} more ties are told and not drawn.", rest.len())),
        (named, rest) => {
            let more = (!rest.is_empty()).then(|| format!("; {} more", rest.len()));
            let (named, more) = (named.join("; "), more.unwrap_or_default());
            Some(format!("Also told, not drawn: {named}{more}."))
        }
    }
}

/// What somebody says of now. What would follow if something else were so is the least of news, and what
/// is only denied none.
fn is_news(strand: &Strand<'_>, at: &ClaimRef<'_>) -> bool {
    use Modality::{Denied, Hypothetical, Recommended};
    is_only_said(strand) && !matches!(at.claim.modality, Hypothetical | Recommended | Denied)
}

/// A tie as a sentence that says why it is not drawn: `Northland trains The Crown (not yet, A ¶3)`.
fn says(told: &Told<'_>, strand: &Strand<'_>, at: &ClaimRef<'_>, place: &str) -> String {
    let (from, to) = told.ends(strand);
    let label = strand.relation.label.as_str();
    let happened = strand.relation.is_event() && !words::is_thought(at.claim.modality);
    let done = || if happened { words::past(label) } else { label.to_owned() };
    let (label, why) = match strand.account.standing {
        Standing::Said => (done(), at.claim.modality.word().to_owned()),
        Standing::Ended => (words::past(label), "over".to_owned()),
        Standing::NotYet => (label.to_owned(), "not yet".to_owned()),
        // All that makes it possible is that somebody says that it was over by then.
        _ if at.claim.status == Status::Ended => (words::past(label), over_by(at)),
        _ => (done(), "possible".to_owned()),
    };
    // What is asserted is put as its claim puts it, and who says so is named.
    let hedge = match at.claim.modality {
        Modality::Reported => "reportedly ",
        Modality::Assessed => "likely ",
        _ => "",
    };
    let label = format!("{hedge}{}", sentence::agreeing(&label, from.many));
    let who = speakers(told, at);
    let aside = [Some(why), who, Some(place.to_owned())];
    let aside: Vec<String> = aside.into_iter().flatten().collect();
    format!("{} {label} {} ({})", from.name, to.name, aside.join(", "))
}

/// By when a claim says that its tie was over.
fn over_by(at: &ClaimRef<'_>) -> String {
    let by = at.claim.when.or(at.source.published).map(|by| by.to_string());
    let by = by.as_deref().map(|by| by.rsplit('/').next().unwrap_or(by));
    by.map_or("over".to_owned(), |by| format!("over by {}", dates::short(by)))
}

/// How many ties no source dates, so that a picture of a date has none of them: all, or those of whom the
/// picture is asked about.
pub(super) fn undated(told: &Told<'_>, wishes: &Wishes) -> usize {
    let asked: Vec<usize> = wishes.focus.iter().filter_map(|ix| told.box_of[ix.index()]).collect();
    let near =
        |s: &&Strand<'_>| asked.is_empty() || asked.contains(&s.from) || asked.contains(&s.to);
    let left_out = |s: &&Strand<'_>| s.account.standing == Standing::Undated && !s.account.present;
    told.strands.iter().filter(near).filter(left_out).count()
}

/// What a caption says of claims that are left out.
pub(super) fn draft(claims: usize) -> String {
    let s = if claims == 1 { "" } else { "s" };
    format!("Draft: {claims} claim{s} left out, because something is wrong with the data.")
}

/// What a caption says of ties that no source dates.
pub(super) fn without_date(ties: usize) -> Option<String> {
    match ties {
        0 => None,
        1 => Some("1 tie that no source dates is not drawn.".to_owned()),
        ties => Some(format!("{ties} ties that no source dates are not drawn.")),
    }
}

/// Whether more than four of five claims are from one source.
fn concentration(told: &Told<'_>, cast: &Cast, wishes: &Wishes) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
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
