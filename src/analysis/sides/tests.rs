//! Sides of small graphs, at several times.

use super::*;
use crate::graph::fixture::Fixture;
use crate::model::{Modality, Period};

fn fixture() -> Fixture {
    let mut fixture = Fixture::new("Sides");
    for (id, kind) in [
        ("egypt", Kind::State),
        ("gna", Kind::Government),
        ("haftar", Kind::Person),
        ("isis", Kind::ArmedGroup),
        ("italy", Kind::State),
        ("lna", Kind::Military),
        ("tbz", Kind::Unit),
        ("uae", Kind::State),
    ] {
        fixture = fixture.actor(id, id, kind);
    }
    fixture.source("paper", "2017-06-01")
}

fn during(date: &str) -> When {
    When::During(date.parse::<Period>().unwrap().into())
}

/// Each side as `name: members`, then who is unaligned and how many ties are at odds.
fn shown(graph: &Graph, when: When) -> String {
    let sides = sides(graph, when, Reach::default());
    let id = |ix: &ActorIx| graph.actors()[ix.index()].id.to_string();
    let list = |list: &[ActorIx]| list.iter().map(id).collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> =
        sides.sides.iter().map(|side| format!("{}: {}", side.name, list(&side.members))).collect();
    lines.push(format!("- {}", list(&sides.unaligned)));
    let cross = sides.cross_ties.iter().map(|t| format!("{}>{}", id(&t.from), id(&t.to)));
    lines.push(format!("{} {}", sides.frustration, cross.collect::<Vec<_>>().join(" ")));
    lines.join("\n")
}

#[test]
fn an_enemys_enemy_is_no_friend() {
    let graph = fixture()
        .claim("egypt backs haftar", "q")
        .claim("uae arms haftar", "q")
        .claim("haftar commands lna", "q")
        .claim("lna fights gna", "q")
        .claim("isis fights gna", "q")
        .claim("italy backs gna", "q")
        .graph();
    assert_eq!(
        shown(&graph, When::Told),
        "haftar and allies: egypt haftar lna uae\n\
         gna and italy: gna italy\n\
         isis: isis\n\
         - tbz\n\
         0 "
    );
}

#[test]
fn who_backs_both_sides_of_a_fight_is_on_neither() {
    let graph = fixture()
        .claim("italy backs gna", "q")
        .claim("italy backs haftar", "q")
        .claim("haftar fights gna", "q")
        .graph();
    assert_eq!(
        shown(&graph, When::Told),
        "gna: gna\nhaftar: haftar\nitaly: italy\n- egypt isis lna tbz uae\n1 italy>gna italy>haftar"
    );
}

#[test]
fn only_what_is_asserted_and_holds_counts() {
    let graph = fixture()
        .claim("egypt backs haftar", "q")
        .claim("uae backs haftar", "q")
        .modality(Modality::Planned)
        .claim("italy praises haftar", "q")
        .claim("isis cooperates_with haftar", "q")
        .claim("tbz part_of lna", "q")
        .when("2010")
        .claim("haftar commands lna", "q")
        .graph();
    // A plan, praise and cooperation do not count; what was last seen in 2010 is stale.
    assert_eq!(
        shown(&graph, during("2017")),
        "haftar and allies: egypt haftar lna\n- gna isis italy tbz uae\n0 "
    );
    // What structure alone holds together is not a camp.
    assert_eq!(shown(&graph, during("2011")), "- egypt gna haftar isis italy lna tbz uae\n0 ");
}

#[test]
fn a_commander_and_his_army_are_one_side_and_parts_give_no_name() {
    let graph = fixture()
        .claim("haftar commands lna", "q")
        .claim("tbz part_of lna", "q")
        .claim("egypt arms tbz", "q")
        .claim("uae arms tbz", "q")
        .claim("italy arms tbz", "q")
        .graph();
    let sides = sides(&graph, When::Told, Reach::default());
    assert_eq!(sides.sides.len(), 1);
    assert_eq!(sides.sides[0].name, "haftar and allies");
}

#[test]
fn the_file_may_name_a_side() {
    let graph = fixture()
        .claim("egypt backs haftar", "q")
        .claim("haftar fights gna", "q")
        .sides(&[("Tripoli", &["gna"]), ("The east", &["haftar", "lna", "egypt"])])
        .graph();
    assert_eq!(
        shown(&graph, When::Told),
        "The east: egypt haftar\nTripoli: gna\n- isis italy lna tbz uae\n0 "
    );
}

#[test]
fn no_two_sides_have_one_name() {
    let side =
        |name: &str| Side { name: name.to_owned(), members: Vec::new(), opposes: Vec::new() };
    let mut sides = ["East", "East (2)", "East", "West", "East"].map(side);
    told::tell_apart(&mut sides);
    let names = sides.map(|side| side.name);
    assert_eq!(names, ["East", "East (2)", "East (3)", "West", "East (4)"]);
}

/// The name of the one side that these claims make; actors are local groups called as in the claims.
fn named(claims: &[&str]) -> String {
    let mut fixture = Fixture::new("Names");
    for claim in claims {
        let words: Vec<&str> = claim.split(' ').collect();
        for id in [words[0], words[2]] {
            fixture = fixture.actor(id, id, Kind::ArmedGroup);
        }
    }
    let fixture = fixture.source("paper", "2017-06-01");
    let graph = claims.iter().fold(fixture, |fixture, claim| fixture.claim(claim, "q")).graph();
    let sides = sides(&graph, When::Told, Reach::default());
    let [side] = &sides.sides[..] else { panic!("{:?}", sides.sides) };
    side.name.clone()
}

#[test]
fn a_side_is_called_after_whom_it_turns_on() {
    // Whoever is helped more than he helps, and who commands more than either.
    assert_eq!(named(&["a backs c", "b backs c"]), "c and allies");
    assert_eq!(named(&["a backs c", "b backs c", "c arms b"]), "c and allies");
    assert_eq!(named(&["a backs b", "a backs c", "d backs a"]), "a and allies");
    assert_eq!(named(&["a backs c", "b backs c", "b commands d"]), "b and allies");
    // Of equals the first.
    assert_eq!(
        named(&["b backs a", "a backs b", "b backs c", "c backs b", "a backs c", "c backs a"]),
        "a and allies"
    );
}

#[test]
fn two_are_named_both_where_there_is_room() {
    assert_eq!(named(&["a backs b"]), "a and b");
    let (twelve, thirteen) = ("abcdefghijkl", "nopqrstuvwxyz");
    assert_eq!(named(&[&format!("{twelve} backs {thirteen}")]), format!("{twelve} and {thirteen}"));
    let long = "abcdefghijklm";
    assert_eq!(named(&[&format!("{long} backs {thirteen}")]), format!("{thirteen} and ally"));
}
