"""What the JSON of a graph says that every other format must say too."""

import re
from collections import Counter

MODALITIES = ["factual", "reported", "assessed", "alleged", "planned", "considered", "recommended",
              "hypothetical", "denied"]
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# One label is as good as another that differs in white space: a drawing has lines, not blanks.
BLANK = re.compile(r"[\s\u00a0]+")

read = Counter()
faults = []


def allowed(text):
    """What XML 1.0 can hold of a text."""
    return FORBIDDEN.sub("", text)


def blank(text):
    return BLANK.sub(" ", allowed(text)).strip()


def report(client, file, nodes, edges, more=""):
    read[client] += 1
    print(f"{client:<14} {file.name:<28} {nodes:>6} nodes {edges:>7} edges  {more}".rstrip())


def same(file, what, found, expected):
    if found != expected:
        faults.append(f"{file.name}: {what}: found {found!r}, expected {expected!r}")


def distinct(items):
    return list(dict.fromkeys(items))


def listed(items):
    """A list in one cell: a bar within an item has a backslash in front."""
    return " | ".join(item.replace("|", r"\|") for item in items)


def joined(items):
    return listed(distinct(items))


def ties(data):
    """The claims bundled per pair and family, as a diagram draws them."""
    bundles = {}
    for claim in data["edges"]:
        ends = (claim["source"], claim["target"])
        if claim["symmetric"]:
            ends = tuple(sorted(ends))
        bundles.setdefault((*ends, claim["family"], claim["symmetric"]), []).append(claim)
    return bundles


def origins(data, claims):
    """How many independent origins speak: claims of one original, or of one first speaker, are one."""
    sources = {s["id"]: s for s in data["graph"]["sources"]}

    def original(source):
        for _ in sources:
            copied = sources[source].get("copy_of")
            if not copied:
                break
            if copied not in sources:
                return " ".join(copied.lower().split())
            source = copied
        return source

    groups = []
    for claim in claims:
        keys = {("document", original(claim["citation"]["source"]))}
        speaker = next(iter(claim["said_by"]), "unnamed")
        if speaker != "unnamed":
            keys.add(("speaker", " ".join(speaker.lower().split())))
        apart = []
        for group in groups:
            if group & keys:
                keys |= group
            else:
                apart.append(group)
        groups = [*apart, keys]
    return len(groups)


def supports(data):
    """Which actors a source asserts to support which, each pair once."""
    pairs = set()
    for claim in data["edges"]:
        if claim["family"] == "support" and claim["modality"] in MODALITIES[:3]:
            pairs.add((claim["source"], claim["target"]))
            if claim["symmetric"]:
                pairs.add((claim["target"], claim["source"]))
    return pairs


def node_columns(data):
    """What the columns of each node must hold; what is empty is left out of most files."""
    pairs = supports(data)
    got, given = Counter(b for _, b in pairs), Counter(a for a, _ in pairs)
    return {
        node["id"]: {
            "kind": node["kind"],
            "aliases": listed(node["aliases"]),
            **{field: node.get(field, "") for field in ("short", "note", "when", "same_as")},
            "in_support": got[node["id"]],
            "out_support": given[node["id"]],
        }
        for node in data["nodes"]
    }


# What events end: whoever takes a town, expels, overthrows, withdraws or defects.
TURNED = {"controls", "operates_in", "leads", "part_of", "member_of", "loyal_to"}


def is_told_over(data, claims):
    """Whether anything says of these claims of one relation that it is over."""
    closed = lambda when: "/" in when and not when.endswith("/..")
    told = any(c["status"] == "ended" or closed(c["when"] or "") for c in claims)
    wider = {claims[0]["relation"]}
    relations = data["graph"]["relations"]
    while above := {relations[r]["is_a"] for r in wider if relations[r].get("is_a")} - wider:
        wider |= above
    return told or bool(wider & TURNED)


