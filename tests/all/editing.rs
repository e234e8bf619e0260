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

/// A copy of the project's own data.
fn libya() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["data", "seeds"] {
        fs::create_dir(folder.path().join(part)).expect("a folder");
        for entry in fs::read_dir(part).expect("a folder") {
            let path = entry.expect("an entry").path();
            fs::copy(&path, folder.path().join(&path)).expect("a copy");
        }
    }
    folder
}

fn data(folder: &Path) -> String {
    fs::read_to_string(folder.join("data/libya.ron")).expect("the annotation")
}

const QUESTIONS: [&[&str]; 5] = [
    &["ask", "--short", "who backs Haftar"],
    &["ask", "--short", "who backs the Government of National Accord"],
    &["ask", "--short", "whom does the Libyan National Army fight"],
    &["sides", "--at", "2017"],
    &["timeline", "2014", "2017"],
];

/// The words of what is answered, sorted: equals stand in the order of their ids. Ids of claims change with
/// those of actors.
fn answers(folder: &Path) -> Vec<Vec<String>> {
    let said = |question: &&[&str]| {
        let text = run(folder, question).out.replace("antiwar-2017", "antiwar-com-2017");
        let words = text.split([' ', '\n', ',']).filter(|word| !word.starts_with("c-"));
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        words.sort();
        words
    };
    QUESTIONS.iter().map(said).collect()
}

#[test]
fn renames_of_libya_leave_a_clean_check_and_the_same_answers() {
    let folder = libya();
    let folder = folder.path();
    let before = (answers(folder), data(folder));
    for args in [
        ["rename", "actor", "lna", "libyan-national-army"],
        ["rename", "actor", "haftar", "khalifa-haftar"],
        ["rename", "source", "antiwar-2017", "antiwar-com-2017"],
    ] {
        let shown = run(folder, &[&args[..], &["--dry-run"]].concat());
        assert_eq!(shown.code, 0, "{}", shown.err);
        assert!(shown.out.contains("+++ "), "{}", shown.out);
        let done = run(folder, &args);
        assert_eq!(done.code, 0, "{}", done.err);
        let check = run(folder, &["check", "--strict"]);
        assert_eq!(check.code, 0, "{}", check.out);
    }
    assert!(folder.join("seeds/antiwar-com-2017.proofs").exists());
    assert!(!folder.join("seeds/antiwar-2017.ron").exists());
    assert!(before.0.iter().map(Vec::len).sum::<usize>() > 100, "{:?}", before.0);
    assert_eq!(answers(folder), before.0);
    // And all the way back: every byte is as it was.
    for args in [
        ["rename", "source", "antiwar-com-2017", "antiwar-2017"],
        ["rename", "actor", "khalifa-haftar", "haftar"],
        ["rename", "actor", "libyan-national-army", "lna"],
    ] {
        assert_eq!(run(folder, &args).code, 0);
    }
    assert_eq!(data(folder), before.1);
    let ledger = "seeds/antiwar-2017.proofs";
    assert_eq!(fs::read(folder.join(ledger)).unwrap(), fs::read(ledger).unwrap());
}

