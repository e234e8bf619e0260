//! FollowTheMoney entities, one JSON object on each line: the format that investigation platforms load.
//!
//! Actors become things, sources articles, claims links between two things, with the article as their
//! proof. The schema has no link for "arms" or "fights": `UnknownLink` with a role holds them all.

use std::io::{self, Write};

use serde_json::Value as Json;

use super::cytoscape::{of_edge, of_node};
use super::edge::edges;
use super::json::line::{self, Object};
use super::node::nodes;
use super::{About, Chosen, Edges, Output};
use crate::graph::fields::FIELDS;
use crate::graph::standing::{Seen, told_of};
use crate::model::{Actor, Kind, PartialDate, Period, Source, Status};
use crate::view::{ClaimView, View};

pub(super) const ENTRY: About = About {
    name: "ftm",
    extension: "ftm.json",
    media_type: "application/x-ndjson",
    description: "FollowTheMoney entities, for Aleph and OpenSanctions tools",
    readers: "followthemoney, Aleph, OpenAleph",
    keeps: "actors, claims as links with role, dates, quote and record, what else is told in words; \
            sources as articles; every column beside the schema, as context",
    lacks: "control characters; aliases that hold in one source only",
    edges: &[Edges::Claims],
    output: Output::File(write),
};

fn write(view: &View<'_>, _: Chosen, out: &mut dyn Write) -> io::Result<()> {
    // Besides what the schema has a property for, everything that our flat formats say: readers keep it as the context
    // of the entity, and `import` reads it back.
    let nodes = nodes(view);
    let actors = nodes.iter().map(|node| {
        let mut own = Object::default().with("id", node.actor.id.as_str());
        own.set("label", node.actor.name.as_str());
        of_node(node, &mut own);
        of_actor(node.actor).with("whobacks", own)
    });
    let sources = view.sources.iter().map(|source| of_source(source));
    let edges = edges(view, Edges::Claims);
    let claims = edges.iter().zip(&view.claims).map(|(edge, claim)| {
        let mut own = Object::default().with("source", edge.from().id.as_str());
        own.set("target", edge.to().id.as_str());
        own.set("label", edge.label());
        of_edge(&edge, view, Edges::Claims, &mut own);
        of_claim(claim, view).with("whobacks", own)
    });
    for entity in actors.chain(sources).chain(claims) {
        line::write(&entity, out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn schema(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::State | Kind::Government | Kind::Legislature | Kind::Military | Kind::Agency => {
            "PublicBody"
        }
        Kind::ArmedGroup | Kind::Unit | Kind::Organisation | Kind::Media | Kind::Coalition => {
            "Organization"
        }
        Kind::Company => "Company",
        Kind::Place => "Address",
        Kind::Collective | Kind::Unnamed => "LegalEntity",
    }
}

fn entity(id: &str, schema: &str, properties: Properties) -> Object {
    Object::default().with("id", id).with("schema", schema).with("properties", properties.0)
}

/// Lists of values by name; what is empty is left out.
#[derive(Default)]
struct Properties(Object);

impl Properties {
    fn set<T: Into<String>>(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        let values: Vec<Json> = values
            .into_iter()
            .map(Into::into)
            .filter(|v: &String| !v.is_empty())
            .map(Json::from)
            .collect();
        if !values.is_empty() {
            self.0.set(name, values);
        }
        self
    }
}

/// An actor, an article and a claim may have the same id, so each sort has a prefix of its own.
fn id_of(sort: &str, id: &str) -> String {
    // An id cannot hold a `?`.
    format!("{sort}-{}", if id == "?" { "not.named" } else { id })
}

fn of_actor(actor: &Actor) -> Object {
    let names = actor.short.iter().chain(&actor.aliases);
    let wikidata = actor.same_as.iter().filter(|id| {
        id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    });
    let properties = Properties::default()
        .set("name", [&actor.name])
        .set("alias", names)
        .set("wikidataId", wikidata)
        .set("keywords", [actor.kind.word()])
        .set("summary", &actor.note);
    entity(&id_of("actor", actor.id.as_str()), schema(actor.kind), properties)
}

fn of_source(source: &Source) -> Object {
    let name = if source.title.trim().is_empty() { source.id.as_str() } else { &source.title };
    let published = source.published.and_then(exact);
    let properties = Properties::default()
        .set("name", [name])
        .set("title", [name])
        .set("author", &source.authors)
        .set("publisher", &source.publisher)
        .set("publishedAt", published)
        .set("language", source.language.as_deref().and_then(language))
        .set("sourceUrl", address(source))
        .set("fileName", source.text.iter().map(|text| &text.file));
    entity(&id_of("source", source.id.as_str()), "Article", properties)
}

/// The address where it can be read, if it is a web address.
fn address(source: &Source) -> Option<&str> {
    let url = source.url.as_deref()?;
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    (!rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
        .then_some(url)
}

/// A language tag by its code of three letters (ISO 639-3), which is what the schema wants; languages
/// that are not in the table are left out, because an unknown code makes the entity invalid.
fn language(tag: &str) -> Option<&'static str> {
    #[rustfmt::skip]
    const CODES: [(&str, &str); 39] = [
        ("am", "amh"), ("ar", "ara"), ("az", "aze"), ("be", "bel"), ("bg", "bul"), ("cs", "ces"),
        ("da", "dan"), ("de", "deu"), ("el", "ell"), ("en", "eng"), ("es", "spa"), ("fa", "fas"),
        ("fi", "fin"), ("fr", "fra"), ("he", "heb"), ("hi", "hin"), ("hr", "hrv"),
        ("hu", "hun"), ("hy", "hye"), ("id", "ind"), ("it", "ita"), ("ja", "jpn"), ("ka", "kat"),
        ("kk", "kaz"), ("ko", "kor"), ("nl", "nld"), ("no", "nor"), ("pl", "pol"),
        ("ps", "pus"), ("pt", "por"), ("ro", "ron"), ("ru", "rus"), ("sr", "srp"),
        ("sv", "swe"), ("sw", "swa"), ("tr", "tur"), ("uk", "ukr"), ("ur", "urd"), ("zh", "zho"),
    ];
    let first = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    CODES.iter().find(|(two, three)| first == *two || first == *three).map(|(_, three)| *three)
}

/// A period that is a single certain date: the schema has no intervals, and no uncertainty.
fn exact(period: Period) -> Option<String> {
    let Period::Date(date) = period else { return None };
    let text = date.to_string();
    text.bytes().all(|b| b.is_ascii_digit() || b == b'-').then_some(text)
}

/// The fields of a claim that have a property of their own in the schema, or are worded above.
const IN_PLACE: [&str; 10] = [
    "from", "relation", "to", "quote", "record", "when", "modality", "said_by", "cited_by", "note",
];

fn of_claim(view: &ClaimView<'_>, whole: &View<'_>) -> Object {
    let (claim, relation) = (view.at.claim, view.at.relation);
    let details = claim.details();
    let side = |date: Option<PartialDate>| date.and_then(|date| exact(Period::Date(date)));
    let (date, start, end) = match claim.when {
        Some(Period::Interval(a, b)) => (None, side(a.date()), side(b.date())),
        Some(date) => (exact(date), None, None),
        None => (None, None, None),
    };
    let mut description = vec![format!(
        "{} {} {} ({}).",
        view.at.from.name,
        relation.label,
        view.at.to.name,
        claim.modality.word()
    )];
    let speakers: Vec<&str> = view.speakers().collect();
    if !speakers.is_empty() {
        let cited = view.citers().map(|name| format!(", cited by {name}"));
        description.push(format!(
            "Said by {}{}.",
            speakers.join(" and "),
            cited.collect::<String>()
        ));
    }
    let seen = told_of(&view.at).filter(|_| claim.modality.is_asserted());
    if let Some(Seen { first: Some(first), last: Some(last) }) = seen {
        description.push(format!("Attested between {first} and {last}."));
    }
    // The schema has no property for the other fields, so they are put into words.
    let told = FIELDS.iter().filter(|field| !IN_PLACE.contains(&field.name));
    description.extend(told.filter_map(|field| {
        let value = whole.value(field, view)?.joined(", ");
        let is_silence = field.name == "status" && claim.status == Status::Unknown;
        (!is_silence).then(|| format!("{}: {value}.", field.name))
    }));
    description.extend(details.note.as_deref().map(str::to_owned));
    let properties = Properties::default()
        .set("subject", [id_of("actor", view.at.from.id.as_str())])
        .set("object", [id_of("actor", view.at.to.id.as_str())])
        .set("role", [relation.label.as_str()])
        .set("status", [claim.modality.word()])
        .set("date", date)
        .set("startDate", start)
        .set("endDate", end)
        .set("summary", [claim.citation.text()])
        .set("description", [description.join(" ")])
        .set("recordId", [claim.id.to_string()])
        .set("sourceUrl", address(view.at.source))
        .set("publisher", &view.at.source.publisher)
        .set("proof", [id_of("source", view.at.source.id.as_str())]);
    entity(&id_of("claim", &claim.id.to_string()), "UnknownLink", properties)
}
