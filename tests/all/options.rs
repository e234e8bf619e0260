//! Options say what they do, or why they cannot: none is passed over in silence, and a time is read in
//! one way by all commands.

use snapbox::cmd::Command;

/// Runs a line such as `find '?x backs y' --at 2017` in a folder.
fn run_in(folder: &str, line: &str) -> (i32, String, String) {
    let mut args: Vec<String> = Vec::new();
    for (i, part) in line.split('\'').enumerate() {
        match i % 2 {
            0 => args.extend(part.split_whitespace().map(str::to_owned)),
            _ => args.push(part.to_owned()),
        }
    }
    let command = Command::new(snapbox::cmd::cargo_bin!("whobacks")).args(args);
    let command = command.env_remove("WHOBACKS_TEXTS").current_dir(folder);
    let output = command.output().expect("the tool runs");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn run(line: &str) -> (i32, String, String) {
    run_in("tests/data/asking", line)
}

const QUESTIONS: [&str; 4] =
    ["find '?x any ?y'", "ask who backs the Front", "show orm", "timeline"];

#[test]
fn a_time_is_read_the_same_everywhere() {
    // The commands, and whether they know `ever`.
    let questions = QUESTIONS.map(|command| (command, true));
    let wholes = ["sides", "draw", "export json", "export gexf"].map(|command| (command, false));
    let mut tried = 0;
    for (command, ever) in questions.into_iter().chain(wholes).chain([("path berg guard", true)]) {
        for (time, code, message) in [
            ("2019", 0, ""),
            ("2019-04", 0, ""),
            ("2018/2020", 0, ""),
            ("../2021", 0, ""),
            ("2025/2017", 2, "`2025/2017` ends before it starts"),
            ("soon", 2, "`soon` is not a date of the form 2017, 2017-07 or 2017-07-10"),
            ("2017-13", 2, "there is no month 13"),
            ("../..", 2, "a period needs a date on one side at least"),
            ("ever", if ever { 0 } else { 2 }, if ever { "" } else { "`ever` is for questions" }),
        ] {
            let line = format!("{command} --at {time}");
            let (status, _, stderr) = run(&line);
            // Nothing found is an answer, too.
            assert!(if code == 0 { status < 2 } else { status == code }, "{line}: {stderr}");
            assert!(stderr.contains(message), "{line}: {stderr}");
            tried += 1;
        }
    }
    assert_eq!(tried, 81);
    for command in QUESTIONS {
        for (times, message) in [
            ("2025/2017 2026", "`2025/2017` ends before it starts"),
            ("2017 ever", "`ever` is not a date"),
            ("2018 2017", "2018 is later than 2017"),
        ] {
            let (status, _, stderr) = run(&format!("{command} --between {times}"));
            assert!(status == 2 && stderr.contains(message), "{command} {times}: {stderr}");
        }
    }
    for (line, message) in [
        ("diff 2025/2017 2026", "`2025/2017` ends before it starts"),
        ("diff 2017 ever", "`ever` is not a date"),
        ("source add x.txt --published 2025/2017", "`2025/2017` ends before it starts"),
        ("import x.csv --published 2025/2017", "`2025/2017` ends before it starts"),
    ] {
        let (status, _, stderr) = run(line);
        assert!(status == 2 && stderr.contains(message), "{line}: {stderr}");
    }
}

/// Each option does something to what is printed, or is refused with a reason.
#[test]
fn no_filter_is_passed_over_in_silence() {
    let files = "diff data/sund.ron ../camps/data/camps.ron --seeds seeds";
    let mut tried = 0;
    for command in QUESTIONS.into_iter().chain(["path berg guard", "diff 2018 2024"]) {
        let before = run(command).1;
        for filter in [
            "--at 1990",
            "--between 1990 1991",
            "--relation arms",
            "--family hostility",
            "--source courier",
            "--actor eastria",
            "--limit 0",
            "--reach 0",
            "--format json",
            "--format csv",
        ] {
            let (status, stdout, stderr) = run(&format!("{command} {filter}"));
            let refused = status == 2 && stderr.contains("has no use here");
            // Undated, reach decides only which links of a chain can have held at one time.
            let undated = filter.starts_with("--reach") && !command.starts_with("diff");
            assert!(refused || stdout != before || undated, "{command} {filter}: {stdout}{stderr}");
            tried += 1;
        }
    }
    assert_eq!(tried, 60);
    for filter in ["--at 2017", "--between 2017 2018", "--include all", "--limit 1", "--reach 1"] {
        let (status, _, stderr) = run(&format!("{files} {filter}"));
        assert!(status == 2 && stderr.contains("has no use here"), "{filter}: {status} {stderr}");
    }
}

#[test]
fn what_is_asked_of_family_and_of_relation_must_both_hold() {
    let lines = |line: &str| run(line).1.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let of = |filters: &str| lines(&format!("timeline --format csv {filters}"));
    let (both, arms) = (of("--relation arms,fights --family support"), of("--relation arms"));
    assert!(!arms.is_empty());
    assert_eq!(both, arms);
    let (status, _, stderr) = run("timeline --relation arms --family hostility");
    assert_eq!(status, 2);
    assert!(stderr.contains("--relation arms has nothing of --family hostility"), "{stderr}");
}

#[test]
fn what_a_command_does_not_read_it_refuses() {
    for (line, message) in [
        ("draw --scale 2", "only a .png is made of points"),
        ("draw -o x.svg --scale 2", "only a .png is made of points"),
        ("draw --reach 1", "--at"),
        ("sides --reach 1", "--at"),
        ("export json --reach 1", "--at"),
        ("export json --undirected", "--undirected is for gexf"),
        ("export csv --undirected -o x", "--undirected is for gexf"),
        ("export ftm --ties", "leave out --ties"),
        ("explain bad-date --data x", "--data has no use here"),
        ("completions bash --seeds x", "--seeds has no use here"),
        ("fmt data/sund.ron --check --data x", "--data has no use here"),
        ("fmt --check --texts x", "--texts has no use here"),
        ("init x --texts y", "--texts has no use here"),
        ("import x.csv --data y", "--data has no use here"),
        ("agree data/sund.ron data/sund.ron --data x", "--data has no use here"),
        ("diff data/sund.ron data/sund.ron --data x", "--data has no use here"),
        ("check --draft", "--draft has no use here"),
        ("explain --draft", "--draft has no use here"),
    ] {
        let (status, _, stderr) = run(line);
        assert!(status == 2 && stderr.contains(message), "{line}: {status} {stderr}");
    }
}

#[test]
fn a_source_without_text_and_ledger_is_not_called_proved() {
    let seeds = tempfile::tempdir().expect("a folder can be made");
    for card in ["gazette.ron", "courier.ron"] {
        let from = std::path::Path::new("tests/data/asking/seeds").join(card);
        std::fs::copy(from, seeds.path().join(card)).expect("a card can be copied");
    }
    let check = format!("check --seeds '{}'", seeds.path().display());
    let (status, stdout, stderr) = run(&check);
    let said = format!("{stdout}{stderr}");
    assert_eq!(status, 1, "{said}");
    assert_eq!(
        said.matches("neither text nor ledger at hand: nothing proved").count(),
        2,
        "{said}"
    );
    assert!(!said.contains("quoted, proved"), "{said}");
    let (_, json, _) = run(&format!("{check} --format json"));
    assert!(json.contains(r#""held_against": "missing""#), "{json}");
}

/// A project is named by its file, by its folder, or by the folder of its annotation.
#[test]
fn a_project_is_named_by_its_folder_too() {
    let (_, by_file, _) =
        run_in("tests/data", "--data asking/data/sund.ron ask who backs the Front");
    assert!(by_file.contains("backs"), "{by_file}");
    for folder in ["asking", "asking/", "asking/data"] {
        let (code, answer, stderr) =
            run_in("tests/data", &format!("--data {folder} ask who backs the Front"));
        assert_eq!((code, &answer), (0, &by_file), "{folder}: {stderr}");
    }
    let (code, _, stderr) = run_in("tests/data", "diff asking camps --seeds asking/seeds");
    assert!(code < 2, "{stderr}");
    for (line, message) in [
        ("--data asking/seeds/.. check", ""),
        ("--data . check", "there is no annotation file (.ron) in ."),
        ("--data nowhere check", "cannot read nowhere"),
        ("--data asking init new", "--data names a file, and asking is a folder"),
    ] {
        let (code, _, stderr) = run_in("tests/data", line);
        assert!((code == 2) != message.is_empty() && stderr.contains(message), "{line}: {stderr}");
    }
}
