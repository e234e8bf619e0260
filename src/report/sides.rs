//! The sides of a graph, for people and for machines.

use serde_json::{Value, json};

use super::count;
use super::table::Rows;
use crate::analysis::sides::{Sides, TwoCamps};
use crate::analysis::ties::Bond;
use crate::graph::Graph;
use crate::model::{ActorIx, Modality, Period, Sign};

/// More names than this nobody reads.
const FEW: usize = 24;

/// The sides in words: each with its members, then who stands alone, then the ties that cut across,
/// each with its quotes.
pub fn text(
    graph: &Graph,
    sides: &Sides<'_>,
    camps: Option<&TwoCamps>,
    at: Option<Period>,
) -> String {
    let label = |ix: &ActorIx| graph.actors()[ix.index()].label().to_owned();
    let names = |list: &[ActorIx]| list.iter().map(label).collect::<Vec<_>>().join(", ");
    let mut out = heading(sides, at);
    for side in sides.sides.iter().filter(|side| side.members.len() > 1) {
        out += &format!("\n{} ({})\n", side.name, side.members.len());
        out += &wrapped(&names(&side.members));
        if !side.opposes.is_empty() {
            out += &wrapped(&format!("opposes {}", names(&side.opposes)));
        }
    }
    let alone: Vec<ActorIx> =
        sides.sides.iter().filter(|s| s.members.len() == 1).map(|s| s.members[0]).collect();
    if !alone.is_empty() {
        out += &format!("\nEach on a side of its own ({})\n", alone.len());
        out += &wrapped(&names(&alone));
    }
    if !sides.unaligned.is_empty() {
        out += &format!("\nUnaligned, without a tie that counts ({})\n", sides.unaligned.len());
        out += &match sides.unaligned.len() {
            0..=FEW => wrapped(&names(&sides.unaligned)),
            _ => "  --format json or csv names them\n".to_owned(),
        };
    }
    if let Some(camps) = camps {
        out += &two(camps, &names);
    }
    if !sides.cross_ties.is_empty() {
        out += &format!("\nTies at odds with the sides ({})\n", sides.cross_ties.len());
        for tie in &sides.cross_ties {
            out += &cross_tie(graph, tie);
        }
    }
    out
}

/// The division into two camps.
fn two(camps: &TwoCamps, names: &dyn Fn(&[ActorIx]) -> String) -> String {
    let odd = count(usize::try_from(camps.frustration).unwrap_or(usize::MAX), "tie");
    let proof = match camps.optimal {
        true => "proved: no division into two leaves fewer".to_owned(),
        false => format!(
            "the best that was found, not proved the best; no division into two leaves fewer than {}",
            camps.lower_bound
        ),
    };
    let mut out = format!("\nIn two camps (strong balance): {odd} at odds ({proof})\n");
    for (i, members) in camps.camps.iter().enumerate().filter(|(_, camp)| !camp.is_empty()) {
        out += &wrapped(&format!("{}. {}", i + 1, names(members)));
    }
    out
}

fn heading(sides: &Sides<'_>, at: Option<Period>) -> String {
    let when = at.map_or("as far as is told".to_owned(), |period| format!("in {period}"));
    let found = sides.sides.iter().filter(|side| side.members.len() > 1).count();
    let odd = usize::try_from(sides.frustration).unwrap_or(usize::MAX);
    let proof = if sides.optimal && odd == 0 {
        "no tie is at odds with them".to_owned()
    } else if sides.optimal {
        format!("no division leaves fewer than {} at odds with it: proved", count(odd, "tie"))
    } else {
        format!(
            "{} at odds with the best division found, not proved the best: no division leaves fewer \
             than {}; --seconds searches longer",
            count(odd, "tie"),
            sides.lower_bound
        )
    };
    format!("{} of two or more, {when} ({proof})\n", count(found, "side"))
}

/// A list in lines of a readable length, indented.
fn wrapped(text: &str) -> String {
    let (mut out, mut line) = (String::new(), String::from("  "));
    for word in text.split(' ') {
        if line.chars().count() + word.chars().count() > 96 && line.len() > 2 {
            out += line.trim_end();
            out.push('\n');
            line = "  ".to_owned();
        }
        line += word;
        line.push(' ');
    }
    out + line.trim_end() + "\n"
}

fn cross_tie(graph: &Graph, tie: &Bond<'_>) -> String {
    let label = |ix: ActorIx| graph.actors()[ix.index()].label();
    let what =
        if tie.counts == Sign::Negative { "hostility within a side" } else { "a tie across" };
    let arrow = if tie.symmetric { "–" } else { "→" };
    let mut out = format!("  {} {arrow} {}: {what}\n", label(tie.from), label(tie.to));
    for at in &tie.claims {
        let claim = at.claim;
        let modality = match claim.modality {
            Modality::Factual => String::new(),
            modality => format!(" ({})", modality.word()),
        };
        out += &format!(
            "      {}{modality}: {}\n",
            at.relation.label,
            super::cited(at.source.id.as_str(), &claim.citation)
        );
    }
    out
}

/// The sides as JSON: names, members and whom they oppose, who is unaligned, how good the division is,
/// the ties across; two camps where they are asked for.
pub fn json(graph: &Graph, sides: &Sides<'_>, camps: Option<&TwoCamps>) -> String {
    let id = |ix: &ActorIx| Value::from(graph.actors()[ix.index()].id.as_str());
    let side = |side: &crate::analysis::sides::Side| {
        json!({
            "name": side.name,
            "members": side.members.iter().map(id).collect::<Vec<_>>(),
            "opposes": side.opposes.iter().map(id).collect::<Vec<_>>(),
        })
    };
    let tie = |tie: &Bond<'_>| {
        json!({
            "from": id(&tie.from),
            "to": id(&tie.to),
            "family": tie.family.word(),
            "sign": tie.counts.value(),
            "symmetric": tie.symmetric,
            "standing": tie.standing.word(),
            "claims": tie.claims.iter().map(|at| at.claim.id.to_string()).collect::<Vec<_>>(),
        })
    };
    let mut value = json!({
        "sides": sides.sides.iter().map(side).collect::<Vec<_>>(),
        "unaligned": sides.unaligned.iter().map(id).collect::<Vec<_>>(),
        "frustration": sides.frustration,
        "lower_bound": sides.lower_bound,
        "optimal": sides.optimal,
        "cross_ties": sides.cross_ties.iter().map(tie).collect::<Vec<_>>(),
    });
    if let Some(camps) = camps {
        value["two_camps"] = json!({
            "camps": camps.camps.iter().map(|camp| camp.iter().map(id).collect()).collect::<Vec<Vec<_>>>(),
            "frustration": camps.frustration,
            "lower_bound": camps.lower_bound,
            "optimal": camps.optimal,
        });
    }
    format!("{value:#}\n")
}

/// A row per actor, with its side; none for the unaligned.
pub fn rows(graph: &Graph, sides: &Sides<'_>) -> Rows {
    let mut rows = Rows::new(&["actor", "name", "side"]);
    let of = sides.of_actors();
    for (i, actor) in graph.actors().iter().enumerate().filter(|(_, a)| !a.id.is_unnamed()) {
        let side = of.get(&ActorIx::from(i)).map(|side| sides.sides[*side].name.as_str());
        rows.rows.push(vec![actor.id.as_str().into(), actor.name.as_str().into(), side.into()]);
    }
    rows
}
