//! The hot queries, timed on a frozen graph; sizes as in `route`. Answers of `ask` and `find`, with
//! their claims and certainties, are worked out on top of these and belong here too.

use divan::Bencher;
use whobacks::graph::{Csr, Graph};
use whobacks::model::{ActorIx, Family, RelationIx};

use crate::data::{Data, sizes};

/// The graph of that size, and that graph frozen.
fn frozen(relations: usize) -> (Graph, Csr) {
    let graph = Graph::new(Data::of(relations).checked());
    let csr = graph.freeze(|_| true);
    (graph, csr)
}

/// Actors from all over the graph, one after the other.
fn some(csr: &Csr) -> impl FnMut() -> ActorIx + use<> {
    let (count, mut i) = (csr.actor_count(), 0);
    move || {
        i = (i + count / 7 + 1) % count;
        ActorIx::from(i)
    }
}

fn supports(graph: &Graph) -> impl Fn(RelationIx) -> bool + Copy + '_ {
    |relation| graph.vocabulary()[relation].family == Family::Support
}

#[divan::bench(args = sizes(), sample_count = 5)]
fn freeze(bencher: Bencher<'_, '_>, relations: usize) {
    let (graph, _) = frozen(relations);
    bencher.bench(|| graph.freeze(|_| true).actor_count());
}

#[divan::bench(args = sizes())]
fn direct_backers(bencher: Bencher<'_, '_>, relations: usize) {
    let (graph, csr) = frozen(relations);
    let supports = supports(&graph);
    bencher
        .with_inputs(some(&csr))
        .bench_local_values(|actor| csr.sources_of(actor, supports).count());
}

#[divan::bench(args = sizes(), sample_count = 20)]
fn transitive_backers(bencher: Bencher<'_, '_>, relations: usize) {
    let (graph, csr) = frozen(relations);
    let supports = supports(&graph);
    bencher.with_inputs(some(&csr)).bench_local_values(|actor| csr.reach_to(actor, supports));
}

#[divan::bench(args = sizes())]
fn shortest_path(bencher: Bencher<'_, '_>, relations: usize) {
    let (_, csr) = frozen(relations);
    let mut other = some(&csr);
    let pair = move || (other(), other());
    bencher.with_inputs(pair).bench_local_values(|(a, b)| csr.path(a, b, |_| true));
}

#[divan::bench(args = sizes(), sample_count = 20)]
fn components(bencher: Bencher<'_, '_>, relations: usize) {
    let (_, csr) = frozen(relations);
    bencher.bench(|| csr.components());
}
