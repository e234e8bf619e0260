//! Which relations two actors of a sentence may have, the likeliest first.
//!
//! Three things make a relation likelier: words that show it, the nearer the better; the kinds of the actors;
//! and what the claims of other sources say about such actors, and about these two. Claims of the same source are
//! left out of that, so that the proposals for a text do not depend on what is coded from it.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::clause;
use super::cues::{Cue, CueKind};
use super::names::{Mention, Named};
use super::place::{Only, Pair};
use super::proposal::Interpretation;
use super::sentence::Sentence;
use super::usual::usual;
use crate::annotation::Dataset;
use crate::check::written_claims;
use crate::model::{Family, Kind, RelationIx, Sign, Vocabulary};

/// How many readings are given.
const MOST: usize = 5;
/// What speaks for a relation only by what such actors are to each other.
const LEAST: f32 = 0.3;

/// What is known of relations before a sentence is read.
#[derive(Debug)]
pub(super) struct Ranks {
    vocabulary: Vocabulary,
    kinds: Vec<(String, Option<Kind>)>,
    /// How often claims of other sources have a relation between such kinds, of all between them.
    between_kinds: FxHashMap<(Kind, Kind), BTreeMap<String, u32>>,
    /// The same of two actors.
    between: FxHashMap<(usize, usize), BTreeMap<String, u32>>,
    place_words: FxHashSet<String>,
}

/// Readings, and the words that show the first of them.
pub(super) type Ranked = (Vec<Interpretation>, Option<(usize, usize)>);

/// What speaks for a relation: how much, and which words.
type Weight = (f32, Option<(usize, usize)>);

/// The relations of two actors while they are weighed.
struct Weighed<'r> {
    ranks: &'r Ranks,
    kinds: (Kind, Kind),
    /// By whether the second acts.
    all: BTreeMap<(bool, RelationIx), Weight>,
}

impl Weighed<'_> {
    fn add(&mut self, back: bool, relation: RelationIx, weight: f32, cue: Option<(usize, usize)>) {
        let symmetric = self.ranks.vocabulary[relation].is_symmetric();
        let fitting = self.ranks.fitting(relation, back && !symmetric, self.kinds);
        let Some(back) = fitting else { return };
        let own = self.all.entry((back, relation)).or_insert((0.0, None));
        match cue {
            // Of words that show the same, the best count.
            Some(_) if own.1.is_some() && own.0 >= weight => {}
            Some(_) => *own = (weight, cue),
            None => own.0 += weight,
        }
    }
}

impl Ranks {
    pub(super) fn of(
        dataset: &Dataset<'_>,
        source: &str,
        vocabulary: Vocabulary,
        named: &Named,
        place_words: FxHashSet<String>,
    ) -> Self {
        let mut ranks = Ranks {
            vocabulary,
            kinds: named.kinds().to_vec(),
            between_kinds: FxHashMap::default(),
            between: FxHashMap::default(),
            place_words,
        };
        let entries = dataset.entries();
        for claim in written_claims(dataset, &str::to_owned) {
            let entry = &entries[claim.entry];
            let of = &*dataset.files[entry.file].content.claims[entry.source].0;
            let ends = named.place(&claim.from).zip(named.place(&claim.to));
            let (Some((from, to)), Some(relation)) = (ends, entry.claim.relation.as_deref()) else {
                continue;
            };
            if of == source || entry.claim.rare().proposed {
                continue;
            }
            *ranks
                .between
                .entry((from, to))
                .or_default()
                .entry(relation.to_owned())
                .or_default() += 1;
            if let Some(kinds) = named.kind(from).zip(named.kind(to)) {
                let own = ranks.between_kinds.entry(kinds).or_default();
                *own.entry(relation.to_owned()).or_default() += 1;
            }
        }
        ranks
    }

    /// Whether a relation is of who belongs to whom.
    pub(super) fn is_structure(&self, relation: &str) -> bool {
        let ix = self.vocabulary.get(relation);
        ix.is_some_and(|ix| self.vocabulary[ix].family == Family::Structure)
    }

    /// Whether a relation holds both ways.
    pub(super) fn is_symmetric(&self, relation: &str) -> bool {
        self.vocabulary.get(relation).is_some_and(|ix| self.vocabulary[ix].is_symmetric())
    }

