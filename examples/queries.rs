//! The hot queries timed on a frozen graph, for `benches/peers`: seconds of one question on average,
//! and the sum of all answers, which has to be that of every peer.
//!
//! usage: queries ANNOTATION SEEDS

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use whobacks::annotation::{Arena, Files, load};
use whobacks::check::{Options, check};
use whobacks::evidence::Sources;
use whobacks::graph::Graph;
use whobacks::model::{ActorIx, Family};

struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<io::Result<_>>()?;
        files.sort();
        Ok(files)
    }
}

fn graph(annotation: &str, seeds: &str) -> anyhow::Result<Graph> {
    let arena = Arena::new();
    let dataset = load(Path::new(annotation), &Disk, &arena)?;
    let sources = Sources::load(&Disk, Path::new(seeds), None)?;
    let outcome = check(&dataset, &sources, Options::default());
    Ok(Graph::new(outcome.checked.ok_or(anyhow::anyhow!("the annotation has errors"))?))
}

fn timed<Q: Copy>(questions: &[Q], ask: impl Fn(Q) -> usize) -> (f64, usize) {
    ask(questions[0]);
    let start = Instant::now();
    let total = questions.iter().map(|question| ask(*question)).sum();
    (start.elapsed().as_secs_f64() / questions.len() as f64, total)
}

#[expect(clippy::print_stdout, reason = "the timings are what it is for")]
fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [annotation, seeds] = &arguments[..] else { anyhow::bail!("give an annotation and seeds") };
    let graph = graph(annotation, seeds)?;
    let csr = graph.freeze(|_| true);
    let n = csr.actor_count();
    let actor = |i: usize| ActorIx::from(i);
    let support = |relation| graph.vocabulary()[relation].family == Family::Support;
    let direct: Vec<_> = (0..1000).map(|i| actor(i * n / 1000)).collect();
    let reach: Vec<_> = (0..5).map(|i| actor(i * n / 5)).collect();
    let pairs: Vec<_> = (0..50).map(|i| (actor(i * n / 50), actor(n - 1 - i * n / 50))).collect();
    let path = |(a, b)| csr.path(a, b, |_| true).map_or(0, |path| path.len() - 1);
    let components = |()| {
        let first = csr.components();
        first.iter().enumerate().filter(|(i, first)| first.index() == *i).count()
    };
    let timings = serde_json::json!({
        "direct": timed(&direct, |a| csr.sources_of(a, support).len()),
        "reach": timed(&reach, |a| csr.reach_to(a, support).len()),
        "path": timed(&pairs, path),
        "components": timed(&[(); 10], components),
    });
    println!("{timings}");
    Ok(())
}
