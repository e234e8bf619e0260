"""What the program and the Python module are made of: an SBOM (CycloneDX 1.6) and the licences, with their texts.

    parts.py DIST

Read from `cargo metadata`, so it is what the locks say for the systems that wheels are built for. No path of this
machine stands in it. A crate without a licence, or without its text, is a fault.
"""

import html
import json
import os
import pathlib
import subprocess
import sys
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGETS = (
    "x86_64-unknown-linux-gnu",
    "x86_64-unknown-linux-musl",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
)
#: How files with a licence are called.
NAMES = ("licen", "copying", "notice", "unlicense", "copyright")


def metadata(manifest, target):
    words = ["cargo", "metadata", "--format-version", "1", "--locked", "--manifest-path", manifest]
    done = subprocess.run([*words, "--filter-platform", target], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def built_in(found):
    """Every package that ends up in what is built, and what it depends on: not what only tests or builds need.
    Our own build puts a font into the program, so what it needs counts."""
    nodes = {node["id"]: node for node in found["resolve"]["nodes"]}
    ours = {package["id"] for package in found["packages"] if package["name"] == "whobacks"}
    seen, todo = {}, [found["resolve"]["root"]]
    while todo:
        own = todo.pop()
        if own not in seen:
            kinds = {None, "build"} if own in ours else {None}
            needs = [d for d in nodes[own]["deps"] if any(kind["kind"] in kinds for kind in d["dep_kinds"])]
            seen[own] = [d["pkg"] for d in needs]
            todo += seen[own]
    return seen


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def licence(package):
    """Under what it is; some name no licence and bring its text."""
    if package["license"]:
        return {"expression": package["license"].replace("/", " OR ")}
    return {"license": {"name": f"as its file {package['license_file']} says"}}


def gather():
    packages, edges, roots = {}, {}, []
    for manifest in ("Cargo.toml", "python/Cargo.toml"):
        for target in TARGETS:
            found = metadata(ROOT / manifest, target)
            by_id = {package["id"]: package for package in found["packages"]}
            if purl(by_id[found["resolve"]["root"]]) not in roots:
                roots.append(purl(by_id[found["resolve"]["root"]]))
            for own, needs in built_in(found).items():
                packages[purl(by_id[own])] = by_id[own]
                edges.setdefault(purl(by_id[own]), set()).update(purl(by_id[need]) for need in needs)
    return packages, edges, roots


def sums():
    """The hash of each package as the lock has it."""
    import tomllib

    packages = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))["package"]
    return {purl(package): package["checksum"] for package in packages if "checksum" in package}


def sbom(packages, edges, roots, when):
    checksums = sums()

    def component(name):
        package = packages[name]
        own = {
            "type": "application" if name in roots else "library",
            "bom-ref": name,
            "name": package["name"],
            "version": package["version"],
            "purl": name,
            "licenses": [licence(package)],
        }
        if package["description"]:
            own["description"] = " ".join(package["description"].split())
        if name in checksums:
            own["hashes"] = [{"alg": "SHA-256", "content": checksums[name]}]
        if package["repository"]:
            own["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
        return own

    head, *others = roots
    names = sorted(name for name in packages if name != head)
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": when, "component": component(head)},
        "components": [component(name) for name in names],
        "dependencies": [{"ref": name, "dependsOn": sorted(edges[name])} for name in sorted(packages)],
    }
    # The same parts have the same number.
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return {"serialNumber": f"urn:uuid:{number}", **content}


def licences(packages):
    """A page with each text once, and who is under it."""
    texts, bare = {}, []
    for name, package in sorted(packages.items()):
        folder = pathlib.Path(package["manifest_path"]).parent
        own = [f for f in sorted(folder.iterdir()) if f.is_file() and f.name.lower().startswith(NAMES)]
        if package["license_file"]:
            own.append(folder / package["license_file"])
        bare += [] if own or package["source"] is None else [name]
        for file in dict.fromkeys(own):
            text = file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip()
            texts.setdefault(text, []).append(package)
    listed = "".join(
        f"<li>{html.escape(p['name'])} {html.escape(p['version'])}: {html.escape(p['license'] or 'as its file says, below')}</li>\n"
        for _, p in sorted(packages.items())
    )
    told = "".join(
        f"<h2>{html.escape(', '.join(dict.fromkeys(p['name'] for p in owners)))}</h2>\n<pre>{html.escape(text)}</pre>\n"
        for text, owners in texts.items()
    )
    page = f'<!doctype html>\n<meta charset="utf-8">\n<title>Licences</title>\n<h1>Licences</h1>\n<ul>\n{listed}</ul>\n{told}'
    return page, texts, bare


def main():
    import datetime

    dist = pathlib.Path(sys.argv[1])
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    when = datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    packages, edges, roots = gather()
    faults = [f"{name} has no licence" for name, package in packages.items() if not (package["license"] or package["license_file"])]
    if faults:
        sys.exit("\n".join(faults))
    page, texts, bare = licences(packages)
    outputs = {
        "sbom.cdx.json": json.dumps(sbom(packages, edges, roots, when), indent=1, ensure_ascii=False) + "\n",
        "licences.html": page,
    }
    for name, text in outputs.items():
        for path in (str(ROOT), str(pathlib.Path.home()), os.environ.get("CARGO_HOME", "/.cargo/")):
            if path in text:
                sys.exit(f"{name} names a folder of this machine")
        (dist / name).write_text(text, encoding="utf-8")
    # Some crates of one repository keep the text at its root only: what they are under stands in the list.
    print(f"{len(packages)} parts, {len(texts)} texts of licences; without a text of their own: {', '.join(bare) or 'none'}")


main()
