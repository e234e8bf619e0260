//! What a picture of changes says: the phrases beside its lines, its title, standfirst and caption.
//!
//! How a tie has changed is said once: beside a line only if the line does not show it, in a sentence
//! by the words with which the sentence begins.

use std::collections::BTreeMap;

use super::Fate;
use super::lines::Changed;
use crate::analysis::changes::Change;
use crate::choice::note::{self, Keys};
use crate::choice::pairs::Cord;
use crate::choice::sentence::{AGAIN, BEGAN, ENDED, NOT_TOLD, SAID_BEFORE};
use crate::choice::{Line, Picture, dates, people, sentence, tell, untold, words};
use crate::look::Look;
use crate::model::{Family, Period};

/// The most changes of a sort that the caption tells.
const TOLD: usize = 1;

impl Changed<'_> {
    /// The phrases beside a line, each with what became of it where that is not seen from the line.
    pub(super) fn words(&self, cord: &Cord, printed: &[usize]) -> Vec<String> {
        let mut phrases: Vec<(String, &str)> = Vec::new();
        // That all of it is no longer told of is seen from the line, and from the year.
        let past = self.turn_of(cord) == Fate::NotTold;
        for i in printed {
            let strand = &self.told.strands[*i];
            let mut phrase = words::phrase(&self.told, &self.wishes, cord, strand);
            let change = self.turned.change.get(&strand.key);
            let more = match change {
                Some(Change::Began) => BEGAN,
                Some(Change::Resumed) => AGAIN,
                Some(Change::NotAttested) if past => "",
                Some(Change::NotAttested) => NOT_TOLD,
                Some(Change::Ended) => {
                    phrase = words::ended(&self.told, &self.wishes, cord, strand);
                    ENDED
                }
                Some(Change::Put(before, after))
                    if after.is_asserted() && !before.is_asserted() =>
                {
                    SAID_BEFORE
                }
                _ => "",
            };
            phrases.push((phrase, more));
        }
        phrases.dedup();
        let mut list: Vec<String> = Vec::new();
        for (i, (phrase, more)) in phrases.iter().enumerate() {
            // What is said of several is said once.
            let next = phrases.get(i + 1).map(|next| next.1);
            let more = if next == Some(more) || more.is_empty() {
                String::new()
            } else {
                format!(" {more}")
            };
            let comma = if next.is_some() { "," } else { "" };
            list.push(format!("{phrase}{more}{comma}"));
        }
        list
    }

    /// How many changes are drawn of how many, and the weightiest that are not.
    pub(super) fn caption(&self, rest: &[Cord], cores: &[usize], keys: &Keys) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        if let Some(claims) = self.told.graph.draft() {
            told.push(untold::draft(claims));
        }
        let near = |b: &&Cord| cores.contains(&b.from) || cores.contains(&b.to);
        let mut by_turn: BTreeMap<Fate, Vec<String>> = BTreeMap::new();
        // That an actor is for those who are named after it is not news.
        let vague = |b: usize| {
            let head = self.told.boxes[b].head;
            people::is_named_after_another(self.told.graph, head)
        };
        for cord in rest.iter().filter(near).filter(|b| !vague(b.from) && !vague(b.to)) {
            let first = &self.told.strands[cord.strands[0]];
            let turn = self.turn_of(cord);
            if turn == Fate::GoesOn || !matches!(first.look, Look::Support | Look::Hostility) {
                continue;
            }
            let Some(at) = words::claims(first, &self.wishes).first().copied() else { continue };
            let place = note::citation(&self.told, &self.wishes, first, at, keys).place;
            let printed = words::printed(&self.told, cord);
            let words = self.words(cord, &printed);
            let lead = printed.first().map_or(first, |i| &self.told.strands[*i]);
            let (from, to) = self.told.named(cord, lead);
            // What has become of it is said once for all of a sort.
            let phrase = tell::bare(&words);
            let said = sentence::told(&phrase, (&from.name, &to.name), cord.symmetric);
            by_turn.entry(turn).or_default().push(format!("{said} ({place})"));
        }
        for (turn, mut list) in by_turn {
            let count = list.len();
            list.truncate(TOLD);
            let more = match count - list.len() {
                0 => String::new(),
                more => format!("; {more} more"),
            };
            let word = match turn {
                Fate::New => "Also new",
                Fate::Ended => "Also ended",
                Fate::NotTold => "Also no longer told of",
                Fate::GoesOn => continue,
            };
            told.push(format!("{word}: {}{more}.", list.join("; ")));
        }
        told.push(format!("The sources tell of {} changes in all.", self.turned.count));
        told
    }
}

/// The title: what the data set is of, without its question, as there is another now.
pub(super) fn title(wished: Option<&str>, dataset: &str, first: Period, second: Period) -> String {
    let spoken = |period: Period| dates::spoken(&period.to_string());
    wished.map_or_else(
        || {
            let base = dates::base(dataset);
            let base = base.split_once(": ").map_or(base, |(base, _)| base);
            format!("{base}: what changed from {} to {}", spoken(first), spoken(second))
        },
        str::to_owned,
    )
}

/// The parts of a sentence that a turn has at most.
const PARTS: usize = 3;

/// Who is new, what has ended, what is no longer told of.
pub(in crate::choice) fn standfirst(picture: &Picture) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (turn, word) in
        [(Fate::New, "New"), (Fate::Ended, "Ended"), (Fate::NotTold, "No longer told of")]
    {
        let own = picture.ties.iter().filter(|tie| tie.turn == Some(turn) && tie.sign != 0);
        let mut own: Vec<&Line> =
            own.filter(|tie| matches!(tie.family, Family::Support | Family::Hostility)).collect();
        // Who backs a party to the conflict is what is asked first.
        let backs = |tie: &Line| tie.family == Family::Support && picture.figures[tie.to].core;
        own.sort_by_key(|tie| (!backs(tie), std::cmp::Reverse(tie.weight)));
        let said: Vec<String> = tell::sentences(&own).into_iter().take(PARTS).collect();
        if !said.is_empty() {
            parts.push(format!("{word}: {}.", said.join("; ")));
        }
    }
    match parts.is_empty() {
        true => "Nothing changed between the two.".to_owned(),
        false => parts.join(" "),
    }
}
