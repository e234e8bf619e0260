"""Pictures of invented wars, that nobody has looked at: drawn, measured as print, and asked.

    python3 wars.py WHOBACKS WARS [MEASURE]

WARS is a folder of data sets, one a folder, as examples/wars writes them. Of each the column at two
dates and without one, a page and the matrix are drawn. MEASURE, where it is there, is the tool that
measures pictures (node with playwright-core). In every column the lines of backing into a core must be
what `ask who backs` answers, but for those that its caption names. Who stands elsewhere at another
date without another side or part in it is counted by itself: that is the layout's doing. Fails on a
breach, where the layout moves too many, and if nothing was drawn, measured or asked.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = {
    "column-2017": ["--at", "2017"],
    "column-2025": ["--at", "2025"],
    "column": [],
    "page": ["--size", "page", "--at", "2025"],
    "matrix": ["--view", "matrix", "--at", "2025"],
}
NOTHING = "there is no tie to draw"
ANSWERS = ("definite", "possible", "stale")
BOXES = 12  # no column has more
MOVED = 0.12  # so many of those who are there at two dates may stand elsewhere though nothing changed for them


def run(command):
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def draw(whobacks, war):
    """The pictures of a war; one of which there is nothing to draw is not there."""
    drawn, faults = [], []
    for name, options in VIEWS.items():
        target = war / f"{war.name}-{name}.svg"
        target.unlink(missing_ok=True)
        command = [whobacks, "--quiet", "draw", "--data", war / "data" / "war.ron", *options, "-o", target]
        done = run(command)
        if done.returncode == 0:
            drawn.append(target)
        elif not (done.returncode == 1 and (NOTHING in done.stderr or not done.stderr)):
            faults.append(f"{target.name}: draw ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return drawn, faults


def asked(whobacks, war, who, at):
    """The ids of those who back somebody, as the questions answers them."""
    when = ["--at", at] if at else []
    done = run([whobacks, "ask", "--data", war / "data" / "war.ron", "--format", "json", *when, f"who backs {who}"])
    if done.returncode == 1:
        return {}
    if done.returncode:
        raise RuntimeError(f"{war.name}: who backs {who}: {done.stderr}")
    answers = json.loads(done.stdout)["answers"]
    held = lambda a: (a["present"] or a["standing"] == "stale") and not a["indirect"]
    return {a["bindings"]["x"]: a["standing"] for a in answers if held(a)}


def relations(whobacks):
    """What is a kind of backing."""
    done = run([whobacks, "relations", "--format", "json"])
    above = {r["relation"]: r["is_a"] for r in json.loads(done.stdout)}
    def backs(relation):
        return relation == "backs" or (relation in above and above[relation] and backs(above[relation]))
    return {relation for relation in above if backs(relation)}


def answers(whobacks, backing, picture):
    """How many answers a column shows, how many its caption names, and what is wrong."""
    war, root = picture.parent, ET.parse(picture).getroot()
    at = root.get("data-at")
    dataset = (war / "data" / "war.ron").read_text()
    actors = re.findall(r'^ {8}"([^"]+)": \(name: "([^"]+)", kind: (\w+)(?:, short: "([^"]+)")?', dataset, re.M)
    names = {id: {name, short or name} for id, name, _, short in actors}
    plain = lambda text: re.sub("[\u2066-\u2069]", "", text)
    caption = plain(" ".join("".join(t.itertext()) for t in root.iter(f"{SVG}text") if "caption" in (t.get("class") or "")))
    no_room = caption.partition("No room for: ")[2]
    boxes = {g.get("data-id"): [g.get("data-id"), *g.get("data-parts").split()]
             for g in root.iter(f"{SVG}g") if g.get("class") == "actor"}
    head = {part: box for box, parts in boxes.items() for part in parts}
    cores = [g.get("data-id") for g in root.iter(f"{SVG}g") if g.get("class") == "actor" and g.get("data-core") == "true"]
    # Whom no picture has: places and media, and people named after somebody.
    after = {id for id, name, kind, _ in actors if kind == "collective" and any(
        f"{n}’s" in name for other, ns in names.items() if other != id for n in ns)}
    silent = {id for id, _, kind, _ in actors if kind in ("place", "media")} | after
    faults, shown, named, all_boxes = [], 0, 0, set(cores)
    for core in cores:
        lines = {g.get("data-from") for g in root.iter(f"{SVG}g") if g.get("class") == "tie"
                 and g.get("data-to") == core and g.get("data-standing") in ANSWERS
                 and backing & set(g.get("data-relation").split())}
        told = {}
        for part in boxes[core]:
            for who, standing in asked(whobacks, war, part, at).items():
                told[who] = standing
        who_told = {head.get(who, who) for who in told if who not in silent} - {core}
        shown += len(lines)
        all_boxes |= who_told
        for who in sorted(lines - who_told):
            faults.append(f"{picture.name}: {who} is drawn to back {core}, and no answer")
        for who in sorted(who_told - lines):
            if any(name in no_room for name in names.get(who, {who})):
                named += 1
            else:
                faults.append(f"{picture.name}: {who} ({told.get(who)}) backs {core}, neither drawn nor named")
    return shown, named, min(named, max(0, len(all_boxes) - BOXES)), len(cores), faults


def roles(picture):
    """In whose frame everybody stands, and as what."""
    root = ET.parse(picture).getroot()
    rect = lambda g: [float(g.find(f"{SVG}rect").get(k)) for k in ("x", "y", "width", "height")]
    of = lambda kind: [g for g in root.iter(f"{SVG}g") if g.get("class") == kind]
    frames = {g.get("data-name"): rect(g) for g in of("side")}
    found = {}
    for g in of("actor"):
        x, y, w, h = rect(g)
        x, y = x + w / 2, y + h / 2
        frame = [name for name, (fx, fy, fw, fh) in frames.items() if fx < x < fx + fw and fy < y < fy + fh]
        found[g.get("data-id")] = (frame, g.get("data-tier"))
    return found


def measure(tool, pictures):
    """What the tool says: how many were measured, who moved with another role and without, and each breach."""
    done = run(["node", tool, *pictures])
    lines = done.stdout.splitlines()
    faults, name, seen, moved, shifted = [], None, 0, 0, []
    by_name = {picture.name: picture for picture in pictures}
    for line in lines:
        if line.startswith("{"):
            name, seen = json.loads(line)["file"], seen + 1
        elif "stands elsewhere" in line:
            # Sides keep their places and colours at every date; people as far as there is room.
            before, who = line.split("stands elsewhere than in ", 1)[1].split(": ", 1)
            who, before, now = who.split("; "), roles(before), roles(by_name[name])
            sides = [w for w in who if w not in now]
            moved += len(who) - len(sides)
            shifted += [f"{name}: {w} stands elsewhere" for w in who if w in now and before[w] == now[w]]
            faults += [f"{name}: moved: {w}" for w in sides]
        else:
            faults.append(f"{name}:{line}")
    if seen != len(pictures):
        faults.append(f"measured {seen} of {len(pictures)}: {done.stderr.strip()[-400:]}")
    return seen, moved, shifted, faults


def stay(pictures):
    """How many are there at two dates that are measured one after the other."""
    pairs = [(a, b) for a, b in zip(pictures, pictures[1:]) if a.parent == b.parent and "-column" in b.name]
    view = lambda picture: ET.parse(picture).getroot().get("data-view")
    return sum(len(roles(a).keys() & roles(b).keys()) for a, b in pairs if view(a) == view(b))


def main(whobacks, folder, tool=None):
    wars = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: int(path.name))
    backing = relations(whobacks)
    faults, count = [], collections.Counter()
    with ThreadPoolExecutor(2) as pool:
        pictures = []
        for drawn, wrong in pool.map(lambda war: draw(whobacks, war), wars):
            pictures += drawn
            faults += wrong
        columns = [p for p in pictures if "-column" in p.name]
        for shown, named, over, cores, wrong in pool.map(lambda p: answers(whobacks, backing, p), columns):
            count.update(shown=shown, named=named, over=over, cores=cores)
            faults += wrong
        if tool:
            parts = [pictures[i:i + 25] for i in range(0, len(pictures), 25)]
            for seen, moved, shifted, wrong in pool.map(lambda part: measure(tool, part), parts):
                count.update(measured=seen, moved=moved, shifted=len(shifted))
                faults += wrong
                for who in shifted:
                    print(f"    {who}")
            count.update(stay=stay(pictures))
            if count["shifted"] > MOVED * count["stay"]:
                faults.append(f"the layout alone moves {count['shifted']} of {count['stay']} people")
    for fault in faults:
        print(f"BAD {fault}")
    print(f"{len(wars)} wars: {len(pictures)} pictures drawn, {count['measured']} measured; {count['cores']} cores asked "
          f"about, {count['shown']} answers drawn, {count['named']} named as without room, {count['over']} of them beyond "
          f"{BOXES} boxes; of {count['stay']} people who are there at two dates {count['moved']} moved, "
          f"{count['shifted']} of them by the layout alone; {len(faults)} faults")
    ran = len(pictures) > 2 * len(wars) and count["shown"] and (not tool or count["measured"] == len(pictures))
    return 0 if ran and not faults else 1


if __name__ == "__main__":
    sys.exit(main(*(pathlib.Path(arg).absolute() for arg in sys.argv[1:])))
