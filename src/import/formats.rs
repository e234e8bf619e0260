//! The format of a file, recognised by its contents, and its reader.

use std::fmt;
use std::str::FromStr;

use super::decode::decode;
use super::raw::Raw;
use super::{ImportError, Layout, dl, gexf, gml, graphml, json, lgl, lines, pajek, separated};
use crate::model::Cut;

macro_rules! formats {
    ($($(#[$doc:meta])* $format:ident $name:literal $told:literal,)+) => {
        /// A format that can be read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum InFormat {
            $($(#[$doc])* $format,)+
        }

        impl InFormat {
            /// Every format, as lists show them.
            pub const ALL: &[InFormat] = &[$(InFormat::$format),+];

            /// The name by which it is asked for: `gexf`.
            pub fn name(self) -> &'static str {
                match self { $(InFormat::$format => $name,)+ }
            }

            /// What it is, and who writes it.
            pub fn description(self) -> &'static str {
                match self { $(InFormat::$format => $told,)+ }
            }
        }
    };
}

formats! {
    /// Separated values, with headings or without.
    Table "csv" "CSV, TSV, lists with blanks between; Neo4j's tables; in any encoding",
    /// A workbook.
    Sheet "xlsx" "XLSX, XLSB, XLS, ODS: a sheet of edges, and one of nodes where there is one",
    /// Parquet.
    Columnar "parquet" "Parquet: our table of claims, or any table: DuckDB, Polars, pandas, Spark",
    /// GEXF.
    Gexf "gexf" "GEXF 1.0 to 1.3, static or dynamic: Gephi, NetworkX, Sigma",
    /// GraphML.
    GraphMl "graphml" "GraphML: NetworkX, igraph, Gephi, yEd",
    /// JSON graphs.
    Json "json" "node-link JSON (ours, NetworkX, D3), Cytoscape, CX, graphology, JGF, lists of records",
    /// JSON, one record per line.
    Lines "jsonl" "one record per line: FollowTheMoney, Neo4j (apoc), rows",
    /// Pajek.
    Pajek "pajek" "Pajek's .net and .paj",
    /// UCINET's DL.
    Dl "dl" "UCINET's DL: full and half matrices, edgelist1, nodelist1, of one sort or two",
    /// LGL.
    Lgl "lgl" "LGL: a name behind #, and those beside it, a line each; igraph",
    /// GML.
    Gml "gml" "GML: NetworkX, igraph, yEd, Gephi",
}

impl fmt::Display for InFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for InFormat {
    type Err = ImportError;

    fn from_str(name: &str) -> Result<Self, ImportError> {
        let found = InFormat::ALL.iter().find(|format| format.name() == name).copied();
        let names =
            || InFormat::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
        found.ok_or_else(|| ImportError::Form(format!("there is no format `{name}`: {}", names())))
    }
}

/// The text of a file, in whatever encoding, and its format; of a workbook no text.
pub(super) enum Opened<'b> {
    Text(super::decode::Decoded<'b>, InFormat),
    Sheet,
    Columnar,
}

/// What a file is.
pub(super) fn open<'b>(
    bytes: &'b [u8],
    told: Option<InFormat>,
    layout: &Layout,
) -> Result<Opened<'b>, ImportError> {
    let is_sheet = is_workbook(bytes);
    if is_sheet || told == Some(InFormat::Sheet) {
        return Ok(Opened::Sheet);
    }
    if bytes.starts_with(b"PAR1") || told == Some(InFormat::Columnar) {
        return Ok(Opened::Columnar);
    }
    for (start, what) in [
        (&b"%PDF"[..], "a PDF"),
        (b"\x1f\x8b", "packed with gzip: unpack it first"),
        (b"\x89PNG", "a picture"),
    ] {
        if bytes.starts_with(start) {
            return Err(ImportError::Form(format!("the file is no graph, but {what}")));
        }
    }
    let mut decoded = decode(bytes, layout.encoding.as_deref())?;
    if decoded.text.starts_with('\u{feff}') {
        decoded.text = decoded.text.trim_start_matches('\u{feff}').to_owned().into();
    }
    let format = match told {
        Some(format) => format,
        None => sniff(&decoded.text)?,
    };
    Ok(Opened::Text(decoded, format))
}

