//! What must hold of every pattern on every graph.

mod chance;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::ask::read;
use super::time::{At, Reach, When};
use super::*;
use crate::graph::fixture::Fixture;
use crate::graph::standing::{Standing, standing};
use crate::graph::{Graph, Parents, roll_up};
use crate::model::{Kind, Modality, Period};

const ACTORS: [&str; 6] = ["?", "a", "b", "c", "d", "e"];
const RELATIONS: [&str; 8] =
    ["backs", "arms", "allied_with", "opposes", "fights", "part_of", "commands", "meets"];

fn claim() -> impl Strategy<Value = (String, Option<String>, Modality)> {
    let ends = (0..6usize, 1..6usize).prop_filter("two actors", |(from, to)| from != to);
    let year = prop::option::weighted(0.8, 2010..2020i32);
    let modality = prop::sample::select(vec![
        Modality::Factual,
        Modality::Factual,
        Modality::Reported,
        Modality::Assessed,
        Modality::Planned,
        Modality::Denied,
    ]);
    (ends, 0..8usize, year, modality).prop_map(|((from, to), relation, year, modality)| {
        let sentence = format!("{} {} {}", ACTORS[from], RELATIONS[relation], ACTORS[to]);
        (sentence, year.map(|year| year.to_string()), modality)
    })
}

fn graph(claims: &[(String, Option<String>, Modality)]) -> Graph {
    let mut fixture = Fixture::new("Properties").actor("?", "not named", Kind::Unnamed);
    for id in &ACTORS[1..] {
        fixture = fixture.actor(id, id, Kind::State);
    }
    fixture = fixture.source("paper", "2016-06-01");
    for (sentence, when, modality) in claims {
        fixture = fixture.claim(sentence, "q").modality(*modality);
        if let Some(when) = when {
            fixture = fixture.when(when);
        }
    }
    fixture.graph()
}

fn found<'g>(graph: &'g Graph, pattern: &str, scope: &Scope) -> Selection<'g> {
    let parsed = Pattern::parse(pattern, &Names::of(graph), &[]).expect("the pattern can be read");
    assert_eq!(parsed.shown(graph).to_string(), pattern);
    select(graph, &parsed, scope).expect("the pattern can be answered")
}

fn forces(selection: &Selection<'_>) -> BTreeMap<Vec<Binding>, Force> {
    let answers = &selection.answers;
    let forces: BTreeMap<_, _> = answers.iter().map(|a| (a.bindings.clone(), a.force)).collect();
    assert_eq!(forces.len(), answers.len(), "no two answers bind the same");
    forces
}

#[test]
fn whoever_stands_within_a_chain_stands_in_its_answer() {
    let told = ["a backs b", "b commands c"];
    let graph = graph(&told.map(|claim| (claim.to_owned(), None, Modality::Factual)));
    for (actor, answers) in [("a", 1), ("b", 1), ("c", 1), ("d", 0)] {
        let actor = Names::of(&graph).actor(actor, &[]).expect("it is there");
        let scope = Scope { actor: Some(actor), ..Scope::default() };
        assert_eq!(found(&graph, "?x backs/commands c", &scope).answers.len(), answers);
    }
}

fn scope(year: Option<i32>) -> Scope {
    let during = |year: i32| {
        let period: Period = year.to_string().parse().expect("a year is a period");
        When::During(At::from(period))
    };
    Scope { when: year.map_or(When::Told, during), ..Scope::default() }
}

