#!/usr/bin/env python3
"""Runs whobacks and its peers in turn on the same data, and prints a table of ratios.

    benches/peers/run.py                         100,000 relations
    benches/peers/run.py --relations 1000000     some minutes, and 16 GB of memory for the peers

The peers, pinned in requirements.txt and package.json, go into target/peers, the data too. Each task
is a process of its own. Measured are wall-clock seconds and CPU seconds (user and system), the least
of three runs each, and the peak of the resident memory. The input of whobacks is the annotation file,
which it parses, checks and proves, or what it kept of that ("kept"); that of the peers is the JSON that whobacks has made
of it. So they are spared the checks. “Writing alone” is the graph in memory to the file, timed inside the process.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import signal
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "peers"
PYTHON = WORK / "venv" / "bin" / "python"

# Format, and who writes it.
FORMATS = {
    "gexf": ["networkx", "graphology"],
    "graphml": ["networkx", "igraph"],
    "json": ["networkx", "rustworkx", "graphology"],
    "csv": ["csv"],
    "dot": ["rustworkx"],
}


def sh(*command, **more):
    subprocess.run([str(part) for part in command], check=True, **more)


def install():
    WORK.mkdir(parents=True, exist_ok=True)
    if not PYTHON.exists():
        sh(sys.executable, "-m", "venv", WORK / "venv")
    sh(PYTHON, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt")
    shutil.copy(HERE / "package.json", WORK)
    sh("npm", "install", "--silent", "--no-audit", "--no-fund", cwd=WORK)
    sh("cargo", "build", "--release", "-q", "--bin", "whobacks", cwd=ROOT)
    sh("cargo", "build", "--release", "-q", "--examples", cwd=ROOT)


# Whoever takes more seconds is not waited for; `--most` changes it.
most = 900


def measure(command, runs=3, stdin=None):
    """Least wall seconds, least CPU seconds, and peak megabytes; None where it fails or takes too long."""
    results = []
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=open(stdin) if stdin else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=WORK,
            text=True,
            start_new_session=True,
        )
        # Java, which does Spark's work, is a process of its own.
        late = threading.Timer(most, os.killpg, (process.pid, signal.SIGKILL))
        late.start()
        output = process.stdout.read()
        errors = process.stderr.read()
        late.cancel()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            why = errors.strip().splitlines()[-1:]
            print(f"  failed with {process.returncode}: {why}", file=sys.stderr)
            return None
        results.append((wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output))
        if wall > 20:
            break
    return {
        "wall": min(r[0] for r in results),
        "cpu": min(r[1] for r in results),
        "memory": max(r[2] for r in results),
        "output": results[-1][3],
    }


def data(relations):
    folder = WORK / "data" / str(relations)
    annotation = folder / "data" / "synthetic.ron"
    if not annotation.exists():
        example = ROOT / "target" / "release" / "examples" / "generate"
        sh(example, "--relations", relations, "--out", folder, "--texts", folder / "texts")
    return annotation


def whobacks(annotation, *arguments):
    return [ROOT / "target" / "release" / "whobacks", *arguments, "--data", annotation, "-q"]


def peer(name, task, source, out):
    if name == "graphology":
        # Node sets itself a limit below the memory of the machine.
        return ["node", "--max-old-space-size=14000", HERE / "peer.mjs", task, source, out]
    return [PYTHON, HERE / "peer.py", name, task, source, out]


def figures(result, ours=None):
    if result is None:
        return "– | – | – | – | | | | "
    names = ["wall", "cpu", "memory", "writing"]
    ratios = [f"{result[name] / ours[name]:.1f}" if ours else "" for name in names]
    own = "{wall:.2f} | {cpu:.2f} | {memory:.0f} | {writing:.2f}".format(**result)
    return own + " | " + " | ".join(ratios)


def timings(what, annotation, *more):
    """What an example times inside its process."""
    seeds = annotation.parent.parent / "seeds"
    example = ROOT / "target" / "release" / "examples" / "timings"
    return json.loads(measure([example, what, annotation, seeds, *more], runs=1)["output"])


def exports(annotation, source):
    print("\n| file to | by | wall s | CPU s | peak MB | writing alone s | × wall | × CPU | × memory | × writing |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    folder = WORK / "written"
    folder.mkdir(exist_ok=True)
    runs = [timings("exports", annotation, folder, *FORMATS) for _ in range(3)]
    shutil.rmtree(folder)
    for format_, peers in FORMATS.items():
        out = WORK / f"out.{format_}"
        # One edge a claim on both sides; JSON and CSV have no other.
        claims = ["--claims"] if format_ in ("gexf", "dot") else []
        export = whobacks(annotation, "export", format_, *claims, "-o", out)
        cold = measure([*export, "--no-cache"])
        ours = measure(export)
        cold["writing"] = ours["writing"] = min(run[format_] for run in runs)
        print(f"| {format_} | **whobacks**, read and proved | {figures(cold, ours)} |", flush=True)
        print(f"| | **whobacks**, kept | {figures(ours)} |", flush=True)
        for name in peers:
            theirs = measure(peer(name, format_, source, WORK / "out"))
            if theirs:
                theirs["writing"] = float(theirs["output"])
            print(f"| | {name} | {figures(theirs, ours)} |", flush=True)
        shutil.rmtree(out, ignore_errors=True)


def actors(annotation):
    """Who is asked about: the first of the made-up actors, and the first whom about a dozen claims name."""
    told = measure(whobacks(annotation, "actors", "--format", "json"), runs=1)["output"]
    ordinary = next(
        actor["id"] for actor in json.loads(told) if 10 <= actor["claims_to"] <= 14)
    return {"the busiest actor": "babababa", "an ordinary one": ordinary}


def questions(annotation, source):
    """What is asked of whobacks, and of databases with its tables and its SQL; igraph's bare reach beside the chains."""
    tables = WORK / "tables"
    shutil.rmtree(tables, ignore_errors=True)
    sh(*whobacks(annotation, "export", "parquet", "-o", tables))
    asked = actors(annotation)
    asks = {
        f"who backs {who}": ["ask", f"who backs {actor} directly"] for who, actor in asked.items()
    } | {
        f"who backs {who}, in one link or several": ["find", f"?x support+ {actor}"]
        for who, actor in asked.items()
    }
    print("\n| question | by | wall s | CPU s | peak MB | answers | × wall | × memory |")
    print("|---|---|---|---|---|---|---|---|")

    def row(what, who, result, answers, ours=None):
        if result is None:
            print(f"| {what} | {who} | – | – | – | | | |", flush=True)
            return
        ratios = [f"{result[name] / ours[name]:.1f}" if ours else "" for name in ("wall", "memory")]
        own = "{wall:.3f} | {cpu:.3f} | {memory:.0f}".format(**result)
        print(f"| {what} | {who} | {own} | {answers:,} | {' | '.join(ratios)} |", flush=True)

    query = WORK / "query.sql"
    for what, words in asks.items():
        # What is printed for people takes in the quotes; the databases give rows.
        ours = measure(whobacks(annotation, *words, "--short" if words[0] == "ask" else "--format=csv"))
        told = json.loads(measure(whobacks(annotation, *words, "--format", "json"), runs=1)["output"])
        answers = len(told["answers"])
        row(what, "**whobacks**, kept", ours, answers)
        row("", "**whobacks**, kept, as JSON with every claim",
            measure(whobacks(annotation, *words, "--format", "json")), answers, ours)
        for engine in ("duckdb", "spark"):
            sql = subprocess.run(
                [str(part) for part in whobacks(annotation, *words, "--sql", engine)],
                capture_output=True, text=True, check=True, cwd=WORK)
            query.write_text(sql.stdout)
            command = [PYTHON, HERE / "database.py", engine, *sorted(tables.glob("*.parquet"))]
            theirs = measure(command, runs=3 if engine == "duckdb" else 1, stdin=query)
            row("", engine, theirs, int(theirs["output"].split()[-1]) if theirs else 0, ours)
        if "several" in what:
            relations = json.loads(measure(
                whobacks(annotation, "relations", "--format", "json"), runs=1)["output"])
            support = [r["relation"] for r in relations if r["family"] == "support"]
            reach = measure([PYTHON, HERE / "reach.py", source, words[1].split()[-1], *support], runs=1)
            count, seconds = reach["output"].split()
            bare = {"wall": float(seconds), "cpu": float(seconds), "memory": reach["memory"]}
            row("", "igraph, the reach alone", bare, int(count), ours)


