//! The actors of an imported graph: each with an id of ours, however the file calls it.
//!
//! Takes what a file calls somebody, and its table of nodes; gives ids and entries. Two names are never one
//! actor: what the file writes in two ways is two, and names that look like one are told. Must not know
//! claims.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::dates::{self, DateOrder};
use super::problems::{Place, Problems};
use super::raw::Nodes;
use super::table::{Row, Table, fold};
use super::{ImportError, Options};
use crate::annotation::{ActorEntry, Str};
use crate::evidence::slug::slug;
use crate::model::{Kind, is_id};

/// What stands for nobody, unless a node is called so.
pub(super) const NOBODY: [&str; 19] = [
    "NA", "N/A", "n/a", "#N/A", "<NA>", "NULL", "Null", "null", "None", "NaN", "nan", "-9", "-99",
    "-999", ".", "-", "--", "\\N", "n.a.",
];

/// What kinds the words of a file mean.
#[derive(Debug, Clone)]
pub(super) struct Kinds {
    /// The kind of those of whom nothing is told.
    pub(super) usual: Kind,
    words: Vec<(String, Kind)>,
}

impl Kinds {
    pub(super) fn new(options: &Options) -> Self {
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
    pub(super) problems: Problems,
}

impl Actors {
    pub(super) fn new(options: &Options, missing: &[String]) -> Self {
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
            problems: Problems::default(),
        }
    }

    /// Takes in a table of nodes.
    pub(super) fn nodes(&mut self, nodes: &Nodes, options: &Options) -> Result<(), ImportError> {
        let table = &nodes.table;
        self.is_whole |= nodes.is_whole;
        let columns = Columns::of(table, nodes.key, options)?;
        let mut within = Vec::new();
        for row in table.rows() {
            let place = row.place();
            let name = columns.name.and_then(|at| row.get(at));
            let Some(key) = columns.key.and_then(|at| row.get(at)).or(name) else {
                self.problems.at(place, "it has neither id nor name; left out");
                continue;
            };
            // Whom a text does not name is nobody in particular.
            if key == "?" {
                continue;
            }
            if self.by_key.contains_key(key) {
                self.problems.at(place, format!("`{key}` is there already; left out"));
                continue;
            }
            let kind = self.kind(&row, &columns);
            let i = self.add(key, name, kind);
            self.by_name
                .entry(name.unwrap_or(key).to_owned())
                .and_modify(|known| *known = None)
                .or_insert(Some(i));
            within.extend(
                columns.within.and_then(|at| row.get(at)).map(|outer| (i, outer.to_owned(), place)),
            );
            self.describe(i, &row, &columns, options.dates);
        }
        for (i, outer, place) in within {
            let known = self.by_key.get(&outer).copied();
            let is_place = self.entries[i].1.kind == Some(Kind::Place);
            let holds =
                |at: &usize| matches!(self.entries[*at].1.kind, Some(Kind::Place | Kind::State));
            match known.filter(|at| is_place && *at != i && holds(at)) {
                Some(known) => {
                    let id = self.entries[known].0.clone();
                    self.entries[i].1.within = Some(id.into());
                }
                None if known.is_none() => {
                    self.problems.at(place, format!("there is no `{outer}` for it to lie within"));
                }
                None => {
                    self.problems.at(
                        place,
                        format!("only a place lies within a place or a state: `{outer}` left out"),
                    );
                }
            }
        }
        self.break_circles();
        Ok(())
    }

    /// Nothing lies within itself by way of others.
    fn break_circles(&mut self) {
        let by_id: HashMap<&str, usize> =
            self.entries.iter().enumerate().map(|(i, (id, _))| (&**id, i)).collect();
        let outer =
            |i: usize| self.entries[i].1.within.as_deref().and_then(|id| by_id.get(id).copied());
        let mut done = vec![false; self.entries.len()];
        let mut broken = Vec::new();
        for start in 0..self.entries.len() {
            let (mut path, mut at) = (HashSet::new(), start);
            while !done[at] && path.insert(at) {
                match outer(at) {
                    Some(next) if path.contains(&next) => {
                        broken.push(at);
                        break;
                    }
                    Some(next) => at = next,
                    None => break,
                }
            }
            path.into_iter().for_each(|i| done[i] = true);
        }
        for i in broken {
            let (id, entry) = &mut self.entries[i];
            entry.within = None;
            self.problems
                .say(format!("`{id}` would lie within itself, by way of others; left out"));
        }
    }

    fn kind(&mut self, row: &Row<'_>, columns: &Columns) -> Option<Kind> {
        let word = columns.kind.and_then(|at| row.get(at))?;
        // Of Neo4j's labels the first that is a kind.
        let kind = self
            .kinds
            .of(word)
            .or_else(|| word.split([';', ':']).find_map(|word| self.kinds.of(word)));
        if kind.is_none() {
            let usual = self.kinds.usual.word();
            let what = format!(
                "`{word}` is no kind; counts as {usual}; say what it means: --kinds \"{word}=KIND\""
            );
            self.problems.at(row.place(), what);
        }
        kind
    }