proptest! {
    #[test]
    fn a_wider_expression_loses_nothing(
        claims in prop::collection::vec(claim(), 0..14),
        year in prop::option::of(2008..2022i32),
    ) {
        let (graph, scope) = (graph(&claims), scope(year));
        for (narrow, wide) in [
            ("arms", "backs"),
            ("backs", "support"),
            ("support", "any"),
            ("backs", "backs|opposes"),
            ("backs", "backs?"),
            ("backs", "part_of*/backs"),
            ("backs/part_of", "backs/part_of+"),
            ("backs", "(^part_of|^acts_for|commands)*/backs/((part_of|^commands|^leads)*|(commands|leads|^part_of)*)"),
        ] {
            let of = |path: &str| {
                let bound = found(&graph, &format!("?x {path} a"), &scope);
                forces(&bound)
            };
            let wider = of(wide);
            for (bindings, force) in of(narrow) {
                prop_assert!(wider.get(&bindings).is_some_and(|w| *w <= force), "{narrow} {wide}");
            }
        }
    }

    #[test]
    fn a_path_read_from_its_other_end_is_the_same(
        claims in prop::collection::vec(claim(), 0..14),
        year in prop::option::of(2008..2022i32),
    ) {
        let (graph, scope) = (graph(&claims), scope(year));
        for (there, back) in [
            ("a allied_with ?x", "?x allied_with a"),
            ("a fights ?x", "?x fights a"),
            ("a meets ?x", "a ^meets ?x"),
            ("a backs/part_of ?x", "?x ^(backs/part_of) a"),
            ("a backs/part_of* ?x", "?x (^part_of)*/^backs a"),
        ] {
            let there = forces(&found(&graph, there, &scope));
            prop_assert_eq!(there, forces(&found(&graph, back, &scope)));
        }
    }

    #[test]
    fn an_answer_rests_on_claims_that_hold_together(
        claims in prop::collection::vec(claim(), 0..16),
        year in prop::option::of(2008..2022i32),
    ) {
        let (graph, scope) = (graph(&claims), scope(year));
        for pattern in ["?x any/any* a", "?x support ?y . ?y part_of|^part_of ?z"] {
            for answer in found(&graph, pattern, &scope).answers {
                let named = |bound: &Binding| match bound {
                    Binding::Actor(ix) => !graph.actors()[ix.index()].id.is_unnamed(),
                    Binding::Word(_) => false,
                };
                // Somebody unnamed is an answer by himself, and in no chain.
                prop_assert!(answer.links.len() == 1 || answer.bindings.iter().all(named));
                prop_assert!(!answer.links.is_empty());
                for link in &answer.links {
                    prop_assert!(link.force <= answer.force);
                    prop_assert!(!link.ties.is_empty());
                    for tie in &link.ties {
                        prop_assert!(!tie.claims.is_empty());
                        prop_assert!(tie.claims.iter().all(|at| at.claim.modality.is_asserted()));
                    }
                }
            }
        }
        for answer in found(&graph, "?x any/any* a", &scope).answers {
            let mut passed: Vec<_> = answer.links.iter().map(|link| link.from).collect();
            passed.extend(answer.links.last().map(|link| link.to));
            passed.sort_unstable();
            prop_assert!(passed.windows(2).all(|w| w[0] != w[1]), "no actor comes twice");
        }
    }

    #[test]
    fn a_plan_is_never_a_yes(claims in prop::collection::vec(claim(), 0..10)) {
        let graph = graph(&claims);
        let selection = found(&graph, "a backs b", &Scope::default());
        let asserted = graph.claims().any(|at| {
            let of_pair = (at.from.id.as_str(), at.to.id.as_str()) == ("a", "b");
            of_pair && ["backs", "arms"].contains(&at.relation.id.as_str())
                && at.claim.modality.is_asserted()
        });
        let verdict = selection.verdict.expect("a pattern without variables has a verdict");
        let said = matches!(verdict, Verdict::Only(_) | Verdict::NoClaim);
        prop_assert_eq!(said, !asserted);
        // Whatever is said, each denial is shown.
        let shown = selection.claims();
        for at in graph.claims().filter(|at| at.claim.modality == Modality::Denied) {
            let of_pair = (at.from.id.as_str(), at.to.id.as_str()) == ("a", "b");
            if of_pair && ["backs", "arms"].contains(&at.relation.id.as_str()) {
                prop_assert!(shown.iter().any(|other| other.place == at.place));
            }
        }
    }

    #[test]
    fn chains_are_shortest_and_come_once(claims in prop::collection::vec(claim(), 0..14)) {
        let graph = graph(&claims);
        let (a, b) = (graph.actor("a").unwrap(), graph.actor("b").unwrap());
        let chains = chains(&graph, (a, b), &Scope::default(), Pointing::Either, 6).found;
        let ends = |answer: &Answer<'_>| -> Vec<_> {
            answer.links.iter().map(|link| (link.from, link.to)).collect()
        };
        for (i, chain) in chains.iter().enumerate() {
            prop_assert_eq!(chain.links.len(), chains[0].links.len());
            prop_assert!(chains[..i].iter().all(|other| ends(other) != ends(chain)));
        }
        // What a limit leaves out is counted, and those by way of an actor are found among all.
        let few = super::chains(&graph, (a, b), &Scope { limit: Some(1), ..Scope::default() }, Pointing::Either, 6);
        prop_assert_eq!((few.found.len(), few.left_out), (chains.len().min(1), chains.len().saturating_sub(1)));
        for by in ["a", "c", "d"].map(|id| graph.actor(id).unwrap()) {
            let scope = Scope { actor: Some(by), ..Scope::default() };
            let of_it = super::chains(&graph, (a, b), &scope, Pointing::Either, 6);
            let wanted: Vec<_> = chains.iter().filter(|chain| chain.names(by)).map(ends).collect();
            prop_assert_eq!(of_it.found.iter().map(ends).collect::<Vec<_>>(), wanted);
            prop_assert_eq!(of_it.left_out, 0);
        }
        let connected = found(&graph, "a (any|^any)+ b", &Scope::default());
        prop_assert!(chains.is_empty() <= (connected.verdict != Some(Verdict::Yes)));
    }

    #[test]
    fn who_supports_whom_is_what_ties_are_present(
        claims in prop::collection::vec(claim(), 0..14),
        year in 2010..2020i32,
    ) {
        let graph = graph(&claims);
        let when = When::During(At::from(year.to_string().parse::<Period>().unwrap()));
        let scope = Scope { when, ..Scope::default() };
        let mut present: Vec<(String, String, bool, String)> = Vec::new();
        let name = |ix: crate::model::ActorIx| graph.actors()[ix.index()].id.to_string();
        for tie in graph.ties(crate::graph::Admit::ALL) {
            let relation = &graph.vocabulary()[tie.key.relation];
            let Some(account) = standing(&tie, when, Reach::default()) else { continue };
            if relation.family == crate::model::Family::Support && account.standing <= Standing::Possible {
                let (from, to) = (name(tie.key.from), name(tie.key.to));
                let word = account.standing.word().to_owned();
                if relation.is_symmetric() {
                    present.push((to.clone(), from.clone(), account.present, word.clone()));
                }
                present.push((from, to, account.present, word));
            }
        }
        let best = |from: &str, to: &str| {
            let ties = present.iter().filter(|(f, t, ..)| f == from && t == to);
            let ties: Vec<_> = ties.collect();
            let word = ties.iter().map(|tie| tie.3.as_str()).min()?;
            Some((ties.iter().any(|tie| tie.2), word.to_owned()))
        };
        for to in ACTORS[1..].iter().map(|id| (*id).to_owned()) {
            let selection = found(&graph, &format!("?x support {to}"), &scope);
            for from in ACTORS[1..].iter().map(|id| (*id).to_owned()) {
                let answer = selection.answers.iter().find(|answer| {
                    answer.bindings[0] == Binding::Actor(graph.actor(&from).unwrap())
                });
                let answer = answer.filter(|answer| answer.force <= Force::Held(Standing::Possible));
                let answer = answer.map(|a| (a.present(), a.force.word().to_owned()));
                prop_assert_eq!(answer, best(&from, &to), "{} supports {}", from, to);
            }
        }
    }

    #[test]
    fn rolled_up_claims_keep_their_own_ends(claims in prop::collection::vec(claim(), 0..14)) {
        let graph = graph(&claims);
        let parents = Parents::of(&graph, When::Told, Reach::default(), &[]);
        let rolled = roll_up(&graph, &parents);
        rolled.verify();
        for at in rolled.claims() {
            let own = graph.claims().find(|own| own.claim.id == at.claim.id).expect("it was there");
            prop_assert_eq!((&own.from.id, &own.to.id), (&at.own_from.id, &at.own_to.id));
            // Who commands or belongs to whom stays with whom it is told of.
            let structure = at.relation.family == crate::model::Family::Structure;
            let acts = if structure { own.claim.from } else { parents.root(own.claim.from) };
            prop_assert_eq!(acts, at.claim.from);
        }
        for ix in (0..graph.actors().len()).map(crate::model::ActorIx::from) {
            prop_assert_eq!(parents.root(parents.root(ix)), parents.root(ix));
        }
    }

    #[test]
    fn no_text_makes_the_readers_panic(
        words in prop::collection::vec(prop::sample::select(vec![
            "who", "whom", "does", "did", "is", "has", "been", "backs", "back", "backed", "by", "and",
            "both", "A", "b", "?x", "?", "in", "2017", "between", "since", "according", "to", "what",
            "links", "plan", "for", "how", "change", "from", "where", "the", "sources", "disagree",
            "on", "when", "start", "indirectly", "directly", "or", ".", "(", ")*", "^arms|", "any",
            "says", "that", "sides", "of", ",", "\"", "…", "İ", "'", "been", "deployed", "which",
        ]), 0..12),
        noise in ".{0,20}",
    ) {
        let graph = graph(&[]);
        let names = Names::of(&graph);
        for text in [words.join(" "), format!("{} {noise}", words.join(" ")), noise] {
            if let Ok(pattern) = Pattern::parse(&text, &names, &[]) {
                let _ = select(&graph, &pattern, &Scope::default());
            }
            if let Ok(question) = read(&text, &names, &[]) {
                let _ = format!("{question:?}");
            }
        }
    }
}

