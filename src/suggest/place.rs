//! How much a cue says about two named actors, by whether it stands between, before or after them.
//!
//! Takes a cue, two mentions and all others; gives a weight, and which of its relations it can show there. The
//! rules are those of English: a verb belongs to the subject before it and the object after it, a list shares
//! both, a clause between commas belongs to the name before it. Must not know what the relations mean.

use super::clause::{self, PREPOSITIONS};
use super::cues::{Cue, CueKind};
use super::names::Mention;
use super::sentence::Sentence;
use crate::query::inflect::Form;

/// Which relations a cue can show where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Only {
    All,
    Symmetric,
    /// The same, and those of which the first of the two acts.
    Close,
    /// All, and who is what to whom is known: whether the second is it to the first.
    Turned(bool),
    /// All, and the second acts: `the Front, which Orlan armed`.
    Object,
}

/// Two who are named, and whoever else is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'s> {
    pub(super) sentence: &'s Sentence,
    pub(super) mentions: &'s [Mention],
    pub(super) a: &'s Mention,
    pub(super) b: &'s Mention,
}

/// Words with which another clause begins behind a comma.
const STARTS: [&str; 9] =
    ["but", "while", "although", "though", "yet", "when", "as", "because", "whereas"];

fn far(words: usize) -> f32 {
    0.05 * words as f32
}

impl<'s> Pair<'s> {
    /// How much a cue says of the two; `None` where it says nothing.
    pub(super) fn weigh(&self, cue: &Cue) -> Option<(f32, Only)> {
        let Pair { a, b, .. } = *self;
        let within = |m: &Mention| m.start <= cue.start && cue.end <= m.end;
        if matches!(cue.sort, CueKind::Compound | CueKind::Prefix) {
            let is_prefix = cue.sort == CueKind::Prefix;
            let away =
                far(b.start - a.end - 1) + 0.5 * self.others(a.end + 1, b.start).count() as f32;
            return match (within(a), within(b) && is_prefix) {
                (true, _) => Some((cue.weight - away, Only::All)),
                (_, true) => Some((cue.weight - 1.0 - away, Only::All)),
                _ => None,
            };
        }
        // Part of a name says nothing: `Libyan Arab Armed Forces`.
        if self.mentions.iter().any(within) {
            return None;
        }
        if matches!(cue.sort, CueKind::Role | CueKind::Title) {
            if let Some((turned, away)) = self.holder(cue) {
                return Some((cue.weight - far(away), Only::Turned(turned)));
            }
            if cue.sort == CueKind::Role {
                return None;
            }
        }
        if a.end < cue.start && cue.end < b.start {
            Some((self.between(cue), Only::All))
        } else if cue.end < a.start {
            self.in_front(cue)
        } else if b.end < cue.start {
            self.behind(cue)
        } else {
            None
        }
    }

