"""Holds what an engine makes of `--sql` against what `find` and `ask` say to the same words.

Held are who stands for each variable, how it stands, whether it is present, how many links it takes and, of answers by
one link a triple, the very claims and denials; of questions of yes or no the verdict. Of chains SQL may take another of
equally good ones: its claims must make a chain of that many links, nobody twice, from the one end to the other; where parts
act for wholes, claims have other ends than their ties, and this is not looked at.
"""

import json
import shlex
import subprocess
import sys

import duckdb

ENGINES = ["duckdb", "spark"]
COLUMNS = ["standing", "present", "manner", "links", "claims", "denials"]


def run(*args, codes=(0,), cwd=None):
    done = subprocess.run([str(arg) for arg in args], capture_output=True, text=True, cwd=cwd)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(map(str, args))}\nended with {done.returncode}: {done.stderr}{done.stdout}")
    return done


class Tables:
    """Exports of one graph, each by the command that a query names."""

    def __init__(self, tool, folder, data):
        self.tool, self.folder, self.data, self.made = tool, folder, data, {}

    def of(self, sql):
        command = sql.split("\n")[1].removeprefix("-- tables: whobacks ")
        if command not in self.made:
            out = self.folder / f"tables{len(self.made)}"
            words = shlex.split(command)
            words[words.index("-o") + 1] = str(out)
            run(self.tool, "-q", *words, "--data", self.data)
            self.made[command] = out
        return self.made[command]


def ends_of(tool, data):
    """The ends of each claim, the one with the lesser name first, and its relation."""
    found = json.loads(run(tool, "-q", "export", "json", "--data", data).stdout)
    return {edge["key"]: (*sorted((edge["source"], edge["target"])), edge["relation"]) for edge in found["edges"]}


def found(answer):
    """What whobacks says, in the shape of SQL's rows."""
    if answer["verdict"] is not None:
        return [("verdict", answer["verdict"])]
    rows = []
    triples = answer["pattern"].count(" . ") + 1
    for one in answer["answers"]:
        links = one["links"]
        direct = len(links) == triples
        rows.append((tuple(sorted(one["bindings"].items())), one["standing"], len(links),
                     one["present"] if direct else None,
                     tuple(sorted({claim for link in links for claim in link})) if direct else None,
                     tuple(sorted(set(one["denials"]))) if direct else None))
    return rows


def told(rows, names, triples):
    if "verdict" in names:
        return [("verdict", row[names.index("verdict")]) for row in rows]
    made = []
    for row in rows:
        row = dict(zip(names, row))
        direct = row["links"] == triples
        made.append((tuple(sorted((name, row[name]) for name in names if name not in COLUMNS)), row["standing"], row["links"],
                     row["present"] if direct else None,
                     tuple(sorted(row["claims"])) if direct else None,
                     tuple(sorted(row["denials"])) if direct else None))
    return made


def chained(at, there, links, pairs, sure, passed):
    """Whether so many of the pairs lead from one to the other, nobody twice, and all that are sure among them."""
    if links == 0:
        return at == there and not sure
    for pair in pairs:
        if at in pair:
            other = pair[0] if pair[1] == at else pair[1]
            if other not in passed and chained(other, there, links - 1, pairs, sure - {pair}, passed | {other}):
                return True
    return False


def torn(rows, names, pattern, ends):
    """The chains of a pattern of one triple that are none."""
    first, last = pattern.split(" ")[0], pattern.split(" ")[-1]
    if " . " in pattern or "claims" not in names:
        return
    for row in rows:
        row = dict(zip(names, row))
        here, there = (row[end[1:]] if end.startswith("?") else end for end in (first, last))
        # A question of yes or no that nobody answers has a row without claims.
        if not row["claims"] or row["links"] < 2:
            continue
        pairs = {ends[claim][:2] for claim in row["claims"]}
        # Who takes a place ends the hold of others on it, so that such a claim tells of ties that are not its own.
        sure = {ends[claim][:2] for claim in row["claims"] if ends[claim][2] != "took"}
        if not chained(here, there, row["links"], pairs, sure, {here}):
            yield f"no chain from {here} to {there} in {row['links']} links: {sorted(pairs)}"


