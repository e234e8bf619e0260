//! What `benches/peers` cannot time from outside, in a process of its own.
//!
//! ```text
//! timings read ANNOTATION                 reads it and nothing else; how many claims it has
//! timings queries ANNOTATION SEEDS        the hot queries on a frozen graph: seconds of one question on
//!                                         average, and the sum of all answers, as every peer has it
//! timings exports ANNOTATION SEEDS DIR FORMAT…
//!                                         the graph in memory to files, one edge a claim: seconds
//! ```

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use whobacks::annotation::{Arena, Files, load};
use whobacks::check::{self, check};
use whobacks::evidence::Sources;
use whobacks::export::{self, Edges, Format, Options};
use whobacks::graph::Graph;
use whobacks::model::{ActorIx, Family};
use whobacks::view::View;

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
    let outcome = check(&dataset, &sources, check::Options::default());
    Ok(Graph::new(outcome.checked.ok_or(anyhow::anyhow!("the annotation has errors"))?))
}

fn timed<Q: Copy>(questions: &[Q], ask: impl Fn(Q) -> usize) -> (f64, usize) {
    ask(questions[0]);
    let start = Instant::now();
    let total = questions.iter().map(|question| ask(*question)).sum();
    (start.elapsed().as_secs_f64() / questions.len() as f64, total)
}

/// The peers hold what supports apart from all ties too.
fn queries(graph: &Graph) -> serde_json::Value {
    let backs = graph.freeze(|at| at.relation.family == Family::Support);
    let tied = graph.freeze(|_| true);
    let n = tied.actor_count();
    let actor = |i: usize| ActorIx::from(i);
    let direct: Vec<_> = (0..1000).map(|i| actor(i * n / 1000)).collect();
    let reach: Vec<_> = (0..5).map(|i| actor(i * n / 5)).collect();
    let pairs: Vec<_> = (0..50).map(|i| (actor(i * n / 50), actor(n - 1 - i * n / 50))).collect();
    let path = |(a, b)| tied.path(a, b, |_| true).map_or(0, |path| path.len() - 1);
    let components = |()| {
        let first = tied.components();
        first.iter().enumerate().filter(|(i, first)| first.index() == *i).count()
    };
    serde_json::json!({
        "direct": timed(&direct, |a| backs.sources_of(a, |_| true).count()),
        "reach": timed(&reach, |a| backs.reach_to(a, |_| true).len()),
        "path": timed(&pairs, path),
        "components": timed(&[(); 10], components),
    })
}

/// Files are written as the command line does; each is removed before the next, so that none has to wait
/// for the disk to take another.
fn exports(graph: &Graph, folder: &Path, names: &[&str]) -> anyhow::Result<serde_json::Value> {
    let mut timings = serde_json::Map::new();
    for name in names {
        let format: Format = name.parse()?;
        let options = Options { edges: Some(Edges::Claims), ..Options::default() };
        let path = folder.join(name);
        let start = Instant::now();
        let view = View::whole(graph);
        let mut out = fs::File::create(&path)?;
        match &format.files()[..] {
            [] => export::write_with(format, &view, options, &mut out)?,
            files => files
                .iter()
                .try_for_each(|file| export::write_file(format, file, &view, options, &mut out))?,
        }
        timings.insert((*name).to_owned(), start.elapsed().as_secs_f64().into());
        drop(view);
        fs::remove_file(&path)?;
    }
    Ok(timings.into())
}

#[expect(clippy::print_stdout, reason = "the timings are what it is for")]
fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["read", annotation] => {
            let arena = Arena::new();
            println!("{}", load(Path::new(annotation), &Disk, &arena)?.entry_count());
        }
        ["queries", annotation, seeds] => println!("{}", queries(&graph(annotation, seeds)?)),
        ["exports", annotation, seeds, folder, ref formats @ ..] => {
            println!("{}", exports(&graph(annotation, seeds)?, Path::new(folder), formats)?);
        }
        _ => anyhow::bail!("give `read`, `queries` or `exports`, and their files"),
    }
    Ok(())
}
