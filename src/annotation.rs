//! RON text -> Dataset: the only reader of annotation files.
//!
//! Takes the path of a file and a way to read files; gives a [`Dataset`] as written, with every
//! [`Fault`] of form that was found on the way. A clean file is parsed once, without positions. Only
//! when something is to be reported is it read again, item by item, with places ([`Places`]). Must
//! not know what the words mean: `check` decides whether an actor exists.

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

mod cursor;
mod dataset;
mod entry;
mod examine;
mod fault;
mod indent;
mod load;
mod overlay;
mod places;
mod plain;
mod raw;
mod references;
mod split;
mod text;
mod write;

use std::io;
use std::path::{Path, PathBuf};

pub use dataset::{Arena, Dataset, Entry, File, Filled};
pub use entry::{ActorEntry, FileEntry, Item, Rare};
pub use examine::field_names;
pub(crate) use examine::wording;
pub use fault::{Fault, FaultKind, FoundValue, RecordKind, Unfit};
pub use indent::laid_out;
pub use load::{LoadError, included, load, parse};
pub use overlay::Overlay;
pub use places::{Part, Places, Spot};
pub use raw::{RawField, Slice};
pub use references::{IdRole, IdUse, Referent, references, references_of_card};
pub use text::{LONGEST_TEXT, OneOrMany, Pairs, Str};
pub use write::{actor_text, item_text, quoted, write};

/// How files are read, several at once; the command line implements it on disk, tests in memory.
pub trait Files: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// If it cannot be read; `NotFound` if it does not exist.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The files of a folder, sorted by path; empty if there is no such folder.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// The same name for a file however its path is written, so that no file is read twice.
    fn identity(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }
}

/// How RON is read here: `implicit_some` is always on.
pub(crate) fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}
