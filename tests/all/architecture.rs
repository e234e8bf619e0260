//! The floors of the house: a module may use only modules that stand below it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up.
const FLOORS: [&str; 16] = [
    "model",
    "diagnostic",
    "annotation",
    "evidence",
    "check",
    "graph",
    "query",
    "analysis",
    "view",
    "layout",
    "export",
    "import",
    "render",
    "report",
    "project",
    "cli",
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The floor on which a file stands: the first part of its path in `src`.
fn floor_of(file: &Path) -> Option<usize> {
    let first = file.strip_prefix("src").ok()?.components().next()?;
    let name = Path::new(first.as_os_str()).file_stem()?.to_str()?;
    FLOORS.iter().position(|floor| *floor == name)
}

/// The floors that a text names by way of `crate::`, comments left out.
fn used_floors(text: &str) -> BTreeSet<usize> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut used = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        let names = match part.strip_prefix('{') {
            // `use crate::{graph::Graph, model};`
            Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![part],
        };
        for name in names {
            let word: String = name
                .trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            used.extend(FLOORS.iter().position(|floor| *floor == word));
        }
    }
    used
}

#[test]
fn no_floor_uses_a_floor_above() {
    let files = rust_files(Path::new("src"));
    let (mut checked, mut wrong) = (0, Vec::new());
    for file in &files {
        let Some(floor) = floor_of(file) else { continue };
        checked += 1;
        let text = fs::read_to_string(file).expect("a source file can be read");
        let above = used_floors(&text).into_iter().filter(|used| *used > floor);
        wrong.extend(above.map(|used| format!("{} uses {}", file.display(), FLOORS[used])));
    }
    assert!(checked > 50, "only {checked} files stand on a floor");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn an_upward_use_would_be_seen() {
    let cli = FLOORS.len() - 1;
    assert_eq!(used_floors("use crate::cli::run;"), BTreeSet::from([cli]));
    assert_eq!(used_floors("use crate::{model::Actor, graph};"), BTreeSet::from([0, 5]));
    assert_eq!(used_floors("    crate::report::table::codes()"), BTreeSet::from([13]));
    assert_eq!(used_floors("//! see [`crate::cli`]\nuse std::fmt;"), BTreeSet::new());
}

#[test]
fn petgraph_and_clap_stay_in_their_rooms() {
    for (library, rooms) in [
        ("petgraph", &["graph"][..]),
        ("clap", &["cli"]),
        ("graphviz_rust", &["export"]),
        ("skrifa", &["layout"]),
        ("harfrust", &["layout"]),
        ("subsetter", &["layout"]),
        ("write_fonts", &["layout"]),
        ("resvg", &["render"]),
        ("krilla", &["render"]),
        ("oxttl", &["export"]),
        ("oxigraph", &["report"]),
        ("csv", &["import"]),
    ] {
        let mut users = BTreeSet::new();
        for file in rust_files(Path::new("src")) {
            let text = fs::read_to_string(&file).expect("a source file can be read");
            if text.contains(&format!("{library}::")) {
                users.extend(floor_of(&file).map(|floor| FLOORS[floor]));
            }
        }
        assert_eq!(users, rooms.iter().copied().collect(), "who uses {library}");
    }
}

#[test]
fn main_is_short() {
    let text = fs::read_to_string("src/main.rs").expect("main.rs can be read");
    assert!(text.lines().count() < 30);
}
