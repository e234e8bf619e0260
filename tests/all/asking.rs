//! Questions put to the command line: the manual's examples, the JSON contract, and every refusal.

use std::fs;
use std::path::Path;
use std::process::Output;

use snapbox::cmd::Command;

const FOLDER: &str = "tests/data/asking";
const MANUAL: &str = "docs/asking.md";

fn whobacks(args: &[String]) -> Output {
    Command::new(snapbox::cmd::cargo_bin!("whobacks"))
        .args(args)
        .env_remove("WHOBACKS_TEXTS")
        .current_dir(FOLDER)
        .output()
        .expect("the tool runs")
}

/// Runs a line such as `find '?x backs y' --at 2017`.
fn run(line: &str) -> (i32, String, String) {
    let mut args: Vec<String> = Vec::new();
    for (i, part) in line.split('\'').enumerate() {
        match i % 2 {
            0 => args.extend(part.split_whitespace().map(str::to_owned)),
            _ => args.push(part.to_owned()),
        }
    }
    let output = whobacks(&args);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// `SNAPSHOTS=overwrite cargo test --test all asking` writes what the tool says now into the manual.
#[test]
fn the_manuals_examples_are_true() {
    let manual = fs::read_to_string(MANUAL).expect("the manual can be read");
    let mut said = String::new();
    let mut lines = manual.lines();
    let mut examples = 0;
    while let Some(line) = lines.next() {
        said += line;
        said.push('\n');
        let Some(command) = line.strip_prefix("$ whobacks ") else { continue };
        for old in lines.by_ref() {
            if old == "```" {
                break;
            }
        }
        let (status, stdout, stderr) = run(command);
        assert!(status < 2, "{command}: {stderr}");
        said += stdout.trim_end();
        said += "\n```\n";
        examples += 1;
    }
    assert!(examples >= 10, "only {examples} examples were run");
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(MANUAL, said).expect("the manual can be written");
    } else {
        snapbox::assert_data_eq!(said, snapbox::Data::read_from(Path::new(MANUAL), None).raw());
    }
}

#[test]
fn what_is_printed_as_json_is_as_the_schema_says() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let schema = fs::read_to_string("docs/answers.schema.json").expect("the schema can be read");
    let schema = serde_json::from_str(&schema).expect("the schema is JSON");
    compiler.add_resource("answers.json", schema).expect("the schema can be loaded");
    let schema = compiler.compile("answers.json", &mut schemas).expect("the schema is one");
    for line in [
        "ask who backs the Guard",
        "ask does Southmark arm the Front",
        "ask does Southmark back the Front in 2019",
        "ask does Westoe back the council",
        "ask who backs the battalion directly or indirectly --texts texts",
        "ask where do the sources disagree",
        "ask who backs Orm",
        "ask who are the allies of the Guard",
        "ask through whom does Northland arm the Guard",
        "ask what changed between 2019 and 2023",
        "ask how did Northland and Orm change from 2019 to 2023",
        "ask what did Northland plan for the Guard",
        "ask who says Eastria backs the Front",
        "ask since when does Northland arm the Guard",
        "find '?x any ?y' --include all --limit 3",
        "find '?x meets orm' --roll-up --between 2019 2020",
        "path northland battalion --any-direction",
        "timeline --texts texts",
        "show guard --at 2021",
        "diff 2019 2023",
        "diff data/sund.ron data/sund.ron",
        "diff data/sund.ron ../../../docs/example/data/harbour.ron",
        "coverage --texts texts",
        "coverage --data ../../../docs/example/data/harbour.ron --texts ../../../docs/example/texts",
        "agree data/sund.ron data/sund.ron",
        "agree ../../../docs/example/data/harbour.ron ../../../docs/example/second/harbour.ron --texts ../../../docs/example/texts",
    ] {
        let (_, stdout, stderr) = run(&format!("{line} --format json"));
        let value = serde_json::from_str(&stdout);
        let value = value.unwrap_or_else(|error| panic!("{line}: {error}\n{stderr}"));
        if let Err(error) = schemas.validate(&value, schema) {
            panic!("{line}: {error:#}");
        }
    }
    let wrong = serde_json::json!({"whobacks": 2, "claims": [{"key": "c-1"}]});
    assert!(schemas.validate(&wrong, schema).is_err(), "the schema refuses nothing");
}

