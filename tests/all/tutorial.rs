//! The tutorial, word for word: its files are saved, its commands run, and what they print is what stands there.
//!
//! `WHOBACKS_WRITE_TUTORIAL=1` writes what they print into it, to be read before it is kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PAGE: &str = "docs/tutorial.md";

/// What a block of the page is.
enum Block {
    /// A file to save.
    File(PathBuf, String),
    /// Commands, each with what it prints.
    Console(Vec<(String, String)>),
}

/// The blocks of a page with the lines between which they stand.
fn blocks(page: &str) -> Vec<(std::ops::Range<usize>, Block)> {
    let lines: Vec<&str> = page.lines().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some(sort) = lines[at].strip_prefix("```").filter(|sort| !sort.is_empty()) else {
            at += 1;
            continue;
        };
        let end = at + 1 + lines[at + 1..].iter().position(|line| *line == "```").expect("an end");
        let inside = &lines[at + 1..end];
        let block = match sort {
            "console" => {
                let mut commands: Vec<(String, String)> = Vec::new();
                for line in inside {
                    match (line.strip_prefix("$ "), commands.last_mut()) {
                        (Some(command), _) => commands.push((command.to_owned(), String::new())),
                        (None, Some((_, out))) => *out += &format!("{line}\n"),
                        (None, None) => panic!("a console begins with a command: {line}"),
                    }
                }
                Block::Console(commands)
            }
            "text" => {
                let said = lines[..at].iter().rev().find(|line| !line.is_empty()).expect("words");
                let name = said.split('`').nth(1).expect("the name of the file");
                Block::File(name.into(), format!("{}\n", inside.join("\n")))
            }
            other => panic!("a block of sort {other} is not run"),
        };
        found.push((at + 1..end, block));
        at = end + 1;
    }
    found
}

/// The words of a command line; double quotes hold some together.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let mut words: Vec<String> = Vec::new();
    for (i, part) in parts {
        if i % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn run(folder: &mut PathBuf, command: &str) -> String {
    let words = words(command);
    let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
    match arguments[..] {
        ["mkdir", name] => {
            fs::create_dir(folder.join(name)).expect("a folder");
            String::new()
        }
        ["cd", name] => {
            folder.push(name);
            assert!(folder.is_dir(), "{}", folder.display());
            String::new()
        }
        ["whobacks", ref arguments @ ..] => {
            let output = Command::new(env!("CARGO_BIN_EXE_whobacks"))
                .args(arguments)
                .current_dir(&*folder)
                .env_remove("WHOBACKS_TEXTS")
                .env("COLUMNS", "100")
                .output()
                .expect("the tool runs");
            assert!(output.status.code().is_some_and(|code| code < 2), "{command}");
            // A terminal shows both.
            let all = [output.stdout, output.stderr].concat();
            String::from_utf8(all).expect("UTF-8")
        }
        _ => panic!("the tutorial has no way to run {command}"),
    }
}

#[test]
fn every_command_prints_what_the_tutorial_says() {
    let page = fs::read_to_string(Path::new(PAGE)).expect("the page");
    let folder = tempfile::tempdir().expect("a folder");
    let mut at = folder.path().to_owned();
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let (mut count, mut wrong) = (0, Vec::new());
    // From the end, so that places stay; but they are run from the start.
    let mut written = Vec::new();
    for (span, block) in blocks(&page) {
        match block {
            Block::File(name, text) => {
                let path = at.join(name);
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, text).expect("written");
            }
            Block::Console(commands) => {
                let mut shown = Vec::new();
                for (command, expected) in commands {
                    let printed = run(&mut at, &command);
                    count += 1;
                    if printed.trim_end() != expected.trim_end() {
                        wrong.push(format!("$ {command}\n{printed}"));
                    }
                    shown.push(format!("$ {command}"));
                    shown.extend(printed.trim_end().lines().map(str::to_owned));
                }
                written.push((span, shown));
            }
        }
    }
    if std::env::var_os("WHOBACKS_WRITE_TUTORIAL").is_some() {
        for (span, shown) in written.into_iter().rev() {
            lines.splice(span, shown);
        }
        fs::write(PAGE, format!("{}\n", lines.join("\n"))).expect("written");
        return;
    }
    assert!(count > 15, "only {count} commands were run");
    assert!(wrong.is_empty(), "these print something else:\n{}", wrong.join("\n"));
    assert!(at.join("kestrel.svg").is_file());
}
