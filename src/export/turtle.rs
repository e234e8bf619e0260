//! RDF as Turtle: each claim a resource with its provenance (PROV-O), its quote a Web Annotation with a
//! TextQuoteSelector; what a source asserts is also written as a plain triple: actor, relation, actor.
//!
//! Claims are named resources and not RDF 1.2 annotations, which most readers do not know yet. The
//! names are URNs (`urn:whobacks:claim:c-…`): a dataset has no address of its own. The shapes in
//! `docs/shapes.ttl` say what must hold of the file.

use std::collections::BTreeSet;
use std::io::{self, Write};

use oxttl::TurtleSerializer;

use super::spell::day;
use super::{About, Chosen, Edges, Output};
use crate::graph::standing::told_of;
use crate::model::{Actor, Citation, Kind, OpenBounds, Party, Source};
use crate::view::{ClaimView, RelationView, View};
pub(crate) use terms::prefixes;
use terms::{RdfTerm, Subject, edtf, iri, text};

mod terms;

pub(super) const ENTRY: About = About {
    name: "turtle",
    extension: "ttl",
    media_type: "text/turtle",
    description: "RDF with provenance (PROV-O) and quotes (Web Annotation)",
    readers: "rdflib, pyoxigraph, `whobacks sparql`, triple stores",
    keeps: "actors, claims with every field, sources with their cards, relations with their hierarchy",
    lacks: "the order of claims, of aliases, of speakers and of those who cite them; the counts on a card; the weights and sizes of a picture",
    edges: &[Edges::Claims],
    output: Output::File(write),
};

type Out<'w> = oxttl::turtle::WriterTurtleSerializer<&'w mut dyn Write>;

fn write(view: &View<'_>, _: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = TurtleSerializer::new();
    for (name, address) in prefixes() {
        serializer = serializer.with_prefix(name, address).map_err(io::Error::other)?;
    }
    let mut out = serializer.for_writer(out);
    dataset(view, &mut out)?;
    view.relations.iter().try_for_each(|relation| of_relation(relation, &mut out))?;
    view.actors.iter().try_for_each(|actor| of_actor(actor, view, &mut out))?;
    view.sources.iter().try_for_each(|source| of_source(source, view, &mut out))?;
    view.claims.iter().try_for_each(|claim| of_claim(claim, &mut out))?;
    plain(view, &mut out)?;
    out.finish().map(drop)
}

fn dataset(view: &View<'_>, out: &mut Out<'_>) -> io::Result<()> {
    Subject::new("dataset", "this", out)
        .is("wb", "Dataset")?
        .add("dcterms", "title", text(view.title))
        .map(drop)
}

fn of_relation(relation: &RelationView<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let r = relation.relation;
    let mut subject = Subject::new("relation", &r.id, out).is("rdf", "Property")?;
    if r.is_symmetric() {
        subject = subject.is("owl", "SymmetricProperty")?;
    }
    subject
        .add("rdfs", "label", text(&r.label))?
        .all("rdfs", "subPropertyOf", relation.is_a.map(|wider| iri("relation", wider)))?
        .all("wb", "inverse", r.inverse.as_deref().map(text))?
        .add("wb", "family", text(r.family.word()))?
        .add("wb", "sign", RdfTerm::Integer(r.sign.value().into()))?
        .add("wb", "event", RdfTerm::Boolean(r.is_event()))?
        .all("wb", "esd", relation.esd.iter().map(|(code, _)| text(code)))?
        .all("wb", "plover", relation.plover.iter().map(|(code, _)| text(code)))
        .map(drop)
}

/// The IRI of an actor; that of the stand-in cannot be made from any id.
fn actor(id: &str) -> RdfTerm<'static> {
    iri("actor", actor_name(id))
}

fn actor_name(id: &str) -> &str {
    if id == "?" { "_not_named" } else { id }
}

