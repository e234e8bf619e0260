//! Changes to annotation files, cards and ledgers without loss: what is not changed stays as it is, to the
//! byte, comments and layout with it.
//!
//! Takes files as they are written, and what is to be changed; gives a [`ChangeSet`]: for each file the text
//! before and after, and what there is to say about it. Nothing is written here, and each text has been
//! read again before it is given. Whether what it says is right is a matter for `check`; `project` writes.
//!
//! | function | does |
//! |---|---|
//! | [`rename_actor`], [`rename_source`] | another id, wherever the old one stands |
//! | [`merge_actors`] | two actors that are one become one |
//! | [`add_claim`], [`add_actor`] | one more claim, where the text of its source has it; one more actor |
//! | [`taken_from_draft`] | proposals that are accepted leave the file in which they were proposed |
//! | [`mend`](mend()) | what the check found wrong, where there is one right answer |
//! | [`set`](set()) | fields of an actor, a claim or a card |
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

mod accept;
mod add;
mod change;
mod comments;
mod items;
mod layout;
mod mend;
mod merge;
mod rename;
mod seeds;
mod set;
mod splice;

pub use accept::taken_from_draft;
pub use add::{NewClaim, actor_named, add_actor, add_claim};
pub use change::{ChangeSet, Doubtful, FileChange, Refusal};
pub use mend::mend;
pub use merge::merge_actors;
pub use rename::{rename_actor, rename_source};
pub use seeds::{Paper, Seeds};
pub use set::{Act, Assignment, Target, accept_proposal, accept_warning, set};
pub use splice::{Splice, Touching, spliced};
