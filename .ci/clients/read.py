"""Reads every graph of a folder with the programs that it is made for, and holds it against the JSON."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import networkx as nx
from lxml import etree

import graphs
import tables
import triples
from expect import allowed, blank, faults, hold, read, report, same, ties

GEXF = "{http://gexf.net/1.3}"
SVG = "{http://www.w3.org/2000/svg}"


def read_json(file):
    data = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or not {"nodes", "edges", "graph"} <= data.keys():
        return None
    graph = nx.node_link_graph(data, edges="edges")
    same(file, "type", type(graph), nx.MultiDiGraph)
    same(file, "nodes", graph.number_of_nodes(), len(data["nodes"]))
    same(file, "edges", graph.number_of_edges(), len(data["edges"]))
    same(file, "keys", {k for *_, k in graph.edges(keys=True)}, {e["key"] for e in data["edges"]})
    relations = data["graph"]["relations"]
    sources = {s["id"] for s in data["graph"]["sources"]}
    for edge in data["edges"]:
        same(file, f"{edge['key']} relation", edge["relation"] in relations, True)
        same(file, f"{edge['key']} source", edge["citation"]["source"] in sources, True)
    report("networkx", file, graph.number_of_nodes(), graph.number_of_edges())
    return data


def read_gexf(file, data):
    if file.stem.endswith("-mixed"):
        try:
            nx.read_gexf(file)
            same(file, "NetworkX", "reads", "refuses the file")
        except nx.NetworkXError as error:
            print(f"{'networkx':<14} {file.name:<28} refused, as documented: {error}")
        return
    graph = nx.read_gexf(file)
    same(file, "directed", graph.is_directed(), True)
    edges = {d["id"]: (a, b, d) for a, b, d in graph.edges(data=True)}
    unit = hold(file, data, dict(graph.nodes(data=True)), edges, allowed)
    report("networkx", file, graph.number_of_nodes(), graph.number_of_edges(), unit)


def read_gephi(file, data):
    """What Gephi's importer has read; ReadGexf.java has left it beside the file."""
    found = json.loads(file.read_text(encoding="utf-8"))
    nodes = {n["id"]: {"label": n["label"], **n["values"]} for n in found["nodes"]}
    edges = {
        e["id"]: (e["source"], e["target"], {"weight": e["weight"], **e["values"]}) for e in found["edges"]
    }
    unit = hold(file, data, nodes, edges, allowed)
    # Positions that were written are those that Gephi opens it with.
    tree = etree.parse(str(Path(sys.argv[1]) / file.name.removesuffix(".gephi.json")))
    for node in tree.iter(f"{GEXF}node"):
        at = node.find("{http://gexf.net/1.3/viz}position")
        if at is not None:
            seen = next(n for n in found["nodes"] if n["id"] == node.get("id"))
            same(file, f"{seen['id']} place", [seen["x"], seen["y"]], [float(at.get("x")), float(at.get("y"))])
    mixed = file.name.endswith("-mixed.gexf.gephi.json")
    for edge in found["edges"]:
        undirected = mixed and edge["values"]["symmetric"]
        same(file, f"{edge['id']} directed", edge["directed"], not undirected)
        days = [day for spell in edge["values"].get("spells", []) for day in spell]
        same(file, f"{edge['id']} has time only if asserted", bool(days) <= edge["values"]["asserted"], True)
    report("gephi", file, len(nodes), len(edges), f"{unit}, {found['time']}")


def read_gexf_as_xml(file, _):
    tree = etree.parse(str(file))
    edges = tree.findall(f".//{GEXF}edge")
    triples = Counter((e.get("source"), e.get("target"), e.get("kind")) for e in edges)
    same(file, "edges of one pair and kind", [t for t, n in triples.items() if n > 1], [])
    spells = 0
    for thing in tree.iter(f"{GEXF}node", f"{GEXF}edge"):
        days = [(s.get("start", ""), s.get("end", "~")) for s in thing.iter(f"{GEXF}spell")]
        spells += len(days)
        ordered = all(a <= b for a, b in days) and all(x[1] < y[0] for x, y in zip(days, days[1:]))
        same(file, f"{thing.get('id')} spells in order and apart", ordered, True)
    same(file, "empty values", [v.get("for") for v in tree.iter(f"{GEXF}attvalue") if not v.get("value")], [])
    report("lxml", file, len(tree.findall(f".//{GEXF}node")), len(edges), f"{spells} spells")
    grammar = Path(os.environ.get("GEXF_GRAMMAR", ""))
    if grammar.is_file():
        command = ["xmllint", "--noout", "--relaxng", grammar, file]
        done = subprocess.run(command, capture_output=True, text=True)
        same(file, "xmllint", (done.returncode, done.stderr.splitlines()[-1:]), (0, [f"{file} validates"]))
        report("xmllint", file, len(tree.findall(f".//{GEXF}node")), len(edges), "valid")
    else:
        print(f"{'xmllint':<14} {file.name:<28} not held against the grammar, which is not here")


