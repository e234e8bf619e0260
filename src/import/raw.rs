//! A graph as it stands in a file, before anything is understood: nodes, edges, and what is said about the whole.

use super::problems::Problems;
use super::table::Table;

/// What a reader of a format gives.
#[derive(Debug)]
pub(super) struct Raw {
    /// The edges, or the rows of a table.
    pub(super) edges: Table,
    /// The columns of the two ends, where the format says which they are.
    pub(super) ends: Option<(usize, usize)>,
    /// The column of the edge's own id, likewise.
    pub(super) edge_id: Option<usize>,
    /// The nodes, where the format has them.
    pub(super) nodes: Option<Nodes>,
    /// What the graph is called.
    pub(super) title: Option<String>,
    /// Where it comes from, as it says.
    pub(super) url: Option<String>,
    /// Words of the format that mean a relation, where nobody says otherwise.
    pub(super) meanings: Vec<(&'static str, &'static str)>,
    /// What was not taken.
    pub(super) problems: Problems,
    /// What was taken for granted.
    pub(super) remarks: Vec<String>,
}

/// The nodes of a graph.
#[derive(Debug)]
pub(super) struct Nodes {
    pub(super) table: Table,
    /// The column by which edges call them, where the format says which it is.
    pub(super) key: Option<usize>,
    /// Whether the list is all of them: an end that it lacks is a fault.
    pub(super) is_whole: bool,
}

impl Nodes {
    /// The list of a graph, begun where there is none yet.
    pub(super) fn of(nodes: &mut Option<Nodes>) -> &mut Nodes {
        nodes.get_or_insert_with(|| {
            let mut table = Table::new("node");
            let key = table.column("id");
            Nodes { table, key: Some(key), is_whole: true }
        })
    }
}

impl Raw {
    /// A table of rows, of which nothing else is known.
    pub(super) fn of_rows(edges: Table) -> Self {
        Raw {
            edges,
            ends: None,
            edge_id: None,
            nodes: None,
            title: None,
            url: None,
            meanings: Vec::new(),
            problems: Problems::default(),
            remarks: Vec::new(),
        }
    }

    /// The columns of the two ends of a graph's edges.
    pub(super) fn ends(edges: &mut Table) -> (usize, usize) {
        (edges.column("source"), edges.column("target"))
    }

    /// A graph in the making, with the columns that every graph has.
    pub(super) fn of_graph() -> Self {
        let mut edges = Table::new("edge");
        let ends = Raw::ends(&mut edges);
        let id = edges.column("id");
        let mut raw = Raw { ends: Some(ends), edge_id: Some(id), ..Raw::of_rows(edges) };
        Nodes::of(&mut raw.nodes);
        raw
    }
}

/// The most columns that a table can have.
pub(super) const COLUMNS: usize = 20_000;

/// How deep lists within lists may go.
pub(super) const DEPTH: usize = 64;
