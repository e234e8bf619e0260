//! Tables of what the graph holds: claims, ties, actors, sources.
//!
//! The columns of claims are those that every table of claims has (`whobacks::graph::fields`), with what is
//! worked out behind them.

use std::borrow::Cow;

use whobacks::graph::Graph;
use whobacks::graph::fields::FIELDS;
use whobacks::graph::standing::Standing;
use whobacks::model::{Actor, Source};
use whobacks::view::{Bundle, ClaimView, View};

use crate::table::{Column, Columns, Kind, Value};

/// The columns of a table whose rows are `T`.
struct Of<'c, T>(Vec<Column<'c, T>>);

impl<'c, T> Of<'c, T> {
    fn with(
        mut self,
        name: &'static str,
        kind: Kind,
        fill: impl for<'r> Fn(&'r T) -> Option<Value<'r>> + 'c,
    ) -> Self {
        self.0.push(Column { name: name.into(), kind, fill: Box::new(fill) });
        self
    }
}

fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> Option<Value<'a>> {
    let items: Vec<_> = items.into_iter().map(Into::into).collect();
    (!items.is_empty()).then_some(Value::List(items))
}

/// Each of some texts once, where it first stands.
fn each_once<'a>(items: impl Iterator<Item = &'a str>) -> Option<Value<'static>> {
    let mut seen: Vec<Cow<'static, str>> = Vec::new();
    for item in items {
        if !seen.iter().any(|own| own == item) {
            seen.push(item.to_owned().into());
        }
    }
    Some(Value::List(seen))
}

/// A claim a row, in the order of the files.
pub(crate) fn claims(view: &View<'_>) -> Columns {
    use Kind::{Boolean, Integer, Text};
    let fields = FIELDS
        .iter()
        .map(|field| Column {
            name: field.name.into(),
            kind: Kind::of_field(field),
            fill: Box::new(move |claim: &ClaimView<'_>| Some(view.value(field, claim)?.into())),
        })
        .collect();
    let columns = Of::<ClaimView<'_>>(fields)
        .with("cited_source", Text, |c| Some(c.at.source.id.as_str().into()))
        .with("published", Text, |c| Some(c.at.source.published?.to_string().into()))
        .with("claim", Text, |c| Some(c.at.claim.id.to_string().into()))
        .with("from_name", Text, |c| Some(c.at.own_from.name.as_str().into()))
        .with("to_name", Text, |c| Some(c.at.own_to.name.as_str().into()))
        .with("family", Text, |c| Some(c.at.relation.family.word().into()))
        .with("sign", Integer, |c| Some(Value::Integer(c.at.relation.sign.value().into())))
        .with("symmetric", Boolean, |c| Some(Value::Boolean(c.at.relation.is_symmetric())))
        .with("event", Boolean, |c| Some(Value::Boolean(c.at.relation.is_event())))
        .with("asserted", Boolean, |c| Some(Value::Boolean(c.at.claim.modality.is_asserted())))
        .with("match", Text, |c| Some(c.at.claim.citation.quoted()?.class.word().into()))
        .with("standing", Text, |c| Some(c.standing?.word().into()));
    Columns::of(&view.claims, &columns.0)
}

/// A tie a row: all claims of one family from one actor to another.
pub(crate) fn ties(view: &View<'_>) -> Columns {
    use Kind::{Boolean, Integer, List, Text};
    let actor = |place: usize| view.actors[place];
    let of = |tie: &Bundle| tie.claims.iter().map(|place| &view.claims[*place]).collect::<Vec<_>>();
    let columns = Of::<Bundle>(Vec::new())
        .with("from", Text, |t| Some(actor(t.from).id.as_str().to_owned().into()))
        .with("family", Text, |t| Some(t.family.word().into()))
        .with("to", Text, |t| Some(actor(t.to).id.as_str().to_owned().into()))
        // A relation and a manner beside each other are of one claim; `claims` has all.
        .with("relations", List, |t| {
            let so = of(t).into_iter().filter(|c| c.at.claim.modality == t.modality);
            each_once(so.map(|c| c.at.relation.id.as_str()))
        })
        .with("sign", Integer, |t| Some(Value::Integer(t.sign.value().into())))
        .with("symmetric", Boolean, |t| Some(Value::Boolean(t.symmetric)))
        .with("modality", Text, |t| Some(t.modality.word().into()))
        .with("asserted", Boolean, |t| Some(Value::Boolean(t.is_asserted())))
        // As the claim that stands firmest, as exports have it.
        .with("standing", Text, |t| {
            let standing: Option<Standing> = of(t).into_iter().filter_map(|c| c.standing).min();
            Some(standing?.word().into())
        })
        .with("origins", Integer, |t| Some(view.origins(of(t).into_iter()).into()))
        .with("first_seen", Text, |t| {
            Some(view.seen(&view.ties_within(t))?.first?.to_string().into())
        })
        .with("last_seen", Text, |t| {
            Some(view.seen(&view.ties_within(t))?.last?.to_string().into())
        })
        .with("from_name", Text, |t| Some(actor(t.from).name.clone().into()))
        .with("to_name", Text, |t| Some(actor(t.to).name.clone().into()))
        .with("sources", List, |t| each_once(of(t).into_iter().map(|c| c.at.source.id.as_str())))
        .with("claims", List, |t| {
            let ids = of(t).into_iter().map(|c| c.at.claim.id.to_string().into());
            Some(Value::List(ids.collect()))
        });
    Columns::of(view.ties(), &columns.0)
}

/// An actor a row, sorted by id.
pub(crate) fn actors(graph: &Graph) -> Columns {
    use Kind::{Integer, List, Text};
    let mut counts = vec![(0usize, 0usize); graph.actors().len()];
    for at in graph.claims() {
        counts[at.claim.from.index()].0 += 1;
        counts[at.claim.to.index()].1 += 1;
    }
    let rows: Vec<(&Actor, (usize, usize))> = graph.actors().iter().zip(counts).collect();
    type Row<'g> = (&'g Actor, (usize, usize));
    let columns = Of::<Row<'_>>(Vec::new())
        .with("id", Text, |(a, _)| Some(a.id.as_str().into()))
        .with("name", Text, |(a, _)| Some(a.name.as_str().into()))
        .with("kind", Text, |(a, _)| Some(a.kind.word().into()))
        .with("short", Text, |(a, _)| Some(a.short.as_deref()?.into()))
        .with("aliases", List, |(a, _)| list(a.aliases.iter().map(String::as_str)))
        .with("when", Text, |(a, _)| Some(a.when?.to_string().into()))
        .with("within", Text, |(a, _)| {
            Some(graph.actors()[a.within?.index()].id.as_str().to_owned().into())
        })
        .with("same_as", Text, |(a, _)| Some(a.same_as.as_deref()?.into()))
        .with("claims_from", Integer, |(_, (from, _))| Some((*from).into()))
        .with("claims_to", Integer, |(_, (_, to))| Some((*to).into()))
        .with("note", Text, |(a, _)| Some(a.note.as_deref()?.into()));
    Columns::of(&rows, &columns.0)
}

