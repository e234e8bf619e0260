"""SQL over tables answers as whobacks does: random graphs, patterns, chains and questions, on both engines.

    compare.py WHOBACKS WORK_DIR [--seed N] [--graphs N] [--duckdb N] [--spark N]

Of every graph so many patterns, chains and questions each go to DuckDB, and so many of those to Spark. See `hold.py` for
what is held, `chance.py` for what is made.
"""

import argparse
import random
import shutil
import subprocess
from pathlib import Path

import chance
import spark
from hold import ENGINES, Tables, Tally, ends_of


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--graphs", type=int, default=6)
    parser.add_argument("--duckdb", type=int, default=20)
    parser.add_argument("--spark", type=int, default=2)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    asked.tool, asked.work = asked.tool.resolve(), asked.work.resolve()
    tally = Tally(spark.session(asked.work / "warehouse") if asked.spark else None)
    forms = {}
    for number in range(asked.graphs):
        folder = asked.work / f"graph{number}"
        shutil.rmtree(folder, ignore_errors=True)
        data, actors = chance.graph(rng, folder)
        checked = subprocess.run([asked.tool, "check", "--data", data], capture_output=True, text=True)
        if checked.returncode != 0:
            # A claim twice, or a date that ends before it starts: made by chance, and no graph.
            tally.over("graphs that are none")
            continue
        span = f"{rng.randint(2012, 2016)}-03/{rng.randint(2017, 2021)}"
        tables, ends = Tables(asked.tool, folder, data), ends_of(asked.tool, data)
        for one in range(asked.duckdb):
            engines = ENGINES if one < asked.spark else ENGINES[:1]
            for made in [chance.pattern, chance.chain]:
                args = chance.options(rng, span, actors)
                tally.hold(asked.tool, ["find", made(rng, actors)], args, tables, ends, engines)
            form = chance.QUESTIONS[(number * asked.duckdb + one) % len(chance.QUESTIONS)]
            words, args = chance.question(rng, form, actors)
            if tally.hold(asked.tool, ["ask", words], args, tables, ends, engines):
                forms[form] = forms.get(form, 0) + 1
    print(f"{len(forms)} of {len(chance.QUESTIONS)} forms of question have SQL: {'; '.join(sorted(forms))}")
    # A few queries by chance need not have chains; patterns.py sends some to Spark.
    few = asked.spark * asked.graphs < 12
    tally.close([engine for engine in ENGINES if engine == "duckdb" or asked.spark], ENGINES[:1] if few else ENGINES)


if __name__ == "__main__":
    main()
