//! What a new version of a dataset says differently from the old one.
//!
//! Takes two graphs; gives the claims that were added, removed, or put differently. A claim is identified
//! by its id, so another quote or date makes another claim, but another modality does not.

use std::collections::BTreeMap;

use crate::graph::fields::{FIELDS, Field};
use crate::graph::{ClaimRef, Graph};
use crate::model::ClaimId;
use crate::query::Scope;

/// One difference.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Revision<'a, 'b> {
    /// Only the new version has it.
    Added(ClaimRef<'b>),
    /// Only the old version has it.
    Removed(ClaimRef<'a>),
    /// Both have it, put differently: field, before, after.
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

/// The fields that differ, in the order of the table. Ends and quote too: an id folds letters, and turns
/// what holds both ways.
fn changes(
    (was, old): (&ClaimRef<'_>, &Graph),
    (is, new): (&ClaimRef<'_>, &Graph),
) -> Vec<(&'static str, String, String)> {
    let shown = |field: &Field, at: &ClaimRef<'_>, graph: &Graph| {
        field.value(at, graph.actors()).map(|value| value.joined(", ")).unwrap_or_default()
    };
    let values = FIELDS.iter().map(|f| (f.name, shown(f, was, old), shown(f, is, new)));
    values.filter(|(_, before, after)| before != after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::{Details, Kind, Modality, Status};

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

    #[test]
    fn every_field_is_compared() {
        let base = || {
            Fixture::new("Revisions")
                .actor("a", "A", Kind::State)
                .actor("b", "B", Kind::State)
                .actor("c", "C", Kind::Place)
                .source("paper", "2017")
        };
        let old = base().claim("a meets b", "Some words").graph();
        let new = base()
            .claim("b meets a", "some words")
            .at(7, (1, 2))
            .when("2017")
            .modality(Modality::Reported)
            .status(Status::Ended)
            .said_by("CNN")
            .cited_by("a")
            .against("a")
            .through("c")
            .place("c")
            .details(|d| {
                *d = Details {
                    what: Some("w".into()),
                    amount: Some("1".into()),
                    count: Some("2".into()),
                    intended: "2018".parse().ok(),
                    dated: Some("d".into()),
                    translation: Some("t".into()),
                    note: Some("n".into()),
                    accept: vec!["quote-reused".into()],
                    ..Details::default()
                }
            })
            .graph();
        let scope = Scope::default();
        let found = revisions((&old, &scope), (&new, &scope));
        let [Revision::Changed(_, fields)] = &found[..] else { panic!("one claim: {found:?}") };
        let names: Vec<&str> = fields.iter().map(|(name, ..)| *name).collect();
        // A claim of another relation is another claim, and so is one of a record.
        let told = FIELDS.iter().map(|field| field.name);
        let told: Vec<&str> = told.filter(|name| !["relation", "record"].contains(name)).collect();
        assert_eq!(names, told);
    }
}
