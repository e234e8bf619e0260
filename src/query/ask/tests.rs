//! Questions and what they become, as a table.

use super::*;
use crate::graph::Graph;
use crate::graph::fixture::Fixture;
use crate::query::names::Names;
use crate::query::time::At;

fn graph() -> Graph {
    let alias = |names: &'static [&str]| {
        move |actor: &mut crate::model::Actor| {
            actor.aliases = names.iter().map(|n| (*n).to_owned()).collect();
        }
    };
    Fixture::new("Questions")
        .actor("egypt", "Egypt", Kind::State)
        .actor_with("gna", "Government of National Accord", Kind::Government, |actor| {
            alias(&["GNA", "unity government", "Council and Accord"])(actor);
        })
        .actor_with("haftar", "Khalifa Haftar", Kind::Person, alias(&["Haftar"]))
        .actor("lna", "Libyan National Army", Kind::Military)
        .actor("nato", "NATO", Kind::Organisation)
        .actor_with("russia", "Russia", Kind::State, alias(&["Moscow", "the Kremlin"]))
        .actor("tripoli", "Tripoli", Kind::Place)
        .actor_with("us", "United States", Kind::State, alias(&["US", "Washington"]))
        .source_with("antiwar-2017", "2017-07-12", |s| s.publisher = Some("Antiwar".into()))
        .source("post-2025", "2025-03")
        .graph()
}

fn shown(question: &str) -> String {
    let graph = graph();
    let names = Names::of(&graph);
    let question = match read(question, &names, &[]) {
        Ok(question) => question,
        Err(error) => return format!("! {error}"),
    };
    let id = |ix: &ActorIx| graph.actors()[ix.index()].id.to_string();
    let pattern = |pattern: &Pattern| pattern.shown(&graph).to_string();
    let mut out = match &question.asked {
        Asked::Pattern(p) => pattern(p),
        Asked::Relations(p) => format!("relations of {}", pattern(p)),
        Asked::Links(a, b) => format!("links {} {}", id(a), id(b)),
        Asked::Change { a, b, from, to } => format!("change {} {} {from} {to}", id(a), id(b)),
        Asked::Speakers(p, saying) => format!("speakers {saying:?} {}", pattern(p)),
        Asked::Since(p) => format!("since {}", pattern(p)),
        Asked::Intended { pattern: p, modalities } => {
            let words: Vec<&str> = modalities.iter().map(|m| m.word()).collect();
            format!("{} of {}", words.join(","), pattern(p))
        }
        Asked::BothSides(actor) => format!("both sides {}", actor.as_ref().map_or("-".into(), id)),
        Asked::Disagreement(actors) => {
            format!("disagreement {}", actors.iter().map(id).collect::<Vec<_>>().join(" "))
        }
    };
    match question.when {
        Some(When::During(At { first, last })) => out += &format!(" | {first} {last}"),
        Some(other) => out += &format!(" | {other:?}"),
        None => {}
    }
    for source in question.sources {
        out += &format!(" | {}", graph.sources()[source.index()].id);
    }
    out + &question.kind.map_or(String::new(), |kind| format!(" | {}", kind.word()))
}

