//! Questions in plain words: controlled English made from the vocabulary's verbs.
//!
//! Takes a question and the names of a graph; gives what is asked, or why the question cannot be read and
//! which questions can. It never guesses: a question is read completely or refused. Must not know claims.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod charges;
mod clause;
mod dates;
mod except;
mod forms;
mod indirect;
mod kinds;
mod means;
mod modal;
mod opening;
mod reader;
mod refusal;
mod roles;
mod sides;
mod special;
mod synonyms;
mod times;
mod verbs;
mod words;

use strum::IntoStaticStr;

use super::names::{NameError, Voice};
use super::pattern::Pattern;
use super::time::When;
use crate::model::{ActorIx, Modality, Period, SourceIx};

pub use indirect::{allied, by_way_of_others};
// What people say for relations, for whoever reads other texts than questions.
pub use kinds::ActorClass as ActorSort;
pub(crate) use means::{GET, MEANS};
pub use reader::read;
pub(crate) use synonyms::SYNONYMS;

/// A question that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub asked: Asked,
    /// The time that the question names; for the past tense without a date, any time.
    pub when: Option<When>,
    /// The sources to which the question is restricted from outside (`--source`).
    pub sources: Vec<SourceIx>,
    /// Whose word is asked for: `according to …`.
    pub voice: Option<Voice>,
    /// The sorts of actor that variables stand for: `which states …`.
    pub sorts: Vec<(String, ActorSort)>,
    /// Only claims of these modalities: planned, alleged; empty if the question asks for what is asserted.
    pub said: Vec<Modality>,
    /// Where it happened: `who met X in PLACE`.
    pub place: Option<ActorIx>,
    /// The actors that it leaves out: `apart from Egypt`.
    pub except: Vec<ActorIx>,
    /// Whether it asks only for what is direct.
    pub direct: bool,
    /// Whether it asks for what is over: `who stopped backing X`.
    pub over: bool,
    /// How it was understood, if that may surprise.
    pub notes: Vec<String>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Asked {
    /// Who is meant by the variables, or whether it is so.
    Pattern(Pattern),
    /// A detail of each tie: by which relation, since when, where, through whom.
    Details(Pattern, Vec<Detail>),
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
    /// What changed, for all actors or for one.
    Changes {
        /// The one.
        actor: Option<ActorIx>,
        /// From this date.
        from: Period,
        /// To this date.
        to: Period,
    },
    /// Who says so, or denies it.
    Speakers(Pattern, Saying),
    /// What is alleged about an actor, or what it is accused of.
    Charges(ActorIx),
    /// Who or what an actor is: its ties of structure.
    About(ActorIx),
    /// Who backs both sides of a fight; with an actor, only of its fights.
    BothSides(Option<ActorIx>),
    /// Where sources disagree; with actors, only about them.
    Disagreement(Vec<ActorIx>),
}

/// What is asked about a tie besides its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Detail {
    /// By which relation.
    Relation,
    /// Since when.
    Since,
    /// Until when.
    Until,
    /// Where.
    Place,
    /// Through which actor or place.
    Through,
}

impl Detail {
    /// The name under which answers give it.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// Whether somebody says so or denies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Saying {
    /// `who says`
    So,
    /// `who alleges`
    Alleged,
    /// `who denies`
    NotSo,
}

/// Why a question cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// It has none of the forms that can be read.
    #[error("{why}{}", listed(forms))]
    Form {
        /// What is wrong, as far as is known.
        why: String,
        /// The nearest forms that can be read.
        forms: Vec<&'static str>,
    },
    /// It names an actor or source that does not exist.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Something that looks like a date and is not one.
    #[error("{0}")]
    Date(String),
}

fn listed(forms: &[&str]) -> String {
    let forms: String = forms.iter().map(|form| format!("\n  {form}")).collect();
    if forms.is_empty() { forms } else { format!("\nwhat can be read is, for example:{forms}") }
}

#[cfg(test)]
mod tests;
