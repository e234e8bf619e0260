//! What a new version of a dataset says otherwise than the old one.
//!
//! Takes two graphs; gives the claims that were added, taken out, or put otherwise. A claim is known
//! by its id, so another quote or date makes another claim, another modality does not.

use std::collections::BTreeMap;

use crate::graph::{ClaimRef, Graph};
use crate::model::{ClaimId, Modality, Party, Status};
use crate::query::Scope;

/// One difference.
#[derive(Debug, Clone)]
pub enum Revision<'a, 'b> {
    /// Only the new version has it.
    Added(ClaimRef<'b>),
    /// Only the old version has it.
    Removed(ClaimRef<'a>),
    /// Both have it, put otherwise: field, before, after.
    Changed(ClaimRef<'b>, Vec<(&'static str, String, String)>),
}

/// Every difference: what was added and changed in the order of the new files, then what was taken
/// out in the order of the old ones. Scopes are of the graphs that they stand beside.
pub fn revisions<'a, 'b>(
    (old, old_scope): (&'a Graph, &Scope),
    (new, new_scope): (&'b Graph, &Scope),
) -> Vec<Revision<'a, 'b>> {
    let admitted = |at: &ClaimRef<'_>, scope: &Scope| {
        let ends = [at.claim.from, at.claim.to];
        scope.admits(at) && scope.actor.is_none_or(|actor| ends.contains(&actor))
    };
    let by_id = |graph: &'a Graph| -> BTreeMap<ClaimId, ClaimRef<'a>> {
        graph.claims().map(|at| (at.claim.id, at)).collect()
    };
    let before = by_id(old);
    let mut found = Vec::new();
    let mut kept = std::collections::BTreeSet::new();
    for at in new.claims() {
        kept.insert(at.claim.id);
        if !admitted(&at, new_scope) {
            continue;
        }
        match before.get(&at.claim.id) {
            None => found.push(Revision::Added(at)),
            Some(was) => {
                let changes = changes((was, old), (&at, new));
                if !changes.is_empty() {
                    found.push(Revision::Changed(at, changes));
                }
            }
        }
    }
    let gone = old.claims().filter(|at| !kept.contains(&at.claim.id));
    found.extend(gone.filter(|at| admitted(at, old_scope)).map(Revision::Removed));
    found
}

fn changes(
    (was, old): (&ClaimRef<'_>, &Graph),
    (is, new): (&ClaimRef<'_>, &Graph),
) -> Vec<(&'static str, String, String)> {
    let fields = |at: &ClaimRef<'_>, graph: &Graph| -> Vec<(&'static str, String)> {
        let details = at.claim.details();
        let id = |ix: &crate::model::ActorIx| graph.actors()[ix.index()].id.to_string();
        let party = |party: &Party| match party {
            Party::Actor(ix) => id(ix),
            Party::Named(name) => name.to_string(),
            Party::Unnamed => "unnamed".to_owned(),
        };
        let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
        vec![
            ("modality", Modality::word(at.claim.modality).to_owned()),
            ("status", Status::word(at.claim.status).to_owned()),
            ("said_by", details.said_by.iter().map(party).collect::<Vec<_>>().join(", ")),
            ("cited_by", details.cited_by.iter().map(party).collect::<Vec<_>>().join(", ")),
            ("through", details.through.iter().map(party).collect::<Vec<_>>().join(", ")),
            ("what", text(&details.what)),
            ("against", details.against.iter().map(id).collect::<Vec<_>>().join(", ")),
            ("intended", details.intended.map(|date| date.to_string()).unwrap_or_default()),
            ("place", details.place.as_ref().map(party).unwrap_or_default()),
            ("count", text(&details.count)),
            ("amount", text(&details.amount)),
            ("note", text(&details.note)),
            ("paragraph", at.claim.citation.paragraph().to_string()),
        ]
    };
    let pairs = fields(was, old).into_iter().zip(fields(is, new));
    pairs.filter(|(a, b)| a != b).map(|((name, a), (_, b))| (name, a, b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;

    #[test]
    fn claims_are_compared_by_id() {
        let base = || {
            Fixture::new("Revisions")
                .actor("a", "A", Kind::State)
                .actor("b", "B", Kind::State)
                .source("paper", "2017")
                .claim("a backs b", "q")
        };
        let old = base().claim("a arms b", "q").said_by("CNN").graph();
        let new = base()
            .claim("a arms b", "q")
            .said_by("BBC")
            .modality(Modality::Reported)
            .claim("a funds b", "q")
            .graph();
        let shown = |old: &Graph, new: &Graph| -> Vec<String> {
            let scope = Scope::default();
            let line = |revision: &Revision<'_, '_>| match revision {
                Revision::Added(at) => format!("+ {}", at.relation.id),
                Revision::Removed(at) => format!("- {}", at.relation.id),
                Revision::Changed(at, fields) => {
                    let fields = fields.iter().map(|(name, a, b)| format!(" {name} {a}>{b}"));
                    format!("~ {}{}", at.relation.id, fields.collect::<String>())
                }
            };
            revisions((old, &scope), (new, &scope)).iter().map(line).collect()
        };
        let forth = ["~ arms modality factual>reported said_by CNN>BBC", "+ funds"];
        assert_eq!(shown(&old, &new), forth);
        let back = ["~ arms modality reported>factual said_by BBC>CNN", "- funds"];
        assert_eq!(shown(&new, &old), back);
        assert_eq!(shown(&old, &old), Vec::<String>::new());
    }
}