/// Reads a text that is of that format.
pub(super) fn read(text: &str, format: InFormat, layout: &Layout) -> Result<Raw, ImportError> {
    match format {
        InFormat::Gexf => gexf::read(text),
        InFormat::GraphMl => graphml::read(text),
        InFormat::Json => json::read(text),
        InFormat::Lines => lines::read(text),
        InFormat::Pajek => pajek::read(text),
        InFormat::Gml => gml::read(text),
        InFormat::Lgl => Ok(lgl::read(text)),
        InFormat::Dl => dl::read(text),
        InFormat::Table | InFormat::Sheet | InFormat::Columnar => {
            let separated::Separated { table, problems, remarks } =
                separated::read(text, "row", layout)?;
            Ok(Raw { problems, remarks, ..Raw::of_rows(table) })
        }
    }
}

fn sniff(text: &str) -> Result<InFormat, ImportError> {
    let start = text.trim_start();
    let end = start.char_indices().nth(8192).map_or(start.len(), |(at, _)| at);
    let head = start.cut(..end);
    let other = |what: &str| Err(ImportError::Form(what.to_owned()));
    match start.chars().next() {
        Some('<') => {
            let root = |name: &str| {
                head.contains(&format!("<{name}")) || head.contains(&format!(":{name}"))
            };
            return match () {
                () if root("gexf") => Ok(InFormat::Gexf),
                () if root("graphml") => Ok(InFormat::GraphMl),
                () if root("html") || root("!doctype html") || root("!DOCTYPE html") => other(
                    "the file is a web page, and no graph: if its download has failed, fetch it anew; a text is taken by `source add`",
                ),
                () => other("this XML is neither GEXF nor GraphML"),
            };
        }
        Some('{' | '[') if lines::is_lines(start) => return Ok(InFormat::Lines),
        Some('{' | '[') => return Ok(InFormat::Json),
        _ => {}
    }
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.find(|line| !line.starts_with(['%', '#'])).unwrap_or_default();
    let lower = first.to_lowercase();
    let is_pajek = ["*vertices", "*network", "*arcs", "*edges", "*matrix"]
        .iter()
        .any(|word| lower.starts_with(word));
    if is_pajek {
        return Ok(InFormat::Pajek);
    }
    if lower.starts_with("@prefix") || lower.starts_with("@base") || lower.starts_with("prefix ") {
        return other(
            "this is RDF, which is not read: what `export json` writes has all of it, and is",
        );
    }
    if is_gml(head) {
        return Ok(InFormat::Gml);
    }
    if lgl::is_lgl(head) {
        return Ok(InFormat::Lgl);
    }
    let is_drawing = |word: &str| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with([' ', '{', '\t']) || rest.is_empty())
    };
    if (is_drawing("digraph") || is_drawing("strict") || is_drawing("graph")) && head.contains('{')
    {
        return other(
            "this is Graphviz' language, a drawing: `gv2gml` of Graphviz makes GML of it, which is read",
        );
    }
    if dl::is_dl(head) {
        return Ok(InFormat::Dl);
    }
    if is_drawing("flowchart") || is_drawing("graph td") || is_drawing("graph lr") {
        return other("this is a diagram of Mermaid, a drawing: what it was drawn from is read");
    }
    Ok(InFormat::Table)
}

/// Whether `graph [` stands behind nothing but keys with a value.
fn is_gml(head: &str) -> bool {
    let Some(at) = head.match_indices("graph").map(|(at, _)| at).find(|at| {
        let before = head.cut(..*at).chars().next_back();
        before.is_none_or(char::is_whitespace)
            && head
                .cut(*at..)
                .strip_prefix("graph")
                .is_some_and(|rest| rest.trim_start().starts_with('['))
    }) else {
        return false;
    };
    let is_key = |line: &str| {
        let word = line.split_whitespace().next().unwrap_or_default();
        line.is_empty()
            || line.starts_with('#')
            || (!word.contains([',', ';'])
                && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
    };
    head.cut(..at).lines().all(|line| is_key(line.trim()))
}

/// Whether the bytes are a workbook.
fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}
