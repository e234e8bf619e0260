//! `agree` and `coverage` on the command line: what they refuse, and what machines get.

use std::fs;
use std::path::Path;

use snapbox::cmd::{Command, OutputAssert};
use snapbox::str;

fn run(args: &str) -> OutputAssert {
    Command::new(snapbox::cmd::cargo_bin!("whobacks"))
        .args(args.split_whitespace())
        .env_remove("WHOBACKS_TEXTS")
        .current_dir("docs/example")
        .assert()
}

fn stdout(assert: OutputAssert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("output is UTF-8")
}

fn json(args: &str) -> serde_json::Value {
    serde_json::from_str(&stdout(run(args).code(0))).expect("JSON is JSON")
}

const CODINGS: &str = "agree data/harbour.ron second/harbour.ron --texts texts";

#[test]
fn a_coding_agrees_with_itself() {
    let whole = json("agree data/harbour.ron data/harbour.ron --format json");
    assert_eq!(whole["units"]["all"]["f1"], 1.0);
    assert_eq!(whole["differences"], serde_json::json!([]));
    assert_eq!(whole["claims"]["paired"], 17);
    for variable in whole["claims"]["variables"].as_array().expect("a list") {
        assert_eq!((&variable["share"], &variable["alpha"]), (&1.0.into(), &1.0.into()));
    }
}

#[test]
fn machines_get_every_difference() {
    let whole = json(&format!("{CODINGS} --format json"));
    let mut kinds: Vec<&str> = (whole["differences"].as_array().expect("a list").iter())
        .map(|difference| difference["kind"].as_str().expect("a word"))
        .collect();
    let lines = stdout(run(&format!("{CODINGS} --format csv")).code(0));
    let mut lines: Vec<&str> = lines.lines().collect();
    assert!(lines.remove(0).starts_with("source,difference,detail,paragraph_a,from_a,"));
    assert_eq!(lines.len(), kinds.len());
    for (line, kind) in lines.iter().zip(&kinds) {
        assert!(line.starts_with(&format!("harbour,{kind},")), "{line}");
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, ["changed", "only_a", "only_b"]);
    assert_eq!(whole["actors"]["only_b"][0]["id"], "freighters");
    let changed = &whole["differences"][0];
    assert_eq!(changed["variables"], serde_json::json!(["relation"]));
    assert_eq!(
        (&changed["a"]["from"], &changed["b"]["from"]),
        (&"renn".into(), &"colonel-renn".into())
    );
}

#[test]
fn a_coding_with_errors_is_refused_with_its_errors() {
    // By the proofs of another harbour nothing is proved.
    let seeds = "--seeds ../../tests/corpus/seeds";
    let refused = run(&format!("agree data/harbour.ron second/harbour.ron --color never {seeds}"));
    let refused = refused.code(1);
    let refused = refused.stdout_eq("");
    let said = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(
        said.contains("error[quote-not-proved]") && said.contains("second/harbour.ron"),
        "{said}"
    );
    let missing = run("agree data/harbour.ron nowhere.ron").code(2);
    assert!(String::from_utf8_lossy(&missing.get_output().stderr).contains("nowhere.ron"));
}

#[test]
fn coverage_says_what_it_needs() {
    run("coverage").code(2).stdout_eq("").stderr_eq(str![[r#"
error: coverage reads the texts: give their folder with --texts

"#]]);
    run("coverage --texts texts --source harbor").code(2).stderr_eq(str![[r#"
error: no source has the id `harbor`; did you mean `harbour`?

"#]]);
    // What the card excuses is excused for every coding; one sentence only the other coder has coded.
    let args = "--data second/harbour.ron --texts texts";
    let whole = json(&format!("coverage {args} --format json"));
    assert_eq!((&whole["all"]["open"], &whole["complete"]), (&1.into(), &false.into()));
}

#[test]
fn strict_coverage_fails_on_what_is_open() {
    let folder = std::env::temp_dir().join(format!("whobacks-coverage-{}", std::process::id()));
    for part in
        ["data/harbour.ron", "seeds/harbour.ron", "seeds/harbour.proofs", "texts/harbour.txt"]
    {
        let to = folder.join(part);
        fs::create_dir_all(to.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        fs::copy(Path::new("docs/example").join(part), to).expect("a file can be copied");
    }
    let card = folder.join("seeds/harbour.ron");
    let text = fs::read_to_string(&card).expect("the card can be read");
    let strict = || {
        Command::new(snapbox::cmd::cargo_bin!("whobacks"))
            .args(["coverage", "--strict", "--texts", "texts"])
            .env_remove("WHOBACKS_TEXTS")
            .current_dir(&folder)
            .assert()
    };
    strict().code(0);
    fs::write(&card, text.replace("12: ", "40: ")).expect("the card can be written");
    strict().code(1).stdout_eq(str![[r#"
 source   sentences  claims  name two  coded  excused  open  covered
 harbour  15         17      12        11     0        1     91 %
 all      15         17      12        11     0        1     91 %

Open: 1 sentence names two actors and makes no claim

harbour
  ¶ 12.1  vestria, orlan
          “Read also: Vestria and Orlan, a short history”

A reason on the card of harbour excuses nothing: there is no paragraph 40

"#]]);
    fs::write(&card, text.replace("12: ", "12: \"a link\", 3: ")).expect("the card can be written");
    let idle = strict().code(1);
    let said = String::from_utf8_lossy(&idle.get_output().stdout).into_owned();
    assert!(said.ends_with("excuses nothing: paragraph 3 makes claims\n"), "{said}");
    fs::remove_dir_all(&folder).expect("the folder can be removed");
}
