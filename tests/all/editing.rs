//! Changes to annotation files: nothing else changes, nothing is lost, nothing is half done.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use whobacks::annotation::{Arena, parse};
use whobacks::edit::{
    Act, Assignment, ChangeSet, NewClaim, Refusal, Seeds, Target, add_claim, merge_actors,
    rename_actor, rename_source, set,
};
use whobacks::evidence::{Sources, Text, Unread, propose};

use crate::run::run;

const TEXT: &str = "The war for the Sund\n\nNorthland backs the Guard. Southmark fears the Guard and \
    arms the River Front.\n\nThe Guard fights the River Front. Later Northland met Southmark.\n";

/// A small project in memory.
fn sources() -> Sources {
    let text = Text::new(TEXT, false);
    let source = propose("s.txt", &text).card.into_source("s".parse().expect("an id"));
    Sources::of([Unread { source, ledger: None, text: Some(TEXT.into()) }])
}

const SMALL: &str = r#"(
    // who there is
    actors: {
        "northland": (name: "Northland", kind: state), // the North
        "southmark": (name: "Southmark", kind: state, aliases: ["the South"]),
        /* two that may be one */
        "guard": (name: "Guard", kind: armed_group, note: "a"),
        "front": (name: "River Front", kind: armed_group,
            aliases_in: {"s": ["the Front"]}),
    },
    claims: {
        "s": [
            // ¶ 2
            (from: "northland", relation: "backs", to: "guard", quote: "Northland backs the Guard"), // first
            (modality: assessed, claims: [
                (from: "southmark", relation: "fears", to: ["guard"], quote: "Southmark fears the Guard"),
            ]),
            // ¶ 3
            (from: "guard", relation: "fights", to: "front",
             quote: "The Guard fights the River Front"), /* last */
        ],
    },
)
"#;

