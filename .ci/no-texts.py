"""Fails where a file of the repository holds a run of 16 words of a source text; quotes stop at 15."""

import pathlib
import re
import subprocess
import sys

RUN = 16


def words(text):
    return re.findall(r"\w+", text.lower())


texts = sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))
runs = set()
for text in texts:
    w = words(text.read_text(encoding="utf8"))
    runs |= {tuple(w[i : i + RUN]) for i in range(len(w) - RUN + 1)}
assert runs, "there are no texts to compare with"

faults = read = 0
for name in subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True).stdout.split(b"\0"):
    path = pathlib.Path(name.decode())
    if not name or not path.is_file():
        continue
    try:
        w = words(path.read_text(encoding="utf8"))
    except UnicodeDecodeError:
        continue
    read += 1
    found = sum(tuple(w[i : i + RUN]) in runs for i in range(len(w) - RUN + 1))
    if found:
        faults += 1
        print(f"FAULT {path}: {found} runs of {RUN} words from a source text")
print(f"{read} files held against {len(texts)} texts, {faults} faults")
sys.exit(faults > 0)
