//! What is proposed for a text: passed by the check, counted as nothing until somebody accepts it, and how much
//! of what has been coded would have been proposed.

use std::fs;
use std::path::Path;

use whobacks::annotation::Arena;
use whobacks::project::{Paths, Project};
use whobacks::suggest::{Measured, measure};

use crate::run::run;

const TEXT: &str = "Guns for the Veshti coast

Orlan has armed the Veshti Front since 2019, according to Mira Dalen. The Council of Accord, backed by Tarsk, \
holds Port Sevel.

Tarsk does not recognise the Veshti Front. Orlanese officials met commanders of the Front in Port Sevel.
";

const DATA: &str = r#"(
    actors: {
        "orlan": (name: "Orlan", kind: state, aliases: ["Orlanese"]),
        "tarsk": (name: "Tarsk", kind: state),
        "veshti": (name: "Veshti Front", kind: armed_group, aliases: ["the Front"]),
        "accord": (name: "Council of Accord", kind: government),
        "dalen": (name: "Mira Dalen", kind: person),
        "port": (name: "Port Sevel", kind: place),
    },
    claims: {
        "press-2025": [
            (from: "tarsk", relation: "backs", to: "accord", quote: "Council of Accord, backed by Tarsk"),
        ],
    },
)
"#;

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for name in ["data", "seeds", "proposals"] {
        fs::create_dir(at.join(name)).expect("a folder");
    }
    fs::write(at.join("data/veshti.ron"), DATA).expect("written");
    fs::write(at.join("seeds/press-2025.txt"), TEXT).expect("written");
    let card =
        ["source", "add", "seeds/press-2025.txt", "--id", "press-2025", "--published", "2025-03"];
    let added = run(at, &card);
    assert_eq!(added.code, 0, "{}", added.err);
    folder
}

