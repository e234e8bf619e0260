//! An annotation file with all files that it includes, as written.

use std::ops::Deref;
use std::path::PathBuf;

use rayon::prelude::*;

use super::entry::{FileEntry, Item};
use super::fault::Fault;
use super::places::Places;

/// Owns the texts of the files from which a dataset borrows.
pub type Arena = typed_arena::Arena<String>;

/// One annotation file, read.
#[derive(Debug)]
pub struct File<'a> {
    /// Its path, as given or as found through `include`.
    pub path: PathBuf,
    /// The text as it stands in the file, without a byte-order mark.
    pub text: &'a str,
    /// The text from which `content` was read; faults in the file are blanked out.
    pub(super) readable: &'a str,
    /// What is written in it, without the faulty parts.
    pub content: FileEntry<'a>,
    /// What is wrong with its form.
    pub faults: Vec<Fault>,
}

impl<'a> File<'a> {
    /// The file with other content, as if it had been written so; faults of form belong to the original file
    /// only.
    pub fn with(&self, content: FileEntry<'a>) -> File<'a> {
        let File { path, text, readable, .. } = self;
        File { path: path.clone(), text, readable, content, faults: Vec::new() }
    }

    /// The text with faulty parts blanked out, so that places in it are those in the text; empty if
    /// its brackets do not close.
    pub fn readable(&self) -> &'a str {
        self.readable
    }

    /// Finds the places of everything in the file: slow, and only for reports.
    pub fn places(&self) -> Places<'a> {
        Places::of(self.readable, &self.content)
    }
}

/// An annotation file with all files that it includes, in the order in which they are read.
#[derive(Debug)]
pub struct Dataset<'a> {
    /// The file asked for comes first.
    pub files: Vec<File<'a>>,
}

/// An entry: a claim as written, with the fields of the blocks around it; a list stands for several claims.
#[derive(Debug, Clone)]
pub struct Entry<'d, 'a> {
    /// The file, as an index into [`Dataset::files`].
    pub file: usize,
    /// The source, as an index into the file's `claims`.
    pub source: usize,
    /// The item, counted through the file from 0, blocks before their claims.
    pub item: u32,
    /// What is written.
    pub claim: Filled<'d, 'a>,
}

/// A claim as it stands in the file, or with the fields of the blocks around it.
#[derive(Debug, Clone)]
pub enum Filled<'d, 'a> {
    /// Stands in no block.
    Written(&'d Item<'a>),
    /// Stands in a block.
    FromBlock(Box<Item<'a>>),
}

impl<'a> Deref for Filled<'_, 'a> {
    type Target = Item<'a>;

    fn deref(&self) -> &Item<'a> {
        match self {
            Filled::Written(item) => item,
            Filled::FromBlock(item) => item,
        }
    }
}

impl<'a> Dataset<'a> {
    /// The number of entries: claims as written, where a list counts once.
    pub fn entry_count(&self) -> usize {
        fn count(items: &[Item<'_>]) -> usize {
            items.iter().map(|item| item.rare().claims.as_deref().map_or(1, count)).sum()
        }
        let sources = self.files.par_iter().flat_map(|file| file.content.claims.par_iter());
        sources.map(|(_, items)| count(items)).sum()
    }

    /// Every entry, in the order of the files. They are listed on one core: that is little more than writing them down,
    /// once, and lists of several cores would have to be copied into one.
    pub fn entries(&self) -> Vec<Entry<'_, 'a>> {
        let mut entries = Vec::with_capacity(self.entry_count());
        for (file, read) in self.files.iter().enumerate() {
            let mut next = 0;
            for (source, (_, items)) in read.content.claims.iter().enumerate() {
                collect((file, source), items, None, &mut next, &mut entries);
            }
        }
        entries
    }
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "as many claims as a `u32` counts do not fit into memory"
)]
fn collect<'d, 'a>(
    (file, source): (usize, usize),
    items: &'d [Item<'a>],
    block: Option<&Item<'a>>,
    next: &mut u32,
    entries: &mut Vec<Entry<'d, 'a>>,
) {
    for item in items {
        let number = *next;
        *next += 1;
        let claim = match block {
            None => Filled::Written(item),
            Some(block) => {
                // Not a clone: the claims of a block are not what its claims inherit.
                let mut own = Item::default();
                own.inherit(item);
                own.inherit(block);
                Filled::FromBlock(Box::new(own))
            }
        };
        match &item.rare().claims {
            Some(inner) => collect((file, source), inner, Some(&claim), next, entries),
            None => entries.push(Entry { file, source, item: number, claim }),
        }
    }
}
