//! The columns of nodes and edges, each declared and filled from one entry of a table.
//!
//! A column's id is its title. None is called like a column that Gephi has itself (Id, Label,
//! Source, Target, Type, Kind, Weight, Interval of edges; Id, Label, Interval of nodes), so the
//! document is `cited_source`, and an edge's family repeats its kind for those who ignore kinds.

use crate::export::Edges;
use crate::export::edge::{Edge, distinct};
use crate::model::{Actor, Details};

use super::spell;

/// A column's type, of the few that every reader understands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Type {
    Text,
    Integer,
    Boolean,
}

impl Type {
    pub(super) fn word(self) -> &'static str {
        match self {
            Type::Text => "string",
            Type::Integer => "integer",
            Type::Boolean => "boolean",
        }
    }
}

/// A column: its name, its type, and how to fill it. What is empty is left out.
pub(super) struct Column<F> {
    pub(super) name: &'static str,
    pub(super) kind: Type,
    pub(super) value: F,
}

pub(super) type OfNode = Column<fn(&Actor) -> Option<String>>;
pub(super) type OfEdge = Column<fn(&Edge<'_, '_>) -> Option<String>>;

const fn column<F>(name: &'static str, kind: Type, value: F) -> Column<F> {
    Column { name, kind, value }
}

pub(super) static NODES: [OfNode; 6] = [
    column("kind", Type::Text, |a| Some(a.kind.word().to_owned())),
    column("short", Type::Text, |a| a.short.clone()),
    column("aliases", Type::Text, |a| Some(a.aliases.join(SEPARATOR))),
    column("when", Type::Text, |a| a.when.map(|w| w.to_string())),
    column("same_as", Type::Text, |a| a.same_as.clone()),
    column("note", Type::Text, |a| a.note.clone()),
];

/// Between the items of a list. Gephi's own list types are read by nobody else.
const SEPARATOR: &str = " | ";

/// The columns of edges that are ties, or claims.
pub(super) fn of_edges(mode: Edges) -> impl Iterator<Item = &'static OfEdge> + Clone {
    let own: &[OfEdge] = match mode {
        Edges::Ties => &TIES,
        Edges::Claims => &CLAIMS,
    };
    EDGES.iter().chain(own)
}

static EDGES: [OfEdge; 10] = [
    column("family", Type::Text, |e| Some(e.tie.family.word().to_owned())),
    column("sign", Type::Integer, |e| Some(e.tie.sign.value().to_string())),
    column("symmetric", Type::Boolean, |e| Some(e.tie.symmetric.to_string())),
    column("modality", Type::Text, |e| Some(e.tie.modality.word().to_owned())),
    column("asserted", Type::Boolean, |e| Some(e.tie.is_asserted().to_string())),
    column("said_by", Type::Text, |e| {
        Some(list(e.claims().flat_map(|c| c.said_by.iter().copied())))
    }),
    column("when", Type::Text, |e| {
        let dates = e.claims().filter_map(|c| c.at.claim.when);
        let dates: Vec<String> = distinct(dates).iter().map(ToString::to_string).collect();
        Some(dates.join(SEPARATOR))
    }),
    column("first_seen", Type::Text, |e| spell::first_seen(e).map(spell::day)),
    column("last_seen", Type::Text, |e| spell::last_seen(e).map(spell::day)),
    column("cited_source", Type::Text, |e| Some(list(e.sources().iter().map(|s| s.id.as_str())))),
];

static TIES: [OfEdge; 3] = [
    column("relations", Type::Text, |e| Some(list(e.relations().iter().map(|r| r.id.as_str())))),
    column("quotes", Type::Text, |e| Some(quotes(e))),
    column("claims", Type::Text, |e| {
        let ids: Vec<String> = e.claims().map(|c| c.at.claim.id.to_string()).collect();
        Some(ids.join(SEPARATOR))
    }),
];

static CLAIMS: [OfEdge; 15] = [
    column("relation", Type::Text, |e| Some(e.only_claim()?.at.relation.id.clone())),
    column("event", Type::Boolean, |e| Some(e.only_claim()?.at.relation.is_event().to_string())),
    column("status", Type::Text, |e| Some(e.only_claim()?.at.claim.status.word().to_owned())),
    column("quote", Type::Text, |e| Some(e.only_claim()?.at.claim.citation.quote.to_string())),
    column("paragraph", Type::Integer, |e| {
        Some(e.only_claim()?.at.claim.citation.paragraph.to_string())
    }),
    column("match", Type::Text, |e| {
        Some(e.only_claim()?.at.claim.citation.class.word().to_owned())
    }),
    column("against", Type::Text, |e| Some(e.only_claim()?.against.join(SEPARATOR))),
    column("intended", Type::Text, |e| Some(detail(e)?.intended?.to_string())),
    column("place", Type::Text, |e| e.only_claim()?.place.map(str::to_owned)),
    column("count", Type::Text, |e| Some(detail(e)?.count.as_deref()?.to_owned())),
    column("amount", Type::Text, |e| Some(detail(e)?.amount.as_deref()?.to_owned())),
    column("dated", Type::Text, |e| Some(detail(e)?.dated.as_deref()?.to_owned())),
    column("translation", Type::Text, |e| Some(detail(e)?.translation.as_deref()?.to_owned())),
    column("note", Type::Text, |e| Some(detail(e)?.note.as_deref()?.to_owned())),
    column("accept", Type::Text, |e| Some(detail(e)?.accept.join(SEPARATOR))),
];

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    distinct(items).join(SEPARATOR)
}

fn detail<'v>(edge: &Edge<'v, '_>) -> Option<&'v Details> {
    Some(edge.only_claim()?.at.claim.details())
}

/// Up to three quotes with their sources, and how many there are besides.
fn quotes(edge: &Edge<'_, '_>) -> String {
    const SHOWN: usize = 3;
    let all = distinct(edge.claims().map(|c| {
        let citation = &c.at.claim.citation;
        (&*citation.quote, c.at.source.id.as_str(), citation.paragraph)
    }));
    let mut parts: Vec<String> = (all.iter().take(SHOWN))
        .map(|(quote, source, paragraph)| format!("“{quote}” ({source} ¶{paragraph})"))
        .collect();
    if all.len() > SHOWN {
        parts.push(format!("and {} more", all.len() - SHOWN));
    }
    parts.join(SEPARATOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_column_is_called_like_one_of_gephi() {
        let taken = |own: &[&str], names: &mut dyn Iterator<Item = &'static str>| {
            let names: Vec<&str> = names.collect();
            assert_eq!(distinct(names.iter().copied()), names, "each name once");
            for name in names {
                assert!(!own.iter().any(|o| o.eq_ignore_ascii_case(name)), "{name}");
            }
        };
        taken(
            &["id", "label", "interval", "timestamp", "timeset"],
            &mut NODES.iter().map(|c| c.name),
        );
        for mode in [Edges::Ties, Edges::Claims] {
            taken(
                &[
                    "id",
                    "label",
                    "source",
                    "target",
                    "type",
                    "kind",
                    "weight",
                    "interval",
                    "timestamp",
                    "timeset",
                ],
                &mut of_edges(mode).map(|c| c.name),
            );
        }
    }
}
