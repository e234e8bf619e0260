//! What `benches/peers` cannot time from outside, in a process of its own.
//!
//! ```text
//! timings read ANNOTATION                 reads it and nothing else; how many claims it has
//! timings exports ANNOTATION SEEDS DIR FORMAT…
//!                                         the graph in memory to files, one edge a claim: seconds
//! ```

use std::fs;
use std::path::Path;
use std::time::Instant;

use whobacks::annotation::{Arena, load};
use whobacks::check::{self, check};
use whobacks::evidence::Sources;
use whobacks::export::{self, Edges, ExportOptions, Format};
use whobacks::graph::Graph;
use whobacks::project::Disk;
use whobacks::view::View;

fn graph(annotation: &str, seeds: &str) -> anyhow::Result<Graph> {
    let arena = Arena::new();
    let dataset = load(Path::new(annotation), &Disk::everywhere(), &arena)?;
    let sources = Sources::load(&Disk::everywhere(), Path::new(seeds), None)?;
    let outcome = check(&dataset, &sources, check::CheckOptions::default());
    Ok(Graph::new(outcome.checked.ok_or(anyhow::anyhow!("the annotation has errors"))?))
}

/// Files are written as the command line does; each is removed before the next, so that none has to wait
/// for the disk to take another.
fn exports(graph: &Graph, folder: &Path, names: &[&str]) -> anyhow::Result<serde_json::Value> {
    let mut timings = serde_json::Map::new();
    for name in names {
        let format: Format = name.parse()?;
        let options = ExportOptions { edges: Some(Edges::Claims), ..ExportOptions::default() };
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
            println!("{}", load(Path::new(annotation), &Disk::everywhere(), &arena)?.entry_count());
        }
        ["exports", annotation, seeds, folder, ref formats @ ..] => {
            println!("{}", exports(&graph(annotation, seeds)?, Path::new(folder), formats)?);
        }
        _ => anyhow::bail!("give `read` or `exports`, and their files"),
    }
    Ok(())
}