class Tally:
    """What was held, what was passed over and why, and what differs."""

    def __init__(self, session):
        self.session = session
        self.counts = {engine: {"queries": 0, "answers": 0, "chains": 0} for engine in ENGINES}
        self.passed_over, self.faults, self.direct_only = {}, [], 0

    def over(self, why):
        self.passed_over[why] = self.passed_over.get(why, 0) + 1

    def rows(self, engine, sql):
        if engine == "duckdb":
            result = duckdb.connect().execute(sql)
            return result.fetchall(), [column[0] for column in result.description]
        frame = self.session.sql(sql)
        rows = [tuple(row) for row in frame.collect()]
        left = [row.tableName for row in self.session.sql("SHOW TABLES").collect()]
        assert not left, f"tables are left: {left}"
        return rows, frame.columns

    def hold(self, tool, words, args, tables, ends, engines):
        """Holds one command; says whether any engine was asked."""
        about = ["--data", tables.data, *args]
        answer = run(tool, "-q", *words, *about, "--format", "json", codes=(0, 1, 2))
        asked = False
        if answer.returncode == 2:
            self.over(answer.stderr.strip().split("\n")[0][:60])
            return asked
        answer = json.loads(answer.stdout)
        if words[0] == "ask":
            # Of a question whose query says so, only direct answers.
            sql = run(tool, "-q", *words, *about, "--sql", engines[0], codes=(0, 2))
            if "-- direct answers only, as `whobacks ask` gives them to the same words with `directly`" in sql.stdout:
                self.direct_only += 1
                given = run(tool, "-q", "ask", f"{' '.join(words[1:])} directly", *about, "--format", "json", codes=(0, 1))
                answer = json.loads(given.stdout)
        expected, triples = found(answer), answer["pattern"].count(" . ") + 1
        own = words[0] == "find" and "--roll-up" not in args
        for engine in engines:
            sql = run(tool, "-q", *words, *about, "--sql", engine, codes=(0, 2))
            if sql.returncode == 2:
                self.over("refused: " + sql.stderr.strip().split("\n")[-1][:90])
                continue
            made = tables.of(sql.stdout)
            sql = run(tool, "-q", *words, *about, "--sql", engine, "--tables", made).stdout
            try:
                rows, names = self.rows(engine, sql)
                given = told(rows, names, triples)
                faults = list(torn(rows, names, answer["pattern"], ends)) if own else []
            except Exception as error:  # noqa: BLE001 whatever else the engine says is a fault
                given, faults = [("error", str(error)[:900])], []
            asked = True
            self.counts[engine]["queries"] += 1
            self.counts[engine]["answers"] += len(expected)
            self.counts[engine]["chains"] += sum(1 for row in expected if len(row) > 2 and row[2] > triples)
            # Of equals SQL gives the first by their ids, so of some answers only how they stand is held.
            if "--limit" in args:
                given, expected_here = [row[1] for row in given], [row[1] for row in expected]
            else:
                given, expected_here = sorted(given, key=repr), sorted(expected, key=repr)
            shown = " ".join(map(str, [engine, *words, *about]))
            if given != expected_here:
                self.faults.append(f"{shown}\n  whobacks: {expected_here}\n  sql:      {given}")
            self.faults += [f"{shown}\n  {fault}" for fault in faults]
        return asked

    def close(self, wanted, chained=ENGINES):
        """Ends with an error where anything differs, or where an engine that was wanted gave no answer, or no chain."""
        for engine, count in self.counts.items():
            print(f"{engine:<7} {count['queries']} queries, {count['answers']} answers, {count['chains']} of them by chains")
        print(f"{self.direct_only} questions whose query says that it gives direct answers only")
        for why, count in sorted(self.passed_over.items()):
            print(f"passed over {count}: {why}")
        for fault in self.faults[:12]:
            print(f"FAULT {fault}")
        nothing = [engine for engine in wanted if not self.counts[engine]["answers"]
                   or engine in chained and not self.counts[engine]["chains"]]
        if self.faults or nothing:
            asked = sum(count["queries"] for count in self.counts.values())
            sys.exit(f"{len(self.faults)} of {asked} differ; nothing came from: {nothing}")
