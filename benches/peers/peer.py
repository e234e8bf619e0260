"""One task of one peer, in a process of its own: load the JSON, build the graph, write or ask.

usage: peer.py PEER TASK INPUT.json OUTPUT

Every peer gets the same attributes, flat, as its formats want them: what a claim says and where it
stands, as whobacks writes it too. PEER is networkx, igraph, rustworkx or csv (Python's own writer); TASK a format, or `queries`.
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


def timed(questions, ask):
    """The seconds of one question on average, and the sum of all answers."""
    ask(questions[0])
    start = time.perf_counter()
    total = sum(ask(question) for question in questions)
    return (time.perf_counter() - start) / len(questions), total


def queries(peer, nodes, edges):
    n = len(nodes)
    place = {name: i for i, (name, _) in enumerate(nodes)}
    direct = [i * n // 1000 for i in range(1000)]
    reach = [i * n // 5 for i in range(5)]
    pairs = [(i * n // 50, n - 1 - i * n // 50) for i in range(50)]
    support, any_way = [], []
    for a, b, values in edges:
        a, b = place[a], place[b]
        any_way.append((a, b))
        if values["family"] == "support":
            support.append((a, b))
            if values["symmetric"]:
                support.append((b, a))
    if peer == "networkx":
        import networkx as nx

        backs, tied = nx.MultiDiGraph(), nx.MultiGraph()
        for graph, list_ in ((backs, support), (tied, any_way)):
            graph.add_nodes_from(range(n))
            graph.add_edges_from(list_)
        ask = {
            "direct": lambda i: len(set(backs.predecessors(i))),
            "reach": lambda i: len(nx.ancestors(backs, i)),
            "path": lambda p: nx.shortest_path_length(tied, *p) if nx.has_path(tied, *p) else 0,
            "components": lambda _: nx.number_connected_components(tied),
        }
        path = lambda p: bidirectional(nx, tied, p)
        ask["path"] = path
    elif peer == "igraph":
        import igraph as ig

        backs = ig.Graph(n=n, edges=support, directed=True)
        tied = ig.Graph(n=n, edges=any_way, directed=False)
        ask = {
            "direct": lambda i: len(set(backs.predecessors(i))),
            "reach": lambda i: len(backs.subcomponent(i, mode="in")) - 1,
            "path": lambda p: max(len(tied.get_shortest_path(*p)) - 1, 0),
            "components": lambda _: len(tied.connected_components()),
        }
    else:
        import rustworkx as rx

        backs, tied = rx.PyDiGraph(multigraph=True), rx.PyGraph(multigraph=True)
        for graph, list_ in ((backs, support), (tied, any_way)):
            graph.add_nodes_from(range(n))
            graph.add_edges_from_no_data(list_)
        ask = {
            "direct": lambda i: len(set(backs.predecessor_indices(i))),
            "reach": lambda i: len(rx.ancestors(backs, i)),
            "path": lambda p: shortest(rx, tied, p),
            "components": lambda _: rx.number_connected_components(tied),
        }
    asked = {"direct": direct, "reach": reach, "path": pairs, "components": [None] * 10}
    print(json.dumps({name: timed(asked[name], ask[name]) for name in asked}))


def bidirectional(nx, graph, pair):
    try:
        return len(nx.bidirectional_shortest_path(graph, *pair)) - 1
    except nx.NetworkXNoPath:
        return 0


def shortest(rx, graph, pair):
    paths = rx.dijkstra_shortest_paths(graph, pair[0], target=pair[1])
    return len(paths[pair[1]]) - 1 if pair[1] in paths else 0


if __name__ == "__main__":
    peer, task, source, out = sys.argv[1:]
    nodes, edges = load(source)
    if task == "queries":
        queries(peer, nodes, edges)
    else:
        # Everybody's graph in memory counts as given; csv has none.
        write = globals()[peer](task, nodes, edges, out)
        start = time.perf_counter()
        write()
        print(time.perf_counter() - start)
