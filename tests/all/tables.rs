//! Tables for databases: what is written is read back, whole and as a folder of its own.
#![cfg(feature = "parquet")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use snapbox::cmd::Command;

fn whobacks(args: &[&str]) -> Output {
    let command = Command::new(snapbox::cmd::cargo_bin!("whobacks"));
    command.args(args).env_remove("WHOBACKS_TEXTS").output().expect("the tool runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What every claim says, but for where it stands.
fn claims(args: &[&str]) -> BTreeSet<String> {
    let output = whobacks(&[args, &["export", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let graph: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    graph["edges"].as_array().expect("edges").iter().map(Value::to_string).collect()
}

#[test]
fn what_is_written_as_tables_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let tables = folder.path().join("tables");
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    let written = whobacks(&["export", "parquet", "-o", &path(&tables)]);
    assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    let names: BTreeSet<String> = fs::read_dir(&tables)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 9, "{names:?}");
    let beside: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(beside.len(), 1, "nothing unfinished lies beside it");

    let seeds = folder.path().join("seeds");
    fs::create_dir(&seeds).unwrap();
    for entry in fs::read_dir("seeds").unwrap() {
        let entry = entry.unwrap();
        if [".ron", ".proofs"].iter().any(|end| path(&entry.path()).ends_with(end)) {
            fs::copy(entry.path(), seeds.join(entry.file_name())).unwrap();
        }
    }
    let data = folder.path().join("data").join("back.ron");
    let read = whobacks(&["import", &path(&tables), "-o", &path(&data)]);
    assert_eq!(read.status.code(), Some(0), "{}", said(&read));
    let back = claims(&["--data", &path(&data)]);
    let own = claims(&[]);
    let lacking: Vec<_> = own.difference(&back).take(3).collect();
    assert!(own.len() > 300 && lacking.is_empty() && back.len() == own.len(), "{lacking:?}");
}

#[test]
fn a_folder_with_something_else_in_it_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("notes.txt");
    fs::write(&own, "mine").unwrap();
    let at = folder.path().to_str().unwrap();
    let refused = whobacks(&["export", "parquet", "-o", at]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("notes.txt is in it"), "{}", said(&refused));
    assert_eq!(fs::read_to_string(&own).unwrap(), "mine");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    for (args, why) in [
        (&["export", "parquet"][..], "name it with -o"),
        (&["export", "json", "--keep", "haftar"], "--keep is for parquet"),
        (&["export", "parquet", "-o", "x", "--ties"], "leave out --ties"),
    ] {
        let output = whobacks(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(said(&output).contains(why), "{args:?}: {}", said(&output));
    }
}

#[test]
fn a_file_that_is_damaged_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let tables = folder.path().join("tables");
    let output = whobacks(&["export", "parquet", "-o", tables.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let whole = fs::read(tables.join("claims.parquet")).unwrap();
    let damaged = folder.path().join("damaged.parquet");
    let middle: Vec<u8> =
        whole.iter().enumerate().map(|(i, b)| if i % 97 == 5 { b ^ 0x55 } else { *b }).collect();
    for bytes in [&whole[..100], &whole[..whole.len() - 9], &middle[..], b"PAR1"] {
        fs::write(&damaged, bytes).unwrap();
        let output = whobacks(&["import", damaged.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("Parquet"), "{}", said(&output));
    }
}
