"""Puts the book together: docs/ with README, ARCHITECTURE and CHANGELOG, and what the program says of itself.

    make.py WHOBACKS BOOK

Every chapter of docs/SUMMARY.md must come to be, every page of docs/ must be a chapter, and every link between
pages, to files and to headings must lead somewhere: anything else is a fault.
"""

import csv
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
#: Pages that stand elsewhere in the repository.
BORROWED = {
    "index.md": "README.md",
    "architecture.md": "ARCHITECTURE.md",
    "changelog.md": "CHANGELOG.md",
    "python.md": "python/README.md",
}
#: `[text](target)`, not in code.
LINK = re.compile(r"(\[(?:[^\]\[]|\[[^\]]*\])*\]\()([^)\s]+)(\))")
program, book = sys.argv[1], pathlib.Path(sys.argv[2])
source = book / "src"
faults = []


def said(*words):
    done = subprocess.run([program, *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def commands():
    """The help of each command, as it prints it."""
    listed = said("--help").split("Commands:\n", 1)[1].split("\n\n", 1)[0]
    names = [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "]
    pages = [f"## {name}\n\n```text\n{said(name, '--help').rstrip()}\n```\n" for name in names if name != "help"]
    return "# Commands\n\n" + "\n".join(pages)


def relations():
    """The vocabulary, a family a table."""
    rows = list(csv.DictReader(said("relations", "--format", "csv").splitlines()))
    out = ["# Relations\n\nWhat claims can assert. A relation stands for itself and all its cases.\n"]
    for family in dict.fromkeys(row["family"] for row in rows):
        out.append(f"## {family}\n\n| relation | other way round | a case of | features |\n|---|---|---|---|")
        for row in rows:
            if row["family"] == family:
                cells = (f"`{row['relation']}`", row["inverse"], row["is_a"], row["features"])
                out.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        out.append("")
    return "\n".join(out)


def rules():
    """The page of each code, as `explain` prints it."""
    codes = [line.split()[0] for line in said("explain").splitlines()[1:]]
    pages = [f"## {code}\n\n```text\n{said('explain', code).rstrip()}\n```\n" for code in codes]
    return "# What a check finds\n\n`whobacks explain CODE` prints these pages.\n\n" + "\n".join(pages)


def pictures():
    """Every picture that `build` keeps."""
    named = {
        "libya-2017": "Libya in 2017",
        "libya-2025": "Libya in 2025, everybody in the same place",
        "libya-changes": "What has changed from one to the other",
        "libya-matrix": "The same as a table",
        "libya": "All that is told",
    }
    found = {path.stem for path in (ROOT / "graphs").glob("*.png")}
    faults.extend(f"graphs/{name}.png is in no gallery" for name in found ^ set(named))
    shown = [f"## {text}\n\n[![{text}](graphs/{name}.png)](graphs/{name}.svg)\n" for name, text in named.items()]
    return "# Pictures\n\nMade of answers, each line on quotes. A click shows one as it is drawn.\n\n" + "\n".join(shown)


def anchors(text):
    """The names by which headings are reached."""
    names = set()
    for line in re.sub(r"```.*?```", "", text, flags=re.DOTALL).splitlines():
        if heading := re.match(r"#+ (.*)", line):
            plain = re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading[1]).lower()
            names.add(re.sub(r"[^\w\- ]", "", plain).strip().replace(" ", "-"))
    return names


def places():
    """Where each page of the book stands in the repository."""
    own = {path.name: path for path in (ROOT / "docs").glob("*.md") if path.name != "SUMMARY.md"}
    return {**own, **{name: ROOT / path for name, path in BORROWED.items()}}


def lead(name, path, text, pages):
    """The text of a page with its links as the book has them."""
    names = {place.resolve(): own for own, place in pages.items()}
    count = 0

    def one(found):
        nonlocal count
        target, _, anchor = found[2].partition("#")
        if re.match(r"[a-z]+:", found[2]):
            return found[0]
        count += 1
        place = (path.parent / target).resolve() if target else path.resolve()
        if not place.exists():
            faults.append(f"{path.relative_to(ROOT)}: {found[2]} is nowhere")
        elif anchor and place.suffix == ".md" and anchor not in anchors(place.read_text(encoding="utf-8")):
            faults.append(f"{path.relative_to(ROOT)}: {target} has no heading #{anchor}")
        if place in names:
            return found[1] + names[place] + (f"#{anchor}" if anchor else "") + found[3]
        inside = place.relative_to(ROOT)
        if place.is_file():
            (source / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place, source / inside)
            return found[1] + inside.as_posix() + found[3]
        # A folder is in the repository, and not in the book.
        return found[0][1:].split("](")[0]

    blocks = re.split(r"(```.*?```|`[^`\n]*`)", text, flags=re.DOTALL)
    return "".join(block if i % 2 else LINK.sub(one, block) for i, block in enumerate(blocks)), count


shutil.rmtree(book, ignore_errors=True)
source.mkdir(parents=True)
shutil.copyfile(ROOT / "docs/book.toml", book / "book.toml")
pages, links = places(), 0
for name, path in pages.items():
    text, count = lead(name, path, path.read_text(encoding="utf-8"), pages)
    (source / name).write_text(text, encoding="utf-8")
    links += count
written = {"commands": commands, "relations": relations, "rules": rules, "pictures": pictures}
for name, make in written.items():
    (source / f"{name}.md").write_text(make(), encoding="utf-8")
shutil.copytree(ROOT / "graphs", source / "graphs", dirs_exist_ok=True)
summary = (ROOT / "docs/SUMMARY.md").read_text(encoding="utf-8")
(source / "SUMMARY.md").write_text(summary, encoding="utf-8")
chapters = {found[2] for found in LINK.finditer(summary)}
there = {*pages, *(f"{name}.md" for name in written)}
faults += [f"the chapter {name} is nowhere" for name in chapters - there]
faults += [f"the page {name} is no chapter" for name in there - chapters]
assert links > 20, "hardly a link was looked at"
print(f"{len(chapters)} chapters, {links} links; {len(faults)} faults")
sys.exit("\n".join(faults) or 0)