fn of_actor(a: &Actor, view: &View<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let is_item = |id: &&str| id.strip_prefix('Q').is_some_and(|n| n.parse::<u64>().is_ok());
    let same = a.same_as.as_deref();
    let mut subject = Subject::new("actor", actor_name(a.id.as_str()), out)
        .is("wb", "Actor")?
        .is("prov", "Agent")?
        .add("rdfs", "label", text(&a.name))?
        .add("wb", "kind", text(a.kind.word()))?
        .all("wb", "short", a.short.as_deref().map(text))?
        .all("skos", "altLabel", a.aliases.iter().map(|alias| text(alias)))?
        .all("wb", "when", a.when.map(edtf))?
        .all("wb", "within", a.within.map(|ix| actor(view.actor_id(ix))))?
        .all("owl", "sameAs", same.filter(is_item).map(|id| iri("wikidata", id)))?
        .all("wb", "sameAs", same.filter(|id| !is_item(id)).map(text))?
        .all("rdfs", "comment", a.note.as_deref().map(text))?;
    for (source, names) in &a.aliases_in {
        let id = view.source(*source).id.as_str();
        let scoped = names.iter().map(|name| RdfTerm::Owned(format!("{id}: {name}")));
        subject = subject.all("wb", "aliasIn", scoped)?;
    }
    Ok(())
}

fn of_source(s: &Source, view: &View<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let known = |id: &str| view.sources.iter().any(|source| source.id.as_str() == id);
    let other = |name: &str| match known(name) {
        true => iri("source", name),
        false => RdfTerm::Owned(name.to_owned()),
    };
    let file = s.text.as_ref();
    Subject::new("source", s.id.as_str(), out)
        .is("wb", "Source")?
        .is("prov", "Entity")?
        .add("dcterms", "title", text(&s.title))?
        .all("dcterms", "creator", s.authors.iter().map(|author| text(author)))?
        .all("dcterms", "publisher", s.publisher.as_deref().map(text))?
        .all("dcterms", "issued", s.published.map(edtf))?
        .all("wb", "inferredFrom", s.inferred_from.as_deref().map(text))?
        .all("dcterms", "language", s.language.as_deref().map(text))?
        .all("schema", "url", s.url.as_deref().map(text))?
        .all("schema", "archivedAt", s.archived.as_deref().map(text))?
        .all("wb", "copyOf", s.copy_of.as_deref().map(other))?
        .all("wb", "reliesOn", s.relies_on.iter().map(|name| other(name)))?
        .all("wb", "file", file.map(|file| text(&file.file)))?
        .all("wb", "sha256", file.map(|file| text(&file.sha256)))
        .map(drop)
}

fn of_claim(view: &ClaimView<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let (claim, relation, details) = (view.at.claim, view.at.relation, view.at.claim.details());
    let (id, validity) = (claim.id.to_string(), view.at.validity());
    let source = view.at.source.id.as_str();
    let speakers = parties(view.said_by(), &details.said_by);
    let agents = speakers.clone().filter(|term| matches!(term, RdfTerm::Iri(_)));
    let mut subject = Subject::new("claim", &id, out)
        .is("wb", "Claim")?
        .is("prov", "Entity")?
        .add("rdf", "subject", actor(view.at.from.id.as_str()))?
        .add("rdf", "predicate", iri("relation", &relation.id))?
        .add("rdf", "object", actor(view.at.to.id.as_str()))?
        .add("wb", "modality", text(claim.modality.word()))?
        .add("wb", "asserted", RdfTerm::Boolean(claim.modality.is_asserted()))?
        .add("wb", "status", text(claim.status.word()))?
        .add("prov", "hadPrimarySource", iri("source", source))?
        .all("prov", "wasAttributedTo", agents)?
        .all("wb", "saidBy", speakers)?
        .all("wb", "citedBy", parties(view.cited_by(), &details.cited_by))?
        .all("wb", "when", claim.when.map(edtf))?;
    let attested = told_of(&view.at).map(|seen| (seen.first, seen.last));
    for (name, bounds) in
        [("attested", attested), ("started", validity.start), ("ended", validity.end)]
    {
        subject = days(subject, name, bounds)?;
    }
    let place = view.place().zip(details.place.as_ref()).map(party);
    subject
        .all("wb", "against", view.against().map(actor))?
        .all("wb", "through", parties(view.through(), &details.through))?
        .all("wb", "what", details.what.as_deref().map(text))?
        .all("wb", "intended", details.intended.map(edtf))?
        .all("wb", "place", place)?
        .all("wb", "count", details.count.as_deref().map(text))?
        .all("wb", "amount", details.amount.as_deref().map(text))?
        .all("wb", "dated", details.dated.as_deref().map(text))?
        .all("wb", "translation", details.translation.as_deref().map(text))?
        .all("wb", "note", details.note.as_deref().map(text))?
        .all("wb", "accept", details.accept.iter().map(|code| text(code)))?
        .all("wb", "standing", view.standing.map(|standing| text(standing.word())))?
        .add("wb", "citation", iri("citation", &id))?;
    citation(&id, source, &claim.citation, out)
}

