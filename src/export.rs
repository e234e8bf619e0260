//! View -> bytes, in the formats of other tools.
//!
//! Takes a [`View`] and a writer, gives the bytes of one format. The table below is the only list
//! of formats; each format is one module with its own entry. Must not
//! know the graph, positions, files or the clock: the same view gives the same bytes.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::str::FromStr;

use strum::IntoStaticStr;

use crate::view::View;

mod batches;
mod columns;
mod csv;
mod cytoscape;
mod diagram;
pub mod dot;
mod edge;
mod ftm;
mod gexf;
mod graphml;
mod graphology;
mod json;
mod kind;
pub mod mermaid;
mod neo4j;
mod node;
mod page;
mod spell;
mod table;
mod turtle;
mod xml;

#[cfg(feature = "draw")]
pub(crate) use node::node_sizes;
pub use page::page;
pub(crate) use table::armed;
#[cfg(feature = "sparql")]
pub(crate) use turtle::prefixes as turtle_prefixes;

#[allow(unused_imports, reason = "answers are made of the same claims")]
pub(crate) use columns::Value as CsvValue;
pub(crate) use json::contract;
#[cfg(feature = "serve")]
pub(crate) use json::edge as json_edge;
#[cfg(feature = "cli")]
pub(crate) use table::Lines as CsvLines;

/// What a format says about itself; each format's module holds one.
struct About {
    name: &'static str,
    extension: &'static str,
    media_type: &'static str,
    description: &'static str,
    /// The programs that it is for, and that read it in the tests.
    readers: &'static str,
    /// What it keeps of the graph.
    keeps: &'static str,
    /// What it cannot hold.
    lacks: &'static str,
    /// What it can draw an edge for, its default first.
    edges: &'static [Edges],
    output: Output,
}

type Write1 = fn(&View<'_>, Chosen, &mut dyn Write) -> io::Result<()>;

/// What a format writes.
enum Output {
    /// One file.
    File(Write1),
    /// Several, each with its name, in a folder.
    Folder(&'static [(&'static str, Write1)]),
}

macro_rules! formats {
    ($($(#[$doc:meta])* $format:ident = $module:ident,)+) => {
        /// A format to export to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Format {
            $($(#[$doc])* $format,)+
        }

        impl Format {
            /// Every format, in the order in which lists show them.
            pub const ALL: &[Format] = &[$(Format::$format),+];

            fn entry(self) -> &'static About {
                match self {
                    $(Format::$format => &$module::ENTRY,)+
                }
            }
        }
    };
}

formats! {
    /// Graphviz' language, drawn by `dot` or `fdp`.
    Dot = dot,
    /// Node-link JSON, the machine's view.
    Json = json,
    /// Graph Exchange XML Format 1.3, for Gephi.
    Gexf = gexf,
    /// GraphML, for most graph libraries.
    GraphMl = graphml,
    /// Two tables with Gephi's headings, for spreadsheets too.
    Csv = csv,
    /// Two tables with the headings of Neo4j's importer.
    Neo4j = neo4j,
    /// Cytoscape.js, for pictures on the web.
    Cytoscape = cytoscape,
    /// Graphology's serialisation, for Sigma and Gephi Lite.
    Graphology = graphology,
    /// A diagram in the text of a page.
    Mermaid = mermaid,
    /// FollowTheMoney entities, for investigation platforms.
    FollowTheMoney = ftm,
    /// RDF as Turtle, with provenance and quotes.
    Turtle = turtle,
}

/// What becomes one edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Edges {
    /// All claims of one family from one actor to another.
    Ties,
    /// Each claim.
    Claims,
}

impl Edges {
    /// One of them, in words.
    pub fn one(self) -> &'static str {
        match self {
            Edges::Ties => "tie",
            Edges::Claims => "claim",
        }
    }

    /// The word that asks for it: `ties`.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// What can be chosen about an export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// What becomes one edge; `None` leaves it to the format.
    pub edges: Option<Edges>,
    /// How GEXF writes ties that hold both ways; other formats have a column for it.
    pub mutual: Mutual,
}

