//! Which relations two actors of a sentence may have, the likeliest first.
//!
//! Three things speak for a relation: words that show it, the nearer the more; what sort of actors they are;
//! and what the claims of other sources say of such actors, and of these two. Claims of the same source are
//! left out of that, so that what is proposed for a text does not rest on what is coded of it.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cues::{Cue, CueKind};
use super::names::{Mention, Named};
use super::proposal::Interpretation;
use super::sentence::Sentence;
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
type Ranked = (Vec<Interpretation>, Option<(usize, usize)>);

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
        for cue in cues {
            let Some((weight, only)) = place(cue, (a, b), mentions) else { continue };
            for (n, (relation, back)) in cue.relations.iter().enumerate() {
                let Some(ix) = self.vocabulary.get(relation) else { continue };
                if only == Only::Symmetric && !self.vocabulary[ix].is_symmetric() {
                    continue;
                }
                // `with the backing of Orlan the Front …`: who acts stands behind the words, in front of the other.
                let behind = only == Only::Close && *back && !self.vocabulary[ix].is_symmetric();
                if only == Only::Close && !behind && !self.vocabulary[ix].is_symmetric() {
                    continue;
                }
                let back = match cue.sort {
                    CueKind::Running if behind => false,
                    CueKind::Running => *back,
                    CueKind::Title => kinds.1 == Kind::Person && kinds.0 != Kind::Person,
                    CueKind::Compound => false,
                    CueKind::Prefix => a.start <= cue.start && cue.end <= a.end,
                };
                found.add(back, ix, weight - 0.3 * n as f32, Some((cue.start, cue.end)));
            }
        }
        if found.all.is_empty() && (is_list(sentence, (a, b)) || are_strangers(mentions, (a, b))) {
            return None;
        }
        if owns(sentence, (a, b)) {
            let part = self.vocabulary.get("part_of");
            part.into_iter().for_each(|ix| found.add(true, ix, 1.0, None));
        }
        let own = |(name, back, weight): (&'static str, bool, f32)| (name.to_owned(), back, weight);
        let around = self.where_they_are(sentence, (a, b), kinds).into_iter().chain(usual(kinds));
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
            "leads" | "holds_office_in" | "speaks_for" => is_crowd(from) && to != Kind::Person,
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
            let before = (place.start.saturating_sub(3)..place.start).rev();
            let word =
                before.map(|i| &*sentence.words[i].low).find(|w| self.place_words.contains(*w));
            match word {
                Some("to" | "into" | "toward") => found.push(("deploys_to", back, 0.9)),
                Some("from") => found.push(("withdraws_from", back, 0.8)),
                Some(_) => found.push(("operates_in", back, 1.5)),
                None => {}
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

/// Which relations a cue can show where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Only {
    All,
    Symmetric,
    /// The same, and those of which the first of the two acts.
    Close,
}

/// How much a cue says of two mentions by where it stands.
fn place(cue: &Cue, (a, b): (&Mention, &Mention), mentions: &[Mention]) -> Option<(f32, Only)> {
    let within = |m: &Mention| m.start <= cue.start && cue.end <= m.end;
    let far = |words: usize| 0.05 * words as f32;
    let others = |from: usize, to: usize| {
        let between = |m: &&Mention| m.start >= from && m.end < to;
        mentions.iter().filter(between).filter(|m| m.actor != a.actor && m.actor != b.actor).count()
            as f32
    };
    match cue.sort {
        CueKind::Compound | CueKind::Prefix => {
            let is_prefix = cue.sort == CueKind::Prefix;
            if within(a) {
                let away = b.start - a.end - 1;
                Some((cue.weight - far(away) - 0.5 * others(a.end + 1, b.start), Only::All))
            } else if within(b) && is_prefix {
                let away = b.start - a.end - 1;
                Some((cue.weight - 1.0 - far(away) - 0.5 * others(a.end + 1, b.start), Only::All))
            } else {
                None
            }
        }
        // Part of a name says nothing: `Libyan Arab Armed Forces`.
        _ if mentions.iter().any(within) => None,
        _ if a.end < cue.start && cue.end < b.start => {
            let (left, right) = (cue.start - a.end - 1, b.start - cue.end - 1);
            let crowd = 0.25 * others(a.end + 1, cue.start) + 0.5 * others(cue.end + 1, b.start);
            Some((cue.weight - far(left + right) - crowd, Only::All))
        }
        _ if cue.end < a.start => {
            let away = a.start - cue.end - 1;
            // `commander of the Ninth Brigade, Mira Dalen`
            let title = cue.sort == CueKind::Title && away <= 2;
            let only = match (title, away) {
                (true, _) => Only::All,
                (false, 0 | 1) => Only::Close,
                _ => Only::Symmetric,
            };
            let share = if title { 0.8 } else { 0.4 };
            Some(((share * cue.weight - far(away)).max(0.0), only))
        }
        _ if b.end < cue.start => {
            let away = cue.start - b.end - 1;
            Some(((0.4 * cue.weight - far(away)).max(0.0), Only::Symmetric))
        }
        _ => None,
    }
}

/// Whether only names, commas and `and` stand between two mentions: both do the same, and nothing to each
/// other.
fn is_list(sentence: &Sentence, (a, b): (&Mention, &Mention)) -> bool {
    let joins = ["and", "or", "the", "et", "und", "y", "as", "well"];
    let between = &sentence.words[a.end + 1..b.start];
    let all_join = between.iter().all(|word| joins.contains(&&*word.low));
    all_join && (!between.is_empty() || sentence.words[a.end].ends_clause)
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

/// Whether the one is the other's: `the Council’s Guard`.
fn owns(sentence: &Sentence, (a, b): (&Mention, &Mention)) -> bool {
    let last = &sentence.words[a.end].low;
    a.end + 1 == b.start && (last.ends_with("'s") || last.ends_with("s'"))
}

fn written(sentence: &Sentence, first: usize, last: usize) -> String {
    let words: Vec<&str> = sentence.words[first..=last].iter().map(|w| &*w.written).collect();
    words.join(" ")
}

/// What such actors mostly are to each other; whether the second is the one who acts, and how much that
/// says.
fn usual((a, b): (Kind, Kind)) -> Vec<(&'static str, bool, f32)> {
    let mut usual: Vec<_> = of_kinds(a, b).iter().map(|(name, w)| (*name, false, *w)).collect();
    usual.extend(of_kinds(b, a).iter().map(|(name, w)| (*name, true, 0.9 * w)));
    usual
}

fn of_kinds(from: Kind, to: Kind) -> &'static [(&'static str, f32)] {
    use Kind::{
        Agency, ArmedGroup, Coalition, Collective, Company, Government, Media, Military,
        Organisation, Person, Place, State, Unit,
    };
    match (from, to) {
        (_, Place) => {
            &[("operates_in", 0.7), ("controls", 0.5), ("deploys_to", 0.4), ("took", 0.3)]
        }
        (Person, Military | ArmedGroup | Unit) => {
            &[("commands", 0.7), ("holds_office_in", 0.4), ("leads", 0.35)]
        }
        (Person, Media | Company) => &[("holds_office_in", 0.8), ("leads", 0.3)],
        (Person, Person) => &[("meets", 0.4), ("engages", 0.35), ("backs", 0.3)],
        (Person, State) => &[("engages", 0.45), ("holds_office_in", 0.42), ("backs", 0.3)],
        (State, Person) => &[("backs", 0.4), ("engages", 0.38), ("opposes", 0.3)],
        (Collective, Collective | State | Coalition | Organisation) => {
            &[("member_of", 0.4), ("engages", 0.3)]
        }
        (Person, _) => {
            &[("holds_office_in", 0.7), ("leads", 0.45), ("engages", 0.3), ("speaks_for", 0.3)]
        }
        (Government, State) => &[("acts_for", 0.6), ("engages", 0.35), ("operates_in", 0.3)],
        (Agency | Military | Unit, State) => {
            &[("part_of", 0.6), ("operates_in", 0.45), ("deploys_to", 0.35)]
        }
        (Unit | Military | Agency, Military | Agency | Government | ArmedGroup) => {
            &[("part_of", 0.45), ("fights", 0.3), ("backs", 0.3)]
        }
        (State, State) => {
            &[("engages", 0.4), ("operates_in", 0.35), ("backs", 0.3), ("opposes", 0.3)]
        }
        (_, State) => &[("operates_in", 0.4), ("opposes", 0.3)],
        _ => &[("backs", 0.35), ("opposes", 0.32), ("engages", 0.31)],
    }
}
