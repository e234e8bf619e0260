//! Whatever bytes an annotation file holds, reading and checking it ends in a report: no panic, and
//! every place inside the file.

use std::path::Path;

use crate::annotation::{Arena, Files, load};
use crate::check::{CheckOptions, Outcome, check};
use crate::diagnostic::{Code, Severity};
use crate::evidence::{Card, Ledger, Quote, Sources, Text, Unread, propose};
use crate::export::{self, Format};
use crate::graph::Graph;
use crate::model::Party;
use crate::report;
use crate::view::View;
use proptest::prelude::*;

const GOOD: &str = r##"#![enable(implicit_some)]
( // a good file
    title: "A war of two harbours",
    actors: {
        "northland": (name: "Northland", kind: state, aliases: ["the North"], when: "1990/.."),
        "guard": (name: r#"Harbour "Guard""#, kind: armed_group, aliases_in: {"harbour": ["the Guard"]}),
        "sund": (name: "Sünd \u{1F6A2}", kind: place, aliases: ["Sund"], within: "coast"),
        "coast": (name: "Coast", kind: place),
    },
    relations: {"shells": (is_a: "attacks", event: true, label: "shells")},
    claims: {"harbour": [
        (from: "northland", relation: "arms", to: ["guard"], quote: "Northland has armed the Harbour Guard",
         when: "2019/..", dated: "since 2019", amount: 1_500 /* crates */ , count: "~300", through: ["sund"]),
        (modality: planned, said_by: ["critics of it", "unnamed"], cited_by: "The Wire", claims: [
            (from: "northland", relation: "trains", to: "guard", quote: "Northland would send trainers … say two officials"),
            /* a block in a block */
            (status: begun, claims: [(from: "?", relation: "shells", to: "sund", what: "mortars", quote: "Sund was shelled on Monday")]),
        ]),
    ]},
)
"##;

const ARTICLE: &str = "On Sund\n\nNorthland has armed the Harbour Guard since 2019.\n\
    Northland would send trainers to Sund, say two officials. Sund was shelled on Monday.\n";

struct One<'b>(&'b [u8]);

impl Files for One<'_> {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        match path.to_str() {
            Some("good.ron") => Ok(self.0.to_vec()),
            _ => Err(std::io::ErrorKind::NotFound.into()),
        }
    }

    fn list(&self, _: &Path) -> std::io::Result<Vec<std::path::PathBuf>> {
        Ok(Vec::new())
    }
}

fn sources() -> Sources {
    let id = "harbour".parse().expect("an id");
    let mut source = propose("t.txt", &Text::new(ARTICLE, false)).card.into_source(id);
    source.published = "2020-03".parse().ok();
    Sources::of([Unread { source, ledger: None, text: Some(ARTICLE.into()) }])
}

fn outcome(bytes: &[u8]) -> Outcome {
    let arena = Arena::new();
    let dataset = load(Path::new("good.ron"), &One(bytes), &arena).expect("the file is there");
    check(&dataset, &sources(), CheckOptions::default())
}

/// Everything that follows from a file, whatever it is.
fn everything(bytes: &[u8]) {
    let Outcome { report, summary, checked } = outcome(bytes);
    for diagnostic in &report.diagnostics {
        let (start, end) = diagnostic.place.span;
        let text = &report.files[diagnostic.place.file].text;
        assert!(start <= end && end <= text.len(), "{diagnostic:?}");
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{diagnostic:?}");
    }
    let shown = report::diagnostics::text(&report, false);
    assert_eq!(shown.is_empty(), report.diagnostics.is_empty());
    report::sarif::text(&report);
    report::check_json::text(&report, &summary);
    assert_eq!(checked.is_none(), report.count(Severity::Error) > 0);
    if let Some(checked) = checked {
        assert_eq!(summary.claims, summary.proved(), "nothing passes unproved");
        let graph = Graph::new(checked);
        graph.verify();
        for format in Format::ALL {
            let (view, options) = (View::whole(&graph), export::ExportOptions::default());
            let mut sink = std::io::sink();
            for file in format.files() {
                export::write_file(*format, file, &view, options, &mut sink).expect("a sink");
            }
            if format.files().is_empty() {
                export::write(*format, &view, &mut sink).expect("a sink");
            }
        }
    }
}

