//! Writes invented wars, one folder each, so that pictures can be measured that nobody has looked at.
//!
//! ```sh
//! cargo run --example wars -- --count 40 --out target/wars
//! cargo run -- draw --data target/wars/7/data/war.ron --at 2025 -o 7.png
//! ```

#![allow(clippy::print_stdout, reason = "it lists what it has written")]

#[path = "../generate/chance.rs"]
#[allow(dead_code, reason = "a war has no use for every sort of chance")]
mod chance;
#[path = "war.rs"]
mod war;

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Parser;

use war::{DATES, War};

/// Write invented wars: annotation files with their sources' cards and ledgers
#[derive(Debug, Parser)]
struct Arguments {
    /// How many
    #[arg(long)]
    count: u64,
    /// The number of the first: equal numbers give equal wars
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The folder to write to: SEED/data/war.ron, and SEED/seeds/
    #[arg(long)]
    out: PathBuf,
}

fn main() -> io::Result<()> {
    let Arguments { count, seed, out } = Arguments::parse();
    for seed in seed..seed + count {
        let war = War::of(seed);
        let folder = out.join(seed.to_string());
        let (data, seeds) = (folder.join("data"), folder.join("seeds"));
        fs::create_dir_all(&data)?;
        fs::create_dir_all(&seeds)?;
        fs::write(data.join("war.ron"), &war.annotation)?;
        for source in &war.sources {
            fs::write(seeds.join(format!("{}.ron", source.id)), source.card.write())?;
            fs::write(seeds.join(format!("{}.proofs", source.id)), &source.ledger)?;
            fs::write(seeds.join(format!("{}.txt", source.id)), &source.text)?;
        }
        println!("{seed} {:?} {}", war.shape, DATES.join(" "));
    }
    Ok(())
}
