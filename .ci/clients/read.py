"""Reads every graph of a folder with NetworkX, lxml, xmllint and Graphviz, and holds it against the JSON."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import networkx as nx
from lxml import etree

MODALITIES = ["factual", "reported", "assessed", "alleged", "planned", "considered", "recommended",
              "hypothetical", "denied"]
GEXF = "{http://gexf.net/1.3}"
SVG = "{http://www.w3.org/2000/svg}"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# One label is as good as another that differs in white space: a drawing has lines, not blanks.
BLANK = re.compile(r"[\s\u00a0]+")

read = Counter()
faults = []


def allowed(text):
    """What XML 1.0 can hold of a text."""
    return FORBIDDEN.sub("", text)


def blank(text):
    return BLANK.sub(" ", allowed(text)).strip()


def report(client, file, nodes, edges, more=""):
    read[client] += 1
    print(f"{client:<10} {file.name:<28} {nodes:>6} nodes {edges:>7} edges  {more}".rstrip())


def same(file, what, found, expected):
    if found != expected:
        faults.append(f"{file.name}: {what}: found {found!r}, expected {expected!r}")


def distinct(items):
    return list(dict.fromkeys(items))


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


def ties(data):
    """The claims bundled per pair and family, as a diagram draws them."""
    bundles = {}
    for claim in data["edges"]:
        ends = (claim["source"], claim["target"])
        if claim["symmetric"]:
            ends = tuple(sorted(ends))
        bundles.setdefault((*ends, claim["family"], claim["symmetric"]), []).append(claim)
    return bundles


def expected_columns(claims, of_claims):
    """What the columns of a GEXF edge must hold; empty ones are left out of the file."""
    firmest = min((c["modality"] for c in claims), key=MODALITIES.index)

    def joined(items):
        return " | ".join(distinct(items))

    columns = {
        "family": claims[0]["family"],
        "sign": next((c["sign"] for c in claims if c["sign"]), 0),
        "symmetric": claims[0]["symmetric"],
        "modality": firmest,
        "asserted": firmest in MODALITIES[:3],
        "said_by": joined(s for c in claims for s in c["said_by"]),
        "when": joined(c["when"] for c in claims if c["when"]),
        "cited_source": joined(c["citation"]["source"] for c in claims),
        "weight": float(len({c["citation"]["source"] for c in claims})),
    }
    if of_claims:
        (only,) = claims
        citation = only["citation"]
        columns |= {k: only[k] for k in ("relation", "status", "event")}
        columns |= {k: citation[k] for k in ("quote", "paragraph", "match")}
        optional = ("intended", "place", "count", "amount", "dated", "translation", "note")
        columns |= {k: only.get(k, "") for k in optional}
        columns |= {k: " | ".join(only.get(k, [])) for k in ("against", "accept")}
    else:
        columns["relations"] = joined(c["relation"] for c in claims)
        columns["claims"] = joined(c["key"] for c in claims)
    return {k: allowed(v) if isinstance(v, str) else v for k, v in columns.items()}


def read_gexf(file, data):
    graph = nx.read_gexf(file)
    same(file, "directed", graph.is_directed(), True)
    same(file, "nodes", graph.number_of_nodes(), len(data["nodes"]))
    for node in data["nodes"]:
        found = graph.nodes[node["id"]]
        same(file, f"{node['id']} label", found["label"], allowed(node["label"]))
        same(file, f"{node['id']} kind", found["kind"], node["kind"])
        aliases = allowed(" | ".join(node["aliases"]))
        same(file, f"{node['id']} aliases", found.get("aliases", ""), aliases)
        for field in ("short", "note", "when", "same_as"):
            expected = allowed(node.get(field, ""))
            same(file, f"{node['id']} {field}", found.get(field, ""), expected)
    edges = {d["id"]: (a, b, d) for a, b, d in graph.edges(data=True)}
    of_claims = any("relation" in d for *_, d in edges.values())
    if of_claims:
        wanted = {c["key"]: (c["source"], c["target"], [c]) for c in data["edges"]}
    else:
        wanted = {}
        for (a, b, family, symmetric), claims in ties(data).items():
            kind = f"mutual-{family}" if symmetric else family
            wanted[f"{a}/{b}/{kind}"] = (a, b, claims)
    same(file, "edges", sorted(edges), sorted(wanted))
    for key in edges.keys() & wanted.keys():
        a, b, found = edges[key]
        same(file, f"{key} ends", (a, b), wanted[key][:2])
        for column, value in expected_columns(wanted[key][2], of_claims).items():
            same(file, f"{key} {column}", found.get(column, ""), value)
    unit = "claims" if of_claims else "ties"
    report("networkx", file, graph.number_of_nodes(), graph.number_of_edges(), unit)


def read_gexf_as_xml(file):
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
        print(f"{'xmllint':<10} {file.name:<28} not held against the grammar, which is not here")


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
    same(file, "boxes", len(list(groups("cluster"))), len({n["kind"] for n in data["nodes"]}))
    same(file, "title", blank(data["graph"]["title"]) in label(svg), True)

    bundles = ties(data)
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
    data = {f.stem: d for f in sorted(folder.glob("*.json")) if (d := read_json(f))}

    def of(file):
        """The JSON of the same graph: of the same name, or of its first part (x-claims.gexf: x)."""
        names = [n for n in data if file.stem == n or file.stem.startswith(f"{n}-")]
        if not names:
            faults.append(f"{file.name}: there is no JSON to hold it against")
            return None
        return data[max(names, key=len)]

    for file in sorted(folder.glob("*.gexf")):
        if graph := of(file):
            read_gexf(file, graph)
            read_gexf_as_xml(file)
    for file in sorted(folder.glob("*.dot")):
        if graph := of(file):
            read_dot(file, graph)
    for kind in ("json", "gexf", "dot"):
        if not any(folder.glob(f"*.{kind}")):
            faults.append(f"no .{kind} file was read")
    for client in ("networkx", "lxml", "graphviz"):
        if not read[client]:
            faults.append(f"{client} has read nothing")
    for fault in faults[:50]:
        print(f"FAULT {fault}", file=sys.stderr)
    print(f"{sum(read.values())} readings, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