def read_dot(file, data):
    done = subprocess.run(["dot", "-Tsvg", file], capture_output=True, timeout=600)
    same(file, "dot", (done.returncode, b"syntax error" in done.stderr), (0, False))
    if done.returncode:
        return
    svg = etree.fromstring(done.stdout, etree.XMLParser(huge_tree=True))

    def groups(kind):
        return svg.iterfind(f".//{SVG}g[@class='{kind}']")

    def title(group):
        return group.findtext(f"{SVG}title")

    def label(group):
        return blank(" ".join("".join(t.itertext()) for t in group.iter(f"{SVG}text")))

    nodes = {title(g): g for g in groups("node")}
    # Every letter, blanks aside: a long name is broken into lines.
    expected = {n["id"]: blank(n.get("short", n["label"])) for n in data["nodes"]}
    same(file, "nodes", sorted(nodes), sorted(expected))
    for key in nodes.keys() & expected.keys():
        same(file, f"{key} label", label(nodes[key]), expected[key])
    # The sides, of which the GEXF beside it tells too.
    told = etree.parse(file.with_suffix(".gexf")).iterfind(f".//{GEXF}attvalue[@for='side']")
    same(file, "boxes", sorted(blank(label(g)) for g in groups("cluster")),
         sorted({blank(value.get("value")) for value in told}))
    same(file, "title", blank(data["graph"]["title"]) in label(svg), True)

    bundles = ties(data)
    if file.stem.endswith("-claims"):
        bundles = {(c["source"], c["target"], c["key"]): [c] for c in data["edges"]}
    edges = [g for g in svg.iter(f"{SVG}g") if g.get("class", "").split(" ")[0] == "edge"]
    wanted = Counter(f"{a}->{b}" for a, b, *_ in bundles)
    same(file, "edges", Counter(title(g) for g in edges), wanted)
    quotes = {}
    for (a, b, *_), claims in bundles.items():
        quotes.setdefault(f"{a}->{b}", []).append(blank(claims[0]["citation"]["quote"]))
    tooltips = {}
    for group in edges:
        (link, *_) = group.iter("{http://www.w3.org/2000/svg}a")
        tooltip = blank(link.get("{http://www.w3.org/1999/xlink}title"))
        tooltips[title(group)] = tooltips.get(title(group), "") + tooltip
    for pair, expected_quotes in quotes.items():
        for quote in expected_quotes:
            if quote not in tooltips.get(pair, ""):
                faults.append(f"{file.name}: {pair} tooltip lacks {quote!r}: {tooltips.get(pair)!r}")
    report("graphviz", file, len(nodes), len(edges))


def main():
    folder = Path(sys.argv[1])
    plain = (f for f in sorted(folder.glob("*.json")) if f.suffixes == [".json"])
    data = {f.stem: d for f in plain if (d := read_json(f))}

    def each(pattern, *readers, where=folder):
        """The files of a sort, each with the JSON of the same graph: of the same name, or of its first
        part (x-claims.gexf: x)."""
        files = sorted(where.glob(pattern))
        if not files:
            faults.append(f"no {pattern} was read")
        for file in files:
            name = file.name.split(".")[0]
            names = [n for n in data if name == n or name.startswith(f"{n}-")]
            if not names:
                faults.append(f"{file.name}: there is no JSON to hold it against")
                continue
            for reader in readers:
                reader(file, data[max(names, key=len)])

    each("*.gexf", read_gexf, read_gexf_as_xml)
    each("*.gexf.gephi.json", read_gephi, where=Path(os.environ["GEPHI_SEEN"]))
    each("*.dot", read_dot)
    clients = ["networkx", "lxml", "graphviz", "gephi"]
    if any(folder.glob("*.graphml")):
        each("*.graphml", graphs.networkx_graphml, graphs.igraph_graphml)
        each("*-csv", tables.gephi_tables)
        each("*-neo4j", tables.neo4j_tables)
        each("*.ftm.json", tables.entities)
        each("*.ttl", triples.rdflib_turtle, triples.pyoxigraph_turtle, triples.shapes)
        clients += ["igraph", "csv", "followthemoney", "rdflib", "pyoxigraph", "pyshacl"]
    for client in clients:
        if not read[client]:
            faults.append(f"{client} has read nothing")
    for fault in faults[:50]:
        print(f"FAULT {fault}", file=sys.stderr)
    print(f"{sum(read.values())} readings, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
