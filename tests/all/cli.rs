//! The command line as a new user meets it: on the project's own data, and with wrong input.

use std::fs;
use std::path::Path;
use std::process::Output;

use snapbox::cmd::Command;

fn whobacks(args: &[&str]) -> Output {
    command(args).output().expect("the tool runs")
}

fn command(args: &[&str]) -> Command {
    Command::new(snapbox::cmd::cargo_bin!("whobacks")).args(args).env_remove("WHOBACKS_TEXTS")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn the_data_is_proved_and_the_graphs_are_fresh() {
    let check = whobacks(&["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", out(&check));
    let text = out(&check);
    let last = text.lines().last().expect("a last line");
    let (claims, rest) = last.split_once(" claims, ").expect("claims are counted");
    assert!(claims.parse::<usize>().expect("a number") > 250, "{last}");
    assert!(rest.starts_with(&format!("{claims} quotes proved (")), "{last}");
    let build = whobacks(&["build", "--check"]);
    assert_eq!(build.status.code(), Some(0), "{}", out(&build));
}

#[test]
fn with_the_texts_the_same_is_said() {
    let texts = Path::new("../shared/seeds");
    if !texts.is_dir() {
        return;
    }
    let last = |args: &[&str]| {
        let text = out(&whobacks(args));
        let last = text.lines().last().expect("a last line").to_owned();
        last.split(';').next().expect("counts come first").to_owned()
    };
    let texts = texts.to_str().expect("UTF-8");
    assert_eq!(last(&["check"]), last(&["check", "--texts", texts]));
    let ledgers = whobacks(&["prove", "--check", "--texts", texts]);
    assert_eq!(ledgers.status.code(), Some(0), "{}", out(&ledgers));
}

#[test]
fn four_faults_in_one_file_are_four_errors_in_their_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = fs::read_to_string("tests/corpus/ledger-behind/case.ron").expect("a case");
    let bad = data
        .replace("Southmark backs the River Front", "Southmark backed the River Front")
        .replace(
            "from: \"northland\", relation: \"arms\"",
            "from: \"nortland\", relation: \"armz\", when: \"soon\"",
        );
    let path = folder.path().join("bad.ron");
    fs::write(&path, &bad).expect("a file");
    let path = path.to_str().expect("UTF-8");
    let args = [
        "check",
        "--data",
        path,
        "--seeds",
        "tests/corpus/seeds",
        "--texts",
        "tests/corpus/texts",
        "--format",
        "json",
    ];
    let output = whobacks(&args);
    assert_eq!(output.status.code(), Some(1));
    let result: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let found: Vec<(String, u64, u64)> = result["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|d| d["severity"] == "error")
        .map(|d| {
            let number = |name: &str| d[name].as_u64().expect("a number");
            (d["code"].as_str().expect("a code").to_owned(), number("line"), number("column"))
        })
        .collect();
    let place = |needle: &str| {
        let at = bad.find(needle).expect("it is there");
        let line = bad[..at].matches('\n').count() as u64 + 1;
        (line, bad[..at].rsplit('\n').next().unwrap_or("").chars().count() as u64 + 1)
    };
    let expected: Vec<(String, u64, u64)> = [
        ("unknown-actor", "\"nortland\""),
        ("unknown-relation", "\"armz\""),
        ("bad-date", "\"soon\""),
        ("quote-not-found", "\"Southmark backed the River Front\""),
    ]
    .iter()
    .map(|(code, needle)| ((*code).to_owned(), place(needle).0, place(needle).1))
    .collect();
    assert_eq!(found, expected);
    assert_eq!(result["summary"]["errors"], 4);
}

#[test]
fn who_asks_for_the_graph_is_told_of_warnings_only_beside_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    let run = |command: &[&str], data: &str| {
        fs::write(&path, data).expect("a file");
        let path = path.to_str().expect("UTF-8");
        whobacks(&[command, &["--data", path, "--seeds", "tests/corpus/seeds"]].concat())
    };
    let warned = fs::read_to_string("tests/corpus/hedged-fact/case.ron").expect("a case");
    let output = run(&["export", "json"], &warned);
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    let wrong = warned.replace("relation: \"fights\"", "relation: \"fghts\"");
    let output = run(&["export", "json"], &wrong);
    assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
    let told = err(&output);
    assert!(told.contains("warning[hedged-fact]") && told.contains("error[unknown-relation]"));
    // Quietly, of the errors alone; both commands say the same.
    let told = err(&run(&["export", "json", "-q"], &wrong));
    assert!(!told.contains("warning[") && told.contains("error[unknown-relation]"));
    let checked = out(&run(&["check", "-q"], &wrong));
    assert_eq!(told.trim_end(), checked.trim_end());
}

#[test]
fn a_draft_is_answered_from_what_is_sound_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = fs::read_to_string("docs/example/data/harbour.ron").expect("the example");
    let path = folder.path().join("draft.ron");
    let run = |data: &str, command: &[&str]| {
        fs::write(&path, data).expect("a file");
        let path = path.to_str().expect("UTF-8");
        whobacks(&[command, &["--data", path, "--seeds", "docs/example/seeds"]].concat())
    };
    let ask = ["ask", "who", "arms", "the", "brigade"];
    let clean = out(&run(&data, &ask));
    assert_eq!(out(&run(&data, &[&ask[..], &["--draft"]].concat())), clean);
    // A faulty claim, one in a block with a word that is not a modality, and an actor without a kind.
    let wrong = data
        .replacen("relation: \"arms\"", "relation: \"armz\"", 1)
        .replace("kind: collective", "kind: crowd");
    assert_ne!(wrong, data);
    assert_eq!(run(&wrong, &ask).status.code(), Some(1));
    let output = run(&wrong, &[&ask[..], &["--draft"]].concat());
    let answer = out(&output);
    let mark = answer.lines().next().expect("a first line");
    assert!(mark.starts_with("draft: ") && mark.ends_with(" left out"), "{answer}");
    assert!(err(&output).contains(mark));
    let json = out(&run(&wrong, &[&ask[..], &["--draft", "--format", "json"]].concat()));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let left_out = json["draft"]["left_out"].as_u64().expect("a number");
    assert_eq!(mark.split(' ').nth(1), Some(left_out.to_string().as_str()));
    let export = out(&run(&wrong, &["export", "json", "--draft"]));
    let export: serde_json::Value = serde_json::from_str(&export).expect("JSON");
    assert_eq!(export["draft"]["left_out"], left_out);
    let all = out(&run(&data, &["export", "json"]));
    let all: serde_json::Value = serde_json::from_str(&all).expect("JSON");
    let edges = |graph: &serde_json::Value| graph["edges"].as_array().expect("a list").len() as u64;
    assert_eq!(edges(&export) + left_out, edges(&all));
    assert!(out(&run(&wrong, &["draw", "--draft"])).contains("Draft: "));
    assert_eq!(run(&wrong, &["build", "--draft"]).status.code(), Some(2));
    // Where brackets do not close, nobody knows what is missing.
    let broken = data.replacen("claims: {", "claims: {(", 1);
    assert_eq!(run(&broken, &[&ask[..], &["--draft"]].concat()).status.code(), Some(1));
}

