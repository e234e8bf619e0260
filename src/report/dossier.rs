//! All that a dataset says about one actor: for people and as JSON.

use std::fmt::Write as _;

use serde::Serialize;

use super::answers::{claims_json, pretty, views};
use super::claim::{ClaimStyle, Ink, Sentences, lines};
use super::count;
use super::isolate::isolated;
use super::wrap::wrap;
use crate::analysis::dossier::Dealings;
use crate::export::contract::{Edge, VERSION};
use crate::graph::standing::Standing;
use crate::graph::{ClaimRef, Graph};
use crate::model::{Actor, ActorIx, Family, Kind, Period};
use crate::query::Force;

/// Dealings by family.
pub type Dossier<'g> = Vec<(Family, Vec<Dealings<'g>>)>;

/// The actor's names, then each family's claims, by the other actor and date.
pub fn text(
    graph: &Graph,
    actor: ActorIx,
    dossier: &Dossier<'_>,
    style: &ClaimStyle<'_>,
) -> String {
    let actor = &graph.actors()[actor.index()];
    let mut out = names(graph, actor, style);
    for (family, dealings) in dossier {
        let claims = dealings.iter().map(|d| d.claims.len()).sum();
        let head = format!("{}, {}", family.word().to_uppercase(), count(claims, "claim"));
        let _ = writeln!(out, "\n{}", style.ink(Ink::Bold, &head));
        for with in dealings {
            let other = &graph.actors()[with.other.index()];
            let _ = writeln!(
                out,
                "\n  {} ({})",
                style.ink(Ink::Bold, &isolated(&other.name)),
                other.id
            );
            for (at, force) in &with.claims {
                let state = match force {
                    Force::Held(Standing::Definite) | Force::Said(_) => None,
                    Force::Held(standing) => Some(standing.word()),
                };
                out += &lines(at, graph.actors(), state, "    ", style);
            }
        }
    }
    if dossier.is_empty() {
        out += "\nNo claim says anything of it.\n";
    }
    out
}

fn names(graph: &Graph, actor: &Actor, style: &ClaimStyle<'_>) -> String {
    let kind = actor.kind.word().replace('_', " ");
    let mut out =
        format!("{}  {kind} ({})\n", style.ink(Ink::Bold, &isolated(&actor.name)), actor.id);
    let mut others: Vec<&str> = actor.names().skip(1).collect();
    others.sort_unstable();
    others.dedup();
    others.retain(|name| *name != actor.name);
    let mut line = |head: &str, text: &str| {
        if !text.is_empty() {
            out += &wrap(&format!("  {head}: "), text, style.width);
        }
    };
    let others: Vec<_> = others.into_iter().map(isolated).collect();
    line("also called", &others.join(", "));
    for (source, names) in &actor.aliases_in {
        let source = graph.sources()[source.index()].id.as_str();
        let names: Vec<_> = names.iter().map(|name| isolated(name)).collect();
        line(&format!("in {source} also"), &names.join(", "));
    }
    line("lifetime", &actor.when.map(|when| when.to_string()).unwrap_or_default());
    line("Wikidata", actor.same_as.as_deref().unwrap_or_default());
    line("note", actor.note.as_deref().unwrap_or_default());
    out
}

#[derive(Serialize)]
struct DossierJson<'a> {
    whobacks: u32,
    actor: ActorJson<'a>,
    ties: Vec<TieJson<'a>>,
    claims: Vec<Edge<'a>>,
}

#[derive(Serialize)]
struct ActorJson<'a> {
    id: &'a str,
    label: &'a str,
    kind: Kind,
    aliases: &'a [String],
    short: Option<&'a str>,
    when: Option<Period>,
    same_as: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct TieJson<'a> {
    family: Family,
    other: &'a str,
    claims: Vec<StandingJson>,
}

#[derive(Serialize)]
struct StandingJson {
    key: crate::model::ClaimId,
    standing: &'static str,
}

/// `{"whobacks": 2, "actor": {…}, "ties": [{"family", "other", "claims": [{"key", "standing"}]}],
/// "claims": […]}`
pub fn json(
    graph: &Graph,
    actor: ActorIx,
    dossier: &Dossier<'_>,
    sentences: &Sentences<'_>,
) -> String {
    let actor = &graph.actors()[actor.index()];
    let claims = claims(dossier);
    let views = views(graph, &claims);
    let ties = dossier.iter().flat_map(|(family, dealings)| {
        dealings.iter().map(|with| TieJson {
            family: *family,
            other: graph.actors()[with.other.index()].id.as_str(),
            claims: (with.claims.iter())
                .map(|(at, force)| StandingJson { key: at.claim.id, standing: force.word() })
                .collect(),
        })
    });
    pretty(&DossierJson {
        whobacks: VERSION,
        actor: ActorJson {
            id: actor.id.as_str(),
            label: &actor.name,
            kind: actor.kind,
            aliases: &actor.aliases,
            short: actor.short.as_deref(),
            when: actor.when,
            same_as: actor.same_as.as_deref(),
            note: actor.note.as_deref(),
        },
        ties: ties.collect(),
        claims: claims_json(&views, sentences),
    })
}

/// The claims of a dossier, in its order.
pub fn claims<'g>(dossier: &Dossier<'g>) -> Vec<ClaimRef<'g>> {
    let dealings = dossier.iter().flat_map(|(_, dealings)| dealings);
    dealings.flat_map(|with| with.claims.iter().map(|(at, _)| *at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;

    #[test]
    fn a_dossier_begins_with_all_names() {
        let graph = Fixture::new("")
            .actor_with("lna", "Libyan National Army", Kind::Military, |actor| {
                actor.short = Some("LNA".into());
                actor.aliases = vec!["Haftar's army".into()];
                actor.when = "2014/..".parse().ok();
                actor.same_as = Some("Q123".into());
                actor.note = Some("Styled so by itself.".into());
            })
            .graph();
        let style = ClaimStyle { width: None, colour: false, sentences: &|_| None };
        let shown = text(&graph, graph.actor("lna").unwrap(), &Vec::new(), &style);
        let expected = "Libyan National Army  military (lna)
  also called: Haftar's army, LNA
  lifetime: 2014/..
  Wikidata: Q123
  note: Styled so by itself.

No claim says anything of it.
";
        assert_eq!(shown, expected);
    }
}
