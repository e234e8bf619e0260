"""GraphML, read by NetworkX and igraph."""

import math

import igraph
import networkx as nx

from expect import allowed, hold, report, same


def networkx_graphml(file, data):
    graph = nx.read_graphml(file, force_multigraph=True)
    same(file, "directed", graph.is_directed(), True)
    same(file, "title", graph.graph.get("title"), allowed(data["graph"]["title"]))
    edges = {k: (a, b, d) for a, b, k, d in graph.edges(keys=True, data=True)}
    unit = hold(file, data, dict(graph.nodes(data=True)), edges, allowed)
    report("networkx", file, graph.number_of_nodes(), graph.number_of_edges(), unit)


def igraph_graphml(file, data):
    graph = igraph.Graph.Read_GraphML(str(file))
    same(file, "directed", graph.is_directed(), True)

    def told(attributes):
        """igraph fills what is not there with NaN."""
        return {k: v for k, v in attributes.items() if not (isinstance(v, float) and math.isnan(v))}

    # igraph 1.0 fills the ids of edges with those of nodes, so they stand in a column too.
    names = graph.vs["id"] if graph.vcount() else []
    nodes = {v["id"]: told(v.attributes()) for v in graph.vs}
    edges = {e["edge_key"]: (names[e.source], names[e.target], told(e.attributes())) for e in graph.es}
    unit = hold(file, data, nodes, edges, allowed)
    report("igraph", file, graph.vcount(), graph.ecount(), unit)
