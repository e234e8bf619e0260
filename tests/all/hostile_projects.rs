//! Projects as somebody would write them who wants to harm their reader: every command is run on them, and
//! what comes out is read by programs that are not ours.
//!
//! `HOSTILE_PROJECTS=500 cargo test --test all hostile_projects` makes more of them; equal numbers give equal
//! projects.

mod project;
mod readers;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use project::Hostile;

/// What every reader of a project may type, with a way to tell what has to come out.
const COMMANDS: &[(&str, &str)] = &[
    ("check", "text"),
    ("check --strict", "text"),
    ("check --format json", "json"),
    ("check --format sarif", "sarif"),
    ("check --texts texts", "text"),
    ("--draft ask who backs a0", "text"),
    ("--draft ask who backs a0 --format json", "answer"),
    ("--draft ask does a1 back a0", "text"),
    ("--draft find ?x|any|?y --limit 5 --format json", "answer"),
    ("--draft find ?x|any|?y --format csv", "csv"),
    ("--draft show a0", "text"),
    ("--draft show a1 --format json", "json"),
    ("--draft path a0 a1 --any-direction", "text"),
    ("--draft timeline", "text"),
    ("--draft timeline a0 --format csv", "csv"),
    ("--draft diff 2015 2020", "text"),
    ("--draft diff 2015 2020 --format json", "json"),
    ("--draft sides", "text"),
    ("--draft sides --two-camps --format json", "json"),
    ("--draft sides --format csv", "csv"),
    ("actors", "text"),
    ("--draft actors --format csv", "csv"),
    ("--draft actors --format json", "json"),
    ("relations", "text"),
    ("coverage --texts texts", "text"),
    ("coverage --texts texts --format json", "json"),
    ("source list", "text"),
    ("source list --format json", "json"),
    ("source show s0", "text"),
    ("source export", "json"),
    ("source export --format bibtex", "text"),
    ("agree data/war.ron data/war.ron", "text"),
    ("agree data/war.ron data/war.ron --format json", "json"),
    ("agree data/war.ron data/war.ron --format csv", "csv"),
    ("--draft export dot", "dot"),
    ("--draft export json", "json"),
    ("--draft export gexf", "xml"),
    ("--draft export graphml", "xml"),
    ("--draft export cytoscape", "json"),
    ("--draft export graphology", "json"),
    ("--draft export mermaid", "text"),
    ("--draft export ftm", "jsonl"),
    ("--draft export turtle", "turtle"),
    ("--draft export csv -o tables", "text"),
    ("--draft export neo4j -o neo4j", "text"),
    ("--draft draw -o picture.svg", "text"),
    ("--draft draw --view matrix -o matrix.svg", "text"),
    ("--draft draw --changes 2015 2020 -o changes.svg", "text"),
    ("--draft draw --focus a0 -o dossier.svg", "text"),
    ("--draft explore -o page.html", "text"),
    ("prove --texts texts --check", "text"),
    ("fmt --check", "text"),
    ("rename actor a0 renamed --dry-run", "text"),
    ("rename source s0 renamed --dry-run", "text"),
    ("merge actor a0 a1 --dry-run", "text"),
    ("set a0 note=x --dry-run", "text"),
    ("add s0 a0 backs a1 nothing|of|the|sort --dry-run", "text"),
    ("check --fix --dry-run", "text"),
    ("prove --texts texts", "text"),
    ("fmt", "text"),
    ("--draft build", "text"),
    ("--draft build --check", "text"),
];

fn run(root: &Path, line: &str) -> Output {
    let words =
        line.split_whitespace().map(|word| match word.contains('|') && !word.starts_with('?') {
            true => word.replace('|', " "),
            false => word.replace("?x|any|?y", "?x any ?y"),
        });
    Command::new(env!("CARGO_BIN_EXE_whobacks"))
        .args(words)
        .current_dir(root)
        .env_remove("WHOBACKS_TEXTS")
        .output()
        .unwrap()
}

/// Runs everything on one project; what is wrong, in words.
fn everything(seed: u64) -> Vec<String> {
    let root = tempfile::tempdir().unwrap();
    let hostile = Hostile::of(seed);
    hostile.write(root.path());
    let mut wrong = Vec::new();
    let mut tell =
        |line: &str, what: String| wrong.push(format!("project {seed}, `{line}`: {what}"));
    for (line, sort) in COMMANDS {
        let output = run(root.path(), line);
        let said = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0..=2) => {}
            other => tell(line, format!("ended with {other:?}: {said}")),
        }
        if said.contains("panicked") {
            tell(line, said.to_string());
        }
        for (stream, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            if let Err(fault) = readers::plain(bytes) {
                tell(line, format!("{stream}: {fault}"));
            }
        }
        // What was refused has nothing that could be read.
        if !output.stdout.is_empty()
            && let Err(fault) = readers::read(sort, &output.stdout)
        {
            tell(line, fault);
        }
    }
    for (path, sort) in readers::files(root.path()) {
        let bytes = fs::read(root.path().join(&path)).unwrap();
        if let Err(fault) = readers::read(sort, &bytes) {
            tell(&path, fault);
        }
        if path.ends_with(".html")
            && let Err(fault) = readers::harmless_page(&bytes)
        {
            tell(&path, fault);
        }
    }
    // Nothing beside the project was made.
    let beside = root.path().parent().unwrap().join("whobacks-was-here");
    assert!(!beside.exists());
    wrong
}

#[test]
fn every_command_ends_well_on_every_project_and_others_read_what_it_writes() {
    let many = std::env::var("HOSTILE_PROJECTS").ok().and_then(|n| n.parse().ok()).unwrap_or(3_u64);
    let from = std::env::var("HOSTILE_FROM").ok().and_then(|n| n.parse().ok()).unwrap_or(0_u64);
    let next = std::sync::atomic::AtomicU64::new(from);
    let wrong = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    if seed >= from + many {
                        break;
                    }
                    wrong.lock().unwrap().extend(everything(seed));
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}
