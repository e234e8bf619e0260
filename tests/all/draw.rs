//! `sides`, `draw` and the pictures of `build`, as a user meets them.

use std::fs;
use std::process::Output;

use snapbox::cmd::Command;
use snapbox::{assert_data_eq, str};

const DATA: &str = "tests/data/camps/data/camps.ron";

fn whobacks(args: &[&str]) -> Output {
    Command::new(snapbox::cmd::cargo_bin!("whobacks"))
        .args(args)
        .args(["--data", DATA])
        .env_remove("WHOBACKS_TEXTS")
        .output()
        .expect("the tool runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn the_sides_in_words() {
    let sides = whobacks(&["sides", "--at", "2020"]);
    assert_eq!(sides.status.code(), Some(0));
    assert_data_eq!(
        out(&sides),
        str![[r#"
2 sides of two or more, in 2020 (no division leaves fewer than 1 tie at odds with it: proved)

The harbour (2)
  Coast Guard, Southmark
  opposes River Front

Northland and River Front (2)
  Northland, River Front
  opposes Coast Guard

Each on a side of its own (1)
  Westfold

Unaligned, without a tie that counts (2)
  The Daily Tide, Eastmere

Ties at odds with the sides (2)
  Westfold → Coast Guard: a tie across
      backs: “backs the Coast Guard too” wire ¶6
  Westfold → River Front: a tie across
      backs: “Westfold backs the River Front” wire ¶6

"#]]
    );
}

#[test]
fn the_sides_as_the_contract_has_them() {
    let text = out(&whobacks(&["sides", "--format", "json"]));
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["sides"][0]["name"], "The harbour");
    let members = serde_json::json!(["coast-guard", "southmark"]);
    assert_eq!(value["sides"][0]["members"], members);
    // An officer counts as his force, and a paper that takes sides is not a party to the fight.
    assert_eq!(value["unaligned"], serde_json::json!(["daily-tide", "eastmere"]));
    assert_eq!((&value["frustration"], &value["lower_bound"]), (&1.into(), &1.into()));
    assert_eq!(value["optimal"], true);
    let tie = &value["cross_ties"][0];
    assert_eq!((&tie["from"], &tie["to"]), (&"westfold".into(), &"coast-guard".into()));
    assert!(tie["claims"][0].as_str().is_some_and(|id| id.starts_with("c-")));
}

#[test]
fn each_ending_gives_its_format() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, start) in [
        ("x.svg", &b"<svg "[..]),
        ("x.PNG", b"\x89PNG"),
        ("x.pdf", b"%PDF-"),
        ("x.dot", b"digraph whobacks {"),
        ("x.mmd", b"---\ntitle: "),
    ] {
        let path = folder.path().join(name);
        let mut args = vec!["draw", "-o", path.to_str().expect("UTF-8")];
        if name == "x.PNG" {
            args.extend(["--scale", "0.5"]);
        }
        let drawn = whobacks(&args);
        assert_eq!(drawn.status.code(), Some(0), "{}", err(&drawn));
        assert!(fs::read(&path).expect("a picture").starts_with(start), "{name}");
    }
    let piped = whobacks(&["draw"]);
    assert_eq!(fs::read(folder.path().join("x.svg")).expect("a picture"), piped.stdout);
}

#[test]
fn a_title_is_only_a_title() {
    let folder = tempfile::tempdir().expect("a folder");
    let title = "</title></style>]]><script>alert('x')</script>&\"}*{}";
    let drawn = |name: &str| {
        let path = folder.path().join(name);
        let path = path.to_str().expect("UTF-8");
        let drawn = whobacks(&["draw", "--at", "2020", "--title", title, "-o", path]);
        assert_eq!(drawn.status.code(), Some(0), "{}", err(&drawn));
        fs::read(path).expect("a picture")
    };
    let svg = String::from_utf8(drawn("x.svg")).expect("UTF-8");
    assert!(!svg.contains("<script") && svg.contains("&lt;/style&gt;]]&gt;&lt;script&gt;"));
    for part in ["<style>", "</style>", "<metadata>", "</svg>"] {
        assert_eq!(svg.matches(part).count(), 1, "{part}");
    }
    assert_eq!(svg.matches("@font-face{font-family:\"DejaVu Sans Condensed\"").count(), 2);
    let pdf = drawn("x.pdf");
    let holds = |text: &[u8]| pdf.windows(text.len()).any(|part| part == text);
    assert!((holds(b"/Title<") || holds(b"/Title(")) && holds(b"/Lang(en)"));
}

