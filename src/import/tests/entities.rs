//! Entities of FollowTheMoney: what each of their properties becomes, and what a tie between several is.

use super::options;
use crate::annotation::write;
use crate::import::{ImportOptions, read};

/// A tie of lists holds for each of them, and makes no actor of two.
#[test]
fn several_owners_are_several_claims() {
    let thing = |id: &str| {
        format!(
            "{{\"id\": \"{id}\", \"schema\": \"Company\", \"properties\": {{\"name\": [\"{id}\"]}}}}\n"
        )
    };
    let tie = |owners: &str| {
        format!(
            "{{\"id\": \"t\", \"schema\": \"Ownership\", \"properties\": {{\"owner\": [{owners}], \"asset\": [\"c\", \"d\"]}}}}\n"
        )
    };
    let things: String = ["a", "b", "c", "d"].map(thing).concat();
    let options =
        ImportOptions { meanings: vec![("Ownership".into(), "controls".into())], ..options() };
    let imported =
        read(format!("{things}{}", tie("\"a\", \"b\"")).as_bytes(), &[], &options).unwrap();
    assert_eq!((imported.claims(), imported.file.actors.len()), (4, 4));
    let many: Vec<String> = (0..6000).map(|i| format!("\"x{i}\"")).collect();
    let imported =
        read(format!("{things}{}{}", tie("\"a\""), tie(&many.join(","))).as_bytes(), &[], &options)
            .unwrap();
    assert_eq!(imported.claims(), 2);
    assert!(imported.problems.iter().any(|said| said.contains("6000 to 2")));
}

/// Several names of FollowTheMoney are names of one, whatever they are called there; none is dropped for another.
#[test]
fn all_names_of_an_entity_are_its_names() {
    let lines = concat!(
        r#"{"id": "a", "schema": "Company", "properties": {"name": ["Ras Oil | Kala", "RO"], "alias": ["Ras"], "#,
        r#""weakAlias": ["Oil | Co"], "previousName": ["Kala Oil"], "summary": ["one"], "notes": ["two"]}}"#,
        "\n",
        r#"{"id": "b", "schema": "Company", "properties": {"name": ["B"]}}"#,
        "\n",
        r#"{"id": "t", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b"], "amountUsd": ["5"], "amountEur": ["4"]}}"#,
    );
    let options =
        ImportOptions { meanings: vec![("Ownership".into(), "controls".into())], ..options() };
    let imported = read(lines.as_bytes(), &[], &options).unwrap();
    let text = write(&imported.file);
    assert!(text.contains(r#"name: "Ras Oil | Kala""#), "{text}");
    assert!(text.contains(r#"aliases: ["RO", "Ras", "Oil | Co", "Kala Oil"]"#), "{text}");
    assert!(text.contains(r#"note: "one | two""#), "{text}");
    assert!(text.contains(r#"amount: "5 | 4""#), "{text}");
}