/// What is done to a text; `None` where it is refused.
#[derive(Debug, Clone)]
enum Edit {
    Rename(usize, String),
    Merge(usize, usize, bool),
    Set(usize, &'static str, String),
    Alias(usize, String),
    Unset(usize, &'static str),
    Claim(usize, usize, &'static str),
}

fn edits() -> impl Strategy<Value = Edit> {
    let text = "[a-z\"\\\\\n\u{e9}/* ]{0,6}";
    prop_oneof![
        (0usize..4, "[a-d]{1,2}(-[0-9])?").prop_map(|(i, new)| Edit::Rename(i, new)),
        (0usize..4, 0usize..4, any::<bool>()).prop_map(|(a, b, drop)| Edit::Merge(a, b, drop)),
        (0usize..4, prop_oneof![Just("note"), Just("short"), Just("name")], text)
            .prop_map(|(i, field, value)| Edit::Set(i, field, value)),
        (0usize..4, text).prop_map(|(i, value)| Edit::Alias(i, value)),
        (0usize..4, prop_oneof![Just("note"), Just("aliases"), Just("aliases_in")])
            .prop_map(|(i, field)| Edit::Unset(i, field)),
        (
            0usize..4,
            0usize..4,
            prop_oneof![
                Just("arms the River Front"),
                Just("Later Northland met Southmark"),
                Just("The war for the Sund"),
                Just("in no text at all"),
            ]
        )
            .prop_map(|(a, b, quote)| Edit::Claim(a, b, quote)),
    ]
}

fn make(text: &str, edit: &Edit) -> Result<ChangeSet, Refusal> {
    let arena = Arena::new();
    let dataset = parse(Path::new("small.ron"), text, &arena);
    let ids: Vec<String> =
        dataset.files[0].content.actors.iter().map(|(id, _)| id.to_string()).collect();
    let id = |i: &usize| ids.get(*i).cloned().unwrap_or_else(|| "nobody".to_owned());
    let one = |i: &usize, field: &str, act: Act| {
        let assignment = Assignment { field: field.to_owned(), act };
        set(&dataset, &Seeds::default(), &Target::Actor(id(i)), &[assignment])
    };
    match edit {
        Edit::Rename(i, new) => rename_actor(&dataset, &id(i), new),
        Edit::Merge(a, b, drop) => merge_actors(&dataset, &id(a), &id(b), *drop),
        Edit::Set(i, field, value) => one(i, field, Act::Set(vec![value.clone()])),
        Edit::Alias(i, value) => one(i, "aliases", Act::Add(vec![value.clone(), "x".to_owned()])),
        Edit::Unset(i, field) => one(i, field, Act::Clear),
        Edit::Claim(a, b, quote) => {
            let text = format!(
                "(claims: {{\"s\": [(from: {:?}, relation: \"meets\", to: {:?}, quote: {quote:?})]}})",
                id(a),
                id(b)
            );
            let claim = parse(Path::new("claim.ron"), &text, &arena);
            let item = claim.files[0].content.claims[0].1[0].clone();
            add_claim(&dataset, &sources(), &NewClaim { source: "s", item })
        }
    }
}

fn changed(text: &str, edit: &Edit) -> Option<String> {
    let change = make(text, edit).ok()?;
    Some(change.files.first().map_or_else(|| text.to_owned(), |file| file.new.clone()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// However a file is edited, it can be read, and every comment stays.
    #[test]
    fn random_edits_never_break_a_file(edits in proptest::collection::vec(edits(), 1..12), crlf in any::<bool>()) {
        let mut text = if crlf { SMALL.replace('\n', "\r\n") } else { SMALL.to_owned() };
        for edit in &edits {
            match make(&text, edit) {
                Ok(change) => {
                    if let Some(file) = change.files.into_iter().next() {
                        prop_assert_eq!(&file.old, &text);
                        text = file.new;
                    }
                }
                Err(Refusal::Breaks { message, .. }) => prop_assert!(false, "{edit:?} breaks it: {message}\n{text}"),
                Err(Refusal::Touching(at)) => prop_assert!(false, "{edit:?} touches itself at {at:?}\n{text}"),
                Err(_) => {}
            }
            let arena = Arena::new();
            let faults = &parse(Path::new("small.ron"), &text, &arena).files[0].faults;
            prop_assert!(faults.is_empty(), "{edit:?}: {faults:?}\n{text}");
            for comment in ["// who there is", "// the North", "/* two that may be one */", "// ¶ 2", "// first", "// ¶ 3", "/* last */"] {
                prop_assert!(text.contains(comment), "{edit:?} loses {comment}\n{text}");
            }
            if crlf {
                prop_assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
            }
        }
    }

    /// Edits of different actors come to one file, whichever is made first.
    #[test]
    fn edits_that_do_not_touch_commute(a in "[a-z]{1,5}", b in "[a-z]{1,5}", i in 0usize..4, j in 0usize..4) {
        prop_assume!(i != j);
        let (one, other) = (Edit::Set(i, "note", a), Edit::Alias(j, b));
        let first = changed(SMALL, &one).and_then(|text| changed(&text, &other));
        let second = changed(SMALL, &other).and_then(|text| changed(&text, &one));
        prop_assert!(first.is_some());
        prop_assert_eq!(first, second);
    }

    /// A rename changes the id and nothing else.
    #[test]
    fn a_rename_changes_nothing_but_the_id(i in 0usize..4) {
        let there = changed(SMALL, &Edit::Rename(i, "zz-9".to_owned())).expect("it can be renamed");
        let old = ["northland", "southmark", "guard", "front"][i];
        prop_assert_eq!(&there, &SMALL.replace(&format!("{old:?}"), "\"zz-9\""));
        let back = changed(&there, &Edit::Rename(i, old.to_owned())).expect("and back");
        prop_assert_eq!(back, SMALL);
    }
}

#[test]
fn a_claim_is_added_where_the_text_has_it() {
    let lines = |quote: &'static str| -> (usize, String) {
        let new = changed(SMALL, &Edit::Claim(0, 1, quote)).expect("it is added");
        let line = new.lines().position(|line| line.contains(quote)).expect("it is there");
        (line, new)
    };
    let line = |part: &str| SMALL.lines().position(|line| line.contains(part)).expect("there");
    assert_eq!(lines("The war for the Sund").0, line("// ¶ 2"));
    // Behind the block, before what is remarked on the next paragraph.
    assert_eq!(lines("arms the River Front").0, line("// ¶ 3"));
    let (last, new) = lines("Later Northland met Southmark");
    assert_eq!(last, line("/* last */") + 1);
    assert_eq!(new.lines().count(), SMALL.lines().count() + 1);
    // In no text: at the end.
    assert_eq!(lines("in no text at all").0, last);
}

#[test]
fn a_merge_joins_what_is_known_of_both() {
    let arena = Arena::new();
    let text = r#"(
        sides: {"One": ["a", "b"]},
        actors: {
            "a": (name: "A", kind: state, aliases: ["x"], within: "b", note: "Of a."),
            "b": (name: "B", short: "b.", kind: place, aliases: ["x", "y"], aliases_in: {"s": ["z"]}, when: "2011/..", note: "Of b."),
            "c": (name: "C", kind: place, within: "b"),
        },
        claims: {"s": [
            (from: ["a", "b"], relation: "backs", to: "c", quote: "one two three"),
            (from: "b", relation: "backs", to: "c", quote: "One two three", note: "twice"),
            (from: "c", relation: "arms", to: ["a", "b"], quote: "four five six", against: ["b"]),
            (from: "a", relation: "meets", to: ["b", "c"], quote: "seven eight nine"),
        ]},
    )"#;
    let dataset = parse(Path::new("m.ron"), text, &arena);
    let Err(Refusal::Doubtful(doubtful)) = merge_actors(&dataset, "a", "b", false) else {
        panic!("two claims stand in the way");
    };
    let why: Vec<&str> = doubtful.iter().map(|d| d.why).collect();
    assert_eq!(why, ["would be said twice", "would be about one actor only"]);
    let change = merge_actors(&dataset, "a", "b", true).expect("they are dropped");
    let expected = r#"(
        sides: {"One": ["a"]},
        actors: {
            "a": (name: "A", kind: state, aliases: ["x", "B", "b.", "y"], note: "Of a. Of b.", when: "2011/..", aliases_in: {"s": ["z"]}),
            "c": (name: "C", kind: place, within: "a"),
        },
        claims: {"s": [
            (from: ["a"], relation: "backs", to: "c", quote: "one two three"),
            (from: "c", relation: "arms", to: ["a"], quote: "four five six", against: ["a"]),
            (from: "a", relation: "meets", to: ["c"], quote: "seven eight nine"),
        ]},
    )"#;
    assert_eq!(change.files[0].new, expected);
    assert!(
        change.said.iter().any(|said| said.contains("keeps its kind state; that of `b`, place"))
    );
}

#[test]
fn included_files_cards_and_ledgers_are_changed_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for part in ["data", "seeds"] {
        fs::create_dir(root.join(part)).expect("a folder");
    }
    let (before, actors) = SMALL.split_once("    actors").expect("actors");
    let (actors, claims) = actors.split_once("    claims").expect("claims");
    let bom = "\u{feff}";
    fs::write(
        root.join("data/a.ron"),
        format!("{before}    include: [\"who/b.ron\"],\n    claims{claims}"),
    )
    .unwrap();
    fs::create_dir(root.join("data/who")).unwrap();
    fs::write(root.join("data/who/b.ron"), format!("{bom}(\n    actors{actors})\n")).unwrap();
    fs::write(root.join("s.txt"), TEXT).unwrap();
    fs::rename(root.join("s.txt"), root.join("seeds/s.txt")).unwrap();
    assert_eq!(
        run(root, &["source", "add", "seeds/s.txt", "--id", "s", "--published", "2029"]).code,
        0
    );
    assert_eq!(run(root, &["prove"]).code, 0);
    let strict = run(root, &["check"]);
    assert_eq!(strict.code, 0, "{}", strict.out);
    assert_eq!(run(root, &["rename", "actor", "guard", "harbour-guard"]).code, 0);
    let done = run(root, &["rename", "source", "s", "sund-2029"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let who = fs::read_to_string(root.join("data/who/b.ron")).unwrap();
    assert!(who.starts_with(bom) && who.contains("{\"sund-2029\": [\"the Front\"]}"), "{who}");
    assert_eq!(run(root, &["check"]).code, 0);
    // A claim is added through the command line, and its proof is still owed.
    let args = ["add", "sund-2029", "Southmark", "arms", "the Front", "arms the River Front"];
    let added = run(root, &[&args[..], &["--modality", "reported", "--said-by", "CNN"]].concat());
    assert_eq!(added.code, 0, "{}", added.err);
    assert!(added.err.contains("stands in line"), "{}", added.err);
    let twice = run(root, &args);
    assert_eq!((twice.code, twice.err.contains("claimed twice")), (1, true), "{}", twice.err);
    // Whoever has changed the file meanwhile has not worked for nothing.
    let paths: Vec<PathBuf> = vec![root.join("data/a.ron")];
    let text = fs::read_to_string(&paths[0]).unwrap();
    let arena = Arena::new();
    let dataset = parse(&paths[0], &text, &arena);
    let change = rename_source(&dataset, &Seeds::default(), "sund-2029", "s").unwrap();
    fs::write(&paths[0], format!("{text}// mine\n")).unwrap();
    let error = whobacks::project::write_change(&change).expect_err("it was changed");
    assert!(error.to_string().contains("was changed by somebody else"), "{error}");
    assert!(fs::read_to_string(&paths[0]).unwrap().ends_with("// mine\n"));
}

#[test]
fn what_has_one_right_answer_is_mended() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for part in ["data", "seeds"] {
        fs::create_dir(root.join(part)).expect("a folder");
    }
    fs::write(root.join("seeds/s.txt"), TEXT).unwrap();
    assert_eq!(
        run(root, &["source", "add", "seeds/s.txt", "--id", "s", "--published", "2029"]).code,
        0
    );
    let good = SMALL.replace("quote: \"Northland", "when: \"2029-07-01\", quote: \"Northland");
    let faulty = good
        .replace("from: \"southmark\"", "from: \"southmarc\"")
        .replace("to: [\"guard\"]", "to: [\"Guard\"]")
        .replace("relation: \"fights\"", "relation: \"figths\"")
        .replace("modality: assessed", "modalty: assesed")
        .replace("\"2029-07-01\"", "\"July 1, 2029\"")
        .replace("The Guard fights the River Front\"", "The Guard fihgts the River Front\"");
    let path = root.join("data/a.ron");
    fs::write(&path, &faulty).unwrap();
    let shown = run(root, &["check", "--fix", "--dry-run"]);
    assert!(shown.out.contains("+            (modality: assesed"), "{}{}", shown.out, shown.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), faulty, "nothing is written");
    let json: serde_json::Value =
        serde_json::from_str(&run(root, &["check", "--format", "json"]).out).expect("JSON");
    let fixes: Vec<&serde_json::Value> = json["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|d| d["fixes"].as_array().unwrap())
        .collect();
    assert!(fixes.len() >= 5 && fixes.iter().all(|fix| fix["certainty"] == "certain"), "{fixes:?}");
    let sarif = run(root, &["check", "--format", "sarif"]).out;
    assert!(sarif.contains("\"insertedContent\""), "{sarif}");
    let done = run(root, &["check", "--fix"]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), good);
    // Of two years nobody knows which was meant, nor of two that are as near.
    for doubtful in ["guarb-2017", "g"] {
        let text =
            good.replace("\"guard\": (", "\"guard-2016\": (name: \"x\", kind: unit), \"guard\": (");
        fs::write(&path, text.replace("from: \"guard\"", &format!("from: \"{doubtful}\"")))
            .unwrap();
        let before = fs::read_to_string(&path).unwrap();
        assert_eq!(run(root, &["check", "--fix"]).code, 1);
        assert_eq!(fs::read_to_string(&path).unwrap(), before);
    }
}

/// Only a place lies within another: whoever becomes something else than a place lies nowhere.
#[test]
fn what_a_place_lies_within_does_not_go_to_an_army() {
    let text = SMALL.replace(
        "\"northland\": (name: \"Northland\", kind: state)",
        "\"northland\": (name: \"Northland\", kind: place, within: \"southmark\")",
    );
    let arena = Arena::new();
    let dataset = parse(Path::new("a.ron"), &text, &arena);
    let change = merge_actors(&dataset, "front", "northland", true).expect("it can be done");
    assert!(!change.files[0].new.contains("within"), "{}", change.files[0].new);
    assert!(
        change.said.iter().any(|said| said.contains("`front` is no place")),
        "{:?}",
        change.said
    );
}