#[test]
fn people_are_named_on_the_ties_of_what_they_are_part_of() {
    let rolled = out(&whobacks(&["draw", "--size", "poster"]));
    assert!(rolled.contains("through Colonel Brandt") && !rolled.contains("data-id=\"brandt\""));
    let apart = out(&whobacks(&["draw", "--size", "poster", "--no-roll-up"]));
    assert!(apart.contains("data-id=\"brandt\"") && !apart.contains("through Colonel Brandt"));
    let near = out(&whobacks(&["draw", "--size", "poster", "--focus", "Southmark"]));
    assert!(near.contains("data-id=\"coast-guard\"") && !near.contains("data-id=\"northland\""));
}

#[test]
fn what_cannot_be_drawn_says_why() {
    for (args, code, message) in [
        (&["draw", "-o", "x.jpeg"][..], 2, "let it end in .svg, .png, .pdf, .dot or .mmd"),
        (&["draw", "--focus", "Northlund"], 2, "--focus: "),
        (&["draw", "--at", "soon"], 2, "`soon` is not a date"),
        (&["draw", "--family", "love"], 2, "it can be support, hostility, structure"),
        (&["draw", "--scale", "0"], 2, "it can be a number from 0.1 to 20"),
        (&["draw", "--depth", "2"], 2, "--focus"),
        (&["draw", "--depth", "2", "--focus", "Northland"], 2, "--depth has no use here"),
        (&["draw", "--size", "poster", "--view", "matrix"], 2, "--view has no use here"),
        (&["draw", "--size", "poster", "--slices", "2019,2020"], 2, "--slices has no use here"),
        (&["draw", "--size", "page", "--view", "matrix"], 2, "--size page has no use here"),
        (&["draw", "--at", "2019", "--slices", "2019,2020"], 2, "cannot be used with"),
        (&["draw", "--reach", "1y"], 2, "--at <DATE>"),
        (&["draw", "--slices", "2019"], 2, "2019 alone is --at 2019"),
        (&["draw", "--slices", "2015,2016,2017,2018,2019"], 2, "room for four dates, not for 5"),
        (&["draw", "--slices", "2019,2019"], 2, "--slices has 2019 twice"),
        (&["draw", "--changes", "2020", "2019"], 2, "give the earlier date first"),
        (&["draw", "--changes", "2019", "2020", "--view", "matrix"], 2, "--view matrix --slices"),
        (
            &["draw", "--changes", "2019", "2020", "--size", "poster"],
            2,
            "--changes has no use here",
        ),
        (&["draw", "--at", "1950"], 1, "there is no tie to draw"),
        (&["draw", "--at", "1950", "--view", "matrix"], 1, "a table has a column for each side"),
    ] {
        let drawn = whobacks(args);
        assert_eq!(drawn.status.code(), Some(code), "{args:?}");
        assert!(err(&drawn).contains(message), "{args:?}: {}", err(&drawn));
        assert!(drawn.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn slices_are_panels_with_everybody_in_one_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let draw = |name: &str| {
        let path = folder.path().join(name);
        let drawn =
            whobacks(&["draw", "--slices", "2020,2021", "-o", path.to_str().expect("UTF-8")]);
        assert_eq!(drawn.status.code(), Some(0), "{}", err(&drawn));
        (fs::read_to_string(&path).unwrap_or_default(), err(&drawn))
    };
    let (svg, said) = draw("x.svg");
    assert!(said.contains("note: page 2 is ") && said.contains("x-2.svg"), "{said}");
    let quotations = fs::read_to_string(folder.path().join("x-2.svg")).expect("a page");
    assert!(quotations.contains("data-view=\"notes\""));
    let panels: Vec<&str> = svg.split("<g class=\"panel\" data-at=\"").skip(1).collect();
    assert_eq!(panels.len(), 2);
    assert!(panels[0].starts_with("2020\"") && panels[1].starts_with("2021\""));
    let place = |panel: &str, date: &str| -> Option<String> {
        let (_, actor) = panel.split_once(&format!("data-id=\"river-front@{date}\""))?;
        Some(actor.split_once("<rect ")?.1.split_once(" rx")?.0.to_owned())
    };
    assert_eq!(place(panels[0], "2020"), place(panels[1], "2021"));
    assert!(place(panels[0], "2020").is_some());
    // Every number has a place beneath, and its quotation on the next page.
    let count = |text: &str, part: &str| text.matches(part).count();
    let ties = count(&svg, "<g class=\"tie\"");
    assert!(ties > 0 && count(&svg, "<g class=\"note\"") == ties);
    assert_eq!(count(&quotations, "<g class=\"note\""), ties);
    assert_eq!(draw("y.svg").0, svg, "the same every time");
}

#[test]
fn changes_and_dossiers_say_what_they_are() {
    let changes = out(&whobacks(&["draw", "--changes", "2017", "2020"]));
    assert!(changes.contains("data-at=\"2017 2020\"") && changes.contains(" data-change=\""));
    assert_eq!(changes, out(&whobacks(&["draw", "--changes", "2017", "2020"])));
    let dossier = out(&whobacks(&["draw", "--at", "2020", "--focus", "River Front"]));
    assert!(dossier.contains("Stand behind the River Front"), "{dossier}");
    assert!(dossier.contains("data-id=\"river-front\" data-core=\"true\""));
    let column =
        out(&whobacks(&["draw", "--at", "2020", "--focus", "River Front", "--view", "column"]));
    assert!(
        !column.contains("Stand behind the River Front") && column.contains("data-view=\"column\"")
    );
}

#[test]
fn build_draws_anew_only_what_has_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().to_str().expect("UTF-8");
    let build = |more: &[&str]| whobacks(&[&["build", "-o", output], more].concat());
    let states = |output: &Output| -> Vec<String> {
        let picture = |line: &&str| line.contains(".svg") || line.contains(".png");
        let name = |line: &str| line.rsplit('/').next().unwrap_or_default().to_owned();
        out(output).lines().filter(picture).map(name).collect()
    };
    let all = |state: &str| {
        ["camps", "camps-2020", "camps-matrix"]
            .map(|f| [format!("{f}.svg {state}"), format!("{f}.png {state}")])
            .concat()
    };
    assert_eq!(states(&build(&["--check"])), all("is missing"));
    assert_eq!(states(&build(&[])), all("written"));
    assert_eq!(states(&build(&[])), all("is fresh"));
    let path = folder.path().join("camps.svg");
    let svg = fs::read(&path).expect("a picture");
    // An empty file, half of one, and one painted over are none that was written.
    let mut painted = svg.clone();
    *painted.last_mut().expect("a byte") = b' ';
    for bytes in [&b""[..], &svg[..svg.len() / 2], &painted] {
        fs::write(&path, bytes).expect("a picture");
        let stale = build(&["--check"]);
        assert_eq!(stale.status.code(), Some(1));
        let altered = "camps.svg is stale: it is not the file that was written";
        assert_eq!(states(&stale)[..2], [altered, "camps.png is fresh"]);
    }
    assert_eq!(states(&build(&[]))[..2], ["camps.svg written", "camps.png is fresh"]);
    assert_eq!(fs::read(&path).expect("a picture"), svg);
    assert_eq!(build(&["--check"]).status.code(), Some(0));
}

#[test]
fn a_picture_is_as_old_as_what_it_was_drawn_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().to_str().expect("UTF-8");
    let build = |more: &[&str]| whobacks(&[&["build", "-o", output], more].concat());
    assert_eq!(build(&[]).status.code(), Some(0));
    let lock = folder.path().join("camps.lock");
    let record = fs::read_to_string(&lock).expect("a record");
    // Another program, or another view: the second hash of a line is another.
    let line = record.lines().find(|line| line.ends_with(" camps-2020.png")).expect("a line");
    let from = line.split(' ').nth(1).expect("two hashes");
    let old = line.replace(from, &"0".repeat(64));
    fs::write(&lock, record.replace(line, &old)).expect("a record");
    let stale = build(&["--check"]);
    assert_eq!(stale.status.code(), Some(1));
    let why = "camps-2020.png is stale: what it shows has changed, or how it is drawn\n";
    assert!(out(&stale).contains(why), "{}", out(&stale));
    // Without a record, nothing is known of any picture.
    fs::remove_file(&lock).expect("a record");
    let stale = build(&["--check"]);
    assert_eq!(stale.status.code(), Some(1));
    assert_eq!(out(&stale).matches("nothing says what it was drawn from").count(), 7);
    assert_eq!(build(&[]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&lock).expect("a record"), record);
    // A picture that nothing asks for any more goes, unless somebody has worked on it.
    let more = record.lines().filter(|line| line.contains("camps-2020"));
    let more: String = more.map(|line| format!("{}\n", line.replace("2020", "1999"))).collect();
    fs::write(&lock, format!("{record}{more}")).expect("a record");
    let place = |name: &str| folder.path().join(name);
    fs::copy(place("camps-2020.svg"), place("camps-1999.svg")).expect("a picture");
    fs::write(place("camps-1999.png"), "mine").expect("a picture");
    assert!(out(&build(&["--check"])).contains("camps-1999.svg is left over"));
    assert!(out(&build(&[])).contains("camps-1999.svg removed"));
    assert!(!place("camps-1999.svg").exists() && place("camps-1999.png").exists());
    assert_eq!(fs::read_to_string(&lock).expect("a record"), record);
    assert_eq!(build(&["--check"]).status.code(), Some(0));
}

