//! The commands that change files, on a copy of the project's own data.

use std::fs;
use std::path::Path;

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
