//! The actors of an imported graph: each with an id of ours, however the file calls it.

use std::collections::{BTreeSet, HashMap};

use super::table::Table;
use super::words::fold;
use crate::annotation::{ActorEntry, Str};
use crate::evidence::slug::slug;
use crate::model::{Kind, is_id};

/// The actors met so far, in their order.
pub(super) struct Actors {
    entries: Vec<(String, ActorEntry<'static>)>,
    by_key: HashMap<String, usize>,
    taken: BTreeSet<String>,
    usual: Kind,
    assumed: usize,
    problems: Vec<String>,
}

impl Actors {
    /// Begins with the actors of a table of nodes.
    pub(super) fn new(usual: Kind, nodes: Option<&Table>) -> Self {
        let mut actors = Actors {
            entries: Vec::new(),
            by_key: HashMap::new(),
            taken: BTreeSet::new(),
            usual,
            assumed: 0,
            problems: Vec::new(),
        };
        if let Some(table) = nodes {
            actors.table(table);
        }
        actors
    }

    fn table(&mut self, table: &Table) {
        let first = |names: &[&str]| names.iter().find_map(|name| table.find(name));
        let key = first(&["id", "key", "actor_id", "node"]);
        let name = first(&["label", "name", "actor_name", "title"]);
        let mut within = Vec::new();
        for row in table.rows() {
            let mut problem = |what: String| self.problems.push(format!("{}: {what}", row.place));
            let Some(known_as) = row.get(key).or(row.get(name)) else {
                problem("it has neither id nor name; left out".to_owned());
                continue;
            };
            let word = row.named("kind").or_else(|| row.named("type"));
            let kind = word.and_then(kind_of);
            if let (Some(word), None) = (word, kind) {
                problem(format!("`{word}` is no kind; counts as {}", self.usual.word()));
            }
            let when = row.named("when").filter(|when| {
                let known = is_period(when);
                if !known {
                    problem(format!("`{when}` is no date (2017, 2017-07, 2017-07-10); left out"));
                }
                known
            });
            let text = |text: &str| Str::from(text.to_owned());
            let aliases = row.named("aliases").into_iter().flat_map(|names| names.split(" | "));
            let i = self.add(known_as, row.get(name), kind);
            within.extend(row.named("within").map(|outer| (i, outer.to_owned(), row.place)));
            let entry = &mut self.entries[i].1;
            entry.short = row.named("short").map(text);
            entry.aliases = aliases.map(text).collect();
            entry.when = when.map(text);
            entry.same_as = row.named("same_as").map(text);
            entry.note = row.named("note").map(text);
        }
        for (i, outer, place) in within {
            match self.by_key.get(&outer) {
                Some(known) => {
                    let id = self.entries[*known].0.clone();
                    self.entries[i].1.within = Some(id.into());
                }
                None => self
                    .problems
                    .push(format!("{place}: there is no `{outer}` for it to lie within")),
            }
        }
    }

    /// The id of an actor that the file calls so; a new one if it is new.
    pub(super) fn id(&mut self, key: &str, name: Option<&str>, kind: Option<Kind>) -> String {
        let i = match self.by_key.get(key) {
            Some(i) => *i,
            None => self.add(key, name, kind),
        };
        self.entries[i].0.clone()
    }

    /// Whether the file has called somebody so.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    fn add(&mut self, key: &str, name: Option<&str>, kind: Option<Kind>) -> usize {
        if let Some(i) = self.by_key.get(key) {
            return *i;
        }
        let name = name.unwrap_or(key);
        self.assumed += usize::from(kind.is_none());
        let entry = ActorEntry {
            name: Some(name.to_owned().into()),
            kind: Some(kind.unwrap_or(self.usual)),
            ..ActorEntry::default()
        };
        self.by_key.insert(key.to_owned(), self.entries.len());
        let id = self.free(key, name);
        self.entries.push((id, entry));
        self.entries.len() - 1
    }

    /// An id that nobody has: the file's own where it is one, else made of the name.
    fn free(&mut self, key: &str, name: &str) -> String {
        // A bare number is an id by its form, and says nothing.
        let own = (is_id(key) && key.parse::<u64>().is_err()).then(|| key.to_owned());
        let made = || slug(name).or_else(|| slug(key)).map(|id| id.to_string());
        let base = own.or_else(made).unwrap_or_else(|| "actor".to_owned());
        let numbered = (2..).map(|n| format!("{base}-{n}"));
        let mut ids = std::iter::once(base.clone()).chain(numbered);
        let id = ids.find(|id| !self.taken.contains(id)).expect("numbers do not end");
        self.taken.insert(id.clone());
        id
    }

    /// What was taken for granted about them.
    pub(super) fn remark(&self) -> Option<String> {
        let kind = self.usual.word();
        match self.assumed {
            0 => None,
            1 => Some(format!("1 actor has no kind, and counts as {kind}; --kind chooses another")),
            n => Some(format!(
                "{n} actors have no kind, and count as {kind}; --kind chooses another"
            )),
        }
    }

    /// What was left out of the table of nodes; taken away.
    pub(super) fn problems(&mut self) -> Vec<String> {
        std::mem::take(&mut self.problems)
    }

    pub(super) fn into_pairs(self) -> Vec<(Str<'static>, ActorEntry<'static>)> {
        self.entries.into_iter().map(|(id, entry)| (id.into(), entry)).collect()
    }
}

/// A kind by its word, however it is spelt: `armed_group`, `Armed Group`, `ArmedGroup`.
fn kind_of(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| fold(kind.word()) == fold(word))
}

fn is_period(text: &str) -> bool {
    text.parse::<crate::model::Period>().is_ok_and(|period| !period.is_inverted())
}