#[test]
fn answers_bind_what_they_should_and_nothing_else() {
    for (line, expected) in [
        ("ask who backs the Guard", "eastria northland"),
        ("ask who backed the Front in 2019", "southmark"),
        ("ask who backs the Front since 2023", "eastria southmark"),
        ("ask who is backed by Northland", "council guard"),
        ("ask which states back the Front according to the Courier", "eastria southmark"),
        ("ask who fights the Guard", "front"),
        ("ask whom does the Guard fight", "front"),
        ("ask who backs both the Guard and the Front", "eastria"),
        ("ask who backs the Front --include all", "eastria southmark westoe"),
        ("ask who backs the Front --source gazette", "southmark"),
        // By way of those to whom it belongs, as nothing is said of itself.
        ("ask who backs the battalion", "eastria northland"),
        ("ask who directly backs the battalion", ""),
        ("ask who backs the battalion directly or indirectly", "eastria northland"),
        ("ask who indirectly backs the battalion", "eastria northland"),
        ("find '?x backs/^part_of battalion'", "eastria northland"),
        ("find '?x backs guard' --actor northland", "northland"),
        ("find '?x any guard' --family hostility", "front"),
        ("find '?x any guard' --relation arms,commands", "northland orm"),
        ("find '?x (arms|commands)? guard'", "northland orm"),
        ("find '?x meets northland' --roll-up", "orm"),
        ("ask who met Northland", "orm"),
        ("ask who met Northland --no-roll-up", ""),
        ("ask who met Orm --no-roll-up", "berg"),
        ("find '?x backs ?x'", ""),
    ] {
        let (status, stdout, stderr) = run(&format!("{line} --format json"));
        let value: serde_json::Value =
            serde_json::from_str(&stdout).unwrap_or_else(|e| panic!("{line}: {e}\n{stderr}"));
        let answers = value["answers"].as_array().expect("answers are a list");
        let mut bound: Vec<&str> = answers
            .iter()
            .map(|answer| answer["bindings"]["x"].as_str().expect("x is bound"))
            .collect();
        bound.sort_unstable();
        assert_eq!(bound.join(" "), expected, "{line}");
        assert_eq!(status, i32::from(expected.is_empty()), "{line}");
    }
}

#[test]
fn verdicts() {
    for (line, verdict, status) in [
        ("ask does Southmark back the Front in 2019", "yes", 0),
        ("ask does Northland arm the Guard", "reported", 0),
        ("ask does Northland recognise the council", "possible", 0),
        ("ask does Northland arm the Guard in 2020", "possible", 0),
        ("ask does Northland arm the Guard in 2025", "stale", 0),
        ("ask did Northland arm the Guard", "reported", 0),
        ("ask does Southmark back the Front", "ended", 0),
        ("ask did Southmark back the Front", "yes", 0),
        ("ask does Southmark back the Front in 2022", "ended", 0),
        ("ask does Northland train the Guard", "planned", 0),
        ("ask does Westoe arm the Front", "alleged", 0),
        ("ask does Southmark arm the Front", "denied", 0),
        ("ask does Westoe back the Guard", "no_claim", 1),
        ("find 'guard backs northland'", "no_claim", 1),
        ("find 'guard ^arms northland'", "reported", 0),
        ("ask does the Front fight the Guard", "yes", 0),
        ("ask does Northland back the battalion directly or indirectly", "reported", 0),
    ] {
        let (code, stdout, _) = run(&format!("{line} --format json"));
        let value: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
        assert_eq!((value["verdict"].as_str(), code), (Some(verdict), status), "{line}");
    }
}

#[test]
fn what_is_not_understood_says_so_on_stderr_and_ends_with_2() {
    for (line, message) in [
        ("ask who bakcs the Guard", "did you mean `backs`"),
        ("ask who backs Narnia", "there is no actor `Narnia`"),
        ("ask who backs the Harbour", "did you mean Harbour Guard (guard)"),
        ("ask who backs the Guard in 20177", "no date that can be read"),
        ("ask who backs the Guard in 2017 --at 2018", "say it once"),
        (
            "ask who backs the Guard according to the Times",
            "there is no source or speaker `the Times`",
        ),
        ("find '?x backs'", "not subject, relation, object"),
        ("find '?x bakcs guard'", "did you mean `backs`"),
        ("find '?x backs* ?y'", "can be of any length"),
        ("find '?x backs| guard'", "a relation is missing"),
        ("find '? backs guard'", "`?` stands for somebody"),
        ("find ''", "the pattern is empty"),
        ("find '?x backs guard' --at 2017-13", "there is no month 13"),
        ("find '?x backs guard' --at 2018/2017", "ends before it starts"),
        ("find '?x backs guard' --between 2018 2017", "is later than"),
        ("find '?x backs guard' --include maybe", "it can be factual"),
        ("find '?x backs guard' --family friends", "it can be support"),
        ("find '?x backs guard' --relation bakcs", "did you mean `backs`"),
        ("find '?x backs guard' --source times", "there is no source"),
        ("find '?x backs guard' --actor nobody", "there is no actor"),
        ("path guard guard", "the same actor"),
        ("show nobody", "there is no actor"),
        ("diff 2020 2019", "give the earlier date first"),
        ("diff 2020 nothing.ron", "neither a file nor a date"),
        ("timeline nobody", "there is no actor"),
    ] {
        let (status, stdout, stderr) = run(line);
        assert_eq!((status, stdout.as_str()), (2, ""), "{line}: {stderr}");
        assert!(stderr.contains(message), "{line}: {stderr}");
    }
}

#[test]
fn what_can_be_asked_is_said_in_the_manual_and_can_be_read() {
    let manual = fs::read_to_string(MANUAL).expect("the manual can be read");
    let table = manual.split("### What can be asked").nth(1).expect("the table of forms");
    let table = table.split("###").next().expect("the table ends");
    let mut read = 0;
    for row in table.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let (name, examples) = row[2..].split_once(" | ").expect("two columns");
        if matches!(name, "time" | "source") {
            continue;
        }
        for form in examples.split('`').skip(1).step_by(2) {
            let place = name == "place";
            let question = form
                .replace('X', if place { "the port" } else { "Northland" })
                .replace('Y', "the Guard");
            let output = whobacks(&["ask".to_owned(), question.clone()]);
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.code() < Some(2), "{question}: {stderr}");
            read += 1;
        }
    }
    assert!(read > 55, "only {read} forms were read");
}
