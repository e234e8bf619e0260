//! The columns of nodes and edges, each declared and filled in one entry of a table: what every
//! flat format (GEXF, GraphML, CSV, Cytoscape.js, graphology) says about an actor and a tie.
//!
//! No column has the name of one of Gephi's own (Id, Label, Source, Target, Type, Kind, Weight,
//! Interval for edges; Id, Label, Interval for nodes), so the source is `cited_source`, and an edge's
//! family repeats its kind for readers that ignore kinds. Must not know how a format writes a value.

use std::borrow::Cow;
use std::fmt::{self, Display, Write as _};
use std::sync::LazyLock;

use super::Edges;
use super::edge::{Edge, distinct};
use super::node::Node;
use super::spell::day;
use crate::graph::fields::{self, FIELDS, Field, FieldShape};
use crate::model::{Citation, LIST_SEPARATOR, in_list, in_one_cell};
use crate::view::View;

/// A column's type, of the few that every reader understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Integer,
    Boolean,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    Text(Cow<'a, str>),
    Integer(i64),
    Boolean(bool),
}

impl<'a> Value<'a> {
    /// The value as text: `true`, `-1`.
    pub(super) fn into_text(self) -> Cow<'a, str> {
        match self {
            Value::Text(text) => text,
            Value::Integer(number) => number.to_string().into(),
            Value::Boolean(true) => "true".into(),
            Value::Boolean(false) => "false".into(),
        }
    }

    pub(super) fn into_json(self) -> serde_json::Value {
        match self {
            Value::Text(text) => text.into(),
            Value::Integer(number) => number.into(),
            Value::Boolean(yes) => yes.into(),
        }
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text.into())
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Value::Text(text)
    }
}

impl<'a> From<fields::FieldValue<'a>> for Value<'a> {
    fn from(value: fields::FieldValue<'a>) -> Self {
        match value {
            fields::FieldValue::Text(text) => Value::Text(text),
            fields::FieldValue::Number(number) => Value::Integer(number.into()),
            fields::FieldValue::List(items) => match items[..] {
                [only] => in_list(only).into(),
                _ => in_one_cell(items).into(),
            },
        }
    }
}

impl From<bool> for Value<'_> {
    fn from(yes: bool) -> Self {
        Value::Boolean(yes)
    }
}

pub(super) fn count(number: usize) -> Value<'static> {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A column: its name, its type, and how to fill it. What is not known is `None`.
pub(super) struct Column<F> {
    pub(super) name: &'static str,
    pub(super) kind: Type,
    fill: F,
}

pub(super) type OfNode = Column<for<'n> fn(&'n Node<'_, '_>) -> Option<Value<'n>>>;
pub(super) type OfEdge = Column<FillEdge>;

/// How a column of edges is filled.
pub(super) enum FillEdge {
    /// With a value that is worked out.
    Own(for<'e> fn(&'e Edge<'_, '_>) -> Option<Value<'e>>),
    /// With a field of the claim for which the edge stands.
    Field(&'static Field),
}

const fn column<F>(name: &'static str, kind: Type, fill: F) -> Column<F> {
    Column { name, kind, fill }
}

const fn edge(
    name: &'static str,
    kind: Type,
    fill: for<'e> fn(&'e Edge<'_, '_>) -> Option<Value<'e>>,
) -> OfEdge {
    Column { name, kind, fill: FillEdge::Own(fill) }
}

/// An empty value counts as not known, because some readers fail on it.
fn told(value: Option<Value<'_>>) -> Option<Value<'_>> {
    value.filter(|value| !matches!(value, Value::Text(text) if text.is_empty()))
}

impl OfNode {
    pub(super) fn value<'n>(&self, node: &'n Node<'_, '_>) -> Option<Value<'n>> {
        told((self.fill)(node))
    }
}

impl OfEdge {
    pub(super) fn value<'e>(&self, edge: &'e Edge<'_, '_>) -> Option<Value<'e>> {
        told(match self.fill {
            FillEdge::Own(fill) => fill(edge),
            FillEdge::Field(field) => edge.field(field).map(Value::from),
        })
    }
}

pub(super) static NODES: [OfNode; 11] = [
    column("kind", Type::Text, |n| Some(n.actor.kind.word().into())),
    column("side", Type::Text, |n| n.mark.side.as_deref().map(Value::from)),
    column("short", Type::Text, |n| n.actor.short.as_deref().map(Value::from)),
    column("aliases", Type::Text, |n| {
        Some(in_one_cell(n.actor.aliases.iter().map(String::as_str)).into())
    }),
    column("when", Type::Text, |n| Some(n.actor.when?.to_string().into())),
    column("within", Type::Text, |n| Some(n.within?.into())),
    column("same_as", Type::Text, |n| n.actor.same_as.as_deref().map(Value::from)),
    column("keep", Type::Boolean, |n| n.actor.keep.then(|| true.into())),
    column("note", Type::Text, |n| n.actor.note.as_deref().map(Value::from)),
    column("in_support", Type::Integer, |n| Some(count(n.in_support))),
    column("out_support", Type::Integer, |n| Some(count(n.out_support))),
];

/// The columns of edges that are ties, or claims.
pub(super) fn of_edges(mode: Edges) -> impl Iterator<Item = &'static OfEdge> + Clone {
    let own: &[OfEdge] = match mode {
        Edges::Ties => &TIES,
        Edges::Claims => &CLAIMS,
    };
    EDGES.iter().chain(own)
}

