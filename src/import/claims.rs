//! Rows -> claims, by the rules of a plan.
//!
//! Takes rows and rules for reading them; gives claims, and the reason for every row and cell that was not
//! taken. Nothing is cut off or reversed: an edge without direction makes no claim that needs one, a date
//! that cannot be read stays in the note as it was written.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts and numbers of rows and columns, of which there are fewer than bytes in memory"
)]

mod bearing;
mod facts;
mod relations;
mod when;

use std::collections::HashMap;

use super::actors::{Actors, NOBODY};
use super::pairs;
use super::plan::{End, KindOf, Plan, RelationOf, Rule};
use super::problems::Problems;
use super::roles::Role;
use super::table::{Row, Table, fold};
use super::words::{self, Meaning, Meanings};
use super::{ImportError, ImportOptions};
use crate::annotation::{Item, OneOrMany, Rare, Str};
use crate::model::{Kind, Modality, Status, Vocabulary};
use bearing::Way;
pub(super) use bearing::graded;
use facts::Facts;

/// The most claims that one row can make: two lists of names in it are all pairs.
const MOST: usize = 10_000;

pub(super) struct Claims<'o> {
    pub(super) actors: Actors,
    meanings: Meanings,
    options: &'o ImportOptions,
    missing: Vec<String>,
    /// Whether each column of amounts says more than that there is one.
    has_weights: bool,
    pub(super) items: Vec<Item<'static>>,
    pub(super) problems: Problems,
    /// Rows that say that there is nothing.
    pub(super) silent: usize,
    /// Where a table of ours has what its claims cite.
    pub(super) own: Option<Own>,
    /// The source of each claim, where a table of ours names it.
    pub(super) sources: Vec<Str<'static>>,
    /// Claims of edges without direction whose relation has one, taken as told.
    pub(super) directed: usize,
    /// How many names have a comma in them where nothing was to be taken apart, and the first.
    pub(super) with_comma: (usize, Option<String>),
}

/// The columns in which a table of ours has what its claims cite.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own {
    pub(super) source: Option<usize>,
    pub(super) quote: Option<usize>,
    pub(super) paragraph: Option<usize>,
    pub(super) record: Option<usize>,
}

impl<'o> Claims<'o> {
    pub(super) fn new(
        actors: Actors,
        options: &'o ImportOptions,
        missing: &[String],
    ) -> Result<Self, ImportError> {
        Ok(Claims {
            actors,
            meanings: Meanings::new(&options.meanings)?,
            options,
            missing: missing.to_vec(),
            has_weights: true,
            items: Vec::new(),
            problems: Problems::default(),
            own: None,
            sources: Vec::new(),
            silent: 0,
            directed: 0,
            with_comma: (0, None),
        })
    }

    /// Takes in what words of the format mean, where nobody says otherwise.
    pub(super) fn usual(&mut self, words: &[(&str, &str)]) {
        self.meanings.usual(words);
    }

    /// Takes in relations of the file's own.
    pub(super) fn learn(&mut self, relations: impl Iterator<Item = String>) {
        relations.for_each(|name| self.meanings.learn(name));
    }