/// Those mentioned, in their order.
fn parties<'t>(
    names: impl Iterator<Item = &'t str> + Clone,
    parties: &'t [Party],
) -> impl Iterator<Item = RdfTerm<'t>> + Clone {
    names.zip(parties).map(party)
}

/// Somebody mentioned: an actor of the dataset, or a name.
fn party<'t>((name, party): (&'t str, &Party)) -> RdfTerm<'t> {
    match party {
        Party::Actor(_) => actor(name),
        Party::Named(_) | Party::Unnamed => text(name),
    }
}

/// First and last day of something, if they are known: `wb:attestedFirst`, `wb:attestedLast`.
fn days<'s, 'w>(
    subject: Subject<'s, 'w>,
    name: &str,
    bounds: Option<OpenBounds>,
) -> io::Result<Subject<'s, 'w>> {
    let (first, last) = bounds.unwrap_or_default();
    subject.all("wb", &format!("{name}First"), first.map(|date| RdfTerm::Day(day(date))))?.all(
        "wb",
        &format!("{name}Last"),
        last.map(|date| RdfTerm::Day(day(date))),
    )
}

/// The claim as the body of an annotation whose target is the place in the source.
fn citation(id: &str, source: &str, citation: &Citation, out: &mut Out<'_>) -> io::Result<()> {
    Subject::new("citation", id, out)
        .is("oa", "Annotation")?
        .add("oa", "motivatedBy", iri("oa", "linking"))?
        .add("oa", "hasBody", iri("claim", id))?
        .add("oa", "hasTarget", iri("target", id))?;
    Subject::new("target", id, out)
        .is("oa", "SpecificResource")?
        .add("oa", "hasSource", iri("source", source))?
        .add("oa", "hasSelector", iri("selector", id))?;
    let selector = Subject::new("selector", id, out);
    match citation {
        Citation::Quote(quoted) => selector
            .is("oa", "TextQuoteSelector")?
            .add("oa", "exact", text(&quoted.quote))?
            .add("wb", "paragraph", RdfTerm::Integer(quoted.paragraph.into()))?
            .add("wb", "firstWord", RdfTerm::Integer(quoted.words.0.into()))?
            .add("wb", "lastWord", RdfTerm::Integer(quoted.words.1.into()))?
            .add("wb", "match", text(quoted.class.word())),
        Citation::Record(record) => {
            selector.is("wb", "RecordSelector")?.add("rdf", "value", text(record))
        }
    }
    .map(drop)
}

/// The triples that at least one source asserts, each once; in both directions if the relation is symmetric. An
/// unnamed actor is nobody in particular and occurs in claims only, because two of them are not the same.
fn plain(view: &View<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let mut triples = BTreeSet::new();
    for claim in view.claims.iter().filter(|c| c.at.claim.modality.is_asserted()) {
        let (from, to) = (claim.at.from.id.as_str(), claim.at.to.id.as_str());
        let relation = claim.at.relation;
        if claim.at.from.kind == Kind::Unnamed || claim.at.to.kind == Kind::Unnamed {
            continue;
        }
        triples.insert((from, relation.id.as_str(), to));
        if relation.is_symmetric() {
            triples.insert((to, relation.id.as_str(), from));
        }
    }
    for (from, relation, to) in triples {
        Subject::new("actor", actor_name(from), out).add("relation", relation, actor(to))?;
    }
    Ok(())
}
