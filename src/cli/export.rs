//! `export FORMAT`

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::disk::{admit_named, write_shown};
use super::project::{Project, leave};
use super::terminal::Terminal;
use super::time::Exported;
use super::{Ended, Globals};
use crate::export::{self, Edges, ExportOptions, Format, Mutual};
use crate::graph::Graph;
#[cfg(feature = "parquet")]
use crate::graph::time::When;
#[cfg(feature = "parquet")]
use crate::project::write_folder;
#[cfg(feature = "parquet")]
use crate::query::Names;
use crate::view::View;

/// Write the graph in one format, to stdout or to a file
///
/// Examples:
///   whobacks export gexf -o libya.gexf
///   whobacks export json | jq '.edges[] | select(.relation == "arms")'
///   whobacks export dot | dot -Tsvg > libya.svg
///   whobacks export csv --ties -o tables/
///   whobacks export parquet -o libya-tables
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Export {
    /// The format
    #[arg(value_parser = format_parser())]
    format: To,
    /// One edge for each pair of actors and family of relations
    #[arg(long, conflicts_with = "claims")]
    ties: bool,
    /// One edge for each claim
    #[arg(long)]
    claims: bool,
    /// gexf only: write ties that hold both ways as undirected edges (Gephi reads that, NetworkX does not)
    #[arg(long)]
    undirected: bool,
    #[command(flatten)]
    time: Exported,
    /// parquet only: an actor that acts for itself, not for the whole to which it belongs; may be given several times
    #[arg(long, value_name = "ACTOR")]
    keep: Vec<String>,
    /// parquet only: say how ties stand according to these sources alone; may be given several times
    #[arg(long, value_name = "SOURCE")]
    source: Vec<String>,
    /// parquet only: leave out how ties stand when parts act for their wholes
    #[arg(long)]
    no_roll_up: bool,
    /// The file or folder to write; the old one stays in place until the new one is complete
    #[arg(short, long, value_name = "FILE or DIR")]
    output: Option<PathBuf>,
}

/// To what the graph is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum To {
    /// A view of it.
    Format(Format),
    /// Tables, with how all ties stand at all times.
    Tables,
}

/// The formats by name, each with what it is.
fn format_parser() -> impl TypedValueParser<Value = To> {
    let values = Format::ALL.iter().map(|f| PossibleValue::new(f.name()).help(f.description()));
    let tables = PossibleValue::new(TABLES).help(
        "tables for DuckDB, Polars, pandas and Spark: claims, actors, sources, relations, and how every tie \
         stands at all times",
    );
    PossibleValuesParser::new(values.chain([tables])).map(|word| match word.parse() {
        Ok(format) => To::Format(format),
        Err(_) => To::Tables,
    })
}

/// The name of the tables as a format.
const TABLES: &str = "parquet";

