//! Questions in plain words: controlled English made from the vocabulary's verbs.
//!
//! Takes a question and the names of a graph; gives what is asked, or why it cannot be read and
//! what can. It never guesses: a question is read whole or refused. Must not know claims.

mod clause;
mod dates;
mod forms;
mod indirect;
mod inflect;
mod reader;
mod refusal;
mod special;
mod verbs;
mod words;

use super::names::NameError;
use super::pattern::Pattern;
use super::time::When;
use crate::model::{ActorIx, Kind, Modality, Period, SourceIx};

pub use reader::read;

/// A question that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub asked: Asked,
    /// The time that the question names; of a past tense without a date, any time.
    pub when: Option<When>,
    /// The sources that the question names.
    pub sources: Vec<SourceIx>,
    /// Only actors of this kind: `which states …`.
    pub kind: Option<Kind>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Who stands for the variables, or whether it is so.
    Pattern(Pattern),
    /// By which relations: `what does X give Y`.
    Relations(Pattern),
    /// How two actors are connected.
    Links(ActorIx, ActorIx),
    /// How the ties of two actors changed.
    Change {
        /// The one.
        a: ActorIx,
        /// The other.
        b: ActorIx,
        /// From this date.
        from: Period,
        /// To this date.
        to: Period,
    },
    /// Who says so, or denies it.
    Speakers(Pattern, Saying),
    /// Since when it is so.
    Since(Pattern),
    /// What was planned, or otherwise intended, by one for another.
    Intended {
        /// `?x` stands for the one at whom it is aimed, where that is not said.
        pattern: Pattern,
        /// How it is put.
        modalities: Vec<Modality>,
    },
    /// Who backs both sides of a fight; with an actor, of his fights.
    BothSides(Option<ActorIx>),
    /// Where sources disagree; with actors, on them.
    Disagreement(Vec<ActorIx>),
}

/// Whether somebody says so or denies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saying {
    /// `who says`
    So,
    /// `who denies`
    NotSo,
}

/// Why a question cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// It has none of the forms that can be read.
    #[error("{why}\nwhat can be read is, for example:{}", listed(forms))]
    Form {
        /// What is wrong, as far as can be told.
        why: String,
        /// The nearest forms that can be read.
        forms: Vec<&'static str>,
    },
    /// It names somebody who is not there.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A date that is none.
    #[error("{0}")]
    Date(String),
}

fn listed(forms: &[&str]) -> String {
    forms.iter().map(|form| format!("\n  {form}")).collect()
}

#[cfg(test)]
mod tests;
