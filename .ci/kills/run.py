"""Kills every command that writes at each of its system calls that write, make, move or remove, one after the
other, and looks what is left: each file is the old one or the new one, and the same command, run again, comes to
its end and leaves nothing beside. Needs strace.

    run.py BINARY PROJECT [COMMAND ...]

With words, only the commands in which one of them stands.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

CALLS = ["write", "pwrite64", "writev", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat",
         "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "fsync", "fdatasync", "ftruncate", "chmod", "fchmod",
         "copy_file_range"]

# What is to be run, and what is changed before, so that there is something to write.
COMMANDS = [
    ("build", None),
    # Over what an older state of the annotation has left.
    ("build", "older"),
    ("--draft build", "older"),
    ("fmt", ("data/harbour.ron", "    title:", "title:")),
    ("prove --texts texts", ("seeds/harbour.proofs", None, None)),
    ("prove --texts texts --sign key", ("seeds/harbour.proofs", None, None)),
    ("export json -o out.json", None),
    ("export csv -o tables", None),
    ("explore -o page.html", None),
    ("explore -o page.html", "older"),
    ("export csv -o tables", "older"),
    ("export parquet -o tables", "older"),
    ("draw -o picture.svg", None),
    ("rename actor brigade coast-brigade", None),
    ("rename source harbour port", None),
    ("set brigade note=looked-at", None),
    ("source add texts/other.txt --id other --published 2020 --texts texts", None),
    ("rename actor guard harbour-guard", "several"),
    ("merge actor brigade guard", "several"),
    ("init", "empty"),
]

# A data set of three files, in each of which an actor stands.
SEVERAL = {
    "data/more.ron": """(
    actors: {
        "guard": (name: "Harbour Guard", kind: armed_group),
    },
    claims: {
        "harbour": [
            (from: "league", relation: "meets", to: "guard", quote: "whose boats pass its guns unharmed"),
        ],
    },
)
""",
    "data/third.ron": """(
    claims: {
        "harbour": [
            (from: "guard", relation: "operates_in", to: "sel", quote: "took the port of Sel in March"),
        ],
    },
)
""",
}


def files(root):
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def unfinished(name):
    """Whether it is, or lies in, what a command makes before it gives it its name."""
    return any(part.startswith(".whobacks-") for part in Path(name).parts)


# What an actor was called before.
OLDER = ('name: "Vestria"', 'name: "Old Vestria", aliases: ["Vestria"]')


def prepare(binary, project, root, change, line):
    if change == "empty":
        root.mkdir()
        return
    shutil.copytree(project, root)
    (root / "texts/other.txt").write_text("Another text\n\nVestria sells grain to Orlan.\n")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "anna", "-f", root / "key"], check=True)
    if change == "older":
        first = root / "data/harbour.ron"
        now = first.read_text()
        assert OLDER[0] in now
        first.write_text(now.replace(*OLDER, 1))
        done = run(binary, line, root)
        assert done.returncode == 0, done
        first.write_text(now)
        # What is kept beside the data is not what is looked at.
        shutil.rmtree(root / ".whobacks", ignore_errors=True)
        return
    if change == "several":
        for name, text in SEVERAL.items():
            (root / name).write_text(text)
        first = root / "data/harbour.ron"
        first.write_text(first.read_text().replace("    actors:", '    include: ["more.ron", "third.ron"],\n    actors:', 1))
        return
    if change:
        name, old, new = change
        text = (root / name).read_text()
        changed = text.replace(old, new, 1) if old else ""
        assert changed != text, f"{name} is not changed"
        if old:
            (root / name).write_text(changed)
        else:
            (root / name).unlink()


def run(binary, line, root, calls=None, at=None, log=None):
    command = [binary, *line.split()]
    if calls:
        command = ["strace", "-f", "-qq", "-o", log, "-e", f"trace={calls}",
                   *(["-e", f"inject={calls}:signal=KILL:when={at}"] if at else []), *command]
    environment = {key: value for key, value in os.environ.items() if key != "WHOBACKS_TEXTS"}
    return subprocess.run(command, cwd=root, capture_output=True, env=environment)


def main(binary, project, *only):
    binary, project = Path(binary).resolve(), Path(project).resolve()
    kills = wrong = 0
    for line, change in COMMANDS:
        if only and not any(word in line for word in only):
            continue
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            # Of one name each: `init` calls its annotation after the folder.
            first = folder / "first" / "war"
            first.parent.mkdir()
            prepare(binary, project, first, change, line)
            # One start for all, so that keys are the same.
            pristine = folder / "pristine" / "war"
            shutil.copytree(first, pristine)
            old = files(first)
            log = folder / "log"
            done = run(binary, line, first, ",".join(CALLS), log=log)
            assert done.returncode == 0, (line, done)
            new = files(first)
            assert new != old, f"{line} writes nothing"
            counts = Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.M))
            here = 0
            for call, count in sorted(counts.items()):
                for at in range(1, count + 1):
                    root = folder / "killed" / "war"
                    shutil.rmtree(root, ignore_errors=True)
                    shutil.copytree(pristine, root)
                    killed = run(binary, line, root, call, at, log)
                    if killed.returncode == 0:
                        # Another thread had this one, and it was not reached.
                        continue
                    here += 1
                    faults = []
                    for name, content in files(root).items():
                        whole = content in (old.get(name), new.get(name))
                        if not whole and not unfinished(name):
                            faults.append(f"{name} is neither the old file nor the new one")
                    faults += [f"{name} is lost" for name in old if name in new and not (root / name).exists()]
                    if line.endswith("build"):
                        said = run(binary, f"{line} --check", root)
                        left = {n: c for n, c in files(root).items() if not unfinished(n)}
                        if (said.returncode == 0) != (left == new):
                            faults.append(f"build --check ends with {said.returncode}")
                    again = run(binary, line, root)
                    # What was finished but for the last word is refused the second time, and says why.
                    refused = again.returncode != 0 and {n: c for n, c in files(root).items()} == new
                    if again.returncode != 0 and not refused:
                        faults.append(f"run again, it fails: {again.stderr.decode()[:200]}")
                    elif files(root) != new:
                        differ = {n for n in set(files(root)) ^ set(new)} | {
                            n for n in new if files(root).get(n) not in (new[n], None)}
                        faults.append(f"run again, it does not come to the same: {sorted(differ)}")
                    for fault in faults:
                        wrong += 1
                        print(f"{line}, killed at {call} {at}: {fault}")
            what = f" ({change})" if isinstance(change, str) else ""
            print(f"{line}{what}: killed {here} times, of {sum(counts.values())} calls", flush=True)
            assert here > 0, f"{line} was never killed"
            kills += here
    print(f"{kills} kills, {wrong} faults")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