#[test]
fn the_links_of_a_chain_hold_at_one_time() {
    let graph = |second: &str| {
        graph(&[
            ("a backs b".to_owned(), Some("2011".to_owned()), Modality::Factual),
            ("b commands c".to_owned(), Some(second.to_owned()), Modality::Factual),
        ])
    };
    let path = "a backs/commands ?x";
    let (near, far) = (graph("2014"), graph("2019"));
    assert_eq!(found(&near, path, &Scope::default()).answers.len(), 1);
    assert_eq!(found(&far, path, &Scope::default()).answers.len(), 0);
    let at = |year| found(&near, path, &scope(Some(year))).answers.first().map(|a| a.force);
    assert_eq!(at(2011), None);
    assert_eq!(at(2013), Some(Force::Held(Standing::Possible)));
    assert_eq!(at(2014), Some(Force::Held(Standing::Stale)));
}

fn dated(claims: &[(&str, &str)]) -> Graph {
    let claims: Vec<_> = (claims.iter())
        .map(|(sentence, when)| {
            let when = (!when.is_empty()).then(|| (*when).to_owned());
            ((*sentence).to_owned(), when, Modality::Factual)
        })
        .collect();
    graph(&claims)
}

/// The answers to a pattern: what each binds, and when it was last seen.
fn answers(graph: &Graph, pattern: &str, year: Option<i32>) -> Vec<String> {
    let shown = |answer: &Answer<'_>| {
        let bound = answer.bindings.iter().map(|bound| match bound {
            Binding::Actor(ix) => graph.actors()[ix.index()].id.to_string(),
            Binding::Word(word) => word.clone(),
        });
        let bound: Vec<String> = bound.collect();
        let seen = answer.last_seen().map(|seen| seen.to_string());
        format!("{} {}", bound.join(" "), seen.unwrap_or_default())
    };
    found(graph, pattern, &scope(year)).answers.iter().map(shown).collect()
}

