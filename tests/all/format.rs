//! The pages about the format name every field that there is, and show it.

use std::fs;
use std::path::Path;

use whobacks::annotation::{Arena, RecordKind, field_names, parse};
use whobacks::check::{CheckOptions, check};
use whobacks::diagnostic::{Code, Severity};
use whobacks::evidence::{Card, Sources};
use whobacks::graph::fields::FIELDS;

const PAGE: &str = "docs/format.md";
const START: &str = "<!-- fields of a claim -->\n";
const END: &str = "<!-- end -->";

/// The claim's fields as a table in Markdown.
fn table() -> String {
    let row = |field: &whobacks::graph::fields::Field| {
        format!("| `{}` | {} | {} |\n", field.name, field.shape.describe(), field.meaning)
    };
    let rows: String = FIELDS.iter().map(row).collect();
    format!("| field of a claim | takes | |\n|---|---|---|\n{rows}")
}

/// `SNAPSHOTS=overwrite` writes the tables anew.
#[test]
fn the_tables_of_a_claims_fields_are_fresh() {
    for path in ["README.md", PAGE] {
        let page = fs::read_to_string(path).expect("the page can be read");
        let (before, rest) = page.split_once(START).expect("the page has a table of fields");
        let (_, after) = rest.split_once(END).expect("the table ends");
        let fresh = format!("{before}{START}{}{END}{after}", table());
        if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            fs::write(path, fresh).expect("the page can be written");
        } else {
            snapbox::assert_data_eq!(fresh, snapbox::Data::read_from(Path::new(path), None).raw());
        }
    }
}

/// The names in the first column of the table under a heading.
fn named(page: &str, heading: &str) -> Vec<String> {
    let (_, section) =
        page.split_once(&format!("## {heading}\n")).expect("the page has the section");
    let section = section.split("\n## ").next().expect("a section is never without text");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let mut names: Vec<String> =
        rows.filter_map(|row| Some(row.split_once('`')?.0.to_owned())).collect();
    names.sort();
    names
}

fn sorted(names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().map(Into::into).collect();
    names.sort();
    names
}

#[test]
fn every_field_has_its_row() {
    let page = fs::read_to_string(PAGE).expect("the page can be read");
    for (heading, record) in [
        ("The file", RecordKind::File),
        ("An actor", RecordKind::Actor),
        ("A relation", RecordKind::Relation),
    ] {
        assert_eq!(named(&page, heading), sorted(field_names(record).iter().copied()), "{heading}");
    }
    // These say how it stands in the file, and nothing of the claim.
    let of_file = ["claims", "proposed"];
    let of_claims =
        field_names(RecordKind::Item).iter().copied().filter(|name| !of_file.contains(name));
    assert_eq!(named(&page, "A claim"), sorted(of_claims));
    // What a card knows is what it says when it meets something else.
    let error = Card::parse("(surprise: 1)").expect_err("no card").to_string();
    let of_card: Vec<&str> = error.split('`').skip(1).step_by(2).collect();
    let of_card = of_card.into_iter().filter(|word| !["surprise", "Card"].contains(word));
    assert_eq!(named(&page, "A card"), sorted(of_card), "{error}");
}

#[test]
fn the_example_has_every_field_and_is_right() {
    let page = fs::read_to_string(PAGE).expect("the page can be read");
    let (_, example) = page.split_once("```ron\n").expect("the page has an example");
    let (example, _) = example.split_once("```").expect("the example ends");
    for record in [RecordKind::File, RecordKind::Actor, RecordKind::Relation, RecordKind::Item] {
        for name in field_names(record) {
            assert!(example.contains(&format!("{name}: ")), "the example has no {name}");
        }
    }
    let arena = Arena::new();
    let dataset = parse(Path::new("example.ron"), example, &arena);
    let report = check(&dataset, &Sources::default(), CheckOptions::default()).report;
    let errors = report.diagnostics.iter().filter(|d| d.code.severity() == Severity::Error);
    let wrong = errors.filter(|d| d.code != Code::UnknownSource);
    let wrong: Vec<String> = wrong.map(|d| format!("{}: {}", d.code, d.message)).collect();
    assert_eq!(wrong, Vec::<String>::new());
}
