"""igraph's bare reach, in a process of its own: everybody from whom links of some relations lead to an actor.

usage: reach.py INPUT.json ACTOR RELATION…

Prints how many there are, and the seconds of the reach alone: the graph in memory counts as given, nobody asks which claims
the links are, and whether they hold.
"""

import json
import sys
import time

import igraph as ig

path, actor, *relations = sys.argv[1:]
with open(path) as file:
    data = json.load(file)
place = {node["id"]: i for i, node in enumerate(data["nodes"])}
taken = set(relations)
edges = [(place[e["source"]], place[e["target"]]) for e in data["edges"] if e["relation"] in taken]
graph = ig.Graph(n=len(place), edges=edges, directed=True)
start = time.perf_counter()
found = graph.subcomponent(place[actor], mode="in")
print(len(found) - 1, time.perf_counter() - start)
