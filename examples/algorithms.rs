//! petgraph's algorithms over the graph: who is central to the network of support, and which actors hang
//! together at all.
//!
//! ```sh
//! cargo run --example algorithms
//! ```
//!
//! The claims say who, whom and what; which of them make an edge, and what it weighs, is for the question
//! to say. Here one pair is one edge, however many sources tell of it.

#![allow(clippy::print_stdout, reason = "an example prints what it finds")]

use std::collections::BTreeSet;

use petgraph::algo::{connected_components, page_rank};
use petgraph::graph::DiGraph;
use whobacks::model::{ActorIx, Family};
use whobacks::project::{Paths, Project};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let graph = Project::find(&Paths::default())?.open(Default::default())?.graph;
    let support = graph
        .claims()
        .filter(|at| at.relation.family == Family::Support && at.claim.modality.is_asserted());
    let pairs: BTreeSet<(ActorIx, ActorIx)> =
        support.map(|at| (at.claim.from, at.claim.to)).collect();

    let mut network = DiGraph::<&str, ()>::new();
    let nodes: Vec<_> =
        graph.actors().iter().map(|actor| network.add_node(actor.name.as_str())).collect();
    network
        .extend_with_edges(pairs.iter().map(|(from, to)| (nodes[from.index()], nodes[to.index()])));

    println!("{} separate parts", connected_components(&network));
    let ranks = page_rank(&network, 0.85_f64, 50);
    let mut ranked: Vec<_> =
        nodes.iter().map(|node| (ranks[node.index()], network[*node])).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (rank, name) in ranked.iter().take(10) {
        println!("{rank:.3}  {name}");
    }
    Ok(())
}