    /// Makes the claims of all rows.
    pub(super) fn of(&mut self, table: &Table, plan: &Plan) {
        if let Some(column) = plan.roles.as_ref().and_then(|roles| roles.get(Role::Amount)) {
            self.has_weights =
                table.rows().any(|row| !matches!(row.get(column), Some("1" | "1.0")));
            if !self.has_weights {
                table.read_as(column, "passed over: it is 1 in every row");
            }
        }
        self.contrary(table, plan);
        let says_nothing = |row: &Row<'_>| {
            plan.skip.iter().any(|(at, values)| {
                values.iter().any(|value| row.get(*at).unwrap_or_default() == value)
            })
        };
        match &plan.pair {
            None => {
                for row in table.rows() {
                    if says_nothing(&row) {
                        self.silent += 1;
                    } else {
                        self.by_rules((&row, &row), plan, None);
                    }
                }
            }
            Some(pair) => {
                let rows = table.rows().filter(|row| !says_nothing(row));
                let groups = pairs::groups(rows, pair, &mut self.problems);
                for (a, b, several) in groups {
                    let instead = pair.several.as_deref().filter(|_| several);
                    self.by_rules((&a, &b), plan, instead);
                }
            }
        }
    }

    /// Rows with a number below zero, as signed graphs have it of enemies, which are all taken for one relation.
    fn contrary(&mut self, table: &Table, plan: &Plan) {
        let (Some(roles), Some(RelationOf::Always(relation))) =
            (&plan.roles, plan.rules.first().map(|rule| &rule.relation))
        else {
            return;
        };
        let is_sign = |heading: &str| ["sign", "polarity"].contains(&fold(heading).as_str());
        let signs = table.headings().iter().position(|heading| is_sign(heading));
        for column in roles.get(Role::Amount).into_iter().chain(signs) {
            let heading = table.heading(column);
            for row in table.rows() {
                let text = row.get(column).unwrap_or_default();
                if text.starts_with('-')
                    && text.parse::<f64>().is_ok_and(|number| number < 0.0)
                    && !NOBODY.contains(&text)
                {
                    let what = format!(
                        "`{heading}` is {text}, and the row counts as `{relation}` all the same, as told; --relation {} \
                         with --means for each of its values reads it",
                        words::shell(heading)
                    );
                    self.problem(&row, what);
                }
            }
        }
    }

    fn problem(&mut self, row: &Row<'_>, what: impl Into<String>) {
        self.problems.at(row.place(), what);
    }

    /// The claims of a row, or of two. One that makes a claim by some rule does not say that there is nothing.
    fn by_rules(&mut self, (row, other): (&Row<'_>, &Row<'_>), plan: &Plan, instead: Option<&str>) {
        let (items, silent) = (self.items.len(), self.silent);
        plan.rules.iter().for_each(|rule| self.row(row, other, plan, rule, instead));
        self.silent = match self.items.len() > items {
            true => silent,
            false => self.silent.min(silent + 1),
        };
    }

    /// The claims of a row by one rule; of two rows, where whom the first acts on stands in the second. Another
    /// relation may stand instead of that which the row tells.
    fn row(
        &mut self,
        row: &Row<'_>,
        other: &Row<'_>,
        plan: &Plan,
        rule: &Rule,
        instead: Option<&str>,
    ) {
        let ends = (row.get(rule.from.column), other.get(rule.to.column));
        let (Some(from), Some(to)) = ends else {
            if !rule.may_lack {
                self.problem(row, "an end is missing; left out");
            }
            return;
        };
        if self.own.is_some_and(|own| own.source.is_none_or(|at| row.get(at).is_none())) {
            return self.problem(row, "it names no source; left out");
        }
        let mut meanings = self.meanings_of(row, &rule.relation);
        if let Some(instead) = instead.and_then(words::named)
            && !meanings.is_empty()
        {
            meanings = vec![instead];
        }
        if meanings.is_empty() {
            return;
        }
        let Some(way) = self.way(row, plan) else { return };
        let (from, to) =
            (self.ends(row, &rule.from, from, rule), self.ends(other, &rule.to, to, rule));
        if from.is_empty() || to.is_empty() {
            return;
        }
        if from.len() * to.len() * meanings.len() > MOST {
            let what = format!(
                "{} names and {} make more than {MOST} claims; left out",
                from.len(),
                to.len()
            );
            return self.problem(row, what);
        }
        let mut facts = self.facts(row, other, plan, rule);
        // Of several relations and several dates nobody knows which goes with which.
        if meanings.len() > 1 && facts.dates.len() > 1 {
            let dates: Vec<&str> = facts.dates.iter().flatten().map(String::as_str).collect();
            facts.notes.push(format!("dates: {}", dates.join(", ")));
            facts.dates = vec![None];
            self.problem(row, "it has several relations and several dates, and nobody knows which goes with which: the dates stand in the note");
        }
        let facts = self.noted(facts);
        for meaning in &meanings {
            let Meaning::Is { relation, turned } = meaning else { continue };
            if way == Way::None && !self.may_direct(row, relation) {
                continue;
            }
            for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (from, to))) {
                for back in way.turns(is_symmetric(relation)) {
                    let (from, to) = if *turned == *back { (from, to) } else { (to, from) };
                    for when in &facts.dates {
                        self.claim(row, from, relation, to, when.as_deref(), &facts);
                    }
                }
            }
        }
    }

    /// Whether an edge without direction may make a claim of that relation.
    fn may_direct(&mut self, row: &Row<'_>, relation: &str) -> bool {
        if is_symmetric(relation) {
            return true;
        }
        if self.options.directed {
            self.directed += 1;
            return true;
        }
        let what = format!(
            "it has no direction, and `{relation}` needs one; left out. --directed takes the first end for who acts"
        );
        self.problem(row, what);
        false
    }

    fn claim(
        &mut self,
        row: &Row<'_>,
        from: &str,
        relation: &str,
        to: &str,
        when: Option<&str>,
        facts: &Facts,
    ) {
        if from == to {
            return self.problem(row, "both ends are one actor; left out");
        }
        let (quote, record, paragraph) = match &facts.cited {
            Some((source, Some(quote), paragraph)) => {
                self.sources.push(source.clone().into());
                (Some(Str::from(quote.clone())), None, *paragraph)
            }
            cited => {
                self.sources.extend(cited.as_ref().map(|(source, ..)| source.clone().into()));
                (None, Some(Str::from(facts.record.clone())), None)
            }
        };
        let unnamed = || OneOrMany::One("unnamed".into());
        let said_by =
            facts.said_by.clone().or_else(|| facts.modality.needs_speaker().then(unnamed));
        self.items.push(Item {
            from: Some(OneOrMany::One(from.to_owned().into())),
            relation: Some(relation.to_owned().into()),
            to: Some(OneOrMany::One(to.to_owned().into())),
            quote,
            record,
            when: when.map(|when| when.to_owned().into()),
            modality: Some(facts.modality).filter(|m| *m != Modality::default()),
            status: Some(facts.status).filter(|s| *s != Status::default()),
            said_by,
            paragraph,
            rare: (facts.rare != Rare::default()).then(|| Box::new(facts.rare.clone())),
        });
    }

    /// The ids of those whom a cell names.
    fn ends(&mut self, row: &Row<'_>, end: &End, cell: &str, rule: &Rule) -> Vec<String> {
        let names: Vec<&str> = match &end.split {
            Some(sign) if !sign.is_empty() && !self.actors.knows(cell) => {
                cell.split(sign.as_str()).collect()
            }
            _ => vec![cell],
        };
        if names.len() > MOST {
            self.problem(
                row,
                format!("a cell has {} names, more than {MOST}; left out", names.len()),
            );
            return Vec::new();
        }
        let mut ids: Vec<String> = Vec::with_capacity(names.len());
        for name in names.into_iter().map(str::trim).filter(|name| !name.is_empty()) {
            if name == "?" {
                ids.push("?".to_owned());
                continue;
            }
            let kind = kind(&end.kind, row, name);
            self.odd(row, end, name);
            match self.actors.id(name, kind, row.place()) {
                Some(id) if ids.iter().any(|known| known == id) => {}
                Some(id) => ids.push(id.to_owned()),
                None if rule.may_lack => {}
                None => {
                    self.problem(row, format!("an end is missing (`{name}` is nobody); left out"))
                }
            }
        }
        ids
    }
}