def growth(sizes):
    """Each command at each size: whether the time grows as the data do."""
    print("\n| whole process: wall (CPU), peak memory | " + " | ".join(f"{n:,}" for n in sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    out = WORK / "growth.out"
    texts = lambda annotation: annotation.parent.parent / "texts"
    examples = ROOT / "target" / "release" / "examples"
    who = {size: actors(data(size)) for size in sizes}
    named = {str(data(size)): tuple(who[size].values()) for size in sizes}
    busiest = lambda annotation: named[str(annotation)][0]
    ordinary = lambda annotation: named[str(annotation)][1]
    commands = {
        "read only": lambda a: [examples / "timings", "read", a],
        "check, by ledgers": lambda a: whobacks(a, "check", "--no-cache"),
        "check, by texts": lambda a: whobacks(a, "check", "--texts", texts(a), "--no-cache"),
        "ask who backs the busiest actor, read and proved": lambda a: whobacks(
            a, "ask", f"who backs {busiest(a)}", "--no-cache"),
        "the same, kept": lambda a: whobacks(a, "ask", f"who backs {busiest(a)}"),
        "the same of an ordinary one, kept": lambda a: whobacks(a, "ask", f"who backs {ordinary(a)}"),
        "busiest, directly or indirectly, kept": lambda a: whobacks(
            a, "ask", f"who backs {busiest(a)} directly or indirectly"),
        "export json, kept": lambda a: whobacks(a, "export", "json", "-o", out),
        "export gexf, kept": lambda a: whobacks(a, "export", "gexf", "-o", out),
        "export graphml, kept": lambda a: whobacks(a, "export", "graphml", "-o", out),
        "export csv, kept": lambda a: whobacks(a, "export", "csv", "-o", WORK / "growth.csv"),
        "export dot, kept": lambda a: whobacks(a, "export", "dot", "-o", out),
    }
    for name, command in commands.items():
        cells = []
        for size in sizes:
            result = measure(command(data(size)))
            cells.append("{wall:.3f} s ({cpu:.3f}), {memory:.0f} MB".format(**result) if result else "–")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--relations", type=int, default=100_000)
    parser.add_argument("--growth", action="store_true", help="whobacks alone, from 1k up to there")
    parser.add_argument("--questions", action="store_true", help="questions alone, also to DuckDB and Spark")
    parser.add_argument("--most", type=int, default=most, help="how many seconds one run may take")
    parser.add_argument("--no-install", action="store_true")
    arguments = parser.parse_args()
    globals()["most"] = arguments.most
    if not arguments.no_install:
        install()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{datetime.date.today()}: {os.cpu_count()} cores ({platform.machine()}), "
          f"{memory:.0f} GB, load {os.getloadavg()[0]:.1f} at the start; "
          f"{arguments.relations:,} relations")
    annotation = data(arguments.relations)
    if arguments.growth:
        growth([n for n in (1_000, 10_000, 100_000, 1_000_000, 10_000_000) if n <= arguments.relations])
        return
    source = WORK / f"{arguments.relations}.json"
    sh(*whobacks(annotation, "export", "json", "-o", source))
    if not arguments.questions:
        exports(annotation, source)
    questions(annotation, source)


if __name__ == "__main__":
    main()
