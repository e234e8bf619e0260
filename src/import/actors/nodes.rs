//! A table of nodes -> actors, with what it says about them.

use std::collections::{HashMap, HashSet};

use super::super::dates::{self, DateOrder};
use super::super::problems::RowPlace;
use super::super::raw::Nodes;
use super::super::table::Row;
use super::super::{ImportError, ImportOptions};
use super::Actors;
use super::columns::Columns;
use crate::annotation::Str;
use crate::model::{Kind, of_one_cell};

impl Actors {
    /// Takes in a table of nodes.
    pub(in crate::import) fn nodes(
        &mut self,
        nodes: &Nodes,
        options: &ImportOptions,
    ) -> Result<(), ImportError> {
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
            let kind = |at: usize| self.entries.get(at).and_then(|(_, entry)| entry.kind);
            let is_place = kind(i) == Some(Kind::Place);
            let holds = |at: usize| matches!(kind(at), Some(Kind::Place | Kind::State));
            match known.filter(|at| is_place && *at != i && holds(*at)) {
                Some(known) => {
                    let id = self.entries.get(known).map(|(id, _)| Str::from(id.clone()));
                    self.entries
                        .get_mut(i)
                        .into_iter()
                        .for_each(|(_, own)| own.within = id.clone());
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
        let outer = |i: usize| {
            let (_, entry) = self.entries.get(i)?;
            by_id.get(entry.within.as_deref()?).copied()
        };
        let mut done: HashSet<usize> = HashSet::new();
        let mut broken = Vec::new();
        for start in 0..self.entries.len() {
            let (mut path, mut at) = (HashSet::new(), start);
            while !done.contains(&at) && path.insert(at) {
                match outer(at) {
                    Some(next) if path.contains(&next) => {
                        broken.push(at);
                        break;
                    }
                    Some(next) => at = next,
                    None => break,
                }
            }
            done.extend(path);
        }
        for i in broken {
            let Some((id, entry)) = self.entries.get_mut(i) else { continue };
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
            let option = super::super::words::shell(&format!("{word}=KIND"));
            let what = format!(
                "`{word}` is no kind; counts as {usual}; say what it means: --kinds {option}"
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
        let keep = columns.keep.and_then(|at| row.get(at)).unwrap_or_default();
        let kept = matches!(keep, "true" | "True" | "TRUE" | "1");
        if !kept && !matches!(keep, "" | "false" | "False" | "FALSE" | "0") {
            notes.push(format!("keep: {keep}"));
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
        let Some((_, entry)) = self.entries.get_mut(i) else { return };
        entry.short = text(columns.short);
        let aliases = columns.aliases.and_then(|at| row.get(at));
        let aliases = aliases.into_iter().flat_map(of_one_cell);
        entry.aliases = aliases.map(|name| Str::from(name.into_owned())).collect();
        entry.when = when.filter(|when| dates::is_period(when)).map(Str::from);
        entry.keep = kept;
        entry.same_as = text(columns.same_as);
        entry.note = (!notes.is_empty()).then(|| notes.join("; ").into());
    }

    fn date(&mut self, text: &str, order: DateOrder, place: RowPlace) -> Option<String> {
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

    fn side(&mut self, text: &str, order: DateOrder, place: RowPlace) -> Option<String> {
        match dates::side(text, order) {
            Ok(date) => Some(date),
            Err(why) => {
                self.problems.at(place, format!("{why}; left out"));
                None
            }
        }
    }
}
