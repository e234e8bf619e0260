//! What those meet who install the program, and those who use it from other languages: a data set that is kept
//! open, completions, the manual, the package.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use snapbox::cmd::Command;
use whobacks::cli::{Held, Unopened, findings};
use whobacks::project::Paths;

fn command(args: &[&str]) -> Command {
    Command::new(snapbox::cmd::cargo_bin!("whobacks")).args(args).env_remove("WHOBACKS_TEXTS")
}

fn whobacks(args: &[&str]) -> Output {
    command(args).output().expect("the tool runs")
}

fn held(data: &str) -> Arc<Held> {
    let paths = Paths { data: Some(data.into()), ..Paths::default() };
    Arc::new(Held::open(&paths, false).expect("it is sound"))
}

#[test]
fn what_is_put_to_a_data_set_is_what_the_command_says() {
    let data = "tests/data/asking/data/sund.ron";
    let held = held(data);
    for words in [
        &["ask", "who backs the Guard", "--format", "json"][..],
        &["ask", "who", "backs", "the", "Front", "--include", "alleged", "--short"],
        &["ask", "who baks the Guard"],
        &["ask", "who arms the Council", "--at", "2017"],
        &["find", "?x arms guard"],
        &["show", "the Guard", "--format", "json"],
        &["path", "northland", "council", "--any-direction"],
        &["timeline", "--format", "csv"],
        &["diff", "2019", "2023", "--format", "json"],
        &["sides", "--at", "2023", "--format", "json"],
        &["actors", "--format", "csv"],
        &["relations", "--format", "json"],
        &["export", "gexf", "--at", "2023"],
        &["export", "csv"],
        &["draw", "--at", "2023", "--format", "png"],
        &["draw", "--at", "1900"],
        &["explain", "quote-not-found"],
        &["sides", "--at", "ever"],
        &["--version"],
    ] {
        let asks_no_data = words[0].starts_with('-') || words[0] == "explain";
        let named = ["--data", data];
        let ran = whobacks(&[words, if asks_no_data { &[] } else { &named }].concat());
        let said = held.put(words);
        assert_eq!(Some(i32::from(said.code)), ran.status.code(), "{words:?}");
        assert!(said.out == ran.stdout, "{words:?}: {}", String::from_utf8_lossy(&said.out));
        assert_eq!(said.messages, String::from_utf8_lossy(&ran.stderr), "{words:?}");
        assert_eq!(said.rows.is_some(), words.ends_with(&["--format", "csv"]), "{words:?}");
    }
}

#[test]
fn what_is_held_is_not_changed_and_not_exchanged() {
    let held = held("tests/data/asking/data/sund.ron");
    for words in
        [&["build"][..], &["fmt"], &["rename", "actor", "guard", "watch"], &["check", "--fix"]]
    {
        let said = held.put(words);
        assert_eq!(said.code, 2, "{words:?}");
        assert!(said.messages.starts_with("error: what is held in memory"), "{}", said.messages);
    }
    let said = held.put(["ask", "who backs the Guard", "--data", "data/libya.ron"]);
    assert_eq!(said.messages, "error: --data has no use here: leave it out\n");
}

#[test]
fn what_is_wrong_with_a_file_is_told_in_the_commands_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("x.ron");
    std::fs::write(&data, "(actors: {\"a\": (name: \"A\", kind: stat)})").expect("written");
    let data = data.to_str().expect("UTF-8");
    let seeds = folder.path().to_str().expect("UTF-8");
    let paths = Paths { data: Some(data.into()), seeds: Some(seeds.into()), ..Paths::default() };
    let Err(Unopened::Faulty(found)) = Held::open(&paths, false) else { panic!("it is faulty") };
    let ran = whobacks(&["actors", "--data", data, "--seeds", seeds]);
    assert_eq!(format!("{}\n", found.text), String::from_utf8_lossy(&ran.stderr));
    let ran = whobacks(&["check", "--format", "json", "--data", data, "--seeds", seeds]);
    assert_eq!(found.json, String::from_utf8_lossy(&ran.stdout));
    assert_eq!(findings(&paths).expect("it is read").json, found.json);
}

/// What is proposed for the last of some words, as bash asks.
fn proposed(words: &[&str], folder: &str) -> BTreeSet<String> {
    let place = (words.len() - 1).to_string();
    let asked = command(&[&["--"], words].concat())
        .current_dir(folder)
        .envs([("COMPLETE", "bash"), ("_CLAP_COMPLETE_INDEX", &place), ("_CLAP_IFS", "\n")])
        .output()
        .expect("the tool runs");
    assert_eq!(String::from_utf8_lossy(&asked.stderr), "");
    String::from_utf8(asked.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
fn a_shell_is_told_of_the_actors_of_the_data_set_in_whose_folder_it_stands() {
    let sund = "tests/data/asking";
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(proposed(&["whobacks", "show", "gu"], sund), words(&["guard"]));
    assert_eq!(proposed(&["whobacks", "ask", "--source", "ga"], sund), words(&["gazette"]));
    assert_eq!(
        proposed(&["whobacks", "path", "--relation", "trains_"], sund),
        words(&["trains_with"])
    );
    assert_eq!(proposed(&["whobacks", "draw", "--focus", "southm"], sund), words(&["southmark"]));
    assert!(proposed(&["whobacks", "sho"], sund).contains("show"));
    // Where there is no data set, or something is wrong with it, nothing is proposed, and nothing said.
    let empty = tempfile::tempdir().expect("a folder");
    let empty = empty.path().to_str().expect("UTF-8");
    assert_eq!(proposed(&["whobacks", "show", "gu"], empty), words(&[]));
    let data = Path::new(sund).join("data/sund.ron").canonicalize().expect("it is there");
    let data = data.to_str().expect("UTF-8");
    assert_eq!(proposed(&["whobacks", "--data", data, "show", "gu"], empty), words(&["guard"]));
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("man1");
    let ran = whobacks(&["man", place.to_str().expect("UTF-8")]);
    assert_eq!(ran.status.code(), Some(0));
    let names = std::fs::read_dir(&place).expect("it is there");
    let names = names.map(|entry| entry.expect("it is read").file_name());
    let names: BTreeSet<String> = names.map(|name| name.into_string().expect("UTF-8")).collect();
    for name in ["whobacks.1", "whobacks-ask.1", "whobacks-source-add.1", "whobacks-rename-actor.1"]
    {
        assert!(names.contains(name), "{names:?}");
    }
    assert!(!names.contains("whobacks-man.1"));
    let page = std::fs::read_to_string(place.join("whobacks-ask.1")).expect("it is read");
    assert!(page.contains("Ask a question in plain words"), "{page}");
}
