//! Names and values of RDF, and a subject with its statements.

use std::io;

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{Literal, NamedNode, TermRef, TripleRef};

use super::Out;
use crate::model::Period;

/// The namespaces, by the prefix under which they are written.
const NAMESPACES: [(&str, &str); 20] = [
    ("actor", "urn:whobacks:actor:"),
    ("citation", "urn:whobacks:citation:"),
    ("claim", "urn:whobacks:claim:"),
    ("dataset", "urn:whobacks:dataset:"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("edtf", "http://id.loc.gov/datatypes/edtf/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("relation", "urn:whobacks:relation:"),
    ("schema", "http://schema.org/"),
    ("selector", "urn:whobacks:selector:"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("source", "urn:whobacks:source:"),
    ("target", "urn:whobacks:target:"),
    ("wb", "urn:whobacks:vocabulary:"),
    ("wikidata", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The namespaces that the file declares, by prefix.
pub(crate) fn prefixes() -> [(&'static str, &'static str); 20] {
    NAMESPACES
}

/// What can be said about a subject.
pub(super) enum RdfTerm<'t> {
    Iri(NamedNode),
    Text(&'t str),
    Owned(String),
    Integer(i64),
    Boolean(bool),
    /// A day as XML Schema writes it.
    Day(String),
    /// A date or a period as EDTF writes it.
    Edtf(String),
}

impl RdfTerm<'_> {
    fn into_rdf(self) -> oxrdf::Term {
        let edtf = || NamedNode::new_unchecked("http://id.loc.gov/datatypes/edtf/EDTF");
        match self {
            RdfTerm::Iri(name) => name.into(),
            RdfTerm::Text(text) => Literal::new_simple_literal(text).into(),
            RdfTerm::Owned(text) => Literal::new_simple_literal(text).into(),
            RdfTerm::Integer(number) => Literal::from(number).into(),
            RdfTerm::Boolean(yes) => Literal::from(yes).into(),
            RdfTerm::Day(day) => Literal::new_typed_literal(day, xsd::DATE).into(),
            RdfTerm::Edtf(text) => Literal::new_typed_literal(text, edtf()).into(),
        }
    }
}

fn name(prefix: &str, local: &str) -> NamedNode {
    let namespace = NAMESPACES.iter().find(|(known, _)| *known == prefix);
    let (_, address) = namespace.expect("every prefix in use is in the table");
    // Ids, names of relations and numbers have no character that an IRI lacks.
    NamedNode::new_unchecked(format!("{address}{local}"))
}

pub(super) fn iri(prefix: &str, local: &str) -> RdfTerm<'static> {
    RdfTerm::Iri(name(prefix, local))
}

pub(super) fn text(text: &str) -> RdfTerm<'_> {
    RdfTerm::Text(text)
}

pub(super) fn edtf(period: Period) -> RdfTerm<'static> {
    RdfTerm::Edtf(period.to_string())
}

/// A resource, and the statements about it, written one after the other.
pub(super) struct Subject<'s, 'w> {
    name: NamedNode,
    out: &'s mut Out<'w>,
}

impl<'s, 'w> Subject<'s, 'w> {
    pub(super) fn new(prefix: &str, local: &str, out: &'s mut Out<'w>) -> Self {
        Subject { name: name(prefix, local), out }
    }

    pub(super) fn is(self, prefix: &str, class: &str) -> io::Result<Self> {
        let class = name(prefix, class);
        let triple = TripleRef::new(&self.name, rdf::TYPE, TermRef::from(&class));
        self.out.serialize_triple(triple)?;
        Ok(self)
    }

    pub(super) fn add(self, prefix: &str, property: &str, value: RdfTerm<'_>) -> io::Result<Self> {
        let (property, value) = (name(prefix, property), value.into_rdf());
        self.out.serialize_triple(TripleRef::new(&self.name, &property, &value))?;
        Ok(self)
    }

    pub(super) fn all<'t>(
        self,
        prefix: &str,
        property: &str,
        values: impl IntoIterator<Item = RdfTerm<'t>>,
    ) -> io::Result<Self> {
        values.into_iter().try_fold(self, |subject, value| subject.add(prefix, property, value))
    }
}