#[test]
fn each_form_becomes_its_pattern() {
    for (question, expected) in [
        ("who backs Haftar", "?x backs haftar"),
        ("\"Who backs Khalifa Haftar?\"", "?x backs haftar"),
        ("who backed Haftar", "?x backs haftar | Ever"),
        ("who is backing Haftar", "?x backs haftar"),
        ("who has backed Haftar?", "?x backs haftar | Ever"),
        ("who has been backing Haftar", "?x backs haftar | Ever"),
        ("who supplied weapons to Haftar in 2017", "?x arms haftar | 2017-01-01 2017-12-31"),
        ("who is backed by the Kremlin", "russia backs ?x"),
        ("who was armed by Russia", "russia arms ?x | Ever"),
        ("by whom is Haftar backed", "?x backs haftar"),
        ("who is Haftar backed by", "?x backs haftar"),
        ("whom does Russia back", "russia backs ?x"),
        ("who does Russia back", "russia backs ?x"),
        ("whom did Russia arm", "russia arms ?x | Ever"),
        ("whom is Russia arming", "russia arms ?x"),
        ("whom has Russia armed", "russia arms ?x | Ever"),
        ("with whom does Russia share intelligence", "russia shares_intelligence_with ?x"),
        ("whom does Russia share intelligence with", "russia shares_intelligence_with ?x"),
        ("who is loyal to Haftar", "?x loyal_to haftar"),
        ("whom is the LNA loyal to", "lna loyal_to ?x"),
        ("is the LNA loyal to Haftar", "lna loyal_to haftar"),
        ("who is allied with Haftar", "?x allied_with haftar"),
        ("does Russia back Haftar", "russia backs haftar"),
        ("Did NATO back Haftar in 2017?", "nato backs haftar | 2017-01-01 2017-12-31"),
        ("is Haftar backed by Russia", "russia backs haftar"),
        ("has Russia been arming Haftar", "russia arms haftar | Ever"),
        ("has Haftar been armed by Russia", "russia arms haftar | Ever"),
        ("is Russia arming Haftar", "russia arms haftar"),
        ("who backs both Haftar and the GNA", "?x backs haftar . ?x backs gna"),
        ("who backs Haftar, the GNA and Egypt", "?x backs haftar . ?x backs gna . ?x backs egypt"),
        ("who backs Council and Accord", "?x backs gna"),
        ("who backs whom", "?x backs ?y"),
        ("which states back Haftar", "?x backs haftar | state"),
        ("which actors does Russia back", "russia backs ?x"),
        ("who opposes Haftar", "?x opposes haftar"),
        ("who commands the LNA", "?x commands lna"),
        ("who met Haftar", "?x meets haftar | Ever"),
        ("who leads the LNA", "?x leads lna"),
        ("who overthrew Haftar", "?x overthrew haftar | Ever"),
        ("who withdrew from Tripoli", "?x withdraws_from tripoli | Ever"),
        ("who hosts forces of Russia", "?x ^stations_forces_with russia"),
        ("who controls Tripoli", "?x controls tripoli"),
        ("what does Haftar control", "haftar controls ?x"),
        ("what has Haftar taken", "haftar took ?x | Ever"),
        ("where is Russia deployed", "russia operates_in ?where"),
        ("where does Russia operate", "russia operates_in ?where"),
        (
            "who backs Haftar directly or indirectly",
            "?x (^part_of|^acts_for|commands)*/backs/((part_of|^commands|^leads)*|(commands|leads|^part_of)*) haftar",
        ),
        (
            "whom does Russia arm indirectly",
            "russia (^part_of|^acts_for|commands)+/arms/((part_of|^commands|^leads)*|(commands|leads|^part_of)*)|arms/((part_of|^commands|^leads)+|(commands|leads|^part_of)+) ?x",
        ),
        ("who directly backs Haftar", "?x backs haftar"),
        ("what does Russia give Haftar", "relations of russia support haftar"),
        ("what did Russia provide to Haftar", "relations of russia support haftar | Ever"),
        ("how does Russia back Haftar", "relations of russia backs haftar"),
        ("what links Washington and Haftar", "links us haftar"),
        ("how is Haftar connected to Moscow", "links haftar russia"),
        ("how are Haftar and Moscow connected", "links haftar russia"),
        ("what is the relationship between Egypt and the GNA", "links egypt gna"),
        ("what did the US plan for Haftar", "planned,considered of us any haftar"),
        ("what is the US considering", "considered of us any ?x"),
        (
            "how did the US and Haftar change from 2017 to 2025",
            "change us haftar 2017 2025 | 2017-01-01 2025-12-31",
        ),
        (
            "how have relations between Russia and Haftar changed between 2017 and 2025",
            "change russia haftar 2017 2025 | 2017-01-01 2025-12-31",
        ),
        ("who says Russia backs Haftar", "speakers So russia backs haftar"),
        ("who says that Haftar is backed by Russia", "speakers So russia backs haftar"),
        ("who denies that Russia arms Haftar", "speakers NotSo russia arms haftar"),
        ("since when does Russia back Haftar", "since russia backs haftar | Ever"),
        ("when did Russia start backing Haftar", "since russia backs haftar | Ever"),
        ("when did the US meet Haftar", "since us meets haftar | Ever"),
        ("who backs both sides of the GNA", "both sides gna"),
        ("who backs both sides of the war", "both sides -"),
        ("where do the sources disagree on Haftar", "disagreement haftar"),
        ("where do the sources disagree", "disagreement "),
        ("who backs Haftar as of 2024", "?x backs haftar | 2024-01-01 2024-12-31"),
        ("in 2017 who backed Haftar", "?x backs haftar | 2017-01-01 2017-12-31"),
        (
            "who backs Haftar according to Antiwar in 2017",
            "?x backs haftar | 2017-01-01 2017-12-31 | antiwar-2017",
        ),
        (
            "who backed Haftar in 2017 according to antiwar-2017",
            "?x backs haftar | 2017-01-01 2017-12-31 | antiwar-2017",
        ),
        ("who has ties to both Washington and Moscow", "?x T us . ?x T russia"),
    ] {
        let ties = shown("who has ties to Russia");
        let ties = ties.trim_start_matches("?x ").trim_end_matches(" russia");
        assert_eq!(shown(question), expected.replace(" T ", &format!(" {ties} ")), "{question}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_a_way_out() {
    for (question, expected) in [
        ("", "there is no question"),
        ("who bakcs Haftar", "`bakcs` is no verb of the vocabulary; did you mean `backs`?"),
        ("who likes Haftar", "the question has no verb of the vocabulary; `likes` is none"),
        ("who is Haftar", "`whobacks show Haftar` shows"),
        ("?x backs haftar", "this looks like a pattern"),
        ("who backs Haftar since", "the question breaks off behind `since`"),
        ("who does not back Haftar", "`not` cannot be asked"),
        ("where do the sources disagree on", "the question breaks off behind `on`"),
        ("who says Haftar", "this is no question"),
        ("who backs Haftr", "there is no actor `Haftr`; did you mean Khalifa Haftar (haftar)?"),
        ("who backs", "this is no question that can be read"),
        ("who backs Haftar or the GNA", "`or` cannot be asked"),
        ("who backs Haftar in 2017-13", "`in 2017-13` is no date"),
        ("who backs Haftar now", "`now` needs a clock"),
        ("does Russia back", "this is no question that can be read"),
        ("why does Russia back Haftar", "this is no question that can be read"),
        ("what links Haftar", "`Haftar` is not two names joined by `and`"),
        ("how did the US and Haftar change", "say from when to when"),
        ("who backs Haftar according to Nobody", "there is no source `Nobody`"),
        ("Haftar", "this is no question that can be read"),
        ("who", "this is no question that can be read"),
        ("who backs ?", "this is no question that can be read"),
        ("what links Haftar and Khalifa Haftar", "both names mean the same actor"),
        ("where do the sources disagree on Narnia", "there is no actor `Narnia`"),
        ("does Russia back Haftar and Narnia", "there is no actor `Narnia`"),
    ] {
        let shown = shown(question);
        assert!(shown.starts_with(&format!("! {expected}")), "{question}: {shown}");
    }
    assert!(shown(&"who ".repeat(99)).starts_with("! the question is too long"));
}

#[test]
fn every_relation_can_be_asked_with_each_of_its_verbs() {
    let graph = graph();
    for (_, relation) in graph.vocabulary().iter() {
        for verb in &relation.spec.verbs {
            let question = match verb.strip_prefix("be ") {
                Some(rest) => format!("is Russia {rest} Haftar"),
                None => format!("does Russia {verb} Haftar"),
            };
            let shown = shown(&question);
            let expected = if relation.id == "has_ties_with" { "support" } else { &relation.id };
            assert!(!shown.starts_with('!') && shown.contains(expected), "{question}: {shown}");
        }
    }
}