#[test]
fn the_good_file_is_good() {
    let Outcome { report, summary, checked } = outcome(GOOD.as_bytes());
    let codes: Vec<Code> = report.diagnostics.iter().map(|d| d.code).collect();
    let said = [Code::LedgerBehind, Code::PlaceActs];
    assert_eq!(codes, said, "there is no ledger here, and what is shelled is a place");
    assert_eq!((summary.claims, summary.exact, summary.elided), (3, 2, 1));
    let graph = Graph::new(checked.expect("nothing is wrong"));
    graph.verify();
    let arms = graph.claims().next().expect("three claims").claim.details();
    assert_eq!((arms.amount.as_deref(), arms.count.as_deref()), (Some("1_500"), Some("~300")));
    let ix = |id: &str| graph.actor(id).expect("an actor");
    assert_eq!(arms.through, [Party::Actor(ix("sund"))]);
    assert_eq!(graph.places_within(ix("coast")), [ix("sund")]);
    let plan = graph.claims().nth(1).expect("three claims").claim;
    assert_eq!(plan.modality.word(), "planned");
    assert_eq!(plan.details().said_by.len(), 2);
    assert_eq!(plan.details().cited_by, [Party::Named("The Wire".into())]);
    let shelling = graph.claims().nth(2).expect("three claims").claim;
    assert_eq!((shelling.modality.word(), shelling.status.word()), ("planned", "begun"));
}

#[test]
fn nobody_in_particular_stands_at_either_end() {
    let text = GOOD.replace("to: [\"guard\"]", "to: [\"guard\", \"?\"]");
    let outcome = outcome(text.as_bytes());
    let graph = Graph::new(outcome.checked.expect("nothing is wrong"));
    graph.verify();
    let ends: Vec<[bool; 2]> =
        graph.claims().map(|at| [at.from, at.to].map(|actor| actor.id.is_unnamed())).collect();
    assert_eq!(ends, [[false, false], [false, true], [false, false], [true, false]]);
    everything(text.as_bytes());
}

#[test]
fn marks_and_line_ends_do_not_matter() {
    let plain = outcome(GOOD.as_bytes());
    let ids = |outcome: &Outcome| -> Vec<_> {
        outcome.checked.as_ref().expect("good").claims.iter().map(|claim| claim.id).collect()
    };
    let crlf = GOOD.replace('\n', "\r\n");
    assert_eq!(ids(&outcome(crlf.as_bytes())), ids(&plain));
    let marked = format!("\u{feff}{GOOD}");
    assert_eq!(ids(&outcome(marked.as_bytes())), ids(&plain));
    let bad = marked.replace("\"arms\"", "\"armz\"");
    let outcome = outcome(bad.as_bytes());
    let document = &outcome.report.files[0];
    let wrong = outcome.report.diagnostics.iter().find(|d| d.code == Code::UnknownRelation);
    let place = &wrong.expect("the relation is unknown").place;
    assert_eq!(document.position(place.span.0), (12, 39), "the mark counts for nothing");
}

#[test]
fn depth_does_not_end_the_process() {
    for bracket in ["(", "[", "{", "(claims: [", "/*"] {
        everything(bracket.repeat(100_000).as_bytes());
    }
    let mut nested = "(from: \"a\")".to_owned();
    for _ in 0..60 {
        nested = format!("(claims: [{nested}])");
    }
    everything(format!("(claims: {{\"harbour\": [{nested}]}})").as_bytes());
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    let Outcome { report, .. } = outcome(b"(title: \"\xff\xfe\")");
    assert_eq!(report.diagnostics.len(), 1);
    assert!(report::diagnostics::text(&report, false).contains("not UTF-8 from here on"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes(changes in prop::collection::vec((0..GOOD.len(), any::<u8>()), 1..4)) {
        let mut bytes = GOOD.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        everything(&bytes);
    }

    #[test]
    fn pieces_left_out_or_doubled(from in 0..GOOD.len(), len in 0..120usize, double in any::<bool>()) {
        let to = (from + len).min(GOOD.len());
        let bytes = GOOD.as_bytes();
        let middle = if double { [&bytes[from..to], &bytes[from..to]].concat() } else { Vec::new() };
        everything(&[&bytes[..from], &middle, &bytes[to..]].concat());
    }

    #[test]
    fn values_exchanged(at in 0..40usize, value in prop::sample::select(vec![
        "7", "-1.5", "true", "None", "Some(\"x\")", "[]", "{}", "()", "haftar", "'x'", "\"\"", "\"a\u{0}b\"",
        "[\"guard\", 3, word]", "{\"x\": 1}", "(a: 1, a: 2)", "\"\u{202e}אבג\"", "b\"bytes\"", "1e999",
    ])) {
        // The values of the file are what stands behind its colons.
        let colons: Vec<usize> = GOOD.match_indices(": ").map(|(at, _)| at + 2).collect();
        let from = colons[at % colons.len()];
        let rest = &GOOD[from..];
        let to = from + rest.find([',', ')', ']']).unwrap_or(rest.len());
        everything(format!("{}{value}{}", &GOOD[..from], &GOOD[to..]).as_bytes());
    }

    #[test]
    fn anything_at_all(text in "\\PC{0,200}") {
        everything(text.as_bytes());
        let quote = Quote::parse(&text);
        let article = Text::new(&text, text.len() % 2 == 0);
        article.find(&quote);
        article.nearest(&quote);
        let _ = (Card::parse(&text), Ledger::parse(&text));
    }
}