impl Export {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let Some(graph) = Project::find(globals)?.graph(terminal)? else { return Ok(Ended::Badly) };
        let format = match self.format {
            To::Tables => {
                self.write_tables(&graph, globals, terminal)?;
                leave(globals, graph);
                return Ok(Ended::Well);
            }
            To::Format(format) => format,
        };
        self.time.needs_date()?;
        for (given, option) in [
            (!self.keep.is_empty(), "--keep"),
            (!self.source.is_empty(), "--source"),
            (self.no_roll_up, "--no-roll-up"),
        ] {
            if given {
                bail!("{option} is for parquet");
            }
        }
        let reach = self.time.reach();
        let mut view = match self.time.at() {
            Some(date) => View::at(&graph, date, reach),
            None => View::whole(&graph),
        };
        if format.has_marks() {
            terminal.mark(&mut view, &graph, reach);
        }
        let options = self.options(format)?;
        if !format.files().is_empty() {
            self.write_folder(format, &view, options, (globals, terminal))?;
        } else if let Some(path) = &self.output {
            admit_named(path, globals)?;
            write_shown(terminal, path, |out| export::write_with(format, &view, options, out))?;
        } else {
            terminal.write(|out| export::write_with(format, &view, options, out))?;
        }
        std::mem::forget(view);
        leave(globals, graph);
        Ok(Ended::Well)
    }

    /// A format of several files, into a folder.
    fn write_folder(
        &self,
        format: Format,
        view: &View<'_>,
        options: ExportOptions,
        (globals, terminal): (&Globals, &mut Terminal),
    ) -> anyhow::Result<()> {
        let names = format.files();
        let Some(folder) = &self.output else {
            bail!("{format} is written as {}: give a folder with -o", names.join(" and "));
        };
        if folder.is_file() {
            bail!("{} is a file; {format} needs a folder", folder.display());
        }
        for name in names {
            let path = folder.join(name);
            admit_named(&path, globals)?;
            write_shown(terminal, &path, |out| {
                export::write_file(format, name, view, options, out)
            })?;
            terminal.say(&format!("{} written", path.display()));
        }
        Ok(())
    }

    /// What was chosen, if the format can have it.
    fn options(&self, format: Format) -> anyhow::Result<ExportOptions> {
        let edges = match (self.ties, self.claims) {
            (true, _) => Some(Edges::Ties),
            (_, true) => Some(Edges::Claims),
            _ => None,
        };
        if let Some(edges) = edges.filter(|edges| !format.edges().contains(edges)) {
            let [only, ..] = format.edges() else { bail!("{format} has no edges") };
            bail!("{format} has one edge per {}, always: leave out --{}", only.one(), edges.word());
        }
        if self.undirected && format != Format::Gexf {
            bail!("--undirected is for gexf: leave it out for {format}");
        }
        let mutual = if self.undirected { Mutual::Undirected } else { Mutual::Directed };
        Ok(ExportOptions { edges, mutual })
    }

    /// The tables, into a folder of their own.
    #[cfg(feature = "parquet")]
    fn write_tables(
        &self,
        graph: &Graph,
        globals: &Globals,
        terminal: &mut Terminal,
    ) -> anyhow::Result<()> {
        use crate::tables::{Moment, Rolled, Tables, parquet, schema};

        if self.ties || self.claims || self.undirected {
            bail!(
                "parquet has tables of claims and of ties: leave out --ties, --claims and --undirected"
            );
        }
        let Some(folder) = &self.output else {
            bail!("parquet is written as a folder of tables: name it with -o");
        };
        let names = Names::of(graph);
        let keep = self.keep.iter().map(|name| names.actor(name, &[]));
        let sources = self.source.iter().map(|name| names.source(name));
        let when = self.time.at().map_or(When::Told, |period| When::During(period.into()));
        let span = match when {
            When::During(at) if Moment::of(when) == Moment::Span => Some(at),
            _ => None,
        };
        let options = crate::tables::TableOptions {
            reach: self.time.reach(),
            keep: keep.collect::<Result<_, _>>()?,
            sources: sources.collect::<Result<_, _>>()?,
            span,
            rolled: if self.no_roll_up { Rolled::LeftOut } else { Rolled::Usual },
        };
        let tables = Tables::of(graph, options);
        let file = |table: &crate::tables::Table| format!("{}.parquet", table.name);
        let all: Vec<String> = schema::all().into_iter().map(file).collect();
        admit_named(folder, globals)?;
        write_folder(folder, &all, |put| {
            for table in schema::all() {
                put(&file(table), &mut |out| parquet::write(&tables, table, out))?;
            }
            Ok(())
        })?;
        let files = all.join(", ");
        terminal.say(&format!("{} written: {files}", folder.display()));
        if !tables.left_out().is_empty() {
            let sorts: Vec<&str> = tables.left_out().iter().map(|moment| moment.word()).collect();
            terminal.say(&format!(
                "who is part of whom changes too often for tables of it: how ties stand where parts act for \
                 wholes is left out by {}",
                sorts.join(" and ")
            ));
        }
        Ok(())
    }

    #[cfg(not(feature = "parquet"))]
    fn write_tables(&self, _: &Graph, _: &Globals, _: &mut Terminal) -> anyhow::Result<()> {
        bail!("this build writes no Parquet: it was built without the feature `parquet`")
    }
}
