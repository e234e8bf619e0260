//! A query being written: named parts, one after the other.

use std::collections::BTreeSet;

use super::machine::Moves;
use super::{Dialect, SqlQuestion, lines};
use crate::query::pattern::Triple;
use crate::query::{Direction, RelationSet};

/// How standings and modalities are ranked, the firmest first: those of what is asserted, then of what is
/// only said.
pub(super) const FORCES: [(i32, &str); 12] = [
    (0, "definite"),
    (1, "possible"),
    (2, "undated"),
    (3, "not_yet"),
    (4, "stale"),
    (5, "ended"),
    (10, "planned"),
    (11, "considered"),
    (12, "alleged"),
    (13, "recommended"),
    (14, "hypothetical"),
    (15, "denied"),
];

/// The rank of what had not begun.
pub(super) const NOT_YET: i32 = 3;
/// The last rank of what holds or can have held.
pub(super) const HOLDS: i32 = 2;
/// The first rank of what is only said.
pub(super) const SAID: i32 = 10;

/// The variables of a script: what its tables are called by, why the export cannot answer, and how many links what was
/// found last has.
const RUN: &str = "whobacks_run";
const WRONG: &str = "whobacks_wrong";
const LEVEL: &str = "whobacks_level";

/// A query in the making.
pub(super) struct Query<'q> {
    pub(super) question: &'q SqlQuestion<'q>,
    pub(super) dialect: Dialect,
    parts: Vec<Part>,
    /// The sorts of step that some path takes.
    steps: Vec<(RelationSet, Direction)>,
    /// What a script does before its last query.
    statements: Vec<String>,
    /// The tables that it makes.
    kept: Vec<String>,
}

/// A named part: its name with its columns, if they are given, and its `SELECT`.
struct Part {
    head: String,
    body: String,
    recursive: bool,
}

impl Part {
    fn name(&self) -> &str {
        self.head.split(['(', ' ']).next().unwrap_or(&self.head)
    }
}

impl<'q> Query<'q> {
    pub(super) fn new(question: &'q SqlQuestion<'q>, dialect: Dialect) -> Self {
        let (parts, steps) = (Vec::new(), Vec::new());
        Query { question, dialect, parts, steps, statements: Vec::new(), kept: Vec::new() }
    }

    /// Adds a named part.
    pub(super) fn part(&mut self, name: &str, body: &str) {
        self.parts.push(Part { head: name.to_owned(), body: body.to_owned(), recursive: false });
    }

    /// Adds a part that refers to itself; its head has its name and columns, and how it is repeated.
    pub(super) fn recursive(&mut self, head: &str, body: &str) {
        self.parts.push(Part { head: head.to_owned(), body: body.to_owned(), recursive: true });
    }

    /// Whether this is a script with tables of its own. Spark copies a part into each that looks at it, copies of
    /// copies, too, and its recursions can forget nothing: so of whatever takes several links the script keeps the
    /// rows that are looked at again.
    pub(super) fn is_script(&self) -> bool {
        let triples = &self.question.pattern.triples;
        let link = |triple: &Triple| Moves::of(&triple.path).is_link();
        self.dialect == Dialect::Spark && (triples.len() > 1 || !triples.iter().all(link))
    }

    /// Adds a part that others look at several times.
    pub(super) fn kept(&mut self, name: &str, body: &str) {
        if !self.is_script() {
            return self.part(name, body);
        }
        let table = self.own(name);
        let rows = self.with(body);
        let meaning = lines::meaning(name).map(|text| format!("-- {text}\n")).unwrap_or_default();
        self.statements.push(format!("{meaning}CREATE TABLE {table} USING parquet AS\n{rows};"));
        self.part(name, &format!("SELECT t.* FROM {table} AS t"));
        self.kept.push(table);
    }

    /// Adds a part of a script that grows by what leads on from what it found last, until nothing more does. The
    /// rows that are found by so many links say so as `length`; what leads on takes those of [`newest`](Self::newest).
    pub(super) fn grown(&mut self, name: &str, first: &str, next: &str) {
        self.kept(name, first);
        let (table, next) = (self.own(name), self.with(next));
        self.statements.push(format!(
            "SET {LEVEL} = 1;\nWHILE (SELECT count(*) > 0 FROM {table} AS w WHERE {}) DO\n{}\n  \
             SET {LEVEL} = {LEVEL} + 1;\nEND WHILE;",
            self.newest("w.length"),
            indented(&format!("INSERT INTO {table}\n{next};")),
        ));
    }