#[test]
fn what_is_joined_holds_at_one_time() {
    let graph = dated(&[("b backs c", "2025"), ("c opposes a", "2017"), ("d backs c", "2017")]);
    assert_eq!(answers(&graph, "?x backs ?y . ?y opposes a", None), ["d c 2017"]);
    // Of what happened no two need be of one day.
    let graph = dated(&[("b meets c", "2017-01-02"), ("b meets a", "2025-01-02")]);
    assert_eq!(answers(&graph, "?x meets c . ?x meets a", None), ["b 2017-01-02"]);
}

#[test]
fn where_one_way_is_barred_another_is_taken() {
    // By way of b nobody comes back to b; by way of c somebody does.
    let graph = dated(&[
        ("a backs b", "2015"),
        ("a backs c", "2015"),
        ("b backs d", "2015"),
        ("c backs d", "2015"),
        ("d commands b", "2015"),
    ]);
    assert_eq!(answers(&graph, "a backs/backs/commands ?x", Some(2015)), ["b 2015"]);
}

#[test]
fn of_equally_weak_chains_the_shortest_is_told_whatever_is_firmer_on_the_way() {
    let graph = Fixture::new("Shortest")
        .actor("far", "Far", Kind::State)
        .actor("middle", "Middle", Kind::State)
        .actor("one", "One", Kind::State)
        .actor("other", "Other", Kind::State)
        .actor("near", "Near", Kind::State)
        .source("paper", "2016")
        .claim("far backs middle", "over since")
        .when("2015/2016")
        .status(crate::model::Status::Ended)
        .claim("middle backs near", "over as well")
        .when("2015/2016")
        .status(crate::model::Status::Ended)
        .claim("middle backs one", "still")
        .claim("one backs other", "still")
        .claim("other backs near", "still")
        .graph();
    let selection = found(&graph, "?x backs+ near", &Scope::default());
    let of = |id: &str| {
        let ix = graph.actor(id).unwrap();
        let answer = selection.answers.iter().find(|a| a.bindings == [Binding::Actor(ix)]).unwrap();
        (answer.force, answer.links.len())
    };
    // Middle is reached more firmly by three links; what Far did is over however Middle is reached.
    assert_eq!(of("middle").1, 3);
    assert_eq!(of("far"), (Force::Held(Standing::Ended), 2));
}

