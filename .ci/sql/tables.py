"""The tables of `export parquet`, read by DuckDB, Polars, pandas and Spark, held against the JSON of the same graph.

    tables.py TABLES_DIR GRAPH.json
"""

import datetime
import json
import sys
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet

import spark

NAMES = ["about", "actors", "names", "relations", "closure", "sources", "claims", "parts", "standing"]
faults = []
read = {}


def same(what, found, expected):
    if found != expected:
        faults.append(f"{what}: found {str(found)[:300]!r}, expected {str(expected)[:300]!r}")


def plain(value):
    """A value as Python has it, whatever library gave it."""
    if value is None or value is pandas.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, (str, bool, int, datetime.date)):
        return value
    if hasattr(value, "item") and getattr(value, "shape", None) == ():
        return plain(value.item())
    if isinstance(value, float):
        return int(value)
    return [plain(item) for item in value]


def check(engine, tables, graph):
    """Each table has the rows that the JSON has, with the values that it has, typed."""
    claims = {row["id"]: row for row in tables["claims"]}
    edges = {edge["key"]: edge for edge in graph["edges"]}
    same(f"{engine}: claims", sorted(claims), sorted(edges))
    for key, edge in edges.items():
        row = claims.get(key, {})
        for ours, theirs in [("source", "from"), ("target", "to"), ("relation", "relation"), ("family", "family"),
                             ("sign", "sign"), ("symmetric", "symmetric"), ("event", "event"),
                             ("modality", "modality"), ("status", "status"), ("said_by", "said_by"),
                             ("cited_by", "cited_by"), ("when", "when")]:
            same(f"{engine}: {theirs} of {key}", row.get(theirs), edge.get(ours))
        cited = edge["citation"]
        same(f"{engine}: source of {key}", row.get("cited_source"), cited["source"])
        same(f"{engine}: quote of {key}", row.get("quote"), cited.get("quote"))
        attested = [day if day is None else datetime.date.fromisoformat(day) for day in edge.get("attested") or [None, None]]
        same(f"{engine}: days of {key}", [row.get("attested_first"), row.get("attested_last")], attested)
    actors = {row["id"]: row for row in tables["actors"]}
    same(f"{engine}: actors", sorted(actors), sorted(node["id"] for node in graph["nodes"]))
    for node in graph["nodes"]:
        row = actors.get(node["id"], {})
        same(f"{engine}: name of {node['id']}", row.get("name"), node["label"])
        same(f"{engine}: kind of {node['id']}", row.get("kind"), node["kind"])
        same(f"{engine}: aliases of {node['id']}", row.get("aliases"), node.get("aliases", []))
    same(f"{engine}: sources", sorted(row["id"] for row in tables["sources"]),
         sorted(source["id"] for source in graph["graph"]["sources"]))
    about = tables["about"]
    same(f"{engine}: about", [len(about), about[0]["contract"], about[0]["claims"]], [1, 1, len(edges)])
    known = {row["id"] for row in tables["relations"]}
    same(f"{engine}: relations of claims", {row["relation"] for row in tables["claims"]} - known, set())
    backs = {row["relation"] for row in tables["closure"] if row["name"] == "backs" and not row["backward"]}
    same(f"{engine}: arms is a way to back", "arms" in backs and "backs" in backs and "fights" not in backs, True)
    words = {"definite", "possible", "undated", "not_yet", "stale", "ended", "said"}
    same(f"{engine}: standings", {row["standing"] for row in tables["standing"]} - words, set())
    day = [type(row["first"]) for row in tables["standing"] if row["time"] == "day"]
    same(f"{engine}: days are days", set(day), {datetime.date})
    read[engine] = sum(len(rows) for rows in tables.values())


def main():
    folder, graph = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())
    file = {name: folder / f"{name}.parquet" for name in NAMES}

    def rows(columns, lines):
        return [dict(zip(columns, map(plain, line))) for line in lines]

    def by_duckdb(name):
        found = duckdb.sql(f"SELECT * FROM '{file[name]}'")
        return rows(found.columns, found.fetchall())

    def by_polars(name):
        found = polars.read_parquet(file[name])
        return rows(found.columns, found.rows())

    def by_pandas(name):
        found = pandas.read_parquet(file[name])
        return rows(found.columns, found.itertuples(index=False, name=None))

    session = spark.session(folder.parent / "warehouse")

    def by_spark(name):
        found = session.read.parquet(str(file[name]))
        return rows(found.columns, found.collect())

    for engine, reader in [("DuckDB", by_duckdb), ("Polars", by_polars), ("pandas", by_pandas), ("Spark", by_spark)]:
        check(engine, {name: reader(name) for name in NAMES}, graph)
    session.stop()
    for name in NAMES:
        meta = pyarrow.parquet.read_metadata(file[name]).metadata
        same(f"{name}: contract", meta.get(b"whobacks.contract"), b"1")
        same(f"{name}: table", meta.get(b"whobacks.table"), name.encode())
        same(f"{name}: title", meta.get(b"whobacks.title"), graph["graph"]["title"].encode())
        same(f"{name}: fingerprint", len(meta.get(b"whobacks.fingerprint", b"")), 64)
    for engine, count in read.items():
        print(f"{engine:<8} {count:>7} rows of {len(NAMES)} tables")
    for fault in faults[:30]:
        print(f"FAULT {fault}")
    if faults or len(read) != 4 or min(read.values()) == 0:
        sys.exit(f"{len(faults)} faults")


main()