#[test]
fn letters_that_no_font_has_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let camps = fs::read_to_string(DATA).expect("the data");
    let data = folder.path().join("data/camps.ron");
    fs::create_dir_all(data.parent().unwrap()).unwrap();
    // A letter of nobody's script: no font of any machine has it.
    fs::write(&data, camps.replace("\"Southmark\"", "\"South\u{10fff0}\"")).unwrap();
    fs::create_dir(folder.path().join("seeds")).unwrap();
    for name in ["wire.ron", "wire.proofs"] {
        fs::copy(format!("tests/data/camps/seeds/{name}"), folder.path().join("seeds").join(name))
            .unwrap();
    }
    let draw = |more: &[&str]| {
        Command::new(snapbox::cmd::cargo_bin!("whobacks"))
            .args(["draw", "-o"])
            .arg(folder.path().join("x.png"))
            .arg("--data")
            .arg(&data)
            .args(more)
            .env_remove("WHOBACKS_TEXTS")
            .output()
            .expect("the tool runs")
    };
    let drawn = draw(&[]);
    assert_eq!(drawn.status.code(), Some(0), "{}", err(&drawn));
    let said = err(&drawn);
    assert!(
        said.contains("no font here has \u{10fff0} of ") && said.contains("“South\u{10fff0}”"),
        "{said}"
    );
    let bad = draw(&["--font", "Cargo.toml"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(
        err(&bad)
            .contains("cannot use Cargo.toml as a font: it is not an OpenType or TrueType font")
    );
    assert!(err(&draw(&["--font", "no.ttf"])).contains("cannot read no.ttf"));
}
