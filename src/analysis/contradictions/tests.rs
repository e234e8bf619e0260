//! Each sort is found, a change is none, and there is an end.

use super::*;
use crate::graph::fixture::Fixture;
use crate::model::{Kind, Status};

#[test]
fn where_everybody_backs_everybody_who_fight_there_is_an_end() {
    let ids = ["a", "b", "c", "d", "e", "f"];
    let mut fixture = ids.iter().fold(Fixture::new("C"), |f, id| f.actor(id, id, Kind::State));
    fixture = fixture.source("one", "2016-06");
    for from in ids {
        for to in ids.iter().filter(|to| **to != from) {
            fixture = fixture.claim(&format!("{from} backs {to}"), "q");
            fixture = fixture.claim(&format!("{from} fights {to}"), "q");
        }
    }
    let graph = fixture.graph();
    let ties = graph.ties(Admit::ALL);
    let sides = sides::sides(&graph, &everything(), &ties);
    let count = |about: &[ActorIx], most| {
        let (found, is_cut) = sides::both_sides(&sides, about, most);
        (found.len(), is_cut)
    };
    // Of six, each backs both of any two others.
    assert_eq!(count(&[], 60), (60, false));
    assert_eq!(count(&[], 59), (59, true));
    assert_eq!(count(&[], usize::MAX), (60, false));
    assert_eq!(count(&[], 7), (7, true));
    let about = [graph.actor("a").unwrap(), graph.actor("b").unwrap()];
    assert_eq!(count(&about, usize::MAX), (12, false));
    assert_eq!(count(&about, 7), (7, true));
}

#[test]
fn each_sort_is_found_and_a_change_is_none() {
    let graph = ["egypt", "gna", "haftar", "lna", "russia", "uae"]
        .iter()
        .fold(Fixture::new("C"), |f, id| f.actor(id, id, Kind::State))
        .source("one", "2016-06")
        .claim("russia arms haftar", "q")
        .claim("egypt backs haftar", "q")
        .claim("egypt backs gna", "q")
        .claim("haftar fights gna", "q")
        .claim("uae backs gna", "q")
        .status(Status::Ended)
        .claim("lna backs gna", "q")
        .when("2009")
        .source("two", "2017-06")
        .claim("russia arms haftar", "q")
        .modality(Modality::Denied)
        .claim("uae backs gna", "q")
        .claim("uae opposes gna", "q")
        .claim("lna opposes gna", "q")
        .claim("gna opposes egypt", "q")
        // To deny something wider or narrower, or a plan, is not a disagreement; nor are two speakers.
        .claim("egypt arms haftar", "q")
        .modality(Modality::Denied)
        .claim("russia trains gna", "q")
        .modality(Modality::Planned)
        .claim("russia trains gna", "q")
        .modality(Modality::Denied)
        .claim("russia funds uae", "q")
        .modality(Modality::Reported)
        .said_by("CNN")
        .claim("russia funds uae", "q")
        .modality(Modality::Denied)
        .said_by("gna")
        .graph();
    let id = |ix: &ActorIx| graph.actors()[ix.index()].id.to_string();
    let shown = |about: &[&str], scope: &Scope| -> Vec<String> {
        let about: Vec<ActorIx> = about.iter().map(|id| graph.actor(id).unwrap()).collect();
        let line = |c: &Contradiction<'_>| {
            let actors: Vec<String> = c.actors.iter().map(id).collect();
            let places: Vec<String> = c.claims.iter().map(|at| at.claim.id.0.to_string()).collect();
            format!("{}: {} [{}]", c.sort.word(), actors.join(" "), places.join(" "))
        };
        contradictions(&graph, scope, &about).found.iter().map(line).collect()
    };
    let all = [
        "denied: russia haftar [1 7]",
        "opposite: uae gna [5 8 9]",
        "over: uae gna [5 8]",
        "both sides: egypt gna haftar [3 2 4]",
    ];
    assert_eq!(shown(&[], &everything()), all);
    assert_eq!(shown(&["uae"], &everything()), all[1..3]);
    assert_eq!(shown(&["uae", "russia"], &everything()), Vec::<String>::new());
}

#[test]
fn whoever_changes_sides_is_not_on_both() {
    let of = |claims: &[(&str, &str, Status)]| {
        let mut fixture = ["a", "b", "c"]
            .iter()
            .fold(Fixture::new("C"), |f, id| f.actor(id, id, Kind::State))
            .source("one", "2019-06");
        for (sentence, when, status) in claims {
            if *when == "late" {
                fixture = fixture.source("two", "2023-06");
            }
            fixture = fixture.claim(sentence, "q").status(*status);
            if !when.is_empty() && *when != "late" {
                fixture = fixture.when(when);
            }
        }
        let graph = fixture.graph();
        let found = contradictions(&graph, &everything(), &[]);
        found.found.iter().map(|c| c.sort.word()).collect::<Vec<_>>()
    };
    let fights = ("a fights b", "2018/..", Status::Unknown);
    // Before it is seen to back the other, it does not.
    let left = ("c backs a", "../2021-06", Status::Ended);
    let late = ("c arms b", "late", Status::Unknown);
    assert_eq!(of(&[fights, left, late]), [""; 0]);
    // In one month, from one to the other.
    let joined = ("c backs b", "2021-06/..", Status::Unknown);
    assert_eq!(of(&[fights, left, joined]), [""; 0]);
    // A break after the support.
    let backed = ("c backs a", "2016", Status::Ended);
    assert_eq!(of(&[backed, ("a breaks_with c", "2016/2018", Status::Unknown)]), [""; 0]);
    // What began again does not contradict its end.
    assert_eq!(of(&[left, ("c backs a", "late", Status::Begun)]), [""; 0]);
    // But whoever backs both at one time does.
    let both = ("c backs b", "2018", Status::Unknown);
    assert_eq!(of(&[fights, left, both]), ["both sides"]);
}