#[test]
fn a_faulty_field_takes_nothing_else_along() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    for space in ["", " ", "\n", " // why\n", " /* , /* */ ) */ "] {
        let data = format!(
            r#"(title: "T", bogus: 1{space}, actors: {{"a": (name: "A", kind: state)}},
            claims: {{"harbour": [(from: "zz", relation: "backz", to: "a", record: "r")]}})"#
        );
        fs::write(&path, data).expect("a file");
        let path = path.to_str().expect("UTF-8");
        let told = out(&whobacks(&["check", "--data", path, "--seeds", "tests/corpus/seeds"]));
        for code in ["unknown-field", "unknown-actor", "unknown-relation"] {
            assert_eq!(told.matches(&format!("error[{code}]")).count(), 1, "{space:?}: {told}");
        }
        assert!(!told.contains("[syntax]"), "{told}");
    }
}

#[test]
fn the_longest_quote_is_set_in_the_file_for_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = fs::read_to_string("docs/example/data/harbour.ron").expect("the example");
    let path = folder.path().join("short.ron");
    fs::write(&path, data.replacen("title:", "max_quote_words: 4, title:", 1)).expect("a file");
    let path = path.to_str().expect("UTF-8");
    let run = |command: &[&str]| {
        whobacks(&[command, &["--data", path, "--seeds", "docs/example/seeds"]].concat())
    };
    assert!(out(&run(&["check"])).contains("4 are allowed"));
    assert!(err(&run(&["actors"])).contains("error[quote-too-long]"));
    assert_eq!(run(&["check", "--max-quote-words", "15"]).status.code(), Some(0));
}

