//! Answers as a table to paste: who, how, how certain it is, the latest source.

use crate::graph::ClaimRef;
use crate::model::{Actor, ActorIx, Kind, Modality};
use crate::query::wording::verb;
use crate::query::{Answer, Binding, Force, Selection};
use crate::report::claim::called;
use crate::report::table::{Cell, Rows};

/// One line for each answer, and for what is told beside them.
pub fn short(selection: &Selection<'_>) -> String {
    let mut rows = Rows::new(&["who", "how", "standing", "last source"]);
    for answer in &selection.answers {
        rows.rows.push(row(selection, answer, None));
    }
    for beside in &selection.beside {
        for answer in &beside.answers {
            rows.rows.push(row(selection, answer, Some(beside.sort.word())));
        }
    }
    if rows.rows.is_empty() {
        return "No claim says so.\n".to_owned();
    }
    rows.table(None)
}

fn row(selection: &Selection<'_>, answer: &Answer<'_>, beside: Option<&str>) -> Vec<Cell> {
    let actors = selection.graph.actors();
    let bound = || selection.variables.iter().zip(&answer.bindings);
    let mut who: Vec<&str> = bound()
        .filter_map(|(_, bound)| match bound {
            Binding::Actor(ix) => Some(called(&actors[ix.index()])),
            Binding::Word(_) => None,
        })
        .collect();
    let ends: String;
    if who.is_empty()
        && let (Some(first), Some(last)) = (answer.links.first(), answer.links.last())
    {
        let name = |ix: ActorIx| actors[ix.index()].name.as_str();
        ends = format!("{} – {}", name(first.from), name(last.to));
        who = vec![&ends];
    }
    let mut how = how(selection, answer);
    for (name, bound) in bound() {
        match bound {
            Binding::Word(word) if name == "change" => how = format!("{word}: {how}"),
            Binding::Word(word) if name == "speaker" => how = format!("{word} says: {how}"),
            Binding::Word(word) if name == "place" => how += &format!(", in {word}"),
            // By which relation, how says anyway.
            Binding::Word(word) if name != "relation" => how += &format!(", {name} {word}"),
            _ => {}
        }
    }
    vec![
        who.join(", ").into(),
        how.into(),
        standing(answer, beside).into(),
        last_source(answer).into(),
    ]
}

/// `arms, trains`, with the parts that act and those by way of whom it goes.
fn how(selection: &Selection<'_>, answer: &Answer<'_>) -> String {
    let of_link = |link: &crate::query::Link<'_>| {
        let mut labels: Vec<String> = Vec::new();
        for tie in link.ties.iter().filter(|tie| tie.force == link.force) {
            let label = tie.claims.first().map(verb);
            labels.extend(label.filter(|label| !labels.contains(label)));
        }
        labels.join(", ")
    };
    let actors = selection.graph.actors();
    let mut how = String::new();
    for (i, link) in answer.links.iter().enumerate() {
        if i > 0 {
            let joint = if answer.is_chain() { actors[link.from.index()].label() } else { "" };
            how += &if joint.is_empty() { "; ".to_owned() } else { format!(" {joint}; ") };
        }
        how += &of_link(link);
    }
    let graph = selection.graph;
    let parts = answer.through();
    let parts = || parts.iter().filter_map(|id| graph.actor(id)).map(|ix| &actors[ix.index()]);
    let (there, here): (Vec<&Actor>, Vec<&Actor>) =
        parts().partition(|actor| actor.kind == Kind::Place);
    for (front, actors) in [("in ", there), ("through ", here)] {
        let labels: Vec<&str> = actors.iter().map(|actor| actor.label()).collect();
        if !labels.is_empty() {
            how += &format!(" ({front}{})", labels.join(", "));
        }
    }
    how
}

/// `definite`, `possible, assessed`, `stale, last seen 2017`, `indirect: possible`.
fn standing(answer: &Answer<'_>, beside: Option<&str>) -> String {
    let mut out = answer.force.word().replace('_', " ");
    let manner = answer.manner();
    if matches!(answer.force, Force::Held(_)) && manner != Modality::Factual {
        out += &format!(", {}", manner.word());
    }
    let stale = matches!(answer.force, Force::Held(crate::graph::standing::Standing::Stale));
    if let Some(seen) = answer.last_seen().filter(|_| stale) {
        out += &format!(", last seen {seen}");
    }
    if let Some(by) = answer.only_over_by() {
        out += &format!(", over by {by}");
    }
    if !answer.told_over().is_empty() {
        out += ", told later to be over";
    }
    if answer.ties().any(|tie| !tie.denials.is_empty()) {
        out += ", also denied";
    }
    let told = beside.or(answer.is_chain().then_some("indirect"));
    told.map_or(out.clone(), |told| format!("{told}: {out}"))
}

/// The source that appeared last among those that show it, and where in it.
fn last_source(answer: &Answer<'_>) -> String {
    let claims = answer.ties().flat_map(|tie| &tie.claims);
    let appeared = |at: &&ClaimRef<'_>| {
        let published = at.source.published.and_then(|published| published.hull().1);
        (published, std::cmp::Reverse(at.place))
    };
    claims.max_by_key(appeared).map_or(String::new(), |at| match at.claim.citation.quoted() {
        Some(quoted) => format!("{} ¶ {}", at.source.id, quoted.paragraph),
        None => at.source.id.to_string(),
    })
}
