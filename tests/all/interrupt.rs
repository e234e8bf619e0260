//! An interrupt while an output is written leaves the old one whole, and nothing beside it.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::synthetic::Synthetic;

/// Large enough to be caught in the act.
const SET: Synthetic = Synthetic { relations: 30_000, seed: 1 };

fn write_project(root: &Path) {
    for folder in ["data", "seeds", "texts", "out"] {
        fs::create_dir(root.join(folder)).unwrap();
    }
    let mut annotation = SET.head();
    (0..SET.actors()).for_each(|i| annotation.push_str(&SET.actor(i)));
    annotation.push_str(Synthetic::middle());
    for number in 0..SET.sources() {
        let source = SET.source(number);
        annotation.push_str(&source.entry);
        let seeds = root.join("seeds");
        fs::write(seeds.join(format!("{}.ron", source.id)), source.card.write()).unwrap();
        fs::write(seeds.join(format!("{}.proofs", source.id)), source.ledger).unwrap();
        fs::write(root.join("texts").join(format!("{}.txt", source.id)), source.text).unwrap();
    }
    annotation.push_str(Synthetic::tail());
    fs::write(root.join("data/synthetic.ron"), annotation).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn an_interrupted_export_leaves_the_old_file() {
    let root = tempfile::tempdir().unwrap();
    write_project(root.path());
    let out = root.path().join("out");
    fs::write(out.join("graph.gexf"), "the old file").unwrap();
    let mut export = Command::new(env!("CARGO_BIN_EXE_whobacks"))
        .args(["export", "gexf", "-o", "out/graph.gexf"])
        .current_dir(root.path())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while names(&out).len() < 2 {
        assert!(export.try_wait().unwrap().is_none(), "it has begun to write before it ended");
        assert!(start.elapsed() < Duration::from_secs(300), "it begins to write some day");
        sleep(Duration::from_millis(1));
    }
    // Not the signal of Ctrl-C: whoever runs the tests in the background has it ignored, and so do we then.
    let kill = Command::new("kill").args(["-TERM", &export.id().to_string()]).status().unwrap();
    assert!(kill.success());
    assert_eq!(export.wait().unwrap().code(), Some(143));
    assert_eq!(names(&out), ["graph.gexf"]);
    assert_eq!(fs::read_to_string(out.join("graph.gexf")).unwrap(), "the old file");
}
