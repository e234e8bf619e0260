//! What a run that was stopped has left is cleared or finished by the next.
#![cfg(unix)]

use std::fs;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::example::{project, run, stderr};

#[test]
fn what_a_killed_run_has_left_is_cleared_by_the_next() {
    let root = project();
    let gone = Command::new("true").stdin(Stdio::null()).spawn().unwrap();
    let number = gone.id();
    let mut gone = gone;
    gone.wait().unwrap();
    let left = root.path().join(format!(".whobacks-{number}-abc"));
    let own = root.path().join(".whobacks-notes");
    let running = root.path().join(format!(".whobacks-{}-abc", std::process::id()));
    for path in [&left, &own, &running] {
        fs::write(path, "half").unwrap();
    }
    assert!(run(root.path(), &["export", "json", "-o", "out.json"]).status.success());
    assert_eq!([left.exists(), own.exists(), running.exists()], [false, true, true]);
}

#[test]
fn what_was_interrupted_can_be_repeated() {
    // A source of which the new card and ledger stand, and the annotation does not say so yet.
    let root = project();
    let finished = project();
    assert!(run(finished.path(), &["rename", "source", "harbour", "port"]).status.success());
    for ending in ["ron", "proofs"] {
        let name = format!("seeds/port.{ending}");
        fs::copy(finished.path().join(&name), root.path().join(&name)).unwrap();
    }
    let output = run(root.path(), &["rename", "source", "harbour", "port"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!root.path().join("seeds/harbour.ron").exists());
    assert!(!root.path().join("seeds/harbour.proofs").exists());
    assert_eq!(run(root.path(), &["check"]).status.code(), Some(0));
    // And the other way round: whatever was written first, the same command finishes it.
    for written in [
        &["data/harbour.ron"][..],
        &["data/harbour.ron", "seeds/port.ron"],
        &["seeds/port.ron"],
        &["seeds/port.proofs"],
        &["data/harbour.ron", "seeds/port.proofs"],
    ] {
        let root = project();
        for name in written {
            fs::copy(finished.path().join(name), root.path().join(name)).unwrap();
        }
        let output = run(root.path(), &["rename", "source", "harbour", "port"]);
        assert!(output.status.success(), "{written:?}: {}", stderr(&output));
        for name in ["data/harbour.ron", "seeds/port.ron", "seeds/port.proofs"] {
            let read = |root: &TempDir| fs::read(root.path().join(name)).unwrap();
            assert_eq!(read(&root), read(&finished), "{written:?}: {name}");
        }
        assert!(!root.path().join("seeds/harbour.ron").exists());
    }
    // An actor whom the one file calls by the new id already, and another still by the old one.
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("data")).unwrap();
    fs::create_dir_all(root.path().join("seeds")).unwrap();
    let more = "(claims: {\"d\": [(from: \"a\", relation: \"backs\", to: \"b\", record: \"r\")]})";
    let main = "(title: \"T\", include: [\"more.ron\"], actors: {\"c\": (name: \"A\", kind: state), \
                \"b\": (name: \"B\", kind: state)})";
    fs::write(root.path().join("seeds/d.ron"), "(title: \"D\", text: none, published: \"2020\")")
        .unwrap();
    fs::write(root.path().join("data/more.ron"), more).unwrap();
    fs::write(root.path().join("data/main.ron"), main).unwrap();
    let output = run(root.path(), &["rename", "actor", "a", "c", "--data", "data/main.ron"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(run(root.path(), &["check", "--data", "data/main.ron"]).status.code(), Some(0));
    // A source of that name that is another one is not written over.
    let root = project();
    let other = fs::read_to_string(root.path().join("seeds/harbour.ron")).unwrap() + "// another\n";
    fs::write(root.path().join("seeds/port.ron"), &other).unwrap();
    assert_eq!(run(root.path(), &["rename", "source", "harbour", "port"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(root.path().join("seeds/port.ron")).unwrap(), other);
    // An `init` that came to its first file only.
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("seeds")).unwrap();
    fs::write(root.path().join("seeds/.gitignore"), "*.txt\n").unwrap();
    let output = run(root.path(), &["init", "--title", "War"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn a_merge_over_several_files_that_was_interrupted_can_be_repeated() {
    let several = || {
        let root = project();
        let data = root.path().join("data/harbour.ron");
        let text = fs::read_to_string(&data).unwrap();
        let include = "    include: [\"more.ron\", \"third.ron\"],\n    actors:";
        fs::write(&data, text.replacen("    actors:", include, 1)).unwrap();
        for (name, text) in [
            (
                "more.ron",
                "(actors: {\"guard\": (name: \"Harbour Guard\", kind: armed_group)}, claims: {\"harbour\": [\n\
                 (from: \"league\", relation: \"meets\", to: \"guard\", \
                 quote: \"whose boats pass its guns unharmed\"),\n]})\n",
            ),
            (
                "third.ron",
                "(claims: {\"harbour\": [\n(from: \"guard\", relation: \"operates_in\", to: \"sel\", \
                 quote: \"took the port of Sel in March\"),\n]})\n",
            ),
        ] {
            fs::write(root.path().join("data").join(name), text).unwrap();
        }
        root
    };
    let merge = ["merge", "actor", "brigade", "guard"];
    let finished = several();
    let output = run(finished.path(), &merge);
    assert!(output.status.success(), "{}", stderr(&output));
    let said = String::from_utf8(output.stdout).unwrap();
    let written: Vec<&str> =
        said.lines().filter_map(|line| line.strip_suffix(" changed")).collect();
    assert_eq!(written.len(), 3, "{said}");
    for n in 0..written.len() {
        let root = several();
        for name in &written[..n] {
            fs::copy(finished.path().join(name), root.path().join(name)).unwrap();
        }
        let output = run(root.path(), &merge);
        assert!(output.status.success(), "{n}: {}", stderr(&output));
        for name in &written {
            let read = |root: &TempDir| fs::read(root.path().join(name)).unwrap();
            assert_eq!(read(&root), read(&finished), "{n}: {name}");
        }
    }
}