/// A source a row, sorted by id.
pub(crate) fn sources(graph: &Graph) -> Columns {
    use Kind::{Integer, List, Text};
    let mut counts = vec![0usize; graph.sources().len()];
    for at in graph.claims() {
        counts[at.claim.source.index()] += 1;
    }
    let rows: Vec<(&Source, usize)> = graph.sources().iter().zip(counts).collect();
    type Row<'g> = (&'g Source, usize);
    let columns = Of::<Row<'_>>(Vec::new())
        .with("id", Text, |(s, _)| Some(s.id.as_str().into()))
        .with("title", Text, |(s, _)| Some(s.title.as_str().into()))
        .with("authors", List, |(s, _)| list(s.authors.iter().map(String::as_str)))
        .with("publisher", Text, |(s, _)| Some(s.publisher.as_deref()?.into()))
        .with("published", Text, |(s, _)| Some(s.published?.to_string().into()))
        .with("inferred_from", Text, |(s, _)| Some(s.inferred_from.as_deref()?.into()))
        .with("language", Text, |(s, _)| Some(s.language.as_deref()?.into()))
        .with("url", Text, |(s, _)| Some(s.url.as_deref()?.into()))
        .with("copy_of", Text, |(s, _)| Some(s.copy_of.as_deref()?.into()))
        .with("relies_on", List, |(s, _)| list(s.relies_on.iter().map(String::as_str)))
        .with("words", Integer, |(s, _)| Some(Value::Integer(s.text.as_ref()?.words.into())))
        .with("paragraphs", Integer, |(s, _)| {
            Some(Value::Integer(s.text.as_ref()?.paragraphs.into()))
        })
        .with("claims", Integer, |(_, claims)| Some((*claims).into()));
    Columns::of(&rows, &columns.0)
}