#[test]
fn a_merge_on_libya_says_which_claims_fall_together() {
    let folder = libya();
    let folder = folder.path();
    let before = data(folder);
    // Of those who have no dealings with the two.
    let others = || {
        let asked = [
            "who backs the Government of National Accord in 2016",
            "what links Russia and Syria",
            "who operates in Somalia",
        ];
        asked.map(|question| run(folder, &["ask", "--short", question]).out)
    };
    let answered = others();
    assert!(answered.iter().all(|answer| answer.lines().count() > 1), "{answered:#?}");
    let refused = run(folder, &["merge", "actor", "haftar", "lna"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("would be about one actor only"), "{}", refused.err);
    assert_eq!(data(folder), before);
    let done = run(folder, &["merge", "actor", "haftar", "lna", "--drop"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("dropped: haftar commands haftar"), "{}", done.err);
    let check = run(folder, &["check"]);
    assert_eq!(check.code, 0, "{}", check.out);
    let after = data(folder);
    assert!(!after.contains("\"lna\""));
    assert!(after.contains("\"Libyan National Army\", \"LNA\""), "its names are aliases");
    // Nobody's answers but theirs change.
    assert_eq!(others(), answered);
}

#[test]
fn what_cannot_be_changed_is_refused_with_a_way_out() {
    let folder = libya();
    let folder = folder.path();
    let before = data(folder);
    for (args, code, said) in [
        (
            &["rename", "actor", "lnaa", "x"][..],
            2,
            "no actor has the id or the name `lnaa`; did you mean `lna`?",
        ),
        (&["rename", "actor", "lna", "LNA"], 2, "`LNA` cannot be an id"),
        (&["rename", "actor", "lna", "haftar"], 2, "whobacks merge actor haftar lna"),
        (&["rename", "source", "lna", "x"], 2, "no source has the id `lna`"),
        (&["merge", "actor", "lna", "lna"], 2, "is one actor already"),
        (&["merge", "actor", "lna", "gna"], 2, "is listed under"),
        (&["set", "haftar", "kin=person"], 2, "did you mean `kind`?"),
        (&["set", "haftar", "kind=persn"], 1, "did you mean `person`?"),
        (&["set", "haftar", "kind=per son"], 2, "takes a bare word"),
        (&["set", "haftar", "aliases-=Nobody"], 2, "has no `Nobody` in its list"),
        (
            &["set", "c-0000000000000000", "note=x"],
            2,
            "`whobacks timeline --format csv` has their ids",
        ),
        (&["set", "c-0000000", "note=x"], 2, "no claim has an id that begins with `c-0000000`"),
        (&["set", "c-zzzz", "note=x"], 2, "a claim's is c- and 16 digits"),
        (&["set", "antiwar-2017", "publishd=2017"], 2, "did you mean `published`?"),
        (&["merge", "actor", "lna", "Libyan Natonal Army"], 2, "did you mean `lna`?"),
        (&["rename", "actor", "nobody-at-all", "x"], 2, "`whobacks actors` lists them"),
        (&["rename", "source", "nothing-at-all", "x"], 2, "`whobacks source list` lists them"),
        (&["set", "antiwar-2017", "published=July"], 2, "cannot stand in a card"),
        (&["set", "haftar", "note"], 2, "does not have the form FIELD=VALUE"),
        (&["add", "antiwar-2017", "haftr", "backs", "gna", "a b c"], 2, "did you mean `haftar`?"),
        (&["add", "antiwar", "haftar", "backs", "gna", "a b c"], 2, "no source has the id"),
        (&["add", "antiwar-2017", "haftar", "backz", "gna", "a b c"], 1, "did you mean"),
        (
            &["add", "antiwar-2017", "haftar", "backs", "gna", "words that stand nowhere"],
            1,
            "quote",
        ),
    ] {
        let run = run(folder, args);
        assert_eq!(run.code, code, "{args:?}: {}", run.err);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
    assert_eq!(data(folder), before);
}

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

/// Somebody who is called as another is said to be, and a claim that has another id now.
#[test]
fn what_a_change_brings_about_is_said() {
    let folder = libya();
    let folder = folder.path();
    let added = run(folder, &["add", "actor", "other-army", "Libyan National Army", "military"]);
    assert_eq!(added.code, 0, "{}", added.err);
    let said = "`lna` is called “Libyan National Army” too; if both are one, `whobacks merge actor lna other-army`";
    assert!(added.err.contains(said), "{}", added.err);
    let alone = run(folder, &["add", "actor", "third-army", "The Third Army", "military"]);
    assert!(!alone.err.contains("is called"), "{}", alone.err);

    let rows = run(folder, &["timeline", "--format", "csv"]).out;
    let id =
        rows.lines().nth(1).and_then(|row| row.rsplit(',').next()).expect("a claim").to_owned();
    let begins = id[..12].to_owned();
    let set = run(folder, &["set", &begins, "when=2013"]);
    assert_eq!(set.code, 0, "{}", set.err);
    let now =
        set.err.split("its id is ").nth(1).and_then(|rest| rest.get(..18)).expect("it is said");
    assert_ne!(now, id);
    let again = run(folder, &["set", now, "note=looked at"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(!again.err.contains("its id is"), "{}", again.err);
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
