//! The page `docs/formats.md`, made from what each format says about itself, so that it cannot be wrong.

use std::fmt::Write as _;

use super::columns::{self, Column, Type};
use super::{Edges, Format};

const HEAD: &str = "\
# Formats

This page is made from the table of formats in the code; a test keeps it fresh.

    whobacks export gexf -o libya.gexf            one format to a file
    whobacks export csv --ties -o tables/         several files into a folder
    whobacks export json --at 2017 | jq .edges    the graph at a date, to the next program

An edge is a tie (all claims of one family from one actor to another) or a claim; `--ties` and `--claims`
choose if a format can have both. `--at DATE` exports what holds on that date or has become stale by then, each
claim with its standing. A spell in GEXF covers the days on which a tie is present: it is certain, or possible
by claims of that day or earlier. No spell goes beyond the last day of the data set.
";

const COLUMNS: &str = "
## Columns

The flat formats (gexf, graphml, csv, neo4j, cytoscape, graphology) have the same columns for nodes and edges. A
source is called `cited_source`, because `source` is one end of an edge. Lists are joined by ` | `; a
bar within an item has a backslash in front (`\\|`). What is not known is left out. Every edge has an id, a label, and
a `weight`: the number of independent origins that speak for it. Reprints of one document count once, and so do claims with
the same first speaker.
";

const GEPHI: &str = "
## Gephi

Gephi reads gexf with labels, colours, sizes and a timeline: a tie is there from the first day on which it can
have begun to the last on which it can have ended, or to the last date of the data set if no source gives an end;
a tie that no source asserts has no time. A tie that holds both ways should be undirected, but no single file can have
both kinds of edges for every reader: Gephi drops undirected edges if the file says that edges are
directed by default, and NetworkX refuses a mixed file that does not say so. Therefore all edges are directed, and the
column `symmetric` marks ties that hold both ways; `--undirected` writes a mixed file for Gephi alone. Gephi Lite shows no
time: give it the graph at one date (`--at 2017`).

## Pictures

Scripts can read the SVG of a picture, too. Its root has `data-view` (`column`, `page`, `poster`, `matrix`; `notes` is a
further page with the quotations), `data-at`, `data-fingerprint`, and `data-include` if ties that are only said were asked for
(`--include`, a poster). In it are `g.side[data-name]`,
`g.actor[data-id data-core data-parts]`, `g.note[data-n]`, `g.legend`, and a `g.tie` for each line with `data-from`, `data-to`,
`data-family`, `data-sign`, `data-relation`, `data-standing`, `data-modality`, `data-claims` and `data-n`, whose first path is the
line. In a table a row is a `g.actor`, a column a `g.side`, a cell a `g.tie`. Pictures of several dates (`--slices`) have a
`g.panel[data-at]` for each date, in which the ids of actors end in the date: `haftar@2017`. A tie in a picture of changes
has `data-change` (`new`, `ended`, `no-longer-told-of`, `as-before`); one that has ended has the standing and modality that it
had last.

## Spreadsheets

A cell that a spreadsheet would run as a formula (because it begins with `=`, `+`, `-`, `@`, a tab, a line break, or the
full-width form of such a sign) gets an apostrophe in front; so does a text in which only apostrophes stand before
such a sign. Removing one apostrophe restores the text; `whobacks import` does so.
";

/// The page.
pub fn page() -> String {
    let mut out = HEAD.to_owned();
    // A String takes all that is written.
    out.push_str("\n| format | what it is | made for | edges | keeps | cannot hold |\n");
    out.push_str("|---|---|---|---|---|---|\n");
    for format in Format::ALL {
        let edges: Vec<&str> = format.edges().iter().map(|edges| edges.word()).collect();
        let _ = writeln!(
            out,
            "| `{format}` | {} | {} | {} | {} | {} |",
            format.description(),
            format.readers(),
            edges.join(", "),
            format.keeps(),
            format.lacks()
        );
    }
    out.push_str(
        "\nIf a format can have both kinds of edges, the first one named is the default.\n",
    );
    out.push_str(COLUMNS);
    table(&mut out, "of nodes", columns::NODES.iter().map(named));
    table(&mut out, "of ties", columns::of_edges(Edges::Ties).map(named));
    table(&mut out, "of claims", columns::of_edges(Edges::Claims).map(named));
    out.push_str(GEPHI);
    out
}

fn named<F>(column: &'static Column<F>) -> (&'static str, Type) {
    (column.name, column.kind)
}

fn table(out: &mut String, what: &str, columns: impl Iterator<Item = (&'static str, Type)>) {
    let name = |(name, kind)| match kind {
        Type::Text => format!("`{name}`"),
        Type::Integer => format!("`{name}` (whole number)"),
        Type::Boolean => format!("`{name}` (true or false)"),
    };
    let names: Vec<String> = columns.map(name).collect();
    let _ = writeln!(out, "\n- {what}: {}", names.join(", "));
}
