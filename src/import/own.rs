//! Node-link JSON that this tool has written -> the annotation that it was made of.
//!
//! Every field is known here, and an unknown one is an error: nothing is lost unseen. What follows
//! from the rest (family, sign, bounds of time) is passed over.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{ImportError, Imported};
use crate::annotation::{ActorEntry, FileEntry, Item, OneOrMany, Pairs, Rare, Text};
use crate::evidence::Card;
use crate::model::{Family, Kind, Modality, RelationSpec, SourceId, Status, TextCard, Vocabulary};

/// The version of the contract that is read here.
const VERSION: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Graph<'a> {
    whobacks: u32,
    #[serde(rename = "directed")]
    _directed: bool,
    #[serde(rename = "multigraph")]
    _multigraph: bool,
    #[serde(borrow)]
    graph: Head<'a>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head<'a> {
    title: String,
    sources: Vec<Source>,
    #[serde(borrow)]
    relations: Pairs<'a, Relation>,
    #[serde(default, borrow)]
    sides: Pairs<'a, Vec<String>>,
    #[serde(default)]
    slices: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: String,
    title: String,
    #[serde(default)]
    authors: Vec<String>,
    publisher: Option<String>,
    published: Option<String>,
    inferred_from: Option<String>,
    language: Option<String>,
    url: Option<String>,
    copy_of: Option<String>,
    #[serde(default)]
    relies_on: Vec<String>,
    text: Option<String>,
    file: Option<String>,
    sha256: Option<String>,
    words: Option<u32>,
    paragraphs: Option<u32>,
    #[serde(default)]
    wrapped: bool,
    #[serde(default)]
    no_claims: BTreeMap<u32, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relation {
    label: String,
    inverse: Option<String>,
    family: Family,
    #[serde(rename = "sign")]
    _sign: IgnoredAny,
    symmetric: bool,
    event: bool,
    is_a: Option<String>,
    #[serde(default)]
    esd: BTreeMap<String, IgnoredAny>,
    #[serde(default)]
    plover: BTreeMap<String, IgnoredAny>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    rolls_up: bool,
    #[serde(default)]
    binds: bool,
    #[serde(default)]
    begins: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Node {
    id: String,
    label: String,
    kind: String,
    aliases: Vec<String>,
    short: Option<String>,
    when: Option<String>,
    within: Option<String>,
    same_as: Option<String>,
    #[serde(default)]
    aliases_in: BTreeMap<String, Vec<String>>,
    note: Option<String>,
    #[serde(default)]
    keep: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edge {
    #[serde(rename = "key")]
    _key: String,
    source: String,
    target: String,
    relation: String,
    modality: Modality,
    status: Status,
    said_by: Vec<String>,
    #[serde(default)]
    cited_by: Vec<String>,
    when: Option<String>,
    citation: Citation,
    #[serde(default)]
    against: Vec<String>,
    #[serde(default)]
    through: Vec<String>,
    what: Option<String>,
    intended: Option<String>,
    place: Option<String>,
    count: Option<String>,
    amount: Option<String>,
    dated: Option<String>,
    translation: Option<String>,
    note: Option<String>,
    #[serde(default)]
    accept: Vec<String>,
    // What follows from the rest.
    #[serde(rename = "family")]
    _family: IgnoredAny,
    #[serde(rename = "sign")]
    _sign: IgnoredAny,
    #[serde(rename = "symmetric")]
    _symmetric: IgnoredAny,
    #[serde(rename = "event")]
    _event: IgnoredAny,
    #[serde(rename = "attested")]
    _attested: IgnoredAny,
    #[serde(rename = "start")]
    _start: IgnoredAny,
    #[serde(rename = "end")]
    _end: IgnoredAny,
    #[serde(default, rename = "standing")]
    _standing: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Citation {
    source: String,
    paragraph: Option<u32>,
    #[serde(default, rename = "words")]
    _words: Option<IgnoredAny>,
    quote: Option<String>,
    #[serde(default, rename = "match")]
    _match: Option<IgnoredAny>,
    record: Option<String>,
}

/// Whether a JSON text is of our own making: it says so, as we write it in its first field.
pub(super) fn is_ours(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Mark {
        whobacks: Option<IgnoredAny>,
    }
    let rest = text.trim_start().strip_prefix('{').unwrap_or_default();
    rest.trim_start().starts_with("\"whobacks\"")
        || serde_json::from_str::<Mark>(text).is_ok_and(|mark| mark.whobacks.is_some())
}

pub(super) fn read(text: &str) -> Result<Imported, ImportError> {
    let graph: Graph<'_> =
        serde_json::from_str(text).map_err(|error| ImportError::Form(error.to_string()))?;
    if graph.whobacks != VERSION {
        return Err(ImportError::Form(format!(
            "the file is of version {} of the format, and this tool reads version {VERSION}",
            graph.whobacks
        )));
    }
    let mut cards = Vec::new();
    // Sources without a claim are listed too.
    let mut claims: Vec<(String, Vec<Item<'static>>)> = Vec::new();
    for edge in graph.edges {
        let source = edge.citation.source.clone();
        match claims.iter_mut().rev().find(|(id, _)| *id == source) {
            Some((_, items)) => items.push(item(edge)),
            None => claims.push((source, vec![item(edge)])),
        }
    }
    for source in graph.graph.sources {
        if !claims.iter().any(|(id, _)| *id == source.id) {
            claims.push((source.id.clone(), Vec::new()));
        }
        cards.push(card(source)?);
    }
    let own = |(name, _): &(Text<'_>, Relation)| Vocabulary::standard().get(name).is_none();
    let relations = graph.graph.relations.0.into_iter().filter(own);
    let sides = graph.graph.sides.0.into_iter();
    let named = |node: &Node| node.id != "?";
    let file = FileEntry {
        max_quote_words: None,
        title: Some(graph.graph.title.into()),
        include: Vec::new(),
        actors: Pairs(graph.nodes.into_iter().filter(named).map(actor).collect::<Result<_, _>>()?),
        relations: Pairs(relations.map(|(name, r)| (name.to_string().into(), spec(r))).collect()),
        sides: Pairs(sides.map(|(name, ids)| (name.to_string().into(), texts(ids))).collect()),
        slices: texts(graph.graph.slices),
        claims: Pairs(claims.into_iter().map(|(id, items)| (id.into(), items)).collect()),
    };
    Ok(Imported { file, cards, problems: Vec::new(), remarks: Vec::new() })
}

fn card(source: Source) -> Result<(SourceId, Card), ImportError> {
    let wrong = |what: String| ImportError::Form(format!("source `{}`: {what}", source.id));
    let id: SourceId = source.id.parse().map_err(|error| wrong(format!("{error}")))?;
    let published = source.published.as_deref().map(str::parse).transpose();
    let published = published.map_err(|error| wrong(format!("{error}")))?;
    let text = match (source.text.as_deref(), source.file, source.sha256) {
        (Some("none"), None, None) => None,
        (None, Some(file), Some(sha256)) => Some(TextCard {
            file,
            sha256,
            words: source.words.unwrap_or_default(),
            paragraphs: source.paragraphs.unwrap_or_default(),
            wrapped: source.wrapped,
        }),
        _ => return Err(wrong("it needs either `file` and `sha256`, or `text: \"none\"`".into())),
    };
    let card = Card {
        title: source.title,
        authors: source.authors,
        publisher: source.publisher,
        published,
        inferred_from: source.inferred_from,
        language: source.language,
        url: source.url,
        copy_of: source.copy_of,
        relies_on: source.relies_on,
        text,
        no_claims: source.no_claims,
    };
    Ok((id, card))
}

fn spec(relation: Relation) -> RelationSpec {
    RelationSpec {
        label: Some(relation.label),
        inverse: relation.inverse,
        family: Some(relation.family),
        is_a: relation.is_a,
        symmetric: relation.symmetric,
        event: relation.event,
        weak: relation.weak,
        rolls_up: relation.rolls_up,
        binds: relation.binds,
        verbs: relation.verbs,
        esd: relation.esd.into_keys().collect(),
        plover: relation.plover.into_keys().collect(),
        begins: relation.begins,
        ends: relation.ends,
    }
}

fn texts(list: Vec<String>) -> Vec<Text<'static>> {
    list.into_iter().map(Text::from).collect()
}

fn actor(node: Node) -> Result<(Text<'static>, ActorEntry<'static>), ImportError> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.word() == node.kind);
    let kind = kind.ok_or_else(|| {
        ImportError::Form(format!(
            "actor `{}` is of kind `{}`, which there is not",
            node.id, node.kind
        ))
    })?;
    let scoped = node.aliases_in.into_iter().map(|(source, names)| (source.into(), texts(names)));
    let entry = ActorEntry {
        name: Some(node.label.into()),
        short: node.short.map(Text::from),
        kind: Some(kind),
        aliases: texts(node.aliases),
        aliases_in: Pairs(scoped.collect()),
        when: node.when.map(Text::from),
        within: node.within.map(Text::from),
        same_as: node.same_as.map(Text::from),
        keep: node.keep,
        note: node.note.map(Text::from),
    };
    Ok((node.id.into(), entry))
}

fn item(edge: Edge) -> Item<'static> {
    let many = |mut list: Vec<String>| match list.len() {
        0 => None,
        1 => list.pop().map(|text| OneOrMany::One(text.into())),
        _ => Some(OneOrMany::Many(texts(list))),
    };
    let rare = Rare {
        record: edge.citation.record.map(Text::from),
        cited_by: many(edge.cited_by),
        against: many(edge.against),
        through: many(edge.through),
        what: edge.what.map(Text::from),
        intended: edge.intended.map(Text::from),
        place: edge.place.map(Text::from),
        count: edge.count.map(Text::from),
        amount: edge.amount.map(Text::from),
        dated: edge.dated.map(Text::from),
        translation: edge.translation.map(Text::from),
        note: edge.note.map(Text::from),
        accept: (!edge.accept.is_empty()).then(|| texts(edge.accept)),
        claims: None,
    };
    Item {
        from: Some(OneOrMany::One(edge.source.into())),
        relation: Some(edge.relation.into()),
        to: Some(OneOrMany::One(edge.target.into())),
        quote: edge.citation.quote.map(Text::from),
        when: edge.when.map(Text::from),
        // What is usual is not written.
        modality: Some(edge.modality).filter(|modality| *modality != Modality::default()),
        status: Some(edge.status).filter(|status| *status != Status::default()),
        said_by: many(edge.said_by),
        // A quote may stand in several paragraphs: this is the one that was meant.
        paragraph: edge.citation.paragraph,
        rare: (rare != Rare::default()).then(|| Box::new(rare)),
    }
}
