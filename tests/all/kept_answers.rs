//! What is answered from what was kept is what is answered from the files, to the letter: on data made by chance, of all
//! forms of questions, and on the data that come along.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::chance::Chance;
use crate::synthetic::Synthetic;
use tempfile::TempDir;
use whobacks::check::{CheckOptions, Warnings};
use whobacks::cli::Held;
use whobacks::project::{Paths, Project};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

const RELATIONS: usize = 400;

/// Commands that look at all claims, or at what only few have.
const OTHERS: &[&[&str]] = &[
    &["find", "?x support+ X", "--limit", "9", "--format", "json"],
    &["find", "?x backs ?y . ?y opposes X", "--roll-up", "--limit", "9"],
    &["find", "X any ?y", "--at", "2015", "--include", "all", "--format", "csv"],
    &["path", "X", "Y"],
    &["show", "X"],
    &["timeline", "X", "Y"],
    &["diff", "2014", "2017", "--actor", "X", "--format", "json"],
    &["sides", "--at", "2016", "--format", "json"],
    &["actors"],
    &["source", "list"],
    &["export", "json"],
    &["export", "gexf", "--claims"],
    &["export", "turtle"],
    &["draw", "--at", "2016"],
];

/// A project of some annotation, large enough to be worth keeping.
fn project(annotation: &str) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("data")).unwrap();
    fs::create_dir_all(root.path().join("seeds")).unwrap();
    let padding = "// a line of a long file\n".repeat(50_000);
    fs::write(root.path().join("data/war.ron"), format!("{annotation}\n{padding}")).unwrap();
    root
}

fn synthetic(seed: u64) -> TempDir {
    let set = Synthetic { relations: RELATIONS, seed };
    let mut annotation = set.head();
    (0..set.actors()).for_each(|i| annotation.push_str(&set.actor(i)));
    annotation.push_str(Synthetic::middle());
    let sources: Vec<_> = (0..set.sources()).map(|number| set.source(number)).collect();
    sources.iter().for_each(|source| annotation.push_str(&source.entry));
    annotation.push_str(Synthetic::tail());
    let root = project(&annotation);
    for source in sources {
        let seeds = root.path().join("seeds");
        fs::write(seeds.join(format!("{}.ron", source.id)), source.card.write()).unwrap();
        fs::write(seeds.join(format!("{}.proofs", source.id)), source.ledger).unwrap();
    }
    root
}

fn libya() -> TempDir {
    let root = project(&fs::read_to_string(Path::new(ROOT).join("data/libya.ron")).unwrap());
    for entry in fs::read_dir(Path::new(ROOT).join("seeds")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, root.path().join("seeds").join(path.file_name().unwrap())).unwrap();
    }
    root
}

fn paths(root: &Path, keep: bool) -> Paths {
    let data: PathBuf = root.join("data/war.ron");
    Paths { data: Some(data), keep, ..Paths::default() }
}

/// Puts the same to the data set read anew and to what was kept of it.
fn compare(root: &Path, asked: &[Vec<String>]) {
    let open = |keep| Arc::new(Held::open(&paths(root, keep), false).expect("nothing is wrong"));
    let anew = open(false);
    open(true);
    let options = CheckOptions { warnings: Warnings::BesideErrors, ..CheckOptions::default() };
    let opened = Project::find(&paths(root, true)).unwrap().open(options).unwrap();
    assert!(opened.is_kept, "it was kept");
    opened.graph.verify();
    let kept = open(true);
    for words in asked {
        // A graph that nobody has asked before reads what the question needs and no more.
        let fresh = open(true);
        let (anew, kept, fresh) = (anew.put(words), kept.put(words), fresh.put(words));
        for (said, which) in [(&kept, "kept"), (&fresh, "kept and fresh")] {
            assert_eq!(anew.code, said.code, "{which}: {words:?}");
            assert_eq!(anew.messages, said.messages, "{which}: {words:?}");
            assert!(anew.out == said.out, "{which}: {words:?}");
        }
    }
}

/// A question or a command, with names in it.
fn named(words: &[&str], x: &str, y: &str) -> Vec<String> {
    let word = |word: &&str| {
        let named = word.split(' ').map(|part| match part {
            "X" | "PLACE" | "SPEAKER" => x.to_owned(),
            "X's" => format!("{x}'s"),
            "Y" => y.to_owned(),
            other => other.to_owned(),
        });
        named.collect::<Vec<String>>().join(" ")
    };
    words.iter().map(word).collect()
}

/// The forms of questions, as a refusal lists them and the manual does.
fn forms() -> Vec<String> {
    let text = fs::read_to_string(Path::new(ROOT).join("src/query/ask/forms.rs")).unwrap();
    let list = text.split("FORMS: &[&str] = &[").nth(1).unwrap().split("];").next().unwrap();
    let quoted = list.split('"').skip(1).step_by(2).filter(|form| !form.starts_with('…'));
    let forms: Vec<String> = quoted.map(str::to_owned).collect();
    assert!(forms.len() > 40, "{forms:?}");
    forms
}

#[test]
fn data_made_by_chance_are_answered_alike() {
    let sets = std::env::var("KEPT_SETS").map_or(1, |sets| sets.parse().expect("a number"));
    let roots: Vec<TempDir> = (1..=sets).map(synthetic).collect();
    thread::sleep(Duration::from_millis(3_100));
    let forms = forms();
    for (seed, root) in (1..).zip(&roots) {
        let mut chance = Chance::new(seed, 99);
        let set = Synthetic { relations: RELATIONS, seed };
        let mut named_by = Chance::new(seed, 98);
        let mut name = || {
            let actor = set.actor(named_by.skewed(set.actors()));
            actor.split('"').nth(1).expect("an actor has an id").to_owned()
        };
        let mut asked = Vec::new();
        for form in &forms {
            let question = format!("{form}{}", chance.of(&["", " in 2016", " according to X"]));
            asked.push(named(&["ask", &question, "--format", "json"], &name(), &name()));
        }
        asked.extend(OTHERS.iter().map(|words| named(words, &name(), &name())));
        compare(root.path(), &asked);
    }
}

#[test]
fn libya_is_answered_alike() {
    let root = libya();
    thread::sleep(Duration::from_millis(3_100));
    let questions = fs::read_to_string(Path::new(ROOT).join("tests/data/libya.txt")).unwrap();
    let questions = questions.lines().filter_map(|line| line.split_once(" => "));
    let mut asked: Vec<Vec<String>> =
        questions.map(|(question, _)| ["ask", question].map(str::to_owned).to_vec()).collect();
    assert!(asked.len() > 50, "{} questions", asked.len());
    asked.extend(OTHERS.iter().map(|words| named(words, "haftar", "russia")));
    compare(root.path(), &asked);
}
