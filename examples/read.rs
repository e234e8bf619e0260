//! Reads an annotation file and nothing else, so that `benches/peers` can measure that: how many claims
//! it has.
//!
//! usage: read ANNOTATION

use std::fs;
use std::path::Path;

use whobacks::annotation::{Arena, Files, load};

struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, _: &Path) -> std::io::Result<Vec<std::path::PathBuf>> {
        Ok(Vec::new())
    }
}

#[expect(clippy::print_stdout, reason = "the count shows that it was read")]
fn main() -> anyhow::Result<()> {
    let Some(path) = std::env::args().nth(1) else { anyhow::bail!("give an annotation file") };
    let arena = Arena::new();
    println!("{}", load(Path::new(&path), &Disk, &arena)?.entry_count());
    Ok(())
}