def telling(file, key, data, claims, found):
    """The claims that speak for a tie: of the firmest manner, without what is over if anything goes on."""
    firmest = min((c["modality"] for c in claims), key=MODALITIES.index)
    firm = [c for c in claims if c["modality"] == firmest]
    named = found.get("relations", "").split(" | ")
    left = [c for c in firm if c["relation"] not in named]
    for relation in {c["relation"] for c in left}:
        own = [c for c in claims if c["relation"] == relation]
        same(file, f"{key} {relation} left out because it is over", is_told_over(data, own), True)
    if found.get("ended") is True:
        for relation in {c["relation"] for c in firm}:
            own = [c for c in claims if c["relation"] == relation]
            same(file, f"{key} {relation} ended", is_told_over(data, own), True)
    tells = [c for c in firm if c["relation"] in named]
    same(file, f"{key} speaks", bool(tells), True)
    others = [c for c in claims if c not in tells]
    how = lambda c: "ended" if c["modality"] == firmest else c["modality"]
    same(file, f"{key} also", found.get("also", ""), joined(f"{c['relation']} ({how(c)})" for c in others))
    return tells


def edge_columns(data, claims, of_claims, tells):
    """What the columns of an edge must hold."""
    firmest = min((c["modality"] for c in claims), key=MODALITIES.index)
    columns = {
        "family": claims[0]["family"],
        "sign": next((c["sign"] for c in claims if c["sign"]), 0),
        "symmetric": claims[0]["symmetric"],
        "modality": firmest,
        "asserted": firmest in MODALITIES[:3],
        "said_by": joined(s for c in tells for s in c["said_by"]),
        "when": joined(c["when"] for c in tells if c["when"]),
        "cited_source": joined(c["citation"]["source"] for c in claims),
        "weight": origins(data, [c for c in claims if c["relation"] in {t["relation"] for t in tells}
                                 and (c["modality"] == firmest or {c["modality"], firmest} <= set(MODALITIES[:3]))]),
    }
    if of_claims:
        (only,) = claims
        citation = only["citation"]
        columns |= {k: only[k] for k in ("relation", "status", "event")}
        columns |= {k: citation.get(k, "") for k in ("quote", "paragraph", "match", "record")}
        optional = ("intended", "place", "count", "amount", "dated", "translation", "note")
        columns |= {k: only.get(k, "") for k in optional}
        columns |= {k: listed(only.get(k, [])) for k in ("against", "accept")}
    else:
        columns["relations"] = joined(c["relation"] for c in tells)
        columns["claims"] = joined(c["key"] for c in claims)
    return columns


def wanted_edges(data, of_claims):
    """The edges by id: their ends, and the claims behind them."""
    if of_claims:
        return {c["key"]: (c["source"], c["target"], [c]) for c in data["edges"]}
    wanted = {}
    for (a, b, family, symmetric), claims in ties(data).items():
        kind = f"mutual-{family}" if symmetric else family
        wanted[f"{a}/{b}/{kind}"] = (a, b, claims)
    return wanted


def hold(file, data, nodes, edges, fold=lambda text: text, both_ways=lambda edge: False):
    """Holds what a client has read against the JSON.

    `nodes` maps ids to columns, `edges` ids to (from, to, columns); what is not there counts as empty.
    `fold` makes of a text what the format can hold of it. Where `both_ways`, a client may have turned
    the edge round."""

    def expected(columns):
        return {k: fold(v) if isinstance(v, str) else v for k, v in columns.items()}

    same(file, "nodes", sorted(nodes), sorted(n["id"] for n in data["nodes"]))
    labels = {n["id"]: n["label"] for n in data["nodes"]}
    for key, columns in node_columns(data).items():
        found = nodes.get(key, {})
        for column, value in expected({"label": labels[key], **columns}).items():
            same(file, f"{key} {column}", found.get(column, ""), value)
    of_claims = any(columns.get("relation") for *_, columns in edges.values())
    wanted = wanted_edges(data, of_claims)
    same(file, "edges", sorted(edges), sorted(wanted))
    for key in edges.keys() & wanted.keys():
        a, b, found = edges[key]
        ends = wanted[key][:2]
        turned = both_ways(found) and (b, a) == ends
        same(file, f"{key} ends", ends if turned else (a, b), ends)
        claims = wanted[key][2]
        tells = claims if of_claims else telling(file, key, data, claims, found)
        for column, value in expected(edge_columns(data, claims, of_claims, tells)).items():
            same(file, f"{key} {column}", found.get(column, ""), value)
    return "claims" if of_claims else "ties"
