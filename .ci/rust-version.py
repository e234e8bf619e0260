"""The Rust that Cargo.toml asks for is the newest that any library asks for: no more, no less."""

import json
import subprocess
import sys


def version(text):
    return tuple(int(part) for part in (text.split(".") + ["0", "0"])[:3])


command = ["cargo", "metadata", "--locked", "--all-features", "--format-version", "1"]
metadata = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
# What tests and benches alone want is not asked of who builds the program.
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
root = metadata["resolve"]["root"]
waiting, needed = [root], set()
while waiting:
    here = waiting.pop()
    if here not in needed:
        needed.add(here)
        for dep in nodes[here]["deps"]:
            if any(kind["kind"] != "dev" for kind in dep["dep_kinds"]):
                waiting.append(dep["pkg"])
packages = {package["id"]: package for package in metadata["packages"]}
ours = packages[root]["rust_version"]
asked = [(version(p["rust_version"]), p["rust_version"], p["name"]) for p in map(packages.get, needed - {root}) if p["rust_version"]]
most, text, name = max(asked)
if not ours or version(ours) != most:
    sys.exit(f"rust-version is {ours}; {name} asks for {text}")
print(f"rust-version {ours} is what {name} asks for, and no other of {len(needed) - 1} libraries asks for more")
