//! Node-link JSON that this tool has written -> the annotation that it was made of.
//!
//! It is read by the same types with which it was written. What another program has added to it, or written in
//! other words than ours, is left out and reported: nothing is lost unnoticed. Derived fields
//! (family, sign, bounds of time, standing) are ignored.

use super::mend::mend;
use super::{ImportError, ImportOptions, Imported};
use crate::annotation::{ActorEntry, FileEntry, Item, OneOrMany, Pairs, Rare, Str};
use crate::evidence::Card;
use crate::export::contract::{Document, Edge, Head, Node, Relation, Source, VERSION};
use crate::model::{
    Cut, Kind, Modality, Original, Period, RelationSpec, SourceId, Status, TextCard, Vocabulary,
    steering, steers,
};
use serde_json::Value;

/// The version of our format that a JSON text says it is of; `None` where it is of somebody else's making.
pub(super) fn version(text: &str) -> Option<u64> {
    #[derive(serde::Deserialize)]
    struct Mark {
        whobacks: Option<u64>,
    }
    // As we write it, it is the first field, and the rest may be long.
    let rest = text.trim_start().strip_prefix('{')?.trim_start();
    if let Some(rest) = rest.strip_prefix("\"whobacks\"") {
        let rest = rest.trim_start().strip_prefix(':').unwrap_or_default().trim_start();
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        return Some(rest.cut(..digits).parse().unwrap_or_default());
    }
    serde_json::from_str::<Mark>(text).ok()?.whobacks
}

pub(super) fn read(
    text: &str,
    version: u64,
    options: &ImportOptions,
) -> Result<Imported, ImportError> {
    if version < u64::from(VERSION) {
        return Err(ImportError::Form(format!(
            "the file is of version {version} of the format, and this tool reads version {VERSION}: since \
             then `said_by` lists speakers, and who cites them stands in `cited_by`. Write it anew from its \
             annotation: `whobacks export json`"
        )));
    }
    if version > u64::from(VERSION) {
        return Err(ImportError::Form(format!(
            "the file is of version {version} of the format, and this tool reads version {VERSION}: a newer \
             whobacks reads it"
        )));
    }
    let plain = without_steering(text);
    let (text, steering) = match &plain {
        Some((text, count)) => (text.as_str(), Some(*count)),
        None => (text, None),
    };
    let left_out = steering.map(|n| format!("{n} control characters in texts: left out"));
    let error = match serde_json::from_str::<Document<'_>>(text) {
        Ok(document) => return imported(document, left_out.into_iter().collect()),
        Err(error) => error,
    };
    // The careful reading takes out what is not ours.
    let Some((mended, problems)) = mend(text, options.kind) else {
        return Err(error.into());
    };
    let document = serde_json::from_str::<Document<'_>>(&mended).map_err(|error| {
        // The place would be one of the text that was made here.
        let message = error.to_string();
        let (message, _) = message.rsplit_once(" at line ").unwrap_or((&message, ""));
        ImportError::Form(message.to_owned())
    })?;
    imported(document, left_out.into_iter().chain(problems).collect())
}

/// The same document without the characters that no text of an annotation may hold, and how many there were;
/// nothing where there is none.
fn without_steering(text: &str) -> Option<(String, usize)> {
    // They stand there as they are, or as escapes.
    if steering(text).is_none()
        && !text.contains("\\u00")
        && !text.contains("\\u20")
        && !text.contains("\\r")
    {
        return None;
    }
    let mut value: Value = serde_json::from_str(text).ok()?;
    let mut count = 0_usize;
    let mut open = vec![&mut value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) if steering(text).is_some() => {
                count = count.saturating_add(text.chars().filter(|c| steers(*c)).count());
                text.retain(|c| !steers(c));
            }
            Value::Array(values) => open.extend(values),
            Value::Object(fields) => open.extend(fields.values_mut()),
            _ => {}
        }
    }
    (count > 0).then(|| (value.to_string(), count))
}