#[test]
fn what_is_proposed_passes_the_check_and_counts_for_nothing() {
    let folder = project();
    let at = folder.path();
    let before = run(at, &["ask", "who arms the Veshti Front"]).out;
    let file = "proposals/press.ron";
    let made = run(at, &["suggest", "press-2025", "-o", file]);
    assert_eq!(made.code, 0, "{}", made.err);
    let text = fs::read_to_string(at.join(file)).expect("a file");
    for part in [
        "include: [\"../data/veshti.ron\"]",
        "from: \"orlan\", relation: \"arms\", to: \"veshti\",",
        "when: \"2019/..\", modality: reported, said_by: \"dalen\",",
        "quote: \"Orlan has armed the Veshti Front\"",
        "modality: denied",
        "// 3.1 by “recognise”",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // The sentence that makes a claim is left out.
    assert!(!text.contains("\"accord\""), "{text}");
    let checked = run(at, &["check", "--data", file]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    assert!(
        checked.out.contains("1 claim,") && checked.out.contains("proposals, which do not count"),
        "{}",
        checked.out
    );
    let asked = run(at, &["ask", "--data", file, "who arms the Veshti Front"]);
    assert_eq!(asked.out, before);
    let exported = run(at, &["export", "json", "--data", file]).out;
    assert!(!exported.contains("\"arms\""), "{exported}");
    // Nothing is written over, nor taken for the annotation.
    assert_eq!(run(at, &["suggest", "press-2025", "-o", file]).code, 2);
    assert_eq!(run(at, &["suggest", "press-2025", "-o", "data/more.ron"]).code, 2);
}

#[test]
fn what_is_accepted_moves_into_the_annotation() {
    let folder = project();
    let at = folder.path();
    let file = "proposals/press.ron";
    assert_eq!(run(at, &["suggest", "press-2025", "-o", file]).code, 0);
    let none = run(at, &["accept", file]);
    assert!(none.code == 0 && none.err.contains("nothing is accepted"), "{}", none.err);
    let text = fs::read_to_string(at.join(file)).expect("a file");
    let accepted = text.replacen(
        "proposed: true, from: \"orlan\", relation: \"arms\"",
        "from: \"orlan\", relation: \"arms\"",
        1,
    );
    assert_ne!(accepted, text);
    fs::write(at.join(file), accepted).expect("written");
    let shown = run(at, &["accept", file, "--dry-run"]);
    assert!(
        shown.out.contains("+            (from: \"orlan\", relation: \"arms\""),
        "{}{}",
        shown.out,
        shown.err
    );
    let moved = run(at, &["accept", file]);
    assert_eq!(moved.code, 0, "{}", moved.err);
    let data = fs::read_to_string(at.join("data/veshti.ron")).expect("the annotation");
    // In the order of the text.
    let (arms, backs) =
        (data.find("\"arms\"").expect("it is there"), data.find("\"backs\"").expect("so is it"));
    assert!(arms < backs && !data.contains("proposed"), "{data}");
    assert!(!fs::read_to_string(at.join(file)).expect("a file").contains("\"arms\""));
    assert_eq!(run(at, &["check"]).code, 0);
    assert!(run(at, &["ask", "who arms the Veshti Front"]).out.contains("Orlan"));
    assert_eq!(run(at, &["check", "--data", file]).code, 0);
}

#[test]
fn proposals_of_others_go_through_the_same_gate() {
    let folder = project();
    let at = folder.path();
    let rows = [
        r#"{"from": "Orlan", "relation": "arms", "to": "the Front", "quote": "Orlan has armed the Veshti Front"}"#,
        r#"{"from": "Orlan", "relation": "arms", "to": "veshti", "quote": "Orlan has armed every front"}"#,
        r#"{"from": "Orlan", "relation": "arm", "to": "veshti", "quote": "Orlan has armed the Veshti Front"}"#,
        r#"{"from": "Norland", "relation": "arms", "to": "veshti", "quote": "Orlan has armed the Veshti Front"}"#,
        r#"{"from": "Orlan", "relation": "arms", "to": "veshti"}"#,
        r#"{"from": "Orlan", "confidence": 1}"#,
        "",
        "Orlan arms them",
        r#"{"from": "tarsk", "relation": "backs", "to": "accord", "quote": "Council of Accord, backed by Tarsk"}"#,
    ];
    fs::write(at.join("model.jsonl"), rows.join("\n")).expect("written");
    let file = "proposals/model.ron";
    let made = run(at, &["suggest", "press-2025", "--from", "model.jsonl", "-o", file]);
    assert_eq!(made.code, 1, "{}", made.err);
    for refused in [
        "line 2 is refused: quote-not-found",
        "line 3 is refused: unknown-relation",
        "line 4 is refused: no actor has the id or the name `Norland`; `whobacks actors` lists them",
        "line 5 is refused: missing field `quote`",
        "line 6 is refused: unknown field `confidence`",
        "line 8 is refused: no JSON object",
        "line 9 is refused: duplicate-claim",
        "1 proposal;",
    ] {
        assert!(made.err.contains(refused), "{refused}\n{}", made.err);
    }
    let text = fs::read_to_string(at.join(file)).expect("a file");
    assert!(
        text.contains("proposed: true, from: \"orlan\", relation: \"arms\", to: \"veshti\""),
        "{text}"
    );
    assert_eq!(run(at, &["check", "--data", file]).code, 0);
    let wrong = run(at, &["suggest", "pres-2025"]);
    assert!(wrong.code == 2 && wrong.err.contains("did you mean `press-2025`?"), "{}", wrong.err);
}

/// Where texts are at hand: what share of the claims that were coded with care would have been proposed.
#[test]
fn most_of_what_is_coded_would_have_been_proposed() {
    let Some(texts) = std::env::var_os("WHOBACKS_TEXTS") else { return };
    let data = Some(Path::new("data/libya.ron").to_owned());
    let paths = Paths { data, texts: Some(texts.into()), ..Paths::default() };
    let project = Project::find(&paths).expect("the project");
    let arena = Arena::new();
    let (dataset, sources) = project.load(&arena).expect("the data");
    let mut sum = Measured::default();
    measure(&dataset, &sources).iter().for_each(|(_, measured)| sum += *measured);
    assert!(sum.named > 200, "{sum:?}");
    assert!(sum.proposed * 100 >= sum.named * 80, "{sum:?}");
    // The right relation, the right way round.
    assert!(sum.first * 100 >= sum.named * 46, "{sum:?}");
    assert!(sum.among_three * 100 >= sum.named * 63, "{sum:?}");
}

/// What the annotation's errors keep from being proposed is said, and what is coded already is no refusal.
#[test]
fn what_is_not_proposed_is_said() {
    let folder = project();
    let at = folder.path();
    let all = run(at, &["suggest", "press-2025", "--all"]);
    assert_eq!(all.code, 0, "{}", all.err);
    assert!(all.err.contains("one more is coded already"), "{}", all.err);
    assert!(!all.err.contains("warning"), "{}", all.err);
    let faulty = DATA.replace("\"orlan\": (name:", "\"orlan\": (nam:");
    fs::write(at.join("data/veshti.ron"), faulty).expect("written");
    let some = run(at, &["suggest", "press-2025"]);
    assert!(some.err.contains("warning: there are errors in"), "{}", some.err);
    assert!(some.err.contains("such as `orlan`"), "{}", some.err);
    let measured = run(at, &["suggest", "--measure"]);
    assert!(measured.err.contains("warning: there are errors in"), "{}", measured.err);
}

/// What another program proposes is read from a file that ends.
#[cfg(unix)]
#[test]
fn proposals_are_read_from_no_device() {
    let folder = project();
    let said = run(folder.path(), &["suggest", "press-2025", "--from", "/dev/zero"]);
    assert!(said.code == 2 && said.err.contains("a device or a pipe"), "{}", said.err);
}