    fn describe(&mut self, i: usize, row: &Row<'_>, columns: &Columns, order: DateOrder) {
        let place = row.place();
        let text = |column: Option<usize>| {
            column.and_then(|at| row.get(at)).map(|text| Str::from(text.to_owned()))
        };
        let mut notes: Vec<String> =
            columns.note.and_then(|at| row.get(at)).map(str::to_owned).into_iter().collect();
        for at in &columns.kept {
            notes
                .extend(row.get(*at).map(|text| format!("{}: {text}", columns.table_heading(*at))));
        }
        let when = match columns.when.and_then(|at| row.get(at)) {
            Some(when) => self.date(when, order, place),
            None => {
                let [start, end] =
                    [columns.start, columns.end].map(|at| at.and_then(|at| row.get(at)));
                let [start, end] =
                    [start, end].map(|side| side.and_then(|side| self.side(side, order, place)));
                let open = |side: Option<String>| side.unwrap_or_else(|| "..".to_owned());
                (start.is_some() || end.is_some()).then(|| format!("{}/{}", open(start), open(end)))
            }
        };
        let entry = &mut self.entries[i].1;
        entry.short = text(columns.short);
        let aliases = columns.aliases.and_then(|at| row.get(at));
        let aliases = aliases.into_iter().flat_map(|names| names.split(" | ")).map(str::trim);
        entry.aliases = aliases
            .filter(|name| !name.is_empty())
            .map(|name| Str::from(name.to_owned()))
            .collect();
        entry.when = when.filter(|when| dates::is_period(when)).map(Str::from);
        entry.same_as = text(columns.same_as);
        entry.note = (!notes.is_empty()).then(|| notes.join("; ").into());
    }

    fn date(&mut self, text: &str, order: DateOrder, place: Place) -> Option<String> {
        match dates::read(text, order).as_deref() {
            Ok([one]) => Some(one.clone()),
            Ok(_) => {
                self.problems.at(place, format!("`{text}` is no lifetime; left out"));
                None
            }
            Err(why) => {
                self.problems.at(place, format!("{why}; left out"));
                None
            }
        }
    }

    fn side(&mut self, text: &str, order: DateOrder, place: Place) -> Option<String> {
        match dates::side(text, order) {
            Ok(date) => Some(date),
            Err(why) => {
                self.problems.at(place, format!("{why}; left out"));
                None
            }
        }
    }

    /// The id of an actor that the file calls so; a new one if it is new. `None` where nobody is called so.
    pub(super) fn id(&mut self, key: &str, kind: Option<Kind>, place: Place) -> Option<&str> {
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
        Some(&self.entries[i].0)
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
            let (Some(name), Some(actor)) = (row.get(side), known) else { continue };
            let id = Str::from(self.entries[*actor].0.clone());
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
        let own = (is_id(key) && key.len() <= 60 && says(key)).then(|| key.to_owned());
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

    /// What was taken for granted about them.
    pub(super) fn remarks(&self) -> Vec<String> {
        let kind = self.kinds.usual.word();
        let mut remarks = Vec::new();
        match self.assumed {
            0 => {}
            1 => remarks
                .push(format!("1 actor has no kind, and counts as {kind}; --kind chooses another")),
            n => remarks.push(format!(
                "{n} actors have no kind, and count as {kind}; --kind chooses another"
            )),
        }
        match self.by_label {
            0 => {}
            1 => remarks.push(
                "1 name at an end is no node's id, but one node's label: taken for that node"
                    .to_owned(),
            ),
            n => remarks.push(format!(
                "{n} names at ends are no node's id, but one node's label: taken for that node"
            )),
        }
        remarks.extend(self.twins());
        remarks
    }

    /// Names that look like one, and are two actors.
    fn twins(&self) -> Option<String> {
        const SHOWN: usize = 10;
        let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (_, entry) in &self.entries {
            let name = entry.name.as_deref().unwrap_or_default();
            let plain = fold(&any_ascii::any_ascii(name));
            // Numbers and signs are all alike to this.
            if plain.chars().any(char::is_alphabetic) {
                alike.entry(plain).or_default().push(name);
            }
        }
        let mut pairs: Vec<String> = Vec::new();
        let mut count = 0;
        for names in alike.values().filter(|names| names.len() > 1) {
            count += 1;
            if count <= SHOWN {
                let names: Vec<String> =
                    names.iter().take(4).map(|name| format!("`{name}`")).collect();
                pairs.push(names.join(" and "));
            }
        }
        let more =
            if count > SHOWN { format!(", and {} more", count - SHOWN) } else { String::new() };
        (count > 0).then(|| {
            format!("look alike, and are different actors here: {}{more}", pairs.join(", "))
        })
    }

    pub(super) fn into_pairs(mut self) -> (Vec<(Str<'static>, ActorEntry<'static>)>, Problems) {
        self.settle_aliases();
        let pairs = self.entries.into_iter().map(|(id, entry)| (id.into(), entry)).collect();
        (pairs, self.problems)
    }

    /// An alias that is another's id or name would mean two: it goes.
    fn settle_aliases(&mut self) {
        if self.entries.iter().all(|(_, entry)| entry.aliases.is_empty() && entry.short.is_none()) {
            return;
        }
        let mut owners: HashMap<String, (usize, bool)> = HashMap::new();
        for (i, (id, entry)) in self.entries.iter().enumerate() {
            for word in
                [id.to_lowercase(), entry.name.as_deref().unwrap_or_default().to_lowercase()]
            {
                let owner = owners.entry(word).or_insert((i, false));
                owner.1 |= owner.0 != i;
            }
        }
        for (i, (id, entry)) in self.entries.iter_mut().enumerate() {
            let mut fits = |alias: &Str<'_>| {
                let owner = owners.get(&alias.to_lowercase());
                let fits = owner.is_none_or(|(own, shared)| *own == i && !shared);
                if !fits {
                    self.problems.say(format!(
                        "actor {id}: the alias `{}` is another's name; left out",
                        &**alias
                    ));
                }
                fits
            };
            entry.aliases.retain(&mut fits);
            entry.short = entry.short.take().filter(&mut fits);
        }
    }
}