/// Whether a relation of the vocabulary has no direction; of one that is not its own nobody knows any.
fn is_symmetric(relation: &str) -> bool {
    let vocabulary = Vocabulary::standard();
    vocabulary.get(relation).is_none_or(|ix| vocabulary[ix].is_symmetric())
}

/// The kind of somebody whom a row names.
fn kind(kind: &KindOf, row: &Row<'_>, name: &str) -> Option<Kind> {
    let starts = |starts: &[(String, Kind)]| {
        starts.iter().find(|(start, _)| name.starts_with(start.as_str())).map(|(_, kind)| *kind)
    };
    match kind {
        KindOf::Unsaid => None,
        KindOf::Is(kind) => Some(*kind),
        KindOf::Starts(list, usual) => starts(list).or(*usual),
        KindOf::Column(at, words, list) => starts(list).or_else(|| {
            let word = row.get(*at)?;
            words.iter().find(|(own, _)| own == word).map(|(_, kind)| *kind)
        }),
    }
}

/// The distinct addresses of a column, where there are few.
pub(super) fn only_value(table: &Table, column: usize) -> Option<&str> {
    let mut counts: HashMap<&str, ()> = HashMap::new();
    for row in table.rows() {
        counts.insert(row.get(column)?, ());
        if counts.len() > 1 {
            return None;
        }
    }
    counts.into_keys().next()
}
