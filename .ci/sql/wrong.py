"""Over tables that cannot answer it a query ends with an error, whatever it asks, and a script leaves nothing behind.

    wrong.py WHOBACKS WORK_DIR
"""

import sys
from pathlib import Path

import duckdb

import spark
from hold import run
from patterns import war

SPAN = ["--at", "2016-03/2018-02"]
# Of which export a question is asked that needs another: what the error must say.
WRONG = [
    ("reach", ["find", "?x support front"], "another reach"),
    ("reach", ["find", "?x support+ front"], "another reach"),
    ("reach", ["find", "north arms front", "--limit", "1"], "another reach"),
    ("reach", ["find", "north arms+ front", "--limit", "1"], "another reach"),
    ("plain", ["find", "?x arms front", "--reach", "3m"], "another reach"),
    ("source", ["find", "?x arms front", "--limit", "1"], "other sources"),
    ("plain", ["find", "?x arms front", "--source", "gazette"], "other sources"),
    ("plain", ["find", "?x support front", *SPAN], "no day, month or year"),
    ("plain", ["find", "north support front", *SPAN, "--limit", "1"], "no day, month or year"),
    ("plain", ["find", "?x support dawn", "--at", "2018", "--roll-up"], "keep others apart"),
    ("plain", ["ask", "does Northland back O'Hara's Men in 2018"], "keep others apart"),
]
EXPORTS = {"plain": [], "reach": ["--reach", "3m"], "source": ["--source", "wire"]}


def main():
    tool, work = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve() / "wrong"
    data = war(work)
    for name, args in EXPORTS.items():
        run(tool, "-q", "export", "parquet", "-o", work / name, "--data", data, *args)
    session = spark.session(work / "warehouse")
    engines = {"duckdb": lambda sql: duckdb.connect().execute(sql).fetchall(), "spark": lambda sql: session.sql(sql).collect()}
    held = 0
    for export, words, why in WRONG:
        for engine, answer in engines.items():
            sql = run(tool, "-q", *words, "--data", data, "--sql", engine, "--tables", work / export).stdout
            try:
                rows = answer(sql)
            except Exception as error:  # noqa: BLE001 each engine has errors of its own
                assert why in str(error), (engine, words, str(error)[:600])
            else:
                sys.exit(f"{engine} answered {words} from tables that cannot: {rows}")
            held += 1
    left = session.sql("SHOW TABLES").collect()
    assert not left, left
    session.stop()
    print(f"{held} questions to tables that cannot answer them ended with an error")


main()
