//! The tables that list the contents of a graph: actors, names, relations, sources, claims.

use std::borrow::Cow;
use std::io;

use super::cell::{Datum, Sink};
use super::schema::Table;
use crate::graph::fields::{FIELDS, FieldShape, FieldValue};
use crate::graph::standing::told_of;
use crate::graph::{ClaimRef, Graph};
use crate::model::{Actor, Family, Period, Relation, Source};

/// Writes one of them; of other tables nothing.
pub(super) fn write(table: &Table, graph: &Graph, sink: &mut dyn Sink) -> io::Result<()> {
    let mut rows = |cells: &mut dyn Iterator<Item = Vec<Datum<'_>>>| -> io::Result<()> {
        for cells in cells {
            sink.row(cells)?;
        }
        Ok(())
    };
    match table.name {
        "actors" => rows(&mut graph.actors().iter().map(|actor| actor_row(graph, actor))),
        "names" => rows(&mut graph.actors().iter().flat_map(|actor| names(graph, actor))),
        "relations" => rows(&mut graph.vocabulary().iter().map(|(_, r)| relation(graph, r))),
        "closure" => rows(&mut closure(graph).into_iter()),
        "sources" => rows(&mut graph.sources().iter().map(source)),
        "claims" => rows(&mut graph.claims().map(|at| claim(graph, &at))),
        _ => Ok(()),
    }
}

fn id(graph: &Graph, actor: crate::model::ActorIx) -> &str {
    graph.actors()[actor.index()].id.as_str()
}

/// First and last day.
fn days(period: Option<Period>) -> [Datum<'static>; 2] {
    let (first, last) = period.map_or((None, None), |period| period.hull());
    [Datum::maybe(first), Datum::maybe(last)]
}

fn written(period: Option<Period>) -> Datum<'static> {
    Datum::maybe(period.map(|period| period.to_string()))
}

fn text(text: Option<&String>) -> Datum<'_> {
    Datum::maybe(text.map(String::as_str))
}

fn texts<'a>(list: impl IntoIterator<Item = &'a String>) -> Datum<'a> {
    Datum::texts(list.into_iter().map(String::as_str).collect())
}

fn actor_row<'g>(graph: &'g Graph, actor: &'g Actor) -> Vec<Datum<'g>> {
    let [first, last] = days(actor.when);
    vec![
        actor.id.as_str().into(),
        actor.name.as_str().into(),
        text(actor.short.as_ref()),
        actor.kind.word().into(),
        texts(&actor.aliases),
        written(actor.when),
        first,
        last,
        Datum::maybe(actor.within.map(|ix| id(graph, ix))),
        text(actor.same_as.as_ref()),
        actor.keep.into(),
        text(actor.note.as_ref()),
    ]
}

fn names<'g>(graph: &'g Graph, actor: &'g Actor) -> Vec<Vec<Datum<'g>>> {
    let row = |name: &'g str, what: &'static str, source: Option<&'g str>| {
        vec![actor.id.as_str().into(), name.into(), what.into(), Datum::maybe(source)]
    };
    let mut rows = vec![row(&actor.name, "name", None)];
    rows.extend(actor.short.iter().map(|short| row(short, "short", None)));
    rows.extend(actor.aliases.iter().map(|alias| row(alias, "alias", None)));
    for (source, aliases) in &actor.aliases_in {
        let source = graph.sources()[source.index()].id.as_str();
        rows.extend(aliases.iter().map(|alias| row(alias, "alias", Some(source))));
    }
    rows
}

fn relation<'g>(graph: &'g Graph, relation: &'g Relation) -> Vec<Datum<'g>> {
    let vocabulary = graph.vocabulary();
    let (spec, own) = (&relation.spec, vocabulary.get(&relation.id));
    let ancestry = own.into_iter().flat_map(|ix| vocabulary.ancestry(ix));
    let ancestry = ancestry.map(|ix| vocabulary[ix].id.as_str()).collect();
    vec![
        relation.id.as_str().into(),
        relation.label.as_str().into(),
        text(relation.inverse.as_ref()),
        relation.family.word().into(),
        Datum::Number(relation.sign.value().into()),
        relation.is_symmetric().into(),
        relation.is_event().into(),
        spec.weak.into(),
        spec.rolls_up.into(),
        spec.binds.into(),
        spec.opinion.into(),
        spec.outlasts.into(),
        Datum::maybe(relation.is_a.map(|ix| vocabulary[ix].id.as_str())),
        Datum::texts(ancestry),
        texts(&spec.verbs),
        texts(&spec.esd),
        texts(&spec.plover),
        texts(&spec.begins),
        texts(&spec.ends),
    ]
}

