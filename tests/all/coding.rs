//! The guide for coders: what its console blocks show is what the tool says, and its example holds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Output;

use snapbox::cmd::Command;
use whobacks::annotation::{Arena, parse};
use whobacks::model::Modality;

fn run(folder: &Path, args: &str) -> Output {
    Command::new(snapbox::cmd::cargo_bin!("whobacks"))
        .args(args.split_whitespace())
        .env_remove("WHOBACKS_TEXTS")
        .current_dir(folder)
        .assert()
        .get_output()
        .clone()
}

/// The command lines of a page's console blocks, each with the output under it.
fn console(page: &str) -> Vec<(String, String)> {
    let blocks = page.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let commands = blocks.map(|block| {
        let (command, output) = block.split_once('\n').expect("a block has a command line");
        let command = command.strip_prefix("$ whobacks ").expect("a block starts with a command");
        (command.to_owned(), output.to_owned())
    });
    commands.collect()
}

/// `SNAPSHOTS=overwrite` writes what the tool says now.
#[test]
fn the_guide_shows_what_the_tool_says() {
    let guide = PathBuf::from("docs/coding.md");
    let page = std::fs::read_to_string(&guide).expect("the guide can be read");
    let mut real = page.clone();
    let commands = console(&page);
    assert_eq!(commands.len(), 3);
    for (command, shown) in commands {
        let output = run(Path::new("docs/example"), &command);
        assert_eq!(output.status.code(), Some(0), "{command}");
        let said = String::from_utf8(output.stdout).expect("output is UTF-8");
        let block = |text: &str| format!("$ whobacks {command}\n{text}```");
        real = real.replace(&block(&shown), &block(&said));
    }
    snapbox::assert_data_eq!(real, snapbox::Data::read_from(&guide, None).raw());
}

#[test]
fn each_modality_occurs_in_the_example() {
    let path = Path::new("docs/example/data/harbour.ron");
    let text = std::fs::read_to_string(path).expect("the example can be read");
    let arena = Arena::new();
    let dataset = parse(path, &text, &arena);
    let used: BTreeSet<Modality> =
        dataset.entries().iter().map(|entry| entry.claim.modality.unwrap_or_default()).collect();
    assert_eq!(used, Modality::ALL.into_iter().collect());
    let guide = std::fs::read_to_string("docs/coding.md").expect("the guide can be read");
    for modality in Modality::ALL {
        assert!(guide.contains(&format!("\n| `{}` |", modality.word())), "{}", modality.word());
    }
}

#[test]
fn the_example_is_proved_without_its_text() {
    let output = run(Path::new("docs/example"), "check --strict");
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("proved by ledger"));
}