    /// Those named from a word to another who are none of the two; each place once.
    fn others(&self, first: usize, end: usize) -> impl Iterator<Item = &'s Mention> {
        let Pair { mentions, a, b, .. } = *self;
        let own = mentions.iter().enumerate().filter(move |(at, m)| {
            let again = mentions[..*at].iter().any(|n| (n.start, n.end) == (m.start, m.end));
            m.start >= first && m.end < end && !again
        });
        own.map(|(_, m)| m).filter(move |m| m.actor != a.actor && m.actor != b.actor)
    }

    fn is_list(&self, one: &Mention, other: &Mention) -> bool {
        clause::is_list(self.sentence, self.mentions, (one, other))
    }

    /// Between the two: the first in front of it, the second behind.
    fn between(&self, cue: &Cue) -> f32 {
        let Pair { sentence, a, b, .. } = *self;
        let words = &sentence.words;
        let (left, right) = (cue.start - a.end - 1, b.start - cue.end - 1);
        let mut weight = cue.weight - far(left + right);
        let is_verb = cue.form.is_some();
        // Whose is not finite is of whoever stands next in front of it.
        let to = cue.start.checked_sub(1).is_some_and(|at| words[at].low == "to");
        let is_free = cue.form == Some(Form::Ing) || (cue.form == Some(Form::Base) && to);
        for other in self.others(a.end + 1, cue.start).filter(|c| !self.is_list(a, c)) {
            let is_subject = clause::ends_between(sentence, a.end, other.start)
                && !clause::ends_between(sentence, other.end, cue.start)
                && !clause::is_aside(sentence, self.mentions, other);
            weight -= match () {
                () if is_subject => 0.9,
                () if is_free && !clause::is_genitive(sentence, other) => 0.7,
                () => 0.25,
            };
        }
        for other in self.others(cue.end + 1, b.start).filter(|c| !self.is_list(c, b)) {
            weight -= match () {
                () if clause::is_genitive(sentence, other) => 0.3,
                () if is_verb || cue.has_object => 1.0,
                () => 0.5,
            };
        }
        // `fought in Tarsk`: what stands behind a preposition is not an object.
        let is_active = is_verb && !cue.has_object && !cue.is_turned;
        let next = words.get(cue.end + 1).map_or("", |word| &*word.low);
        if is_active && right > 0 && PREPOSITIONS.contains(&next) {
            weight -= 1.0;
        }
        if is_active && right > 4 {
            weight -= far(right - 4);
        }
        // `held on, but Orlan denied it`: somebody else begins.
        let begins = (cue.end..b.start).any(|i| {
            let next = words.get(i + 1).map_or("", |word| &*word.low);
            words[i].ends_clause && i + 1 < b.start && STARTS.contains(&next)
        });
        if is_verb && begins && !self.others(cue.end + 1, b.start).any(|c| self.is_list(c, b)) {
            weight -= 1.5;
        }
        // What is put in between commas is of whom it names.
        let (first, last) = clause::segment(sentence, cue.start);
        if a.end < first && last < b.start && self.others(first, last + 1).next().is_some() {
            weight -= 0.9;
        }
        if clause::is_aside(sentence, self.mentions, a) && a.end < first {
            weight -= 1.2;
        }
        weight.max(0.0)
    }

    /// In front of both: `with the backing of Orlan the Front`, `talks between Orlan and Tarsk`.
    fn in_front(&self, cue: &Cue) -> Option<(f32, Only)> {
        let Pair { sentence, a, b, .. } = *self;
        // Of a list whose first member stands there: `backed by Orlan and Tarsk, the Council …`
        let start = self
            .others(cue.end + 1, a.start)
            .find(|m| self.is_list(m, a))
            .map_or(a.start, |m| m.start);
        let away = start - cue.end - 1;
        let weight = (0.4 * cue.weight - far(away)).max(0.0);
        // `commander of the Ninth Brigade, Mira Dalen`
        if cue.sort == CueKind::Title && away <= 2 {
            return Some(((0.8 * cue.weight - far(away)).max(0.0), Only::All));
        }
        let is_list = self.is_list(a, b);
        if is_list {
            // Whom a verb has as objects do nothing to each other by it.
            let shared = cue.form.is_none() && !cue.is_turned;
            return shared.then_some((weight, Only::Symmetric));
        }
        let next = sentence.words.get(a.end + 1).map_or("", |word| &*word.low);
        let leads_on = matches!(next, "in" | "at" | "from" | "of" | "on" | "near");
        let taken = self.mentions.iter().any(|m| m.end < cue.start && cue.start - m.end <= 3);
        match away {
            0 | 1 if !leads_on && !taken => Some((0.8 * cue.weight - far(away), Only::Close)),
            _ if cue.form.is_none() => Some((weight, Only::Symmetric)),
            _ => None,
        }
    }

    /// Behind both: only what two do together, `Orlan and Tarsk are allies`.
    fn behind(&self, cue: &Cue) -> Option<(f32, Only)> {
        let Pair { sentence, a, b, .. } = *self;
        if let Some(weight) = self.relative_object(cue) {
            return Some((weight, Only::Object));
        }
        let away = cue.start - b.end - 1;
        let together = self.is_list(a, b) && !cue.is_turned && !cue.has_object;
        if !together || self.others(b.end + 1, cue.start).next().is_some() {
            return None;
        }
        let near = away <= 4 && !clause::ends_between(sentence, b.end, cue.start);
        // `shelled each other`
        let next = |n: usize| sentence.words.get(cue.end + n).map_or("", |word| &*word.low);
        if near
            && cue.form.is_some()
            && matches!((next(1), next(2)), ("each", "other") | ("one", "another"))
        {
            return Some((cue.weight - far(away), Only::All));
        }
        Some(((if near { 0.9 } else { 0.4 } * cue.weight - far(away)).max(0.0), Only::Symmetric))
    }

    /// What the second does to the first whom a clause tells more of: `the Front, which Orlan has armed since May`.
    fn relative_object(&self, cue: &Cue) -> Option<f32> {
        const RELATIVES: [&str; 3] = ["which", "that", "whom"];
        let Pair { sentence, mentions, a, b, .. } = *self;
        let words = &sentence.words;
        let is_active =
            cue.form.is_some_and(|form| form != Form::Ing) && !cue.is_turned && !cue.has_object;
        let relative = (b.start.saturating_sub(2)..b.start)
            .rev()
            .find(|i| RELATIVES.contains(&&*words[*i].low))?;
        // Only an article stands between, and only what helps the verb in front of it.
        let plain = |i: usize| matches!(&*words[i].low, "the" | "a" | "an");
        let helps = |i: usize| {
            matches!(&*words[i].low, "has" | "had" | "have" | "would" | "will")
                || clause::is_adverb(&words[i].low)
        };
        let close = relative > a.end
            && (relative + 1..b.start).all(plain)
            && (b.end + 1..cue.start).all(helps)
            && !clause::ends_between(sentence, b.end, cue.start);
        // What has an object of its own tells nothing of the other.
        let next = cue.end + 1;
        let has_own = !words[cue.end].ends_clause
            && words.get(next).is_some_and(|word| {
                mentions.iter().any(|m| m.start == next || m.start == next + 1)
                    || matches!(
                        &*word.low,
                        "the"
                            | "a"
                            | "an"
                            | "its"
                            | "his"
                            | "her"
                            | "their"
                            | "it"
                            | "them"
                            | "him"
                    )
            });
        let between = self.others(a.end + 1, relative).count();
        let of = words.get(a.end + 1).is_some_and(|word| word.low == "of");
        let free = between == 0 || (between == 1 && of);
        let gap = relative.checked_sub(a.end + 1)?;
        (is_active && close && !has_own && free && gap <= 8)
            .then(|| cue.weight - far(gap) - 0.3 * between as f32)
    }

    /// Who of two is what a word calls somebody of the other, `the Front’s backer, Orlan`: whether the second is
    /// it, and how far they stand.
    fn holder(&self, cue: &Cue) -> Option<(bool, usize)> {
        let Pair { sentence, a, b, .. } = *self;
        let words = &sentence.words;
        let next = words.get(cue.end + 1).map_or("", |word| &*word.low);
        let of = matches!(next, "of" | "to" | "for");
        let free = |first: usize, end: usize| self.others(first, end).next().is_none();
        if a.end < cue.start && cue.end < b.start {
            let (left, right) = (cue.start - a.end - 1, b.start - cue.end - 1);
            let own = |i: usize| matches!(&*words[i].low, "its" | "their" | "his" | "her");
            let theirs = (cue.start.saturating_sub(3)..cue.start).any(own);
            if of && right <= 3 && free(cue.end, b.start) && left <= 6 {
                return Some((false, left + right));
            }
            let whose = clause::is_genitive(sentence, a) && left <= 3;
            let beside = left == 0 && right <= 1;
            let near = right <= 2 && free(a.end + 1, b.start) && !of;
            return (near && (whose || beside || (theirs && cue.sort == CueKind::Role)))
                .then_some((true, left + right));
        }
        if b.end < cue.start {
            let (gap, away) = (b.start - a.end - 1, cue.start - b.end - 1);
            let is = |i: usize| {
                matches!(
                    &*words[i].low,
                    "is" | "was" | "are" | "were" | "remains" | "became" | "as" | "become"
                )
            };
            let said = words[a.end].ends_clause || (a.end + 1..b.start).any(is);
            // `Dalen, the Front’s tireless spokeswoman`, `Dalen, a Front spokeswoman`
            let whose = if clause::is_genitive(sentence, b) { away <= 3 } else { away == 0 };
            let told = gap <= 3 && said && free(a.end + 1, cue.start);
            return (whose && told).then_some((false, gap + away));
        }
        let (away, gap) = (a.start.checked_sub(cue.end + 1)?, b.start - a.end - 1);
        let one = of && away <= 3 && gap <= 1 && words[a.end].ends_clause;
        one.then_some((true, away + gap))
    }
}
