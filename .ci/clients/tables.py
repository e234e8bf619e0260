"""Tables for Gephi and Neo4j, read as CSV; FollowTheMoney entities, validated by its own package."""

import csv
import json
import re

from followthemoney import model

from expect import hold, report, same

csv.field_size_limit(10**9)
# What a spreadsheet would run; full-width signs too.
FORMULA = re.compile("'*[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20]")


def rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, strict=True))


def cell(file, text, kind):
    if kind in ("long", "boolean"):
        return "" if text == "" else json.loads(text)
    if FORMULA.match(text):
        same(file, f"a formula is disarmed: {text!r}", text[0], "'")
        return text[1:]
    return text


INTEGERS = {"in_support", "out_support", "sign", "paragraph", "weight"}
BOOLEANS = {"symmetric", "asserted", "event", "stale"}


def kind_of(name):
    return "long" if name in INTEGERS else "boolean" if name in BOOLEANS else "string"


def gephi_tables(folder, data):
    (names, *nodes), (columns, *edges) = rows(folder / "nodes.csv"), rows(folder / "edges.csv")
    same(folder, "headings", names[:2], ["Id", "Label"])
    same(folder, "headings", columns[:7], ["Id", "Source", "Target", "Type", "Kind", "Label", "Weight"])

    def table(names, row):
        same(folder, "cells", len(row), len(names))
        lower = [name.lower() if name[0].isupper() else name for name in names]
        return {n: cell(folder, text, kind_of(n)) for n, text in zip(lower, row)}

    found = {row[0]: table(names, row) for row in nodes}
    ties = [table(columns, row) for row in edges]
    for tie in ties:
        same(folder, f"{tie['id']} type", tie["type"], "Undirected" if tie["symmetric"] else "Directed")
    unit = hold(folder, data, found, {t["id"]: (t["source"], t["target"], t) for t in ties})
    report("csv", folder, len(nodes), len(edges), f"{unit}, Gephi's headings")


def neo4j_tables(folder, data):
    (names, *nodes), (columns, *edges) = rows(folder / "nodes.csv"), rows(folder / "edges.csv")

    def table(names, row):
        same(folder, "cells", len(row), len(names))
        parts = [name.split(":") for name in names]
        return {n or k: cell(folder, text, k) for (n, k), text in zip(parts, row)}

    found = {}
    for row in nodes:
        node = table(names, row)
        same(folder, f"{node['id']} labels", node["LABEL"].split(";")[0], "Actor")
        found[node["id"]] = {"label": node["name"], **node}
    ties = {}
    for row in edges:
        tie = table(columns, row)
        kind = tie["relation"] if "relation" in tie else tie["family"]
        same(folder, f"{tie['id']} type", tie["TYPE"], kind.upper())
        ties[tie["id"]] = (tie["START_ID"], tie["END_ID"], tie)
    unit = hold(folder, data, found, ties)
    report("csv", folder, len(nodes), len(edges), f"{unit}, Neo4j's headings")


def entities(file, data):
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        entity = model.get_proxy(raw, cleaned=False)
        model.get(entity.schema.name).validate(raw)
        found[entity.id] = entity
        for name, values in raw["properties"].items():
            kept = entity.get(name)
            same(file, f"{entity.id} {name} is valid", bool(kept), bool(values))
    claims = [e for e in found.values() if e.schema.name == "UnknownLink"]
    articles = [e for e in found.values() if e.schema.name == "Article"]
    same(file, "articles", len(articles), len(data["graph"]["sources"]))
    same(file, "claims", len(claims), len(data["edges"]))
    actors = len(found) - len(claims) - len(articles)
    same(file, "actors", actors, len(data["nodes"]))

    def clean(kind, text):
        return model.get("Thing").get(kind).type.clean(text)

    def actor(key):
        return found[f"actor-{key if key != '?' else 'not.named'}"]

    for node in data["nodes"]:
        same(file, f"{node['id']} name", actor(node["id"]).get("name"), [clean("name", node["label"])])
    for edge in data["edges"]:
        entity = found[f"claim-{edge['key']}"]
        same(file, f"{edge['key']} subject", entity.get("subject"), [actor(edge["source"]).id])
        same(file, f"{edge['key']} object", entity.get("object"), [actor(edge["target"]).id])
        same(file, f"{edge['key']} proof", entity.get("proof"), [f"source-{edge['citation']['source']}"])
        words = edge["citation"].get("quote", edge["citation"].get("record"))
        same(file, f"{edge['key']} quote", entity.get("summary"), [clean("summary", words)])
    report("followthemoney", file, actors, len(claims), f"{len(articles)} articles, valid")