#[test]
fn a_chain_was_last_seen_when_its_weakest_link_was() {
    let graph =
        dated(&[("b opposes c", "2017"), ("a commands c", "2017"), ("a commands c", "2025")]);
    assert_eq!(answers(&graph, "?x opposes/^commands a", Some(2025)), ["b 2017"]);
}

#[test]
fn somebody_unnamed_is_an_answer_and_joins_nothing() {
    let graph = dated(&[("? opposes a", ""), ("? backs b", ""), ("b backs a", "")]);
    assert_eq!(answers(&graph, "?x opposes a", None), ["? 2016-06-01"]);
    assert!(answers(&graph, "?x opposes a . ?x backs b", None).is_empty());
    assert!(answers(&graph, "?x backs/backs a", None).is_empty());
}

#[test]
fn what_a_limit_leaves_out_is_counted() {
    let graph = dated(&[("a backs b", ""), ("c backs b", ""), ("d backs b", "")]);
    let names = Names::of(&graph);
    let pattern = Pattern::parse("?x backs b", &names, &[]).unwrap();
    let scope = Scope { limit: Some(1), ..Scope::default() };
    let found = select(&graph, &pattern, &scope).unwrap();
    assert_eq!((found.answers.len(), found.left_out), (1, 2));
}

#[test]
fn a_question_whether_is_answered_with_its_own_denials_only() {
    let graph = Fixture::new("")
        .actor("a", "A", Kind::State)
        .actor("b", "B", Kind::State)
        .source("s", "2017")
        .claim("a backs b", "one")
        .modality(Modality::Denied)
        .claim("b backs a", "two")
        .modality(Modality::Denied)
        .claim("a arms b", "three")
        .modality(Modality::Denied)
        .claim("a meets b", "four")
        .modality(Modality::Denied)
        .graph();
    let names = Names::of(&graph);
    let pattern = Pattern::parse("a backs b", &names, &[]).unwrap();
    let found = select(&graph, &pattern, &Scope::default()).unwrap();
    let mut denials: Vec<&str> = found
        .answers
        .iter()
        .flat_map(|answer| {
            answer.ties().flat_map(|tie| &tie.denials).map(|at| at.claim.citation.text())
        })
        .collect();
    denials.extend(found.denials.iter().map(|at| at.claim.citation.text()));
    denials.sort_unstable();
    denials.dedup();
    assert_eq!(denials, ["one", "three"]);
}

#[test]
fn what_no_source_dates_is_counted_where_a_date_is_asked_about() {
    let graph = Fixture::new("")
        .actor("a", "A", Kind::State)
        .actor("b", "B", Kind::State)
        .actor("c", "C", Kind::State)
        .source("dated", "2017")
        .claim("a backs b", "one")
        .source_with("leaflet", "2017", |source| source.published = None)
        .claim("a backs b", "two")
        .claim("c backs b", "three")
        .claim("a backs c", "four")
        .graph();
    let names = Names::of(&graph);
    let pattern = Pattern::parse("?x backs b", &names, &[]).unwrap();
    let when = When::During(At::from("2017".parse::<Period>().unwrap()));
    let found = select(&graph, &pattern, &Scope { when, ..Scope::default() }).unwrap();
    assert_eq!((found.answers.len(), found.undated), (1, 1));
    let always = select(&graph, &pattern, &Scope::default()).unwrap();
    assert_eq!((always.answers.len(), always.undated), (2, 0));
}

/// A claim that dates a tie before one of its ends was is found where no date is asked about: it is no less told.
#[test]
fn what_is_told_of_a_time_before_an_actor_was_is_found() {
    for relation in ["meets", "backs"] {
        let graph = Fixture::new("Lifetimes")
            .actor_with("a", "a", Kind::Government, |actor| actor.when = "2014/2017".parse().ok())
            .actor("b", "b", Kind::State)
            .source("paper", "2016-06-01")
            .claim(&format!("b {relation} a"), "q")
            .when("../2012")
            .graph();
        for when in [When::Told, When::Ever] {
            let scope = Scope { when, ..Scope::default() };
            let tie = &graph.ties(crate::graph::Admit::ALL)[0];
            let stands = standing(tie, when, Reach::default()).is_some();
            let pattern = format!("?x {relation} a");
            let found = found(&graph, &pattern, &scope).answers.len();
            assert_eq!(found, usize::from(stands), "{pattern} {when:?}");
            assert!(stands || relation == "backs", "{pattern} {when:?}");
        }
    }
}