/// Which column of a table of nodes holds what.
struct Columns {
    key: Option<usize>,
    name: Option<usize>,
    kind: Option<usize>,
    short: Option<usize>,
    aliases: Option<usize>,
    when: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    within: Option<usize>,
    same_as: Option<usize>,
    note: Option<usize>,
    /// What is kept in the note, by its heading.
    kept: Vec<usize>,
    headings: Vec<String>,
}

/// What follows from the rest, or is only about looks.
pub(super) const LOOKS: [&str; 18] = [
    "positionx",
    "positiony",
    "x",
    "y",
    "z",
    "size",
    "color",
    "colour",
    "r",
    "g",
    "b",
    "position",
    "shape",
    "thickness",
    "selected",
    "insupport",
    "outsupport",
    "side",
];

impl Columns {
    fn of(table: &Table, key: Option<usize>, options: &Options) -> Result<Self, ImportError> {
        let folded = table.folded();
        let mut taken = vec![false; folded.len()];
        if let Some(key) = key {
            taken[key] = true;
            table.read_as(key, "whom edges mean by it");
        }
        let told = options.kinds.column.as_ref().and_then(|name| table.find(name));
        let mut first = |names: &[&str], what: &str| {
            let free =
                |name: &&str| folded.iter().position(|own| own == name).filter(|at| !taken[*at]);
            let found = names.iter().find_map(free)?;
            taken[found] = true;
            table.read_as(found, what);
            Some(found)
        };
        let key = key.or_else(|| {
            first(&["id", "key", "actorid", "node", "nodeid"], "whom edges mean by it")
        });
        let mut columns = Columns {
            key,
            name: first(
                &["label", "name", "actorname", "title", "fullname", "nodename", "caption"],
                "the name",
            ),
            kind: None,
            short: first(&["short", "shortname"], "the short name"),
            aliases: first(&["aliases", "alias"], "other names"),
            when: first(&["when", "lifetime"], "the lifetime"),
            start: first(&["start", "startdate", "begin"], "the lifetime"),
            end: first(&["end", "enddate"], "the lifetime"),
            within: first(&["within"], "what it lies within"),
            same_as: first(&["sameas", "wikidata", "wikidataid"], "the Wikidata id"),
            note: first(&["note", "notes", "description", "comment"], "the note"),
            kept: Vec::new(),
            headings: table.headings().to_vec(),
        };
        // A column that is usually something else tells kinds only if one of its words is one.
        let words = Kinds::new(options);
        let tells = |at: usize| {
            folded[at] == "kind"
                || table.rows().take(10_000).any(|row| {
                    row.get(at).is_some_and(|text| {
                        text.split([';', ':']).any(|word| words.of(word).is_some())
                    })
                })
        };
        let usual = ["kind", "type", "labels", "schema"].iter().find_map(|name| {
            folded.iter().position(|own| own == name).filter(|at| !taken[*at] && tells(*at))
        });
        columns.kind = told.or(usual);
        if let Some(column) = columns.kind {
            taken[column] = true;
            table.read_as(column, "the kind");
        }
        for at in 0..folded.len() {
            if taken[at] || table.is_read(at) {
                continue;
            }
            if LOOKS.contains(&folded[at].as_str()) {
                table.read_as(at, "passed over: looks, or worked out");
            } else {
                table.read_as(at, "kept in the note");
                columns.kept.push(at);
            }
        }
        Ok(columns)
    }

    fn table_heading(&self, at: usize) -> &str {
        &self.headings[at]
    }
}
