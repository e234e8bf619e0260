//! The error corpus: for each code a bad file beside the exact message.
//!
//! A case is a folder `tests/corpus/<code>` with `case.ron` and `expected.txt`; `args`, where it is
//! there, says how the tool is called. `SNAPSHOTS=overwrite cargo test --test all corpus` writes what the
//! tool says now: read it before you commit it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use snapbox::cmd::Command;
use whobacks::diagnostic::{Code, Severity};

const ARGS: &str = "check --data case.ron --seeds ../seeds --texts ../texts";

#[test]
fn every_code_says_what_it_should() {
    let corpus = Path::new("tests/corpus");
    for code in Code::ALL {
        let case = corpus.join(code.word());
        let args = fs::read_to_string(case.join("args")).unwrap_or_else(|_| ARGS.to_owned());
        let status = i32::from(code.severity() == Severity::Error);
        let expected = case.join("expected.txt");
        Command::new(snapbox::cmd::cargo_bin!("whobacks"))
            .args(args.split_whitespace())
            .env_remove("WHOBACKS_TEXTS")
            .current_dir(&case)
            .assert()
            .code(status)
            .stdout_eq(snapbox::Data::read_from(&expected, None).raw());
        let text = fs::read_to_string(&expected).expect("the expectation can be read");
        let heading = format!("{}[{code}]", code.severity().word());
        assert!(text.contains(&heading), "{code}: the case does not show it");
    }
}

#[test]
fn no_case_is_without_its_code() {
    let folders: BTreeSet<String> = fs::read_dir("tests/corpus")
        .expect("the corpus can be listed")
        .map(|entry| entry.expect("the corpus can be listed").file_name().into_string())
        .map(|name| name.expect("names are UTF-8"))
        .filter(|name| !matches!(name.as_str(), "seeds" | "texts"))
        .collect();
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.word().to_owned()).collect();
    assert_eq!(folders, codes);
}
