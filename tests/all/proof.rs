//! Proof as users meet it: with the texts, without them, and when something was tampered with.

use std::fs;
use std::path::Path;
use std::process::Output;

use snapbox::cmd::Command;

/// A project of its own: one source, three claims.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it is inside")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write(
        "texts/a.txt",
        "On the war\n\nEgypt backs Haftar in the east.\nThe “LNA” fights the GNA, and the LNA fights on.\n",
    );
    write(
        "data/war.ron",
        r#"(
    actors: {
        "egypt": (name: "Egypt", kind: state),
        "haftar": (name: "Haftar", kind: person),
        "lna": (name: "LNA", kind: military),
        "gna": (name: "GNA", kind: government),
    },
    claims: {"a": [
        (from: "egypt", relation: "backs", to: "haftar", quote: "Egypt backs Haftar"),
        (from: "lna", relation: "fights", to: "gna", quote: "the \"LNA\" fights the gna"),
        (from: "lna", relation: "attacks", to: "gna", quote: "fights the GNA … the LNA fights on"),
    ]},
)"#,
    );
    let output = run(folder.path(), "source add texts/a.txt --id a --published 2020");
    assert!(output.status.success(), "{output:?}");
    folder
}

fn run(folder: &Path, args: &str) -> Output {
    Command::new(snapbox::cmd::cargo_bin!("whobacks"))
        .args(args.split_whitespace())
        .env_remove("WHOBACKS_TEXTS")
        .current_dir(folder)
        .output()
        .expect("the tool runs")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// The exit code, and the last line but for what it was held against.
fn verdict(folder: &Path, args: &str) -> (Option<i32>, String) {
    let output = run(folder, args);
    let text = said(&output);
    (output.status.code(), text.lines().last().unwrap_or_default().to_owned())
}

const PROVED: &str =
    "3 claims, 3 quotes proved (1 exact, 1 folded, 1 elided) in 1 source; 0 errors, 0 warnings";

fn proved_project() -> tempfile::TempDir {
    let folder = project();
    let output = run(folder.path(), "prove --texts texts");
    assert_eq!(said(&output), "seeds/a.proofs written: 3 quotes proved\n");
    folder
}

#[test]
fn a_quote_is_proved_with_the_text_and_without() {
    let folder = project();
    let (code, last) = verdict(folder.path(), "check");
    assert_eq!(code, Some(1));
    assert!(last.ends_with("1 error, 0 warnings"), "{last}: neither text nor ledger");
    assert_eq!(run(folder.path(), "prove --texts texts").status.code(), Some(0));
    let good = (Some(0), PROVED.to_owned());
    assert_eq!(verdict(folder.path(), "check --texts texts"), good);
    assert_eq!(verdict(folder.path(), "check"), good);
    fs::remove_dir_all(folder.path().join("texts")).expect("the texts go");
    assert_eq!(verdict(folder.path(), "check --strict"), good);
    assert_eq!(
        run(folder.path(), "prove").status.code(),
        Some(2),
        "there is nothing to prove with"
    );
}

#[test]
fn texts_beside_the_cards_are_found() {
    let folder = proved_project();
    fs::copy(folder.path().join("texts/a.txt"), folder.path().join("seeds/a.txt")).expect("a copy");
    let output = run(folder.path(), "check");
    assert!(said(&output).contains("proved by the text"), "{output:?}");
}

#[test]
fn a_ledger_tampered_with_proves_nothing() {
    let folder = proved_project();
    let path = folder.path().join("seeds/a.proofs");
    let ledger = fs::read_to_string(&path).expect("the ledger");
    let lines: Vec<&str> = ledger.lines().collect();
    for (i, line) in lines.iter().enumerate() {
        let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        // The last character of each line is a digit of a hash or of a place.
        let last = if line.ends_with('0') { '1' } else { '0' };
        changed[i] = format!("{}{last}", &line[..line.len() - 1]);
        fs::write(&path, changed.join("\n") + "\n").expect("the ledger");
        for args in ["check", "check --texts texts"] {
            let output = run(folder.path(), args);
            assert_eq!(output.status.code(), Some(1), "line {}: {args}: {output:?}", i + 1);
            assert!(said(&output).contains("error[source-changed]"), "{}", said(&output));
        }
    }
    for less in [&lines[1..], &lines[..lines.len() - 1], &lines[..0]] {
        fs::write(&path, less.join("\n")).expect("the ledger");
        assert_eq!(run(folder.path(), "check").status.code(), Some(1), "{less:?}");
    }
    assert_eq!(run(folder.path(), "prove --texts texts").status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).expect("the ledger"), ledger);
}

