//! Changes to annotation files, cards and ledgers without loss: everything else stays the same to the
//! byte, including comments and layout.
//!
//! Takes files as they are written, and what is to be changed; gives a [`ChangeSet`]: for each file the text
//! before and after, and what there is to say about it. Nothing is written here, and each text has been
//! parsed again before it is returned. `check` decides whether its contents are right; `project` writes.
//!
//! | function | does |
//! |---|---|
//! | [`rename_actor`], [`rename_source`] | changes an id wherever it occurs |
//! | [`merge_actors`] | makes two actors one |
//! | [`add_claim`], [`add_actor`] | adds a claim, in the order of its source's text; adds an actor |
//! | [`taken_from_draft`] | moves accepted proposals out of the file in which they were proposed |
//! | [`mend`](mend()) | fixes what the check found wrong, if there is only one right answer |
//! | [`set`](set()) | changes fields of an actor, a claim or a card |
//!
//! ```
//! use std::path::Path;
//! use whobacks::annotation::{Arena, parse};
//! use whobacks::edit::{Seeds, rename_actor};
//!
//! let arena = Arena::new();
//! let text = r#"(actors: {"haftar": (name: "Haftar", kind: person /* the elder */)})"#;
//! let dataset = parse(Path::new("a.ron"), text, &arena);
//! let change = rename_actor(&dataset, "haftar", "khalifa-haftar")?;
//! assert_eq!(change.files[0].new, text.replace("\"haftar\"", "\"khalifa-haftar\""));
//! # Ok::<(), whobacks::edit::Refusal>(())
//! ```

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

mod accept;
mod add;
mod change;
mod comments;
mod items;
mod layout;
mod mend;
mod merge;
mod named;
mod rename;
mod seeds;
mod set;
mod splice;

pub use accept::taken_from_draft;
pub use add::{NewClaim, add_actor, add_claim};
pub use change::{ChangeSet, Doubtful, FileChange, Refusal};
pub use mend::mend;
pub use merge::merge_actors;
pub use named::actor_named;
pub use rename::{rename_actor, rename_source};
pub use seeds::{Paper, Seeds};
pub use set::{Act, Assignment, Target, accept_proposal, accept_warning, set};
pub use splice::{Splice, Touching, spliced};
