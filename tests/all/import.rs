//! The command `import`: back and forth, and a data set that is then asked like any other.

use std::fs;
use std::path::Path;
use std::process::Output;

use snapbox::cmd::Command;

fn whobacks(args: &[&str]) -> Output {
    let command = Command::new(snapbox::cmd::cargo_bin!("whobacks"));
    command.args(args).env_remove("WHOBACKS_TEXTS").output().expect("the tool runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().expect("UTF-8").to_owned()
}

#[test]
fn the_projects_own_graph_comes_back_as_it_went() {
    let folder = tempfile::tempdir().expect("a folder");
    let [json, data, seeds, again] = ["graph.json", "data/back.ron", "seeds", "again.json"]
        .map(|name| path(folder.path(), name));
    assert_eq!(whobacks(&["export", "json", "-o", &json]).status.code(), Some(0));
    let import = whobacks(&["import", &json, "-o", &data]);
    assert_eq!(import.status.code(), Some(0), "{}", err(&import));
    // The cards have come along, as they are in the project; the proofs are not to be had from a graph.
    for entry in fs::read_dir("seeds").expect("the project has sources") {
        let card = entry.expect("an entry").path();
        let name = card.file_name().expect("a name").to_str().expect("UTF-8").to_owned();
        if name.ends_with(".ron") {
            let own = fs::read_to_string(&card).expect("a card");
            // A card may have comments, and fields that are about coding only.
            let came =
                fs::read_to_string(path(Path::new(&seeds), &name)).expect("a card came along");
            let title =
                own.lines().find(|line| line.trim_start().starts_with("title")).expect("a title");
            assert!(came.contains(title.trim()), "{came}");
        } else if name.ends_with(".proofs") {
            fs::copy(&card, path(Path::new(&seeds), &name)).expect("a ledger");
        }
    }
    let export = whobacks(&["export", "json", "--data", &data, "-o", &again]);
    assert_eq!(export.status.code(), Some(0), "{}", err(&export));
    assert!(fs::read(&json).expect("a graph") == fs::read(&again).expect("a graph"), "they differ");
    // Without the ledgers nothing is proved by its being imported.
    fs::remove_dir_all(&seeds).expect("removed");
    whobacks(&["import", &json, "-o", &data]);
    let check = whobacks(&["check", "--data", &data]);
    assert_eq!(check.status.code(), Some(1));
    assert!(out(&check).contains(" 0 quotes proved "), "{}", out(&check));
}

#[test]
fn a_data_set_is_cited_and_never_proved() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = path(folder.path(), "data/support.ron");
    let import =
        whobacks(&["import", "tests/data/import/support.csv", "--published", "2022", "-o", &data]);
    assert_eq!(import.status.code(), Some(0), "{}", err(&import));
    assert!(out(&import).contains("support.ron written: 5 actors, 9 claims\n"), "{}", out(&import));
    let check = whobacks(&["check", "--strict", "--data", &data]);
    assert_eq!(check.status.code(), Some(0), "{}", out(&check));
    let expected = "support    9 claims, a data set: records cited, nothing to prove\n9 claims, \
                    0 quotes proved (0 exact, 0 folded, 0 elided), 9 records cited in 1 source; \
                    0 errors, 0 warnings\n";
    assert_eq!(out(&check), expected);
    let json = whobacks(&["export", "json", "--data", &data]);
    let graph: serde_json::Value = serde_json::from_str(&out(&json)).expect("JSON");
    assert_eq!(graph["graph"]["sources"][0]["text"], "none");
    assert_eq!(
        graph["edges"][0]["citation"],
        serde_json::json!({"source": "support", "record": "row 1"})
    );
    // A card that somebody has written into is not written over.
    let again = whobacks(&["import", "tests/data/import/support.csv", "-o", &data]);
    assert!(out(&again).contains("is there already, and stays as it is"), "{}", out(&again));
    let card = fs::read_to_string(path(folder.path(), "seeds/support.ron")).expect("a card");
    assert!(card.contains("published: \"2022\"") && card.contains("text: none"), "{card}");
}

#[test]
fn what_was_left_out_is_said_and_ends_badly() {
    let folder = tempfile::tempdir().expect("a folder");
    let edges = path(folder.path(), "edges.csv");
    fs::write(&edges, "from,to,relation\na,b,arms\na,b,likes\n").expect("a file");
    let import = whobacks(&["import", &edges]);
    assert_eq!(import.status.code(), Some(1));
    assert!(err(&import).contains("row 2 (line 3): `likes` is no relation"), "{}", err(&import));
    assert!(
        out(&import).contains("(from: \"a\", relation: \"arms\", to: \"b\", record: \"row 1\"),")
    );
    let bad = whobacks(&["import", &edges, "--means", "likes=bakcs"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(err(&bad).contains("did you mean `backs`?"), "{}", err(&bad));
    let none = whobacks(&["import", &edges, "--from", "who"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(err(&none).contains("the file has no column `who`; it has from, to, relation"));
}
