"""The queries and commands of docs/cluster.md, taken from the page: on both engines they give the same, the part comes back by
`import`, and a question of it has the same answers from `find`, DuckDB and Spark.

    cluster.py WHOBACKS WORK_DIR
"""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

import spark

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cluster.md"
EVENTS = """
SELECT 'E' || lpad(CAST(i AS VARCHAR), 6, '0') AS event_id, DATE '2018-01-01' + CAST(i * 7919 % 1461 AS INTEGER) AS event_date,
  (['SUPPORT', 'AID', 'COOPERATE', 'CONSULT', 'ASSAULT', 'ACCUSE', 'SANCTION', 'PROTEST'])[1 + i * 31 % 8] AS event_type,
  CASE WHEN i % 41 = 0 THEN NULL ELSE 'Group ' || (i * 13 % 37) END AS actor_name, 'Group ' || (i * i % 43) AS recipient_name
FROM range(20000) AS t(i)
"""


def commands(part):
    """The commands of a part of the page, without the program's name."""
    text = re.search(rf"```sh {part}\n(.*?)```", PAGE.read_text(), re.S).group(1)
    return [shlex.split(line)[1:] for line in text.strip().split("\n")]


def run(*args, cwd):
    done = subprocess.run([str(arg) for arg in args], capture_output=True, text=True, cwd=cwd)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, args))}\nended with {done.returncode}: {done.stderr}{done.stdout}")
    return done.stdout


def main():
    tool, work = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve() / "cluster"
    queries = dict(re.findall(r"```sql (\w+)\n(.*?)```", PAGE.read_text(), re.S))
    assert set(queries) == {"claims", "left", "part"}, sorted(queries)
    shutil.rmtree(work, ignore_errors=True)
    for folder in ["data", "seeds"]:
        (work / folder).mkdir(parents=True)
    small = duckdb.connect()

    def ask(query):
        return [tuple(row) for row in small.execute(query).fetchall()]

    ask(f"COPY ({EVENTS}) TO '{work}/events.parquet' (FORMAT parquet)")
    ask(f"CREATE VIEW events AS SELECT * FROM '{work}/events.parquet'")
    ask(f"CREATE VIEW claims_of_events AS {queries['claims']}")
    session = spark.session(work / "warehouse")
    session.read.parquet(f"{work}/events.parquet").createOrReplaceTempView("events")
    session.sql(queries["claims"]).createOrReplaceTempView("claims_of_events")
    rows = {}
    for name in ["left", "part"]:
        mine, theirs = ask(queries[name]), [tuple(row) for row in session.sql(queries[name]).collect()]
        assert mine and mine == theirs, (name, mine[:3], theirs[:3])
        rows[name] = mine
    taken = ask("SELECT sum(events) FROM claims_of_events")[0][0]
    assert taken + rows["left"][0][0] == 20000, (taken, rows["left"])
    ask(f"COPY ({queries['part']}) TO '{work}/part.parquet' (FORMAT parquet)")
    for line in commands("desk") + commands("tables"):
        run(tool, *line, cwd=work)
    assert (work / "part.svg").stat().st_size > 10000
    asked = 0
    for line in commands("ask"):
        at = line.index("--sql")
        engine, words = line[at + 1], line[:at]
        said = json.loads(run(tool, *words, *(["directly"] if words[0] == "ask" else []), "--format", "json", cwd=work))
        expected = sorted((one["bindings"]["x"], one["standing"], len(one["links"])) for one in said["answers"])
        sql = run(tool, *line[:-1], work / line[-1], cwd=work)
        found = ask(sql) if engine == "duckdb" else [tuple(row) for row in session.sql(sql).collect()]
        found = sorted((row[0], row[1], row[4]) for row in found)
        assert expected and found == expected, (engine, words, found[:5], expected[:5])
        asked += 1
    assert asked == 4, asked
    session.stop()
    print(f"{len(rows['part'])} rows of 20,000 events came back by import; {asked} questions answered alike")


main()
