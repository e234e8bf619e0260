//! Graph -> tables for databases: actors, claims, sources, relations, and how every tie stands at all times.
//!
//! Takes a graph; gives typed rows under declared columns, one table after the other, to a writer.
//! The declarations are the only list of what the tables hold: the writer, the documentation and
//! SQL are made from them. How a tie stands is worked out by `graph/standing` alone, and written down for every day,
//! month and year, and according to the latest sources. Must not know files, nor what is asked.

use std::io;

use sha2::{Digest as _, Sha256};

use crate::graph::time::{At, Reach};
use crate::graph::{Graph, Parents};
use crate::model::{ActorIx, Date, SourceIx};

mod cell;
mod eras;
mod lists;
mod moment;
#[cfg(feature = "parquet")]
pub mod parquet;
mod parts;
pub mod schema;
mod standing;
mod timeline;

pub use cell::{Column, Datum, Sink, Type};
pub use moment::{FIRST, LAST, Moment};
pub use schema::{Table, VERSION};

/// What the tables are made for.
#[derive(Debug, Clone, Default)]
pub struct TableOptions {
    /// How far a standing tie reaches beyond its attestations.
    pub reach: Reach,
    /// Actors that act for themselves where parts act for wholes.
    pub keep: Vec<ActorIx>,
    /// Only what these sources say decides how ties stand, unless there are none.
    pub sources: Vec<SourceIx>,
    /// A time that is neither a day, a month nor a year, for which standing is wanted too.
    pub span: Option<At>,
    /// Whether it is told, too, how ties stand where parts act for wholes.
    pub rolled: Rolled,
}

/// Whether parts act for wholes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rolled {
    /// Where that is not too much to work out.
    #[default]
    Usual,
    /// Nowhere.
    LeftOut,
}

/// A graph as tables.
pub struct Tables<'g> {
    graph: &'g Graph,
    options: TableOptions,
    /// Who is part of whom, by what is asked.
    wholes: Vec<(Moment, Vec<(Date, Parents)>)>,
    /// Times for which roll-up was too much.
    left_out: Vec<Moment>,
    fingerprint: String,
}

impl<'g> Tables<'g> {
    /// Works out what all tables need.
    pub fn of(graph: &'g Graph, options: TableOptions) -> Self {
        let (wholes, left_out) = parts::wholes(graph, &options);
        let mut print = Print(Sha256::new());
        for table in
            [&schema::ACTORS, &schema::NAMES, &schema::SOURCES, &schema::RELATIONS, &schema::CLAIMS]
        {
            let written = lists::write(table, graph, &mut print);
            written.expect("a hash takes all that is written");
        }
        let fingerprint = print.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Tables { graph, options, wholes, left_out, fingerprint }
    }

    /// What tells these data from all others: SHA-256 of actors, sources, relations and claims.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// What the graph is called.
    pub fn title(&self) -> &str {
        self.graph.title()
    }

    /// Times for which it is not told how ties stand where parts act for wholes, because so much changes.
    pub fn left_out(&self) -> &[Moment] {
        &self.left_out
    }

    /// Writes the rows of a table.
    ///
    /// # Errors
    /// When the sink fails.
    pub fn write(&self, table: &Table, sink: &mut dyn Sink) -> io::Result<()> {
        match table.name {
            "about" => self.about(sink),
            "standing" => standing::write(self, sink),
            "parts" => parts::write(self.graph, &self.wholes, sink),
            _ => lists::write(table, self.graph, sink),
        }
    }

    fn about(&self, sink: &mut dyn Sink) -> io::Result<()> {
        let graph = self.graph;
        let kept = self.options.keep.iter().map(|ix| graph.actors()[ix.index()].id.as_str());
        let mut kept: Vec<&str> = kept.collect();
        kept.sort_unstable();
        let ids = self.options.sources.iter().map(|ix| graph.sources()[ix.index()].id.as_str());
        let mut sources: Vec<&str> = ids.collect();
        sources.sort_unstable();
        let rolled = self.wholes.iter().map(|(moment, _)| moment.word());
        let span = self.options.span.map(|at| format!("{}/{}", at.first, at.last));
        sink.row(vec![
            Datum::Number(VERSION),
            graph.title().into(),
            self.fingerprint.as_str().into(),
            self.options.reach.to_string().into(),
            Datum::texts(kept),
            Datum::texts(sources),
            Datum::texts(rolled.collect()),
            Datum::texts(span.iter().map(String::as_str).collect()),
            Datum::maybe(graph.draft().map(Datum::count)),
            Datum::count(graph.claims().len()),
        ])
    }
}

/// Takes rows, and keeps their hash.
struct Print(Sha256);

impl Sink for Print {
    fn row(&mut self, cells: Vec<Datum<'_>>) -> io::Result<()> {
        for cell in &cells {
            match cell {
                Datum::Lacking => self.0.update([0]),
                Datum::Text(text) => {
                    self.0.update([1]);
                    self.0.update(text.len().to_le_bytes());
                    self.0.update(text.as_bytes());
                }
                Datum::Number(number) | Datum::Date(number) => {
                    self.0.update([2]);
                    self.0.update(number.to_le_bytes());
                }
                Datum::Flag(yes) => self.0.update([3, u8::from(*yes)]),
                Datum::Texts(texts) => {
                    self.0.update([4]);
                    self.0.update(texts.len().to_le_bytes());
                    for text in texts {
                        self.0.update(text.len().to_le_bytes());
                        self.0.update(text.as_bytes());
                    }
                }
                Datum::Dates(days) => {
                    self.0.update([5]);
                    self.0.update(days.len().to_le_bytes());
                    days.iter().for_each(|day| self.0.update(day.to_le_bytes()));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