fn imported(document: Document<'_>, problems: Vec<String>) -> Result<Imported, ImportError> {
    let Document { whobacks: _, directed: _, multigraph: _, draft, graph, nodes, edges } = document;
    let Head { title, sources, relations, sides, slices } = graph;
    let mut claims: Vec<(Str<'static>, Vec<Item<'static>>)> = Vec::new();
    for edge in edges {
        let source = &edge.citation.source;
        match claims.iter_mut().rev().find(|(id, _)| id == source) {
            Some((_, items)) => items.push(item(edge)),
            None => claims.push((source.clone().into_owned(), vec![item(edge)])),
        }
    }
    let mut cards = Vec::new();
    for source in sources {
        // Sources without a claim are listed too.
        if !claims.iter().any(|(id, _)| *id == source.id) {
            claims.push((source.id.clone().into_owned(), Vec::new()));
        }
        cards.push(card(source)?);
    }
    let own = |(name, _): &(Str<'_>, Relation<'_>)| Vocabulary::standard().get(name).is_none();
    let relations = relations.0.into_iter().filter(own);
    let named = |node: &Node<'_>| node.kind != Kind::Unnamed;
    let remark = draft.map(|draft| {
        format!("the graph is a draft: {} claims were left out where it was made", draft.left_out)
    });
    let file = FileEntry {
        max_quote_words: None,
        title: Some(title.into_owned()),
        include: Vec::new(),
        actors: Pairs(nodes.into_iter().filter(named).map(actor).collect()),
        relations: Pairs(relations.map(|(name, r)| (name.into_owned(), spec(r).into())).collect()),
        sides: Pairs(
            sides.0.into_iter().map(|(name, ids)| (name.into_owned(), texts(ids))).collect(),
        ),
        slices: slices.into_iter().map(written).collect(),
        claims: Pairs(claims),
    };
    let rows = file.claims.iter().map(|(_, items)| items.len()).sum();
    Ok(Imported {
        file,
        cards,
        uncarded: Vec::new(),
        columns: Vec::new(),
        format: "our JSON",
        rows,
        silent: 0,
        problems,
        remarks: remark.into_iter().collect(),
    })
}

fn card(source: Source<'_>) -> Result<(SourceId, Card), ImportError> {
    let id = source.id.to_string();
    let wrong = |what: String| ImportError::Form(format!("source `{id}`: {what}"));
    let text = match (source.text.as_deref(), source.file, source.sha256) {
        (Some("none"), None, None) => None,
        (None, Some(file), Some(sha256)) => Some(TextCard {
            file: file.to_string(),
            sha256: sha256.to_string(),
            words: source.words.unwrap_or_default(),
            paragraphs: source.paragraphs.unwrap_or_default(),
            wrapped: source.wrapped,
            original: source.original.map(|original| Original {
                file: original.file.to_string(),
                sha256: original.sha256.to_string(),
                read_as: original.read_as.to_string(),
                reader: original.reader.to_string(),
            }),
            pages: source.pages,
        }),
        _ => return Err(wrong("it needs either `file` and `sha256`, or `text: \"none\"`".into())),
    };
    let string = |text: Option<Str<'_>>| text.map(|text| text.to_string());
    let strings = |list: Vec<Str<'_>>| list.iter().map(|text| text.to_string()).collect();
    let card = Card {
        title: source.title.to_string(),
        authors: strings(source.authors),
        publisher: string(source.publisher),
        published: source.published,
        inferred_from: string(source.inferred_from),
        language: string(source.language),
        url: string(source.url),
        archived: string(source.archived),
        accessed: source.accessed,
        copy_of: string(source.copy_of),
        relies_on: strings(source.relies_on),
        text,
        no_claims: source.no_claims.into_iter().map(|(n, why)| (n, why.to_string())).collect(),
    };
    Ok((id.parse().map_err(|error| wrong(format!("{error}")))?, card))
}

