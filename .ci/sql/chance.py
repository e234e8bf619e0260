"""Graphs, patterns, filters and questions by chance."""

RELATIONS = ["backs", "arms", "funds", "allied_with", "fights", "opposes", "meets", "visits", "part_of", "commands",
             "acts_for", "operates_in", "took", "controls"]
STEPS = RELATIONS + 4 * ["support", "hostility", "structure", "contact", "any", "backed_by"]
MODALITIES = ["factual"] * 6 + ["reported"] * 2 + ["assessed"] * 2 + ["alleged", "planned", "considered", "denied"]
KINDS = ["state", "armed_group", "person", "place", "unit", "government", "collective"]
NAMES = ["Abel", "Bora", "Cuno", "Dara", "Edda", "Falk", "Gero", "Hild", "Ines"]
# What the generator makes of a question: the actors A and B, and a time or none.
QUESTIONS = [
    "who backs A", "who backs A directly or indirectly", "who indirectly backs A", "who backs A directly",
    "whom does A back", "whom does A back directly or indirectly", "does A back B", "does A back B directly or indirectly",
    "who is backed by A", "who backs both A and B", "whom do A and B both back", "who are A's backers",
    "who are the allies of A", "who are the enemies of A", "who opposes A", "who fights A", "who fights for A",
    "who commands A", "who is part of A", "who met A", "did A and B meet", "which states arm A", "how many states back A",
    "which armed groups back A directly or indirectly", "list all who back A", "who backs A apart from B",
    "who has ties to both A and B", "what does A control", "who controls A", "who operates in A", "where is A deployed",
    "who plans to back A", "who is alleged to back A", "who denies backing A", "what did A plan for B", "does A fight B",
    "what does A give B", "how does A back B", "what links A and B", "since when does A back B", "who says A backs B",
    "who is A", "who backs both sides of A", "where do the sources disagree on A", "what does A accuse B of",
]


def date(rng):
    year = rng.randint(2012, 2022)
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    one = rng.choice([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"])
    return rng.choice([one, one, one, f"{one}~", f"{year}/{year + rng.randint(0, 3)}", f"{one}/..", f"../{year}"])


def graph(rng, folder):
    """A data set without texts, whose claims cite records; gives its file and its actors' ids."""
    actors = [f"a{i}" for i in range(rng.randint(4, 9))]
    lines = ["(", '  title: "By chance",', "  actors: {"]
    for actor in actors:
        life = f', when: "{rng.randint(2010, 2015)}/{rng.randint(2016, 2024)}"' if rng.random() < 0.15 else ""
        keep = ", keep: true" if rng.random() < 0.05 else ""
        lines.append(f'    "{actor}": (name: "House {NAMES[int(actor[1:])]}", kind: {rng.choice(KINDS)}{life}{keep}),')
    lines += ["  },", "  claims: {"]
    sources = [f"s{i}" for i in range(rng.randint(1, 3))]
    number = 0
    (folder / "data").mkdir(parents=True)
    (folder / "seeds").mkdir()
    for source in sources:
        published = rng.choice([None, f"{rng.randint(2014, 2024)}-06-01", f"{rng.randint(2014, 2024)}"])
        card = ["(", f'    title: "Source {source}",', "    text: none,"]
        if published:
            card.insert(2, f'    published: "{published}",')
        (folder / "seeds" / f"{source}.ron").write_text("\n".join(card + [")"]) + "\n")
        lines.append(f'    "{source}": [')
        for _ in range(rng.randint(10, 24)):
            one, other = rng.sample(actors, 2)
            if rng.random() < 0.05:
                one = "?"
            elif rng.random() < 0.05:
                other = "?"
            number += 1
            modality = rng.choice(MODALITIES)
            fields = [f'from: "{one}"', f'relation: "{rng.choice(RELATIONS)}"', f'to: "{other}"',
                      f'record: "record {number}"', f"modality: {modality}"]
            if rng.random() < 0.7:
                fields.append(f'when: "{date(rng)}"')
            if rng.random() < 0.2:
                fields.append(f"status: {rng.choice(['begun', 'ended', 'ongoing'])}")
            if modality in ("reported", "alleged"):
                fields.append('said_by: "unnamed"')
            lines.append(f"      ({', '.join(fields)}),")
        lines.append("    ],")
    lines += ["  },", ")"]
    data = folder / "data" / "chance.ron"
    data.write_text("\n".join(lines) + "\n")
    return data, actors


def path(rng, depth=2):
    step = rng.choice(STEPS)
    if depth == 0 or rng.random() < 0.45:
        return step
    kind = rng.choice(["either", "sequence", "inverse", "star", "plus", "maybe"])
    if kind == "either":
        return f"({path(rng, depth - 1)}|{path(rng, depth - 1)})"
    if kind == "sequence":
        return f"({path(rng, depth - 1)}/{path(rng, depth - 1)})"
    if kind == "inverse":
        return f"^({path(rng, depth - 1)})"
    return f"({path(rng, depth - 1)}){dict(star='*', plus='+', maybe='?')[kind]}"


def pattern(rng, actors):
    def term():
        return f"?{rng.choice(['x', 'y'])}" if rng.random() < 0.6 else rng.choice(actors)

    triples = []
    for _ in range(rng.choice([1, 1, 1, 2, 2, 3])):
        triples.append(f"{term()} {path(rng, rng.choice([0, 1, 1, 2]))} {term()}")
    return " . ".join(triples)


def chain(rng, actors):
    """One sort of link again and again, to or from an actor or between two."""
    step = rng.choice(STEPS) if rng.random() < 0.6 else f"({rng.choice(STEPS)}|{rng.choice(['', '^'])}{rng.choice(STEPS)})"
    one, other = rng.sample(actors, 2)
    ends = rng.choice([("?x", other), (one, "?x"), (one, other), ("?x", other)])
    return f"{ends[0]} {step}{rng.choice('+*')} {ends[1]}"


def options(rng, span, actors):
    args = []
    year, month = rng.randint(2011, 2024), rng.randint(1, 12)
    args += rng.choice([[], [], ["--at", "ever"], ["--at", f"{year}"], ["--at", f"{year}-{month:02}"],
                        ["--at", f"{year}-{month:02}-{rng.randint(1, 28):02}"], ["--at", span]])
    if rng.random() < 0.3:
        args += ["--include", rng.choice(["alleged", "planned", "alleged,planned", "denied", "all"])]
    if rng.random() < 0.3:
        args += ["--roll-up"]
    if rng.random() < 0.15:
        args += ["--family", rng.choice(["support", "hostility,support", "structure", "contact"])]
    if rng.random() < 0.1:
        args += ["--limit", str(rng.randint(1, 4))]
    if rng.random() < 0.1:
        args += ["--actor", rng.choice(actors)]
    if rng.random() < 0.1:
        args += ["--source", "s0"]
    if rng.random() < 0.05:
        args += ["--reach", rng.choice(["6m", "5y"])]
    return args


def question(rng, form, actors):
    one, other = rng.sample(actors, 2)
    one, other = (f"House {NAMES[int(actor[1:])]}" for actor in (one, other))
    names = {"A": one, "B": other, "A's": f"{one}'s"}
    words = " ".join(names.get(word, word) for word in form.split(" "))
    time = rng.choice(["", "", f" in {rng.randint(2012, 2022)}", f" in March {rng.randint(2012, 2022)}", " since 2016",
                       " between 2015 and 2018"])
    args = rng.choice([[], [], [], ["--no-roll-up"], ["--include", "alleged"], ["--include", "all"], ["--limit", "2"]])
    return words + time, args
