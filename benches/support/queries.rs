//! What commands do for a question once the graph is there: sizes as in `route`.

use divan::Bencher;
use whobacks::analysis::answer::{FURTHEST, answer, path};
use whobacks::graph::Graph;
use whobacks::model::ActorIx;
use whobacks::query::{Names, Pattern, Pointing, Scope, ask, select};

use crate::data::{Data, sizes};

fn graph(relations: usize) -> Graph {
    Graph::new(Data::of(relations).checked())
}

/// Actors from all over the graph, one after the other.
fn some(graph: &Graph) -> impl FnMut() -> ActorIx + use<> {
    let (count, mut i) = (graph.actors().len(), 0);
    move || {
        i = (i + count / 7 + 1) % count;
        ActorIx::from(i)
    }
}

fn id(graph: &Graph, actor: ActorIx) -> &str {
    graph.actors()[actor.index()].id.as_str()
}

/// Every name that a question could use, which each command looks up anew.
#[divan::bench(args = sizes(), sample_count = 20)]
fn names(bencher: Bencher<'_, '_>, relations: usize) {
    let graph = graph(relations);
    bencher.bench(|| Names::of(&graph));
}

/// `ask who backs X`: read, answered, with claims and standing.
#[divan::bench(args = sizes(), sample_count = 20)]
fn who_backs(bencher: Bencher<'_, '_>, relations: usize) {
    let graph = graph(relations);
    let names = Names::of(&graph);
    bencher.with_inputs(some(&graph)).bench_local_values(|actor| {
        let words = format!("who backs {}", id(&graph, actor));
        let question = ask::read(&words, &names, &[]).expect("it can be read");
        answer(&graph, &question, &Scope::default()).expect("it can be answered").answers.len()
    });
}

/// `find '?x support+ X'`: everybody behind an actor, by chains.
#[divan::bench(args = sizes(), sample_count = 5)]
fn who_stands_behind(bencher: Bencher<'_, '_>, relations: usize) {
    let graph = graph(relations);
    let names = Names::of(&graph);
    bencher.with_inputs(some(&graph)).bench_local_values(|actor| {
        let text = format!("?x support+ {}", id(&graph, actor));
        let pattern = Pattern::parse(&text, &names, &[]).expect("it can be read");
        select(&graph, &pattern, &Scope::default()).map_or(0, |found| found.answers.len())
    });
}

/// `path A B`
#[divan::bench(args = sizes(), sample_count = 20)]
fn shortest_path(bencher: Bencher<'_, '_>, relations: usize) {
    let graph = graph(relations);
    let mut other = some(&graph);
    let pair = move || (other(), other());
    bencher.with_inputs(pair).bench_local_values(|ends| {
        path(&graph, ends, &Scope::default(), Pointing::Onward, FURTHEST).answers.len()
    });
}
