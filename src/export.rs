//! View -> bytes, in the formats of other tools.
//!
//! Takes a [`View`] and a writer, gives the bytes of one format. The table below is the sole
//! authority on what formats there are; each format is one module with its own entry. Must not
//! know the graph, positions, files or the clock: the same view gives the same bytes.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::str::FromStr;

use crate::view::View;

pub mod dot;
mod edge;
mod gexf;
mod json;
mod xml;

#[allow(unused_imports, reason = "answers are made of the same claims")]
pub(crate) use json::{ClaimJson, VERSION};

/// What a format tells of itself; each format's module holds one.
struct Entry {
    name: &'static str,
    extension: &'static str,
    media_type: &'static str,
    description: &'static str,
    /// What it can draw an edge for, its default first.
    edges: &'static [Edges],
    write: fn(&View<'_>, Edges, &mut dyn Write) -> io::Result<()>,
}

macro_rules! formats {
    ($($(#[$doc:meta])* $format:ident = $module:ident,)+) => {
        /// A format to export to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format {
            $($(#[$doc])* $format,)+
        }

        impl Format {
            /// Every format, in the order in which lists show them.
            pub const ALL: &[Format] = &[$(Format::$format),+];

            fn entry(self) -> &'static Entry {
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
}

/// What becomes one edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edges {
    /// All claims of one family from one actor to another.
    Ties,
    /// Each claim.
    Claims,
}

impl Edges {
    /// The word that asks for it: `ties`.
    pub fn word(self) -> &'static str {
        match self {
            Edges::Ties => "ties",
            Edges::Claims => "claims",
        }
    }
}

/// What can be chosen about an export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// What becomes one edge; `None` leaves it to the format.
    pub edges: Option<Edges>,
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

    /// What it can draw an edge for, its default first.
    pub fn edges(self) -> &'static [Edges] {
        self.entry().edges
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

/// Writes a view in a format, as the format is usually written.
///
/// # Errors
/// When the writer fails.
pub fn write(format: Format, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_with(format, view, Options::default(), out)
}

/// Writes a view in a format.
///
/// # Errors
/// When the writer fails; [`io::ErrorKind::Unsupported`], before anything is written, when the
/// format cannot have such edges (see [`Format::edges`]).
pub fn write_with(
    format: Format,
    view: &View<'_>,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let entry = format.entry();
    let edges = options.edges.unwrap_or(entry.edges[0]);
    if !entry.edges.contains(&edges) {
        let message = format!("{format} cannot be written with {} as its edges", edges.word());
        return Err(io::Error::new(io::ErrorKind::Unsupported, message));
    }
    // Formats write word by word.
    let mut out = BufWriter::new(out);
    (entry.write)(view, edges, &mut out)?;
    out.flush()
}

#[cfg(test)]
mod tests;
