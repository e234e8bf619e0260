//! What `--sql` prints, as files that are read; that engines answer it as `find` does is tried on the engines themselves.

use std::process::Output;

use snapbox::cmd::Command;
use snapbox::{Data, assert_data_eq};

const WADI: &str = "tests/data/wadi/data/wadi.ron";

fn whobacks(args: &[&str]) -> Output {
    let command = Command::new(snapbox::cmd::cargo_bin!("whobacks"));
    command.args(args).args(["--data", WADI]).output().expect("the tool runs")
}

/// `SNAPSHOTS=overwrite cargo test --test all sql::` writes what the tool says now.
#[test]
fn queries_are_as_they_were_read() {
    for (file, args) in [
        (
            "link-duckdb.sql",
            &["find", "?x arms|funds shield", "--at", "2023", "--sql", "duckdb"][..],
        ),
        ("link-spark.sql", &["find", "?x arms|funds shield", "--at", "2023", "--sql", "spark"]),
        (
            "chain-duckdb.sql",
            &["find", "?x support+ shield", "--sql", "duckdb", "--tables", "tables"],
        ),
        (
            "chain-spark.sql",
            &["find", "?x support+ shield", "--sql", "spark", "--tables", "tables"],
        ),
        ("join-duckdb.sql", &["find", "?x support ?y . ?y fights army", "--sql", "duckdb"]),
        (
            "verdict-duckdb.sql",
            &["ask", "does Sahran back the Desert Shield in 2023", "--sql", "duckdb"],
        ),
    ] {
        let output = whobacks(args);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let path = std::path::Path::new("tests/data/sql").join(file);
        let said = String::from_utf8(output.stdout).expect("SQL is UTF-8");
        if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            std::fs::create_dir_all("tests/data/sql").expect("the folder can be made");
            std::fs::write(&path, said).expect("the file can be written");
        } else {
            assert_data_eq!(said, Data::read_from(&path, None).raw());
        }
    }
}

#[test]
fn what_has_no_sql_is_refused_and_prints_nothing() {
    for (args, why) in [
        (
            &["ask", "what links Sahran and Tharaq"][..],
            "only a question that becomes a pattern alone has SQL",
        ),
        (&["ask", "who backs the Desert Shield according to monitor"], "in no table"),
        (&["ask", "who operates in Wadi"], "has places within it"),
        (&["ask", "who backs the Desert Shield", "--short"], "--short is a table of answers"),
        (&["find", "?x arms shield", "--format", "json"], "--format is for answers"),
        (&["find", "?x arms shield", "--tables", "a\nb"], "no control character"),
        (
            &["find", "?x support+ shield", "--actor", "nur"],
            "--actor looks at who stands in the chain",
        ),
        (&["find", "?claims arms shield"], "?claims is called like a column"),
    ] {
        for engine in ["duckdb", "spark"] {
            let output = whobacks(&[args, &["--sql", engine]].concat());
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
            assert!(said.contains(why), "{args:?}: {said}");
            assert!(output.stdout.is_empty(), "{args:?}");
        }
    }
    let output = whobacks(&["find", "?x arms shield", "--sql", "oracle"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("duckdb, spark"), "{said}");
}
