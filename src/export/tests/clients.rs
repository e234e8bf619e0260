//! Graphs for the real clients in `.ci/clients` to read, and what holds of them here already.

use std::fs;
use std::path::Path;

use super::{files, text, tiny};
use crate::export::{ExportOptions, Format, Mutual, write_with};
use crate::graph::Graph;
use crate::graph::fixture::Fixture;
use crate::model::{Kind, Modality, Status};
use crate::view::View;

/// What has broken exports somewhere before.
const TRAPS: [&str; 30] = [
    "\"",
    "\\",
    "\\N",
    "\\\"",
    "\n",
    "\r\n",
    "\t",
    "<",
    ">",
    "&",
    "&amp;",
    "&#38;",
    "]]>",
    "-->",
    "'",
    "=1+1",
    "+",
    "@SUM",
    "-",
    "{}",
    "|",
    "\0",
    "\x1b[31m",
    "\u{fffe}",
    "עברית",
    "\u{202e}",
    "😀",
    "ü",
    "<b>",
    "%s",
];

/// Actors, quotes, speakers and sources named by all that can go wrong, put together by a small
/// generator of fixed numbers.
pub(crate) fn hostile() -> Graph {
    let mut state = 1_u64;
    let mut next = move |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits fit") % below
    };
    let mut name = move || -> String {
        let parts = 1 + next(4);
        // Letters around, because a name of blanks only is nothing that a drawing can show.
        let middle: Vec<&str> = (0..parts).map(|_| TRAPS[next(TRAPS.len())]).collect();
        format!("a{}z", middle.join("x"))
    };
    const ACTORS: usize = 120;
    let mut fixture = Fixture::new(&name());
    for i in 0..ACTORS {
        let kind = Kind::ALL[i % Kind::ALL.len()];
        let (full, alias, note) = (name(), name(), name());
        fixture = fixture.actor_with(&format!("n{i:03}"), &full, kind, |a| {
            a.aliases = vec![alias];
            a.note = Some(note);
            // A short name would hide the long one in a drawing.
            a.short = (i % 7 == 0).then(|| full.chars().take(9).collect());
        });
    }
    let relations = ["backs", "arms", "fights", "commands", "meets", "controls", "allied_with"];
    for i in 0..ACTORS {
        if i % 40 == 0 {
            let title = name();
            fixture = fixture.source_with(&format!("s{i}"), "2017-07", |s| s.title = title);
        }
        let (to, relation) = ((i * 7 + 1) % ACTORS, relations[i % relations.len()]);
        fixture = fixture.claim(&format!("n{i:03} {relation} n{to:03}"), &name());
        if i % 5 == 0 {
            fixture = fixture.modality(Modality::Reported).said_by(&name()).place(&name());
        }
    }
    fixture.graph()
}

/// A picture of the size that people publish.
fn alliance() -> Graph {
    use Kind::{
        Agency, ArmedGroup, Coalition, Company, Government, Legislature, Military, Organisation,
        Person, Place, State, Unit,
    };
    let mut f = Fixture::new("A country: who backs whom, 2011–2025");
    for (id, name, short, kind) in [
        ("atlantica", "Republic of Atlantica", "Atlantica", State),
        ("borduria", "Borduria", "", State),
        ("corona", "Kingdom of Corona", "Corona", State),
        ("drusselstein", "Drusselstein", "", State),
        ("elbonia", "Elbonia", "", State),
        ("freedonia", "Freedonia", "", State),
        ("gna", "Government of National Accord", "GNA", Government),
        ("gnu", "Government of National Unity", "GNU", Government),
        ("hor", "House of Representatives", "HoR", Legislature),
        ("lna", "Liberation Army of the North", "LNA", Military),
        ("navy", "Coast Guard and Navy", "", Military),
        ("dawn", "Dawn coalition", "", ArmedGroup),
        ("shura", "Shura Council of Port Said", "", ArmedGroup),
        ("is", "Islamic State", "IS", ArmedGroup),
        ("mercs", "Grey Wolf Group", "", Company),
        ("tbz", "Tariq Brigade", "TBZ", Unit),
        ("b128", "128th Brigade", "", Unit),
        ("command", "Southern Command", "", Agency),
        ("un", "United Nations", "UN", Organisation),
        ("league", "League of Cities", "", Organisation),
        ("dignity", "Operation Dignity", "", Coalition),
        ("marshal", "Field Marshal Hatar", "Hatar", Person),
        ("son", "Saddam Hatar", "", Person),
        ("premier", "Abdul Dbeiba", "", Person),
        ("envoy", "Gassan Salame", "", Person),
        ("capital", "Tripolis", "", Place),
        ("port", "Port Said", "", Place),
    ] {
        let short = (!short.is_empty()).then(|| short.to_owned());
        f = f.actor_with(id, name, kind, |a| a.short = short);
    }
    let said = [
        "atlantica backs gna",
        "borduria arms lna",
        "corona arms lna",
        "corona funds lna",
        "drusselstein trains gna",
        "drusselstein deploys_troops_for gnu",
        "elbonia backs marshal",
        "freedonia recognises gna",
        "freedonia shares_intelligence_with lna",
        "un recognises gna",
        "mercs fights_alongside lna",
        "borduria commands mercs",
        "marshal commands lna",
        "son commands tbz",
        "tbz part_of lna",
        "b128 part_of lna",
        "son kin_of marshal",
        "premier leads gnu",
        "gnu successor_of gna",
        "hor backs lna",
        "lna fights dawn",
        "dawn backs gna",
        "lna attacks gna",
        "shura fights lna",
        "is fights gna",
        "is attacks lna",
        "atlantica strikes is",
        "drusselstein opposes corona",
        "corona shuns drusselstein",
        "marshal overthrew gna",
        "envoy mediates_between gna",
        "envoy speaks_for un",
        "un embargoes lna",
        "command part_of atlantica",
        "command meets marshal",
        "command meets premier",
        "elbonia seeks_partnership_with gnu",
        "lna controls port",
        "gnu controls capital",
        "mercs deploys_to port",
        "league backs hor",
        "navy part_of gnu",
        "drusselstein supplies navy",
        "lna member_of dignity",
        "dignity opposes dawn",
        "corona backs hor",
        "borduria politically_supports marshal",
        "freedonia trains b128",
        "shura allied_with is",
        "elbonia has_ties_with hor",
        "premier meets son",
    ];
    for (round, source) in ["atlantic-2017", "herald-2019", "review-2024"].iter().enumerate() {
        f = f.source(source, &format!("{}-07-12", 2017 + 3 * round));
        for (i, sentence) in said.iter().enumerate().filter(|(i, _)| i % (round + 1) == 0) {
            f = f.claim(sentence, "a quote of some few words");
            f = match i % 9 {
                3 => f.when("2014/2016"),
                5 => f.when("2019-04").status(Status::Ended),
                7 if round == 0 => f.modality(Modality::Planned).when("2017-07-10").said_by("CNN"),
                8 => f.modality(Modality::Alleged).said_by("unnamed"),
                _ => f,
            };
        }
    }
    f.graph()
}