    /// The relations of two actors, the first of whom stands in front; `None` where nothing speaks for any.
    pub(super) fn readings(
        &self,
        sentence: &Sentence,
        mentions: &[Mention],
        (a, b): (&Mention, &Mention),
        cues: &[Cue],
    ) -> Option<Ranked> {
        let kinds = (self.kinds[a.actor].1?, self.kinds[b.actor].1?);
        if kinds == (Kind::Place, Kind::Place) {
            return None;
        }
        let mut found = Weighed { ranks: self, kinds, all: BTreeMap::new() };
        if clause::is_one_of(sentence, mentions, (a, b)) {
            let one = self.vocabulary.get("member_of").filter(|_| kinds.1 != Kind::Person);
            let cue = (b.start - 1, b.start - 1);
            one.into_iter().for_each(|ix| found.add(false, ix, 3.0, Some(cue)));
        }
        let pair = Pair { sentence, mentions, a, b };
        for cue in cues {
            let Some((weight, only)) = pair.weigh(cue) else { continue };
            for (n, (relation, back)) in cue.relations.iter().enumerate() {
                let Some(ix) = self.vocabulary.get(relation) else { continue };
                let symmetric = self.vocabulary[ix].is_symmetric();
                // `with the backing of Orlan the Front …`: who acts stands behind the words, in front of the other.
                let behind = only == Only::Close && *back && !symmetric;
                if matches!(only, Only::Symmetric | Only::Close) && !behind && !symmetric {
                    continue;
                }
                let back = match (only, cue.sort) {
                    (Only::Object, _) => !*back,
                    (Only::Turned(turned), CueKind::Role) => turned != *back,
                    (Only::Turned(turned), _) if kinds == (Kind::Person, Kind::Person) => turned,
                    (_, CueKind::Running) if behind => false,
                    (_, CueKind::Running | CueKind::Role) => *back,
                    (_, CueKind::Title) => kinds.1 == Kind::Person && kinds.0 != Kind::Person,
                    (_, CueKind::Compound) => false,
                    (_, CueKind::Prefix) => a.start <= cue.start && cue.end <= a.end,
                };
                found.add(back, ix, weight - 0.3 * n as f32, Some((cue.start, cue.end)));
            }
        }
        let listed = clause::is_row(sentence, mentions, (a, b));
        if found.all.is_empty() && (listed || are_strangers(mentions, (a, b))) {
            return None;
        }
        if clause::owns(sentence, (a, b)) {
            for (name, back, weight) in whose(kinds) {
                let ix = self.vocabulary.get(name);
                ix.into_iter().for_each(|ix| found.add(*back, ix, *weight, None));
            }
        }
        let own = |(name, back, weight): (&'static str, bool, f32)| (name.to_owned(), back, weight);
        // Where words say how somebody is at a place, the `in` before its name says nothing more.
        let is_presence = |ix: RelationIx| self.vocabulary[ix].family == Family::Presence;
        let is_told = found.all.iter().any(|((_, ix), (_, cue))| cue.is_some() && is_presence(*ix));
        let around = match is_told {
            true => Vec::new(),
            false => self.where_they_are(sentence, (a, b), kinds),
        };
        let around = around.into_iter().chain(usual(kinds));
        let learned = self.learned((a.actor, b.actor), kinds);
        for (name, back, weight) in around.map(own).chain(learned) {
            let ix = self.vocabulary.get(&name);
            ix.into_iter().for_each(|ix| found.add(back, ix, weight, None));
        }
        let mut all: Vec<_> =
            found.all.into_iter().filter(|(_, (weight, _))| *weight >= LEAST).collect();
        all.sort_by(|(a, (x, _)), (b, (y, _))| y.total_cmp(x).then(a.cmp(b)));
        all.truncate(MOST);
        let cue = all.first()?.1.1;
        let id = |mention: &Mention| self.kinds[mention.actor].0.clone();
        let reading = |((back, relation), (weight, cue)): ((bool, RelationIx), Weight)| {
            let (from, to) = if back { (b, a) } else { (a, b) };
            Interpretation {
                from: id(from),
                relation: self.vocabulary[relation].id.clone(),
                to: id(to),
                shown_by: cue.map(|(first, last)| written(sentence, first, last)),
                weight,
            }
        };
        Some((all.into_iter().map(reading).collect(), cue))
    }

    /// Which way round a relation can be between such actors: as it is, the other way, or not at all.
    fn fitting(&self, relation: RelationIx, back: bool, (a, b): (Kind, Kind)) -> Option<bool> {
        let can = |back: bool| {
            let (from, to) = if back { (b, a) } else { (a, b) };
            self.can_be(relation, from, to)
        };
        [back, !back]
            .into_iter()
            .find(|back| can(*back) && !(*back && self.vocabulary[relation].is_symmetric()))
    }

    /// Whether such an actor can be that to such another.
    fn can_be(&self, relation: RelationIx, from: Kind, to: Kind) -> bool {
        let own = &self.vocabulary[relation];
        let is_place = |kind| kind == Kind::Place;
        let is_crowd = |kind| matches!(kind, Kind::Person | Kind::Collective);
        if own.family == Family::Presence {
            return matches!(to, Kind::Place | Kind::State) && !is_place(from);
        }
        if own.sign != Sign::Neutral && (is_place(from) || is_place(to)) {
            return false;
        }
        match own.id.as_str() {
            "visits" | "seeks_base_in" | "opens_mission_in" => !is_place(from),
            _ if is_place(from) || is_place(to) => false,
            "kin_of" => from == Kind::Person && to == Kind::Person,
            "speaks_for" => is_crowd(from),
            "leads" | "holds_office_in" => is_crowd(from) && to != Kind::Person,
            "commands" => !matches!(to, Kind::Person | Kind::State | Kind::Media),
            "part_of" | "member_of" | "acts_for" => to != Kind::Person || own.id == "acts_for",
            _ => true,
        }
    }

    /// What a word in front of a place says.
    fn where_they_are(
        &self,
        sentence: &Sentence,
        (a, b): (&Mention, &Mention),
        kinds: (Kind, Kind),
    ) -> Vec<(&'static str, bool, f32)> {
        let mut found = Vec::new();
        for (place, kind, back) in [(b, kinds.1, false), (a, kinds.0, true)] {
            if !matches!(kind, Kind::Place | Kind::State) {
                continue;
            }
            // `in war-torn eastern Libya`
            let mut before = (place.start.saturating_sub(3)..place.start).rev();
            let at = before.find(|i| self.place_words.contains(&sentence.words[*i].low));
            let Some(at) = at else { continue };
            match &*sentence.words[at].low {
                // `to reopen the embassy` leads nowhere.
                "to" if place.start - at > 2 => {}
                "to" | "into" | "toward" => found.push(("deploys_to", back, 0.9)),
                "from" => found.push(("withdraws_from", back, 0.8)),
                _ => found.push(("operates_in", back, 1.5)),
            }
        }
        found
    }

    /// What the claims of other sources say.
    fn learned(&self, (a, b): (usize, usize), (ka, kb): (Kind, Kind)) -> Vec<(String, bool, f32)> {
        let mut found = Vec::new();
        let share = |own: Option<&BTreeMap<String, u32>>, back: bool, worth: f32, all: u32| {
            let own = own.into_iter().flatten();
            own.map(|(name, n)| (name.clone(), back, worth * *n as f32 / all.max(4) as f32))
                .collect::<Vec<_>>()
        };
        let sum = |own: Option<&BTreeMap<String, u32>>| own.map_or(0, |own| own.values().sum());
        let (there, back) = (self.between_kinds.get(&(ka, kb)), self.between_kinds.get(&(kb, ka)));
        let all = sum(there) + if ka == kb { 0 } else { sum(back) };
        found.extend(share(there, false, 1.0, all));
        found.extend(share(back, true, 1.0, all));
        let (there, back) = (self.between.get(&(a, b)), self.between.get(&(b, a)));
        let all = sum(there) + sum(back);
        found.extend(share(there, false, 1.2, all));
        found.extend(share(back, true, 1.2, all));
        found
    }
}

/// What the one is to the other whose he is: relations, whether the second acts, and how much that says.
fn whose((owner, owned): (Kind, Kind)) -> &'static [(&'static str, bool, f32)] {
    match (owner, owned) {
        (Kind::Person, Kind::Person) => &[("speaks_for", true, 0.3)],
        (Kind::Person, Kind::Place | Kind::State) => &[("controls", false, 1.0)],
        (Kind::Person, _) => &[("commands", false, 1.6), ("leads", false, 1.5)],
        (_, Kind::Person) => &[("holds_office_in", true, 1.6), ("leads", true, 1.2)],
        (_, Kind::Place) => &[("controls", false, 1.0)],
        _ => &[("part_of", true, 1.6)],
    }
}

/// How far from each other two may stand of whom nothing is said together.
const FAR: usize = 12;

/// Whether two stand far apart, or others between them.
fn are_strangers(mentions: &[Mention], (a, b): (&Mention, &Mention)) -> bool {
    let between = |m: &&Mention| m.start > a.end && m.end < b.start;
    let others = mentions.iter().filter(between);
    let others = others.filter(|m| m.actor != a.actor && m.actor != b.actor).count();
    b.start - a.end > FAR || others > 1
}

fn written(sentence: &Sentence, first: usize, last: usize) -> String {
    let words: Vec<&str> = sentence.words[first..=last].iter().map(|w| &*w.written).collect();
    words.join(" ")
}