/// What each name in a pattern stands for: the same as `query` reads, which a test holds.
fn closure(graph: &Graph) -> Vec<Vec<Datum<'_>>> {
    let vocabulary = graph.vocabulary();
    let row = |name: &'static str, relation, backward: bool| -> Vec<Datum<'_>> {
        vec![name.into(), Datum::from(relation), backward.into()]
    };
    let mut rows = Vec::new();
    for (ix, relation) in vocabulary.iter() {
        rows.push(row("any", relation.id.as_str(), false));
        rows.push(row(relation.family.word(), relation.id.as_str(), false));
        for wider in vocabulary.ancestry(ix) {
            let wider = &vocabulary[wider];
            rows.push(vec![wider.id.as_str().into(), relation.id.as_str().into(), false.into()]);
            if let Some(inverse) = wider.inverse.as_deref().filter(|name| *name != wider.id) {
                rows.push(vec![inverse.into(), relation.id.as_str().into(), true.into()]);
            }
        }
    }
    debug_assert!(Family::ALL.len() == 5);
    rows
}

fn source(source: &Source) -> Vec<Datum<'_>> {
    let [first, last] = days(source.published);
    let card = source.text.as_ref();
    vec![
        source.id.as_str().into(),
        source.title.as_str().into(),
        texts(&source.authors),
        text(source.publisher.as_ref()),
        written(source.published),
        first,
        last,
        text(source.inferred_from.as_ref()),
        text(source.language.as_ref()),
        text(source.url.as_ref()),
        text(source.archived.as_ref()),
        written(source.accessed),
        text(source.copy_of.as_ref()),
        texts(&source.relies_on),
        Datum::maybe(card.map(|card| card.file.as_str())),
        Datum::maybe(card.map(|card| card.sha256.as_str())),
        Datum::maybe(card.map(|card| card.words)),
        Datum::maybe(card.map(|card| card.paragraphs)),
    ]
}

fn claim<'g>(graph: &'g Graph, at: &ClaimRef<'g>) -> Vec<Datum<'g>> {
    let actors = graph.actors();
    let mut row: Vec<Datum<'g>> = Vec::with_capacity(48);
    row.push(at.claim.id.to_string().into());
    row.push(at.source.id.as_str().into());
    for field in &FIELDS {
        let value = field.value(at, actors);
        row.push(match field.shape {
            FieldShape::Actors | FieldShape::Parties | FieldShape::Codes => {
                Datum::Texts(match value {
                    Some(FieldValue::List(list)) => list.into_iter().map(Cow::Borrowed).collect(),
                    Some(FieldValue::Text(text)) => vec![text],
                    _ => Vec::new(),
                })
            }
            _ => match value {
                Some(FieldValue::Text(text)) => Datum::Text(text),
                Some(FieldValue::Number(number)) => number.into(),
                Some(list @ FieldValue::List(_)) => list.joined(" | ").into(),
                None => Datum::Lacking,
            },
        });
    }
    let validity = at.validity();
    let open = |bounds: Option<crate::model::OpenBounds>| {
        let (first, last) = bounds.unwrap_or_default();
        [Datum::maybe(first), Datum::maybe(last)]
    };
    let quoted = at.claim.citation.quoted();
    row.extend([
        at.relation.family.word().into(),
        Datum::Number(at.relation.sign.value().into()),
        at.relation.is_symmetric().into(),
        at.relation.is_event().into(),
        at.claim.modality.is_asserted().into(),
        Datum::maybe(quoted.map(|quoted| quoted.class.word())),
    ]);
    let attested = told_of(at).map(|seen| (seen.first, seen.last));
    row.extend(open(attested).into_iter().chain(open(validity.start)));
    row.extend(open(validity.end).into_iter().chain(days(at.claim.when.or(at.source.published))));
    row.push(Datum::count(at.place));
    row
}
