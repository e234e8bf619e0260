//! The page `docs/formats.md`, made of what each format tells of itself, so that it cannot be wrong.

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
choose where a format can have both. With `--at DATE` there is what holds then or has become stale, each
claim with its standing. A spell in GEXF is the days on which a tie is present: certain, or
possible by what is attested no later; never beyond the dataset's last day.
";

const COLUMNS: &str = "
## Columns

The flat formats (gexf, graphml, csv, neo4j, cytoscape, graphology) say the same of nodes and edges. A
document is called `cited_source`, because `source` is the end of an edge. Lists are joined by ` | `; a
bar within an item has a backslash in front (`\\|`). What is not known is left out. Every edge has an id, a label, and
a `weight`: the number of independent origins that speak for it, where reprints of one document and claims with the
same first speaker count once.
";

const GEPHI: &str = "
## Gephi

Gephi reads gexf with labels, colours, sizes and a timeline: a tie is there from the first day that it can
have begun to the last on which it can have ended, or to the last date of the dataset where no end is told;
what no source asserts has no time. A tie that holds both ways should be undirected, but no file can have
both kinds of edges for every reader: Gephi drops undirected edges where the file says that edges are
directed by default, and NetworkX refuses a mixed file without that word. So all edges are directed and the
column `symmetric` tells; `--undirected` writes a mixed file for Gephi alone. Gephi Lite shows no time: give
it a slice (`--at 2017`), which is a static graph.

## Pictures

The SVG of a picture is made for scripts, too. Its root has `data-view` (`column`, `page`, `poster`, `matrix`; `notes` is a
further page with the quotations), `data-at` and `data-fingerprint`. In it are `g.side[data-name]`,
`g.actor[data-id data-core data-parts]`, `g.note[data-n]`, `g.legend`, and a `g.tie` for each line with `data-from`, `data-to`,
`data-family`, `data-sign`, `data-relation`, `data-standing`, `data-modality`, `data-claims` and `data-n`, whose first path is the
line; in a table a row is a `g.actor`, a column a `g.side`, a cell a `g.tie`. Pictures of several dates (`--slices`) have a
`g.panel[data-at]` for each, and within it the ids of actors carry the date: `haftar@2017`. A tie of a picture of changes
has `data-change` (`new`, `ended`, `no-longer-told-of`, `as-before`); of one that has ended, standing and modality are those
with which it last stood.

## Spreadsheets

A cell that a spreadsheet would run as a formula (`=1+1`, `+`, `-`, `@`, a tab or a line break in front,
full-width signs too) gets an apostrophe in front; so does a text in which only apostrophes stand before
such a sign. Take one apostrophe away, and the text is as it was: `whobacks import` does.
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
    out.push_str("\nWhere there are two sorts of edges, the first is the usual one.\n");
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
