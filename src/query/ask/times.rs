//! The forms that ask for a time: since when, until when, how long, when.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::clause::Clause;
use super::reader::{Fits, FormReader};
use super::verbs::Stand;
use super::words::{Word, after, before, without};
use super::{Asked, Detail};
use crate::model::Cut;
use crate::query::inflect::Form;

/// Words for a start and for an end.
const BEGIN: &[&str] =
    &["start", "begin", "started", "begun", "began", "starts", "begins", "first", "starting"];
const END: &[&str] = &[
    "stop", "stopped", "cease", "ceased", "end", "ended", "quit", "finish", "finished", "stops",
    "last",
];

impl FormReader<'_, '_> {
    /// `since when does X back Y`, `when did X start backing Y`, `how long has X backed Y`
    pub(super) fn since(&self, words: &[Word]) -> Option<Fits> {
        let asked = [
            ("since when", &[Detail::Since][..]),
            ("from when|what on|onwards", &[Detail::Since]),
            ("from when|what", &[Detail::Since]),
            ("since what|which date|year|day|time", &[Detail::Since]),
            ("from what|which date|year|day|time", &[Detail::Since]),
            ("until|till when", &[Detail::Until]),
            ("up to when", &[Detail::Until]),
            ("until what|which date|year|day|time", &[Detail::Until]),
            ("for how long", &[Detail::Since, Detail::Until]),
            ("how long ago", &[Detail::Since]),
            ("how long", &[Detail::Since, Detail::Until]),
            ("when", &[Detail::Since]),
            ("on|in what|which date|year|day|month", &[Detail::Since]),
            ("what|which date|year|day|month", &[Detail::Since]),
        ];
        let (rest, mut details) = asked.iter().find_map(|(front, details)| {
            after(words, front).map(|rest| (rest.to_vec(), details.to_vec()))
        })?;
        let mut rest = rest;
        let mut form = None;
        if let Some(at) = rest.iter().position(|word| word.is(BEGIN) || word.is(END))
            && at > 0
        {
            if rest.get(at).is_some_and(|word| word.is(END) && word.low != "last") {
                details = vec![Detail::Until];
            }
            rest.remove(at);
            if rest.get(at).is_some_and(|word| word.low == "to") {
                rest.remove(at);
            } else if rest.get(at).is_some_and(|word| word.low.ends_with("ing")) {
                form = Some(Form::Ing);
            }
        }
        let clause = match form {
            Some(form) => self.reader.both_ends(rest.cut(1..), &[Stand::Active(form)]),
            None => {
                self.whether(&rest).or_else(|| self.together(&rest)).or_else(|| self.noun_of(&rest))
            }
        }?;
        let mut all = vec![Detail::Relation];
        all.extend(details);
        let past = Clause { past: true, ..clause };
        Some(self.details(&past, all))
    }

    /// `was the last meeting of X and Y`, `did the support of X for Y begin`
    fn noun_of(&self, words: &[Word]) -> Option<Clause> {
        let rest = after(words, "did|does|has|was|is|were").unwrap_or(words);
        let rest = after(rest, "the").unwrap_or(rest);
        let rest = after(rest, "last|first").unwrap_or(rest);
        let meeting = after(rest, "meeting|meetings|talks between|of")?;
        let meeting = before(meeting, "take place").unwrap_or(meeting);
        let at = meeting.iter().position(|word| word.is(&["and", "with"]))?;
        let turned = without(meeting, at, at + 1);
        let turned: Vec<Word> = turned
            .cut(..at)
            .iter()
            .cloned()
            .chain([Word::new("meet")])
            .chain(turned.cut(at..).iter().cloned())
            .collect();
        self.reader.both_ends(&turned, &[Stand::Active(Form::Base)])
    }
}

impl Asked {
    /// Whether a time is asked for.
    pub fn wants_time(&self) -> bool {
        let time = |detail: &Detail| matches!(detail, Detail::Since | Detail::Until);
        matches!(self, Asked::Details(_, details) if details.iter().any(time))
    }
}