/// The columns of edges of a view: how certain a tie is can be said only at a date.
pub(super) fn shown(
    view: &View<'_>,
    mode: Edges,
) -> impl Iterator<Item = &'static OfEdge> + Clone + use<> {
    let dated = view.at.is_some();
    of_edges(mode).filter(move |column| dated || column.name != "standing")
}

static EDGES: [OfEdge; 13] = [
    edge("family", Type::Text, |e| Some(e.tie.family.word().into())),
    edge("sign", Type::Integer, |e| Some(Value::Integer(e.tie.sign.value().into()))),
    edge("symmetric", Type::Boolean, |e| Some(e.tie.symmetric.into())),
    edge("modality", Type::Text, |e| Some(e.tie.modality.word().into())),
    edge("asserted", Type::Boolean, |e| Some(e.tie.is_asserted().into())),
    edge("said_by", Type::Text, |e| Some(list(e.telling().flat_map(|c| c.said_by())))),
    edge("cited_by", Type::Text, |e| Some(list(e.telling().flat_map(|c| c.cited_by())))),
    edge("when", Type::Text, |e| {
        let dates = e.telling().filter_map(|c| c.at.claim.when);
        Some(written(distinct(dates)).into())
    }),
    edge("first_seen", Type::Text, |e| Some(day(e.first_seen()?).into())),
    edge("last_seen", Type::Text, |e| Some(day(e.last_seen()?).into())),
    edge("standing", Type::Text, |e| Some(e.standing()?.word().into())),
    edge("stale", Type::Boolean, |e| Some(e.is_stale().into())),
    edge("cited_source", Type::Text, |e| Some(list(e.claims().map(|c| c.at.source.id.as_str())))),
];

static TIES: [OfEdge; 5] = [
    edge("relations", Type::Text, |e| Some(list(e.telling().map(|c| c.at.relation.id.as_str())))),
    edge("also", Type::Text, |e| Some(in_one_cell(e.also().iter().map(String::as_str)).into())),
    edge("ended", Type::Boolean, |e| Some(e.is_ended().into())),
    edge("quotes", Type::Text, |e| Some(quotes(e).into())),
    edge("claims", Type::Text, |e| Some(written(e.claims().map(|c| c.at.claim.id)).into())),
];

/// The columns that only claims have: their own fields, in the order of their table.
static CLAIMS: LazyLock<Vec<OfEdge>> = LazyLock::new(|| {
    let worked_out = [
        edge("event", Type::Boolean, |e| Some(e.only_claim()?.at.relation.is_event().into())),
        edge("match", Type::Text, |e| {
            Some(e.only_claim()?.at.claim.citation.quoted()?.class.word().into())
        }),
    ];
    let of_field = |field: &'static Field| {
        let kind = if field.shape == FieldShape::Number { Type::Integer } else { Type::Text };
        Column { name: field.name, kind, fill: FillEdge::Field(field) }
    };
    // The ends of the claim are the ends of the edge.
    let is_there =
        |name: &str| ["from", "to"].contains(&name) || EDGES.iter().any(|c| c.name == name);
    let own = FIELDS.iter().filter(|field| !is_there(field.name)).map(of_field);
    worked_out.into_iter().chain(own).collect()
});

fn list<'a>(mut items: impl Iterator<Item = &'a str>) -> Value<'a> {
    let Some(first) = items.next() else { return "".into() };
    let more = distinct(items.filter(|item| *item != first));
    match more[..] {
        [] => in_list(first).into(),
        _ => in_one_cell(std::iter::once(first).chain(more)).into(),
    }
}

/// The items as they are written, put together.
fn written(items: impl IntoIterator<Item = impl Display>) -> String {
    // More memory than most need, so that few are moved as they grow.
    let mut text = String::with_capacity(128);
    for item in items {
        let separator = if text.is_empty() { "" } else { LIST_SEPARATOR };
        write!(text, "{separator}{item}").expect("a String takes all that is written");
    }
    text
}

/// Up to three quotes or records with their sources, and how many more there are.
fn quotes(edge: &Edge<'_, '_>) -> String {
    const SHOWN: usize = 3;
    let all = distinct(edge.telling().map(|c| (&c.at.claim.citation, c.at.source.id.as_str())));
    let more = all.len().saturating_sub(SHOWN);
    let shown = all[..all.len() - more].iter().map(|(citation, source)| Shown { citation, source });
    match more {
        0 => written(shown),
        more => format!("{}{LIST_SEPARATOR}and {more} more", written(shown)),
    }
}

/// A quote with its source and paragraph, or a record with its source.
struct Shown<'v> {
    citation: &'v Citation,
    source: &'v str,
}

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shown { citation, source } = self;
        match citation.quoted() {
            Some(quoted) => {
                ["“", &quoted.quote, "” (", source, " ¶"]
                    .iter()
                    .try_for_each(|one| f.write_str(one))?;
                quoted.paragraph.fmt(f)?;
                f.write_str(")")
            }
            None => write!(f, "{} ({source})", citation.text()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_column_is_called_like_one_of_gephi() {
        let node = ["id", "label", "interval", "timestamp", "timeset"];
        let edge = [&node[..], &["source", "target", "type", "kind", "weight"]].concat();
        let taken = |own: &[&str], names: Vec<&str>| {
            assert_eq!(distinct(names.iter().copied()), names, "each name once");
            for name in names {
                assert!(!own.iter().any(|o| o.eq_ignore_ascii_case(name)), "{name}");
            }
        };
        taken(&node, NODES.iter().map(|c| c.name).collect());
        for mode in [Edges::Ties, Edges::Claims] {
            taken(&edge, of_edges(mode).map(|c| c.name).collect());
        }
    }
}
