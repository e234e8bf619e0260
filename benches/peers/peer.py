"""One task of one peer, in a process of its own: load the JSON, build the graph, write.

usage: peer.py PEER TASK INPUT.json OUTPUT

Every peer gets the same attributes, flat, as its formats want them: what a claim says and where it
stands, as whobacks writes it too. PEER is networkx, igraph, rustworkx or csv (Python's own writer); TASK a format.
"""

import json
import sys
import time

# The fields of a claim as whobacks' formats have them too, and those of its citation.
EDGE = [
    "key", "relation", "family", "sign", "symmetric", "event", "modality", "status", "said_by", "when",
    "attested", "place", "note",
]
CITATION = {"source": "cited_source", "paragraph": "paragraph", "quote": "quote", "match": "match"}


def flat(value):
    if isinstance(value, list):
        return " | ".join(str(item) for item in value if item is not None)
    return "" if value is None else value


def load(path):
    with open(path) as file:
        data = json.load(file)
    nodes = [(n["id"], {"label": n["label"], "kind": n["kind"]}) for n in data["nodes"]]
    edges = []
    for edge in data["edges"]:
        values = {name: flat(edge.get(name)) for name in EDGE}
        citation = edge["citation"]
        values.update((name, flat(citation.get(field))) for field, name in CITATION.items())
        edges.append((edge["source"], edge["target"], values))
    return nodes, edges


def networkx(task, nodes, edges, out):
    import networkx as nx

    graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    # What is empty is not written, as whobacks does not.
    told = lambda values: {name: value for name, value in values.items() if value != ""}
    graph.add_edges_from((a, b, told(values)) for a, b, values in edges)

    def node_link():
        with open(out, "w") as file:
            json.dump(nx.node_link_data(graph, edges="edges"), file)

    return {
        "gexf": lambda: nx.write_gexf(graph, out),
        "graphml": lambda: nx.write_graphml(graph, out),
        "json": node_link,
    }[task]


def igraph(task, nodes, edges, out):
    import igraph as ig

    place = {name: i for i, (name, _) in enumerate(nodes)}
    graph = ig.Graph(n=len(nodes), directed=True)
    graph.vs["name"] = [name for name, _ in nodes]
    for attribute in ["label", "kind"]:
        graph.vs[attribute] = [values[attribute] for _, values in nodes]
    graph.add_edges([(place[a], place[b]) for a, b, _ in edges])
    for attribute in edges[0][2]:
        graph.es[attribute] = [values[attribute] for _, _, values in edges]
    return lambda: graph.write_graphml(out)


def rustworkx(task, nodes, edges, out):
    import rustworkx as rx

    place = {name: i for i, (name, _) in enumerate(nodes)}
    graph = rx.PyDiGraph(multigraph=True)
    graph.add_nodes_from([{"name": name, **values} for name, values in nodes])
    graph.add_edges_from([(place[a], place[b], values) for a, b, values in edges])

    def text(values):
        return {name: str(value) for name, value in values.items()}

    def dot():
        with open(out, "w") as file:
            quoted = lambda values: {k: json.dumps(str(v)) for k, v in values.items()}
            file.write(graph.to_dot(quoted, quoted))

    node_link = lambda: rx.node_link_json(graph, path=out, node_attrs=text, edge_attrs=text)
    return {"json": node_link, "dot": dot}[task]


def csv(task, nodes, edges, out):
    import csv as writer

    def write():
        with open(out, "w", newline="") as file:
            rows = writer.writer(file)
            rows.writerow(["source", "target", *edges[0][2]])
            rows.writerows([a, b, *values.values()] for a, b, values in edges)

    return write


if __name__ == "__main__":
    peer, task, source, out = sys.argv[1:]
    nodes, edges = load(source)
    # Everybody's graph in memory counts as given; csv has none.
    write = globals()[peer](task, nodes, edges, out)
    start = time.perf_counter()
    write()
    print(time.perf_counter() - start)
