use super::*;
use crate::evidence::{Unread, propose};
use crate::graph::fixture::Fixture;
use crate::model::{Kind, SourceIx};

/// A shelf with one text, of which some paragraphs are excused.
fn shelf(text: &str, excused: &[u32]) -> Shelf {
    let mut source =
        propose("t.txt", &Text::new(text, false)).card.into_source("s-1".parse().unwrap());
    source.no_claims = excused.iter().map(|number| (*number, "a link".to_owned())).collect();
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

fn states(graph: &Graph, text: &str, excused: &[u32]) -> Vec<String> {
    let shelf = shelf(text, excused);
    let coverage = cover(graph, &shelf);
    let show = |p: &Paragraph<'_>| {
        let named = p.named.iter().map(|bearers| {
            bearers.iter().map(|actor| actor.id.as_str()).collect::<Vec<_>>().join("|")
        });
        format!("{} {}", p.state.word(), named.collect::<Vec<_>>().join(" ")).trim_end().to_owned()
    };
    coverage.sources[0].paragraphs.iter().map(show).collect()
}

#[test]
fn a_paragraph_names_two_only_for_certain() {
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
fn claims_and_reasons_close_a_paragraph() {
    let text = "US, Government\nUS, Government\nUS, Government\nnobody";
    let graph = fixture().claim("us backs gov", "US, Government").at(2, (1, 2)).graph();
    let expected = ["open us gov", "coded us gov", "excused us gov", "silent"];
    assert_eq!(states(&graph, text, &[3]), expected);

    let shelf = shelf(text, &[2, 3, 4, 5]);
    let coverage = cover(&graph, &shelf);
    assert_eq!(coverage.sources[0].idle, [(2, Idle::HasClaims), (5, Idle::NoParagraph)]);
    let tally = Tally { paragraphs: 4, claims: 1, naming_two: 3, coded: 1, excused: 1, open: 1 };
    assert_eq!((coverage.tally(), tally.percent()), (tally, Some(66)));
    assert!(!coverage.is_complete());
}

#[test]
fn it_is_complete_when_nothing_is_open_or_idle_or_unread() {
    let text = "US, Government\nnobody";
    let graph = fixture().graph();
    for (excused, complete) in [(&[1][..], true), (&[1, 2], true), (&[], false), (&[1, 3], false)] {
        assert_eq!(cover(&graph, &shelf(text, excused)).is_complete(), complete, "{excused:?}");
    }
    let source = shelf(text, &[1]).entries()[0].source.clone();
    let (unread, _) = Shelf::read([Unread { source, ledger: None, text: None }]);
    let coverage = cover(&graph, &unread);
    assert_eq!((coverage.unread.len(), coverage.is_complete()), (1, false));
    assert_eq!(coverage.tally().percent(), None);
}

#[test]
fn no_more_is_shown_than_a_quote_may_have() {
    let text = (1..40).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    let graph = fixture().graph();
    let shelf = shelf(&format!("{text}\n***\none"), &[]);
    let coverage = cover(&graph, &shelf);
    let openings: Vec<&str> =
        coverage.sources[0].paragraphs.iter().map(|p| p.opening.as_str()).collect();
    assert_eq!(openings, ["w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11 w12", "", "one"]);
}
