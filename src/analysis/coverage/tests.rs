use super::*;
use crate::evidence::{Unread, propose};
use crate::graph::fixture::Fixture;
use crate::model::{Kind, SourceIx};

/// A shelf with one text, of which some passages are excused.
fn shelf(text: &str, excused: &[&str]) -> Shelf {
    let mut source =
        propose("t.txt", &Text::new(text, false)).card.into_source("s-1".parse().unwrap());
    source.no_claims =
        excused.iter().map(|at| (at.parse().unwrap(), "a link".to_owned())).collect();
    let (shelf, faults) = Shelf::read([Unread { source, ledger: None, text: Some(text.into()) }]);
    assert_eq!(faults, []);
    shelf
}

fn fixture() -> Fixture {
    let named = |names: &'static [&'static str]| {
        move |actor: &mut Actor| actor.aliases = names.iter().map(|n| (*n).to_owned()).collect()
    };
    Fixture::new("x")
        .actor("?", "not named", Kind::Unnamed)
        .actor_with("gov", "Government", Kind::Government, |actor| {
            actor.aliases_in = vec![(SourceIx(0), vec!["Port".to_owned()])];
        })
        .actor("lna", "Port Army", Kind::Military)
        .actor_with("port", "Port", Kind::Place, named(&["the harbour"]))
        .actor_with("us", "United States", Kind::State, named(&["US", "U.S."]))
        .source("s-1", "2017")
}

fn states(graph: &Graph, text: &str, excused: &[&str]) -> Vec<String> {
    let shelf = shelf(text, excused);
    let coverage = cover(graph, &shelf);
    let show = |p: &CodedSentence<'_>| {
        let named = p.named.iter().map(|bearers| {
            bearers.iter().map(|actor| actor.id.as_str()).collect::<Vec<_>>().join("|")
        });
        format!("{} {}", p.state.word(), named.collect::<Vec<_>>().join(" ")).trim_end().to_owned()
    };
    coverage.sources[0].sentences.iter().map(show).collect()
}

#[test]
fn a_sentence_names_two_only_for_certain() {
    let graph = fixture().graph();
    for (text, expected) in [
        ("The Government and the United States", "open gov us"),
        ("The US, the U.S. and us", "silent us"),
        // The longest name wins, and a shared name is one of its bearers.
        ("The Port Army at the harbour", "open lna port"),
        ("Port Army’s", "silent lna"),
        ("In Port", "silent gov|port"),
        ("In Port, at the harbour", "silent gov|port port"),
        ("In Port, at the harbour, the Government", "open gov|port port gov"),
        ("US/Government", "open us gov"),
        ("Nobody is not named", "silent"),
    ] {
        assert_eq!(states(&graph, text, &[]), [expected], "{text}");
    }
}

#[test]
fn claims_and_reasons_close_a_sentence() {
    let text = "US, Government\nUS, Government. US and Government. US.\nUS, Government\nnobody";
    let graph = fixture().claim("us backs gov", "US, Government").at(2, (1, 2)).graph();
    let expected =
        ["open us gov", "coded us gov", "open us gov", "silent us", "excused us gov", "silent"];
    assert_eq!(states(&graph, text, &["3"]), expected);
    // A sentence by itself, or all of its paragraph that is not coded.
    for excused in ["2.2", "2"] {
        assert_eq!(states(&graph, text, &[excused])[2], "excused us gov");
    }

    let shelf = shelf(text, &["2.1", "2.4", "3", "4", "5"]);
    let coverage = cover(&graph, &shelf);
    let passage = |text: &str| text.parse::<Passage>().unwrap();
    let idle = [
        (passage("2.1"), Idle::HasClaims),
        (passage("2.4"), Idle::NoPassage),
        (passage("5"), Idle::NoPassage),
    ];
    assert_eq!(coverage.sources[0].idle, idle);
    let tally = Tally {
        paragraphs: 4,
        sentences: 6,
        claims: 1,
        naming_two: 4,
        coded: 1,
        excused: 1,
        open: 2,
    };
    assert_eq!((coverage.tally(), tally.percent()), (tally, Some(50)));
    assert!(!coverage.is_complete());
}

#[test]
fn a_quote_over_two_sentences_codes_both() {
    let text = "US here. Government there. US, Government.";
    let graph = fixture().claim("us backs gov", "here. Government").at(1, (2, 3)).graph();
    assert_eq!(states(&graph, text, &[]), ["coded us", "coded gov", "open us gov"]);
}

#[test]
fn it_is_complete_when_nothing_is_open_or_idle_or_unread() {
    let text = "US, Government\nnobody";
    let graph = fixture().graph();
    for (excused, complete) in
        [(&["1"][..], true), (&["1.1", "2"], true), (&[], false), (&["1", "3"], false)]
    {
        assert_eq!(cover(&graph, &shelf(text, excused)).is_complete(), complete, "{excused:?}");
    }
    let source = shelf(text, &["1"]).entries()[0].source.clone();
    let (unread, _) = Shelf::read([Unread { source, ledger: None, text: None }]);
    let coverage = cover(&graph, &unread);
    assert_eq!((coverage.unread.len(), coverage.is_complete()), (1, false));
    assert_eq!(coverage.tally().percent(), None);
}