/// How a tie that holds both ways is written in a format that distinguishes directed and undirected edges.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mutual {
    /// As a directed edge, marked in a column: every reader accepts that.
    #[default]
    Directed,
    /// As an undirected edge among directed ones: Gephi accepts that, NetworkX refuses the file.
    Undirected,
}

/// Options in which every choice has been made.
#[derive(Debug, Clone, Copy)]
struct Chosen {
    edges: Edges,
    mutual: Mutual,
}

impl Format {
    /// The name by which it is asked for: `gexf`.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// How its files end, without the dot.
    pub fn extension(self) -> &'static str {
        self.entry().extension
    }

    /// The media type as registered, or as its makers use it.
    pub fn media_type(self) -> &'static str {
        self.entry().media_type
    }

    /// What it is and who reads it, in one line.
    pub fn description(self) -> &'static str {
        self.entry().description
    }

    /// The programs that it is for, in one line.
    pub fn readers(self) -> &'static str {
        self.entry().readers
    }

    /// What it keeps of the graph, in one line.
    pub fn keeps(self) -> &'static str {
        self.entry().keeps
    }

    /// What it cannot hold, in one line.
    pub fn lacks(self) -> &'static str {
        self.entry().lacks
    }

    /// What it can draw an edge for, its default first.
    pub fn edges(self) -> &'static [Edges] {
        self.entry().edges
    }

    /// Whether it shows sides or positions of actors.
    pub fn has_marks(self) -> bool {
        matches!(
            self,
            Format::Dot
                | Format::Gexf
                | Format::GraphMl
                | Format::Csv
                | Format::Neo4j
                | Format::Cytoscape
                | Format::Graphology
        )
    }

    /// The names of its files, if it is written as several files in a folder; otherwise empty.
    pub fn files(self) -> Vec<&'static str> {
        match self.entry().output {
            Output::File(_) => Vec::new(),
            Output::Folder(files) => files.iter().map(|(name, _)| *name).collect(),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name that no format has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no format `{name}`; there are {}", names())]
pub struct UnknownFormat {
    /// What was asked for.
    pub name: String,
}

fn names() -> String {
    let names: Vec<&str> = Format::ALL.iter().map(|f| f.name()).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let found = Format::ALL.iter().find(|f| f.name() == name);
        found.copied().ok_or_else(|| UnknownFormat { name: name.to_owned() })
    }
}

/// Writes a view in a format with its default options.
///
/// # Errors
/// If the writer fails.
pub fn write(format: Format, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_with(format, view, ExportOptions::default(), out)
}

/// Writes a view in a format.
///
/// # Errors
/// If the writer fails; [`io::ErrorKind::Unsupported`], before anything is written, if the
/// format cannot have such edges (see [`Format::edges`]) or has several files ([`Format::files`]).
pub fn write_with(
    format: Format,
    view: &View<'_>,
    options: ExportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format.entry().output {
        Output::File(write) => run(format, write, view, options, out),
        Output::Folder(_) => {
            let files = format.files().join(" and ");
            Err(unsupported(format!("{format} is several files, {files}, and needs a folder")))
        }
    }
}

/// Writes one of the files of a format that has several.
///
/// # Errors
/// As [`write_with`]; also if the format has no file of that name.
pub fn write_file(
    format: Format,
    file: &str,
    view: &View<'_>,
    options: ExportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let found = match format.entry().output {
        Output::File(_) => None,
        Output::Folder(files) => files.iter().find(|(name, _)| *name == file),
    };
    match found {
        Some((_, write)) => run(format, *write, view, options, out),
        None => Err(unsupported(format!("{format} has no file {file}"))),
    }
}

fn run(
    format: Format,
    write: Write1,
    view: &View<'_>,
    options: ExportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let offered = format.edges();
    let edges = options.edges.unwrap_or(offered[0]);
    if !offered.contains(&edges) {
        return Err(unsupported(format!(
            "{format} cannot be written with {} as its edges",
            edges.word()
        )));
    }
    // Formats write word by word.
    let mut out = BufWriter::new(out);
    write(view, Chosen { edges, mutual: options.mutual }, &mut out)?;
    out.flush()
}

fn unsupported(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, message)
}

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use tests::hostile;