#[test]
fn a_changed_text_is_an_error_and_its_ledger_is_left_alone() {
    let folder = proved_project();
    let before = fs::read(folder.path().join("seeds/a.proofs")).expect("the ledger");
    let path = folder.path().join("texts/a.txt");
    let text = fs::read_to_string(&path).expect("the text");
    fs::write(&path, text.replace("Egypt", "Qatar")).expect("the text");
    let output = run(folder.path(), "check --texts texts");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("the text of `a` is not the one on its card"));
    assert_eq!(run(folder.path(), "prove --texts texts").status.code(), Some(1));
    assert_eq!(fs::read(folder.path().join("seeds/a.proofs")).expect("the ledger"), before);
}

#[test]
fn one_word_changed_is_no_quote() {
    let folder = proved_project();
    let path = folder.path().join("data/war.ron");
    let data = fs::read_to_string(&path).expect("the data");
    fs::write(&path, data.replace("Egypt backs Haftar", "Egypt backed Haftar")).expect("the data");
    for (args, code) in [("check", "quote-not-proved"), ("check --texts texts", "quote-not-found")]
    {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(&format!("error[{code}]")), "{}", said(&output));
        assert!(said(&output).contains("data/war.ron:9:65"), "{}", said(&output));
    }
}

#[test]
fn cards_are_proposed_and_never_overwritten() {
    let folder = project();
    let again = run(folder.path(), "source add texts/a.txt --id a");
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("--force reads the file again"));
    let shown = run(folder.path(), "source show a");
    assert!(said(&shown).contains("title       On the war\n"), "{}", said(&shown));
    let unknown = run(folder.path(), "source show b");
    assert_eq!(unknown.status.code(), Some(2));
    let none = run(folder.path(), "source add texts/none.txt");
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn proving_takes_no_proof_from_another_annotation() {
    let folder = proved_project();
    let ledger = folder.path().join("seeds/a.proofs");
    let first = fs::read(&ledger).expect("the ledger");
    fs::create_dir(folder.path().join("second")).expect("a folder");
    let second = |claims: &str| {
        let actors =
            r#""egypt": (name: "Egypt", kind: state), "east": (name: "the east", kind: place),"#;
        let text = format!("(actors: {{{actors}}}, claims: {{\"a\": [{claims}]}})");
        fs::write(folder.path().join("second/war.ron"), text).expect("a file");
    };
    let claim = r#"(from: "egypt", relation: "visits", to: "east", quote: "Haftar in the east")"#;
    second(claim);
    let prove = "--data second/war.ron --seeds seeds prove --texts texts";
    assert_eq!(
        said(&run(folder.path(), prove)),
        "seeds/a.proofs written: 4 quotes proved, 1 added\n"
    );
    assert_eq!(verdict(folder.path(), "check"), (Some(0), PROVED.to_owned()));
    // Either way round, both are fresh.
    for args in [prove, "--data data/war.ron prove --texts texts"] {
        assert_eq!(run(folder.path(), &format!("{args} --check")).status.code(), Some(0), "{args}");
    }
    // What nobody quotes any more goes, and is told.
    second("");
    assert_eq!(
        said(&run(folder.path(), "--data data/war.ron prove --texts texts")),
        "seeds/a.proofs written: 3 quotes proved, 1 removed\n"
    );
    assert_eq!(fs::read(&ledger).expect("the ledger"), first);
    // Of a file that cannot be read nobody knows what it needs.
    second(claim);
    run(folder.path(), prove);
    fs::write(folder.path().join("second/war.ron"), "(claims: {").expect("a file");
    let output = run(folder.path(), "--data data/war.ron prove --texts texts");
    assert_eq!(said(&output), "seeds/a.proofs is fresh: 4 quotes proved\n");
}

#[test]
fn a_faulty_annotation_is_not_proved() {
    let folder = proved_project();
    let (data, ledger) = (folder.path().join("data/war.ron"), folder.path().join("seeds/a.proofs"));
    let sound = fs::read_to_string(&data).expect("the annotation");
    let before = fs::read(&ledger).expect("the ledger");
    for faulty in [sound.replace("\"Egypt backs Haftar\"", "Egypt"), "garbage".to_owned()] {
        fs::write(&data, faulty).expect("a file");
        for args in ["prove --texts texts", "prove --check --texts texts"] {
            assert_eq!(run(folder.path(), args).status.code(), Some(1), "{args}");
            assert_eq!(fs::read(&ledger).expect("the ledger"), before);
        }
    }
}

#[test]
fn a_ledger_of_another_version_says_what_to_do() {
    let folder = proved_project();
    let path = folder.path().join("seeds/a.proofs");
    let ledger = fs::read_to_string(&path).expect("the ledger");
    fs::write(&path, ledger.replacen("proofs 2", "proofs 1", 1)).expect("a file");
    let output = run(folder.path(), "check");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("version `1`") && said(&output).contains("whobacks prove"));
}
