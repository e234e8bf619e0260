"""Turtle, read by rdflib and pyoxigraph, and held against the shapes by pyshacl."""

from pathlib import Path

import pyoxigraph
import pyshacl
import rdflib

from expect import MODALITIES, faults, report, same

ROOT = Path(__file__).resolve().parent
CLAIMS = """
PREFIX wb: <urn:whobacks:vocabulary:> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?claim ?from ?relation ?to ?modality ?source ?words WHERE {
  ?claim a wb:Claim ; rdf:subject ?from ; rdf:predicate ?relation ; rdf:object ?to ;
    wb:modality ?modality ; prov:hadPrimarySource ?source ; wb:citation ?citation .
  ?citation oa:hasBody ?claim ; oa:hasTarget ?target .
  ?target oa:hasSource ?source ; oa:hasSelector ?selector .
  ?selector oa:exact|rdf:value ?words .
}"""
LABELS = """
PREFIX wb: <urn:whobacks:vocabulary:> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?actor ?label WHERE { ?actor a wb:Actor ; rdfs:label ?label }"""


def check(client, file, data, query, triples):
    """`query` gives rows of plain strings."""

    def urn(sort, key):
        return f"urn:whobacks:{sort}:{key if key != '?' else '_not_named'}"

    labels = sorted((urn("actor", n["id"]), n["label"]) for n in data["nodes"])
    same(file, "labels", sorted(query(LABELS)), labels)
    wanted = sorted(
        (
            urn("claim", e["key"]),
            urn("actor", e["source"]),
            urn("relation", e["relation"]),
            urn("actor", e["target"]),
            e["modality"],
            urn("source", e["citation"]["source"]),
            e["citation"].get("quote", e["citation"].get("record")),
        )
        for e in data["edges"]
    )
    same(file, "claims", sorted(query(CLAIMS)), wanted)
    # What a source asserts is a plain triple too.
    for e in data["edges"]:
        if e["modality"] in MODALITIES[:3] and "?" not in (e["source"], e["target"]):
            ends = [urn("actor", e["source"]), urn("relation", e["relation"]), urn("actor", e["target"])]
            found = query(f"SELECT (1 AS ?one) WHERE {{ <{ends[0]}> <{ends[1]}> <{ends[2]}> }}")
            same(file, f"{e['key']} as a plain triple", len(found), 1)
    report(client, file, len(labels), len(wanted), f"{triples} triples")


def rdflib_turtle(file, data):
    graph = rdflib.Graph().parse(file, format="turtle")
    check("rdflib", file, data, lambda q: [tuple(map(str, row)) for row in graph.query(q)], len(graph))


def pyoxigraph_turtle(file, data):
    store = pyoxigraph.Store()
    store.load(path=str(file), format=pyoxigraph.RdfFormat.TURTLE)
    check("pyoxigraph", file, data, lambda q: [tuple(t.value for t in r) for r in store.query(q)], len(store))


def shapes(file, data):
    shape = next((f for f in (ROOT / "shapes.ttl", ROOT / "../../docs/shapes.ttl") if f.is_file()), None)
    if shape is None:
        faults.append("docs/shapes.ttl is not there")
        return
    conforms, _, text = pyshacl.validate(str(file), shacl_graph=str(shape), data_graph_format="turtle")
    same(file, "shapes", (conforms, "" if conforms else text[:2000]), (True, ""))
    # Shapes that nothing can fail would hold too.
    broken = rdflib.Graph().parse(file, format="turtle")
    exact = rdflib.URIRef("http://www.w3.org/ns/oa#exact")
    if (None, exact, None) in broken:
        broken.remove((None, exact, None))
        conforms, *_ = pyshacl.validate(broken, shacl_graph=str(shape))
        same(file, "shapes without quotes", conforms, False)
    report("pyshacl", file, len(data["nodes"]), len(data["edges"]), "conforms")
