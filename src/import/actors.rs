//! The actors of an imported graph, each with an id of ours, whatever the file calls it.
//!
//! Takes the names in a file, and its table of nodes; gives ids and entries. Two names are never taken for one
//! actor: two spellings make two actors, and names that look like the same actor are reported. Must not know
//! claims.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts and numbers of rows and columns, of which there are fewer than bytes in memory"
)]

mod columns;
mod names;
mod nodes;

use std::collections::{HashMap, HashSet};

use super::ImportOptions;
use super::problems::{Problems, RowPlace};
use super::table::{Table, fold};
use crate::annotation::{ActorEntry, Str};
use crate::evidence::slug::slug;
use crate::model::{Kind, is_id};

pub(super) use columns::LOOKS;

/// What stands for nobody, unless a node is called so.
#[rustfmt::skip]
pub(super) const NOBODY: [&str; 25] = [
    "NA", "N/A", "n/a", "#N/A", "<NA>", "NULL", "Null", "null", "None", "NaN", "nan", "-9", "-99",
    "-999", ".", "-", "--", "\\N", "n.a.",
    // A spreadsheet's own words for a formula that fails.
    "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!",
];

/// What kinds the words of a file mean.
#[derive(Debug, Clone)]
pub(super) struct Kinds {
    /// The kind of those of whom nothing is told.
    pub(super) usual: Kind,
    words: Vec<(String, Kind)>,
}

impl Kinds {
    pub(super) fn new(options: &ImportOptions) -> Self {
        Kinds { usual: options.kind, words: options.kinds.words.clone() }
    }

    /// A kind by its word, as told or however it is spelt: `armed_group`, `Armed Group`, `ArmedGroup`.
    fn of(&self, word: &str) -> Option<Kind> {
        let told = self.words.iter().find(|(own, _)| own == word).map(|(_, kind)| *kind);
        told.or_else(|| Kind::ALL.into_iter().find(|kind| fold(kind.word()) == fold(word)))
    }
}

/// The actors met so far, in their order.
pub(super) struct Actors {
    entries: Vec<(String, ActorEntry<'static>)>,
    by_key: HashMap<String, usize>,
    /// Those of the nodes' table by name, where only one is called so.
    by_name: HashMap<String, Option<usize>>,
    taken: HashSet<String>,
    /// The next number for those whose names make one id.
    next: HashMap<String, u32>,
    kinds: Kinds,
    is_whole: bool,
    missing: Vec<String>,
    assumed: usize,
    /// How many ends name a node by its label.
    by_label: usize,
    /// Whether the file's ids are ours, and stay as they are.
    pub(super) keeps_ids: bool,
    pub(super) problems: Problems,
}

impl Actors {
    pub(super) fn new(options: &ImportOptions, missing: &[String]) -> Self {
        Actors {
            entries: Vec::new(),
            by_key: HashMap::new(),
            by_name: HashMap::new(),
            taken: HashSet::new(),
            next: HashMap::new(),
            kinds: Kinds::new(options),
            is_whole: false,
            missing: missing.to_vec(),
            assumed: 0,
            by_label: 0,
            keeps_ids: false,
            problems: Problems::default(),
        }
    }

    /// The id of an actor that the file calls so; a new one if it is new. `None` where nobody is called so.
    pub(super) fn id(&mut self, key: &str, kind: Option<Kind>, place: RowPlace) -> Option<&str> {
        let i = match self.by_key.get(key) {
            Some(i) => *i,
            None if self.is_missing(key) => return None,
            None => match self.by_name.get(key) {
                Some(Some(i)) => {
                    self.by_label += 1;
                    self.by_key.insert(key.to_owned(), *i);
                    *i
                }
                _ => {
                    if self.is_whole {
                        let what =
                            format!("no node is called `{key}`; taken as an actor of that name");
                        self.problems.at(place, what);
                    }
                    self.add(key, None, kind)
                }
            },
        };
        self.entries.get(i).map(|(id, _)| id.as_str())
    }

    /// The sides as a table of ours tells them of its actors: by name, in the order in which they are met.
    pub(super) fn sides(
        &self,
        table: &Table,
        key: Option<usize>,
    ) -> Vec<(Str<'static>, Vec<Str<'static>>)> {
        let at = |names: &[&str]| {
            names.iter().find_map(|name| table.headings().iter().position(|own| own == name))
        };
        let (Some(side), Some(key)) = (at(&["side"]), key.or_else(|| at(&["Id", "id", "key"])))
        else {
            return Vec::new();
        };
        table.read_as(side, "the side");
        let mut sides: Vec<(Str<'static>, Vec<Str<'static>>)> = Vec::new();
        for row in table.rows() {
            let known = row.get(key).and_then(|key| self.by_key.get(key));
            let known = known.and_then(|actor| self.entries.get(*actor));
            let (Some(name), Some((id, _))) = (row.get(side), known) else { continue };
            let id = Str::from(id.clone());
            match sides.iter_mut().find(|(own, _)| &**own == name) {
                Some((_, members)) => members.push(id),
                None => sides.push((name.to_owned().into(), vec![id])),
            }
        }
        sides
    }

    /// Whether the file has called somebody so.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    pub(super) fn is_missing(&self, key: &str) -> bool {
        !self.knows(key) && (NOBODY.contains(&key) || self.missing.iter().any(|own| own == key))
    }

    fn add(&mut self, key: &str, name: Option<&str>, kind: Option<Kind>) -> usize {
        let shown = name.unwrap_or(key);
        self.assumed += usize::from(kind.is_none());
        let entry = ActorEntry {
            name: Some(shown.to_owned().into()),
            kind: Some(kind.unwrap_or(self.kinds.usual)),
            ..ActorEntry::default()
        };
        self.by_key.insert(key.to_owned(), self.entries.len());
        let id = self.free(key, name);
        self.entries.push((id, entry));
        self.entries.len() - 1
    }

    /// An id that nobody has: the file's own where it is one, else made of the name.
    fn free(&mut self, key: &str, name: Option<&str>) -> String {
        // A bare number is an id by its form, and says nothing; nor does `n12` where there is a name.
        let says = |id: &str| {
            let letters = id.trim_end_matches(|c: char| c.is_ascii_digit());
            !letters.is_empty()
                && (name.is_none() || letters.len() == id.len() || letters.len() > 4)
        };
        let fits = self.keeps_ids || (key.len() <= 60 && says(key));
        let own = (is_id(key) && fits).then(|| key.to_owned());
        let made = || name.and_then(slug).or_else(|| slug(key)).map(|id| id.to_string());
        let base = own.or_else(made).unwrap_or_else(|| "actor".to_owned());
        if self.taken.insert(base.clone()) {
            return base;
        }
        let next = self.next.entry(base.clone()).or_insert(2);
        loop {
            let id = format!("{base}-{next}");
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    pub(super) fn into_pairs(mut self) -> (Vec<(Str<'static>, ActorEntry<'static>)>, Problems) {
        self.settle_aliases();
        let pairs = self.entries.into_iter().map(|(id, entry)| (id.into(), entry)).collect();
        (pairs, self.problems)
    }
}
