//! A repository that somebody hands on touches nobody's terminal, and no file but its own.
#![cfg(unix)]

use std::fs;

use super::example::{EXAMPLE, project, run, stderr, whobacks};
use std::process::Output;

/// Every byte of a terminal's escapes that has come through.
fn steering(output: &Output) -> Vec<char> {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    // Tables for spreadsheets end their lines so (RFC 4180).
    let text = String::from_utf8(text).unwrap().replace("\r\n", "\n");
    let steers = |c: &char| {
        (c.is_control() && !"\n\t".contains(*c)) || ('\u{202a}'..='\u{202e}').contains(c)
    };
    text.chars().filter(steers).collect()
}

#[test]
fn no_name_and_no_quote_steers_a_terminal() {
    let annotation = fs::read_to_string(format!("{EXAMPLE}/data/harbour.ron")).unwrap();
    // As escapes of RON, and as the bytes themselves.
    for evil in [
        "\\u{1b}]52;c;Y3VybA==\\u{7}",
        "\u{1b}]0;title\u{7}",
        "\u{9b}2J",
        "\u{202e}gnihtemos",
        "\u{8}\u{8}\u{7f}",
        "\rerror",
    ] {
        let root = project();
        let evil = annotation.replace("(name: \"Vestria\"", &format!("(name: \"Vestria{evil}\""));
        assert_ne!(annotation, evil);
        fs::write(root.path().join("data/harbour.ron"), &evil).unwrap();
        for arguments in [
            &["check"][..],
            &["check", "--format", "json"],
            &["check", "--format", "sarif"],
            &["--draft", "ask", "who arms the brigade"],
            &["--draft", "actors", "--format", "csv"],
            &["actors"],
            &["fmt", "--check"],
        ] {
            let output = run(root.path(), arguments);
            assert_eq!(steering(&output), Vec::<char>::new(), "{arguments:?} {evil}");
        }
    }
    // What stands on the command line is shown, too.
    let root = project();
    for arguments in [
        &["ask", "who backs \u{1b}]0;x\u{7}"][..],
        &["--data", "\u{1b}[2J.ron", "check"],
        &["no\u{9b}2Jcommand"],
        &["export", "\u{202e}fxeg"],
    ] {
        let output = run(root.path(), arguments);
        assert_eq!(steering(&output), Vec::<char>::new(), "{arguments:?}");
        assert_ne!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn a_card_and_its_file_name_steer_nothing() {
    let root = project();
    let card = fs::read_to_string(root.path().join("seeds/harbour.ron")).unwrap();
    let evil = card.replacen("title: \"", "title: \"\\u{1b}]0;x\\u{7}", 1);
    assert_ne!(card, evil);
    fs::write(root.path().join("seeds/harbour.ron"), evil).unwrap();
    fs::write(root.path().join("seeds/a\u{1b}[2Jb.ron"), "(").unwrap();
    for arguments in [&["check"][..], &["source", "list"], &["source", "show", "harbour"]] {
        let output = run(root.path(), arguments);
        assert_eq!(steering(&output), Vec::<char>::new(), "{arguments:?}");
    }
    assert!(stderr(&run(root.path(), &["source", "list"])).contains("U+001B"));
}

#[test]
fn nothing_but_an_annotation_is_laid_out() {
    let root = project();
    let json = "{\n  \"list\": [\n    1\n  ]\n}\n";
    fs::write(root.path().join("own.json"), json).unwrap();
    let output = run(root.path(), &["fmt", "own.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("neither an annotation file nor a card"));
    assert_eq!(fs::read_to_string(root.path().join("own.json")).unwrap(), json);
}

#[test]
fn messages_that_nobody_can_read_are_no_reason_to_stop() {
    let root = project();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let code = |arguments: &[&str]| {
        whobacks(root.path()).args(arguments).stderr(full()).status().unwrap().code()
    };
    assert_eq!(code(&["export", "csv", "-o", "tables"]), Some(0));
    assert!(root.path().join("tables/edges.csv").is_file());
    assert!(root.path().join("tables/nodes.csv").is_file());
    assert_eq!(code(&["ask", "zzz"]), Some(2));
    assert_eq!(code(&["no-command"]), Some(2));
    let output = whobacks(root.path()).arg("check").stdout(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("No space left"), "{}", stderr(&output));
}

#[test]
fn dates_that_look_alike_have_pictures_of_their_own() {
    let root = project();
    let path = root.path().join("data/harbour.ron");
    let text = fs::read_to_string(&path).unwrap();
    let slices = "    slices: [\"2031~\", \"2031?\"],\n    title:";
    assert_eq!(text.matches("slices:").count(), 0);
    fs::write(&path, text.replacen("    title:", slices, 1)).unwrap();
    assert!(run(root.path(), &["build"]).status.success());
    assert!(root.path().join("graphs/harbour-2031-.svg").is_file());
    assert!(root.path().join("graphs/harbour-2031--2.svg").is_file());
    let output = run(root.path(), &["build", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}
