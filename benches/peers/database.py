"""One question to a database, in a process of its own: import it, open the tables, ask, fetch the answers.

usage: database.py duckdb|spark TABLES.parquet… < QUERY

The tables are those of `whobacks export parquet`, the query that of `whobacks find … --sql`. Prints how many rows there are.
"""

import sys
from pathlib import Path


def duckdb(tables, query):
    import duckdb

    database = duckdb.connect()
    for table in tables:
        database.execute(f"CREATE VIEW {table.stem} AS FROM read_parquet('{table}')")
    return len(database.execute(query).fetchall())


def spark(tables, query):
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "OFF")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.memory", "6g")
        .getOrCreate()
    )
    for table in tables:
        session.read.parquet(str(table)).createOrReplaceTempView(table.stem)
    return len(session.sql(query).collect())


if __name__ == "__main__":
    engine, *paths = sys.argv[1:]
    print(globals()[engine]([Path(path) for path in paths], sys.stdin.read()))