    /// The condition on what was found last.
    pub(super) fn newest(&self, length: &str) -> String {
        format!("{length} = {LEVEL}")
    }

    /// Ends a script with an error before it makes anything, in each of some cases of one row (`g`). The error is raised
    /// by itself: of one that is raised where rows are read, Spark's scripts lose the message.
    pub(super) fn check(&mut self, body: &str, cases: &[(String, String)]) {
        let cases: String = cases
            .iter()
            .map(|(case, why)| format!("\n    WHEN {case} THEN {}", self.dialect.text(why)))
            .collect();
        self.statements.insert(
            0,
            format!(
                "-- an error where the tables cannot answer this\nSET {WRONG} = (\n  SELECT CASE{cases} END\n  \
                 FROM (\n{}\n  ) AS g\n);\nIF {WRONG} IS NOT NULL THEN\n  SELECT raise_error({WRONG});\nEND IF;",
                indented(&indented(body)),
            ),
        );
    }

    /// The name of a table that a script makes.
    fn own(&self, name: &str) -> String {
        format!("IDENTIFIER(concat({RUN}, {}))", self.dialect.text(&format!("_{name}")))
    }

    /// A table of the export.
    pub(super) fn table(&self, name: &str) -> String {
        self.dialect.table(self.question.tables.as_deref(), name)
    }

    /// The number of a sort of step.
    pub(super) fn step(&mut self, relations: &RelationSet, direction: Direction) -> usize {
        let step = (relations.clone(), direction);
        match self.steps.iter().position(|known| *known == step) {
            Some(at) => at,
            None => {
                self.steps.push(step);
                self.steps.len() - 1
            }
        }
    }

    pub(super) fn steps(&self) -> Vec<(RelationSet, Direction)> {
        self.steps.clone()
    }

    /// A `SELECT` behind the parts that it looks at, and those that these look at.
    fn with(&self, body: &str) -> String {
        let mut looked_at = words(body);
        let mut needed: Vec<&Part> = Vec::new();
        for part in self.parts.iter().rev() {
            if looked_at.contains(part.name()) {
                looked_at.extend(words(&part.body));
                needed.push(part);
            }
        }
        if needed.is_empty() {
            return body.to_owned();
        }
        let recursive = if needed.iter().any(|part| part.recursive) { " RECURSIVE" } else { "" };
        let parts = needed.iter().rev();
        let parts: Vec<String> = parts
            .map(|part| {
                let meaning = lines::meaning(part.name()).map(|text| format!("-- {text}\n"));
                let meaning = meaning.unwrap_or_default();
                format!("{meaning}{} AS (\n{}\n)", part.head, indented(&part.body))
            })
            .collect();
        format!("WITH{recursive}\n{}\n{body}", parts.join(",\n"))
    }

    /// The whole text.
    pub(super) fn finish(&self, head: &str, body: &str) -> String {
        let last = self.with(body);
        if !self.is_script() {
            return format!("{head}{}\n", lines::broken(&last, self.dialect));
        }
        let mut script = vec![
            format!("DECLARE {RUN} STRING DEFAULT concat('whobacks_', replace(uuid(), '-', '_'));"),
            format!("DECLARE {WRONG} STRING;\nDECLARE {LEVEL} INT;"),
        ];
        script.extend(self.statements.iter().cloned());
        script.push(format!("{last};"));
        let dropped = self.kept.iter().map(|table| format!("DROP TABLE {table};"));
        script.push(dropped.collect::<Vec<_>>().join("\n"));
        let script = indented(&script.join("\n\n"));
        format!("{head}BEGIN\n{}\nEND\n", lines::broken(&script, self.dialect))
    }
}

/// The words of a text, in which names of parts are found.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect()
}

/// A text moved to the right.
pub(super) fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| match line.is_empty() {
        true => String::new(),
        false => format!("  {line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}
