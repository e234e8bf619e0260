//! Values only: what an actor, a relation, a claim, a source and a date are.
//!
//! Takes only text and numbers, gives typed values that are always well formed (an id is an
//! id, a period is a period). Must not know files, places in files, diagnostics or the graph.

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

mod actor;
mod cell;
mod claim;
mod cut;
mod few;
mod id;
mod period;
mod relation;
mod source;
mod steering;
mod validity;
mod vocabulary;

pub use actor::{Actor, Kind};
pub use cell::{LIST_SEPARATOR, in_list, in_one_cell, of_one_cell};
pub use claim::{Citation, Claim, Details, MatchClass, Modality, Party, Quoted, Status};
pub(crate) use cut::Cut;
pub use few::Few;
pub use id::{
    ActorId, ActorIx, ClaimId, ClaimIdError, IdError, RelationIx, SourceId, SourceIx, is_id,
};
pub use period::{DateError, DayRange, IntervalEnd, MONTHS, PartialDate, Period};
pub use relation::{Effect, Family, Relation, RelationSpec, Sign, Who};
pub use source::{Original, Passage, PassageError, Source, TextCard};
pub use steering::{steering, steers};
pub use validity::{OpenBounds, Validity};
pub use vocabulary::{CodeList, Vocabulary, VocabularyError};

/// A day of the (proleptic) Gregorian calendar.
pub use jiff::civil::Date;