fn spec(relation: Relation<'_>) -> RelationSpec {
    let strings = |list: Vec<Str<'_>>| list.iter().map(|text| text.to_string()).collect();
    let codes = |list: Pairs<'_, Str<'_>>| list.iter().map(|(code, _)| code.to_string()).collect();
    RelationSpec {
        label: Some(relation.label.to_string()),
        inverse: relation.inverse.map(|text| text.to_string()),
        family: Some(relation.family),
        is_a: relation.is_a.map(|text| text.to_string()),
        symmetric: relation.symmetric,
        event: relation.event,
        weak: relation.weak.unwrap_or_default(),
        rolls_up: relation.rolls_up.unwrap_or_default(),
        binds: relation.binds.unwrap_or_default(),
        opinion: relation.opinion.unwrap_or_default(),
        outlasts: relation.outlasts.unwrap_or_default(),
        verbs: strings(relation.verbs),
        esd: codes(relation.esd),
        plover: codes(relation.plover),
        begins: strings(relation.begins),
        ends: strings(relation.ends),
    }
}

fn texts(list: Vec<Str<'_>>) -> Vec<Str<'static>> {
    list.into_iter().map(Str::into_owned).collect()
}

fn owned(text: Option<Str<'_>>) -> Option<Str<'static>> {
    text.map(Str::into_owned)
}

/// A date as it was written.
fn written(period: Period) -> Str<'static> {
    period.to_string().into()
}

fn actor(node: Node<'_>) -> (Str<'static>, ActorEntry<'static>) {
    let scoped = node.aliases_in.0.into_iter().map(|(id, names)| (id.into_owned(), texts(names)));
    let entry = ActorEntry {
        name: Some(node.label.into_owned()),
        short: owned(node.short),
        kind: Some(node.kind),
        aliases: texts(node.aliases),
        aliases_in: Pairs(scoped.collect()),
        when: node.when.map(written),
        within: owned(node.within),
        same_as: owned(node.same_as),
        keep: node.keep,
        note: owned(node.note),
    };
    (node.id.into_owned(), entry)
}

fn item(edge: Edge<'_>) -> Item<'static> {
    let many = |list: Vec<Str<'_>>| {
        let mut list = texts(list);
        match list.len() {
            0 => None,
            1 => list.pop().map(OneOrMany::One),
            _ => Some(OneOrMany::Many(list.into())),
        }
    };
    let rare = Rare {
        cited_by: many(edge.cited_by),
        against: many(edge.against),
        through: many(edge.through),
        what: owned(edge.what),
        intended: edge.intended.map(written),
        place: owned(edge.place),
        count: owned(edge.count),
        amount: owned(edge.amount),
        dated: owned(edge.dated),
        translation: owned(edge.translation),
        note: owned(edge.note),
        accept: (!edge.accept.is_empty()).then(|| texts(edge.accept).into()),
        proposed: false,
        claims: None,
    };
    // Of a graph that was rolled up the claims are those of the parts.
    let (from, to) =
        (edge.own_source.unwrap_or(edge.source), edge.own_target.unwrap_or(edge.target));
    Item {
        from: Some(OneOrMany::One(from.into_owned())),
        relation: Some(edge.relation.into_owned()),
        to: Some(OneOrMany::One(to.into_owned())),
        quote: owned(edge.citation.quote),
        record: owned(edge.citation.record),
        when: edge.when.map(written),
        // What is usual is not written.
        modality: Some(edge.modality).filter(|modality| *modality != Modality::default()),
        status: Some(edge.status).filter(|status| *status != Status::default()),
        said_by: many(edge.said_by),
        // A quote may stand in several paragraphs: this is the one that was meant.
        paragraph: edge.citation.paragraph,
        rare: (rare != Rare::default()).then(|| Box::new(rare)),
    }
}