#[test]
fn sarif_says_what_json_says() {
    let args = [
        "check",
        "--data",
        "tests/corpus/unknown-value/case.ron",
        "--seeds",
        "tests/corpus/seeds",
        "--format",
    ];
    let json: serde_json::Value =
        serde_json::from_str(&out(&whobacks(&[&args[..], &["json"]].concat()))).expect("JSON");
    let sarif: serde_json::Value =
        serde_json::from_str(&out(&whobacks(&[&args[..], &["sarif"]].concat()))).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let diagnostics = json["diagnostics"].as_array().expect("a list");
    assert_eq!(results.len(), diagnostics.len());
    for (result, diagnostic) in results.iter().zip(diagnostics) {
        assert_eq!(result["ruleId"], diagnostic["code"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["region"]["startLine"], diagnostic["line"]);
        assert_eq!(place["region"]["startColumn"], diagnostic["column"]);
        assert_eq!(place["artifactLocation"]["uri"], diagnostic["file"]);
    }
}

#[test]
fn a_bad_file_leaves_the_outputs_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("graphs");
    let dir = output.to_str().expect("UTF-8");
    let good = [
        "build",
        "--data",
        "tests/corpus/ledger-behind/case.ron",
        "--seeds",
        "tests/corpus/seeds",
        "--texts",
        "tests/corpus/texts",
        "-o",
        dir,
    ];
    let first = whobacks(&good);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    let read = || -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(&output)
            .expect("the folder is there")
            .map(|entry| entry.expect("it can be listed").path())
            .map(|path| (path.display().to_string(), fs::read(&path).expect("it can be read")))
            .collect();
        files.sort();
        files
    };
    let before = read();
    assert!(before.len() >= 3);
    assert_eq!(whobacks(&[&good[..], &["--check"]].concat()).status.code(), Some(0));
    let mut bad = good;
    bad[2] = "tests/corpus/bad-date/case.ron";
    let failed = whobacks(&bad);
    assert_eq!(failed.status.code(), Some(1));
    assert!(err(&failed).contains("error[bad-date]"), "{}", err(&failed));
    assert_eq!(out(&failed), "");
    assert_eq!(read(), before);
    fs::write(output.join("case.dot"), "stale").expect("a file");
    let stale = whobacks(&[&good[..], &["--check"]].concat());
    assert_eq!(stale.status.code(), Some(1));
    assert!(out(&stale).contains("case.dot is stale"), "{}", out(&stale));
    assert_eq!(whobacks(&good).status.code(), Some(0));
    assert_eq!(read(), before, "the same bytes every time");
}

#[test]
fn what_cannot_be_run_ends_with_two() {
    for (args, says) in [
        (&["check", "--data", "nowhere.ron"][..], "cannot read nowhere.ron"),
        (&["check", "--texts", "nowhere"], "there is no folder nowhere with texts"),
        (&["export", "gexff"], "a similar value exists: 'gexf'"),
        (&["explain", "quote-not-fount"], "did you mean `quote-not-found`?"),
        (&["frobnicate"], "unrecognized subcommand"),
        (&["actors", "--kind", "militia"], "it can be state"),
    ] {
        let output = whobacks(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(says), "{args:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{args:?}");
    }
}

#[test]
fn lists_have_three_shapes() {
    let table = out(&whobacks(&["relations", "--family", "support"]));
    assert!(table.lines().any(|line| line.trim_start().starts_with("arms ")), "{table}");
    assert!(table.contains("ext_w (weapons)"));
    let json: serde_json::Value =
        serde_json::from_str(&out(&whobacks(&["actors", "--format", "json"]))).expect("JSON");
    assert!(json.as_array().expect("a list").len() > 100);
    let csv = out(&whobacks(&["source", "list", "--format", "csv"]));
    assert_eq!(csv.lines().count(), 6, "{csv}");
    assert!(csv.starts_with("id,title,published,publisher,words,file\r\n"));
}