/// Every line of a format that lays one thing on a line is one line, whatever it holds.
#[test]
fn hostile_names_break_no_line() {
    let graph = hostile();
    let json = text(Format::Json, &graph);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    for (list, field) in [("nodes", "\"id\": \"n"), ("edges", "\"key\": \"c-")] {
        let lines =
            json.lines().filter(|l| l.trim_start().starts_with(&format!("{{{field}"))).count();
        assert_eq!(lines, value[list].as_array().unwrap().len(), "{list}");
    }
    let labels = value["nodes"].as_array().unwrap().iter().map(|n| n["label"].as_str().unwrap());
    let names: Vec<&str> = graph.actors().iter().map(|a| a.name.as_str()).collect();
    assert_eq!(labels.collect::<Vec<_>>(), names);

    let dot = text(Format::Dot, &graph);
    assert_eq!(dot.lines().filter(|l| l.contains("\" -> \"")).count(), 120);
    assert!(
        dot.lines().all(|l| l.ends_with([';', '{', '}'])),
        "a text has broken out of its quotes"
    );

    let gexf = text(Format::Gexf, &graph);
    let mut reader = quick_xml::Reader::from_str(&gexf);
    let mut labels = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "node" => {
                let label = tag.try_get_attribute("label").unwrap().unwrap();
                labels.push(quick_xml::escape::unescape(&label.value).unwrap().into_owned());
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    let names: Vec<_> = names.into_iter().map(crate::export::xml::allowed).collect();
    assert_eq!(labels, names);
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    for build in [tiny, hostile, alliance] {
        let (a, b) = (build(), build());
        for format in Format::ALL {
            assert!(files(*format, &a, None) == files(*format, &b, None), "{format}");
        }
    }
}

/// Writes the graphs of these tests where `.ci/clients/run.sh` can be pointed at.
#[test]
#[ignore = "writes files for .ci/clients/run.sh"]
fn write_for_clients() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/ci/fixtures");
    fs::create_dir_all(&folder).unwrap();
    for (name, graph) in [("tiny", tiny()), ("hostile", hostile()), ("alliance", alliance())] {
        let mut all = Vec::new();
        for format in Format::ALL {
            let usual = format.edges()[0];
            for edges in format.edges() {
                // `x.gexf`, and beside it what is not usual: `x-claims.gexf`.
                let sort =
                    if *edges == usual { String::new() } else { format!("-{}", edges.word()) };
                let files = files(*format, &graph, Some(*edges)).into_iter();
                all.extend(files.map(|(ending, text)| (format!("{name}{sort}{ending}"), text)));
            }
        }
        let options = ExportOptions { mutual: Mutual::Undirected, ..ExportOptions::default() };
        let mut mixed = Vec::new();
        write_with(Format::Gexf, &View::whole(&graph), options, &mut mixed).unwrap();
        all.push((format!("{name}-mixed.gexf"), String::from_utf8(mixed).unwrap()));
        for (file, text) in all {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
}
