"""How long it takes to import the module, to load and prove a data set, and to ask; the best of several."""

import re
import subprocess
import sys
import time

import whobacks


def best(work, times=20):
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took) * 1000


def imported():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import whobacks"], capture_output=True, text=True, check=True
    )
    return int(re.search(r"(\d+) \| whobacks$", done.stderr, re.MULTILINE)[1]) / 1000


data = whobacks.load(sys.argv[1])
loaded = best(lambda: whobacks.load(sys.argv[1]))
asked = best(lambda: data.ask("who backs Haftar"))
table = best(lambda: data.claims)
took = min(imported() for _ in range(20))
print(f"import {took:.2f} ms, load and proof {loaded:.2f} ms, a question {asked:.2f} ms, all claims {table:.2f} ms")
# Bounds that a slow machine keeps too: what was forgotten to be put off takes longer than that.
assert took < 20 and loaded < 500
