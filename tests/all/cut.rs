//! Where a search ends before it has found everything, whoever asks is told so, in every form, and can have more.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::example::run;

/// Thirty actors, each of which backs and fights every other: 12,180 back both sides of a fight.
fn crowd(root: &Path) {
    fs::create_dir_all(root.join("data")).unwrap();
    fs::create_dir_all(root.join("seeds")).unwrap();
    fs::write(root.join("seeds/d.ron"), "(title: \"D\", text: none, published: \"2020\")").unwrap();
    let (mut actors, mut claims) = (String::new(), String::new());
    for a in 0..30 {
        actors += &format!("\"a{a}\": (name: \"Actor {a}\", kind: armed_group),\n");
        for b in (0..30).filter(|b| *b != a) {
            for relation in ["backs", "fights"] {
                claims += &format!(
                    "(from: \"a{a}\", relation: \"{relation}\", to: \"a{b}\", record: \"{relation} {a} {b}\"),\n"
                );
            }
        }
    }
    let text = format!("(title: \"T\", actors: {{{actors}}}, claims: {{\"d\": [\n{claims}]}})\n");
    fs::write(root.join("data/crowd.ron"), text).unwrap();
}

fn said(root: &Path, line: &str) -> (String, String) {
    let output = run(root, &line.split(' ').collect::<Vec<_>>());
    assert!(output.status.code().is_some_and(|code| code < 2), "{line}");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

#[test]
fn of_contradictions_that_are_cut_it_is_said_that_there_are_more() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    crowd(root);
    let (short, _) = said(root, "check");
    assert!(short.contains("contradictions and more between claims"), "{short}");
    let (all, _) = said(root, "check --max-contradictions 20000");
    assert!(all.contains("contradictions between claims"), "{all}");

    let note = "of actors that back both sides of a fight, only 10000";
    let (long, _) = said(root, "check -v");
    assert!(long.contains(note), "{}", long.lines().rev().take(3).collect::<String>());
    let json = |line: &str| serde_json::from_str::<Value>(&said(root, line).0).unwrap();
    let report = json("check --format json");
    assert!(report["notes"][0].as_str().unwrap().contains(note));
    let sarif = json("check --format sarif");
    let notes = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert!(notes[0]["message"]["text"].as_str().unwrap().contains(note));
    let report = json("check --format json --max-contradictions 20000");
    assert_eq!(report.get("notes"), None);

    let ask = "ask where do the sources disagree";
    let selection = json(&format!("{ask} --format json"));
    assert_eq!(selection["cut_at"], 10_000);
    let limited = json(&format!("{ask} --format json --limit 3"));
    assert_eq!(
        (&limited["cut_at"], limited["answers"].as_array().unwrap().len()),
        (&10_000.into(), 3)
    );
    let whole = json(&format!("{ask} --format json --limit 20000"));
    assert_eq!(whole.get("cut_at"), None);
    let answers = |value: &Value| value["answers"].as_array().unwrap().len();
    assert_eq!(answers(&whole) - answers(&selection), 2_180);
    let (text, _) = said(root, &format!("{ask} --limit 1"));
    assert!(text.contains(note), "{text}");
    for form in ["--format csv", "--short"] {
        let (_, stderr) = said(root, &format!("{ask} {form} --limit 1"));
        assert!(stderr.contains(note), "{form}: {stderr}");
    }
}