#[test]
fn every_code_is_explained() {
    let list = out(&whobacks(&["explain"]));
    for code in whobacks::diagnostic::Code::ALL {
        assert!(list.contains(code.word()), "{code} is listed");
        let page = out(&whobacks(&["explain", code.word()]));
        assert!(page.starts_with(&format!("{code} (")), "{page}");
        assert!(!page.contains("```"), "{page}");
    }
}

/// Whoever reads the README learns of every command that the help lists.
#[test]
fn the_readme_has_every_command() {
    let help = out(&whobacks(&["--help"]));
    let listed = help.split_once("Commands:\n").expect("a list").1.split("\n\n").next();
    let commands: Vec<&str> = (listed.expect("a list").lines())
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 20, "{help}");
    let readme = std::fs::read_to_string("README.md").expect("the README");
    for command in commands.into_iter().filter(|command| *command != "help") {
        assert!(readme.contains(&format!("`{command}`")), "README.md has no `{command}`");
    }
}

#[test]
fn help_has_examples_and_completions_are_made() {
    assert!(out(&whobacks(&["--help"])).contains("whobacks export gexf -o libya.gexf"));
    for command in ["build", "check", "export", "prove"] {
        assert!(out(&whobacks(&[command, "--help"])).contains("whobacks"), "{command}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(out(&whobacks(&["completions", shell])).contains("whobacks"));
    }
}

#[test]
fn a_project_is_begun_checked_and_built() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("new sudan");
    let [root, title] = [root.to_str().expect("UTF-8"), "Sudan: \"who\""];
    let init = || whobacks(&["init", root, "--title", title]);
    let steering = whobacks(&["init", root, "--title", "Sudan\u{7}"]);
    assert_eq!(steering.status.code(), Some(2));
    assert!(err(&steering).contains("control character"), "{}", err(&steering));
    let first = init();
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    assert!(err(&first).contains("next: "), "{}", err(&first));
    let data = Path::new(root).join("data/new-sudan.ron");
    let written = fs::read_to_string(&data).expect("the annotation");
    for command in [&["check", "--strict"][..], &["fmt", "--check"], &["build"]] {
        let run = command_in(root, command);
        assert_eq!(run.status.code(), Some(0), "{command:?}: {}", err(&run));
    }
    let json = fs::read_to_string(Path::new(root).join("graphs/new-sudan.json")).expect("a graph");
    assert!(json.contains(r#"Sudan: \"who\""#), "{json}");
    let again = init();
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("there is an annotation already"), "{}", err(&again));
    assert_eq!(fs::read_to_string(&data).expect("the annotation"), written);
}

fn command_in(root: &str, args: &[&str]) -> Output {
    command(args).current_dir(root).output().expect("the tool runs")
}

#[test]
fn files_are_laid_out_or_left_alone() {
    assert_eq!(whobacks(&["fmt", "--check"]).status.code(), Some(0), "the data is laid out");
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    };
    let odd = "(\ntitle:\"A\",claims:{\"s\":[(from:\"a\", // who\nto:\"b\")]})";
    let (wide, bad) = (file("odd.ron", odd), file("bad.ron", "(title: \"x"));
    let read = |path: &str| fs::read_to_string(path).expect("a file");
    let check = whobacks(&["fmt", "--check", &wide]);
    assert_eq!(check.status.code(), Some(1));
    assert!(out(&check).ends_with("odd.ron is not laid out as usual\n"), "{}", out(&check));
    let both = whobacks(&["fmt", &wide, &bad]);
    assert_eq!(both.status.code(), Some(2));
    assert!(err(&both).contains("bad.ron:1:9"), "{}", err(&both));
    assert_eq!((&*read(&wide), &*read(&bad)), (odd, "(title: \"x"), "nothing was changed");
    assert_eq!(whobacks(&["fmt", &wide]).status.code(), Some(0));
    let laid =
        "(\n    title: \"A\", claims: {\"s\": [(from: \"a\", // who\n        to: \"b\")]})\n";
    assert_eq!(read(&wide), laid);
}
