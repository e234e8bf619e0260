//! Writes a synthetic data set, so that the whole route can be driven at any size.
//!
//! ```sh
//! cargo run --release --example generate -- --relations 100000 --seed 1 --out target/synthetic
//! cargo run --release -- check --data target/synthetic/data/synthetic.ron
//! ```

mod chance;
mod synthetic;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Parser;

use synthetic::Synthetic;

/// Write a synthetic data set: an annotation file, and its sources' texts, cards and ledgers
#[derive(Debug, Parser)]
struct Arguments {
    /// How many relations
    #[arg(long)]
    relations: usize,
    /// What chance starts from: equal seeds give equal files
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The folder to write to: data/synthetic.ron, and seeds/
    #[arg(long)]
    out: PathBuf,
    /// Where the texts go [default: beside the cards]; where they lie elsewhere, `check` goes by the
    /// ledgers unless it is told of them
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
}

fn main() -> io::Result<()> {
    let Arguments { relations, seed, out, texts } = Arguments::parse();
    let set = Synthetic { relations, seed };
    let (data, seeds) = (out.join("data"), out.join("seeds"));
    let texts = texts.unwrap_or_else(|| seeds.clone());
    for folder in [&data, &seeds, &texts] {
        fs::create_dir_all(folder)?;
    }
    let mut annotation = BufWriter::new(File::create(data.join("synthetic.ron"))?);
    annotation.write_all(set.head().as_bytes())?;
    for i in 0..set.actors() {
        annotation.write_all(set.actor(i).as_bytes())?;
    }
    annotation.write_all(Synthetic::middle().as_bytes())?;
    for number in 0..set.sources() {
        let source = set.source(number);
        annotation.write_all(source.entry.as_bytes())?;
        fs::write(seeds.join(format!("{}.ron", source.id)), source.card.write())?;
        fs::write(seeds.join(format!("{}.proofs", source.id)), source.ledger)?;
        fs::write(texts.join(format!("{}.txt", source.id)), source.text)?;
    }
    annotation.write_all(Synthetic::tail().as_bytes())?;
    annotation.flush()
}
