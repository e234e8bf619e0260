"""Patterns and questions as people write them, on an invented war: alternatives, paths read backwards, denials, dates,
standing, parts that act for wholes, two variables on one tie, names in Arabic and with quotation marks. `find` and `ask`,
DuckDB and Spark say the same.

    patterns.py WHOBACKS WORK_DIR [--spark N]

All go to DuckDB, and every Nth to Spark, which takes seconds for each.
"""

import argparse
import shutil
import subprocess
from pathlib import Path

import spark
from hold import ENGINES, Tables, Tally, ends_of

WAR = r"""(
  title: "The war for ‘Nahr’ \"River\"",
  actors: {
    "dawn": (name: "The \"Dawn\" Brigade", kind: unit, aliases: ["لواء الفجر", "O'Hara's Men"]),
    "salim": (name: "سالم الهادي", kind: person, aliases: ["Salim al-Hadi"]),
    "front": (name: "River Front", kind: armed_group, aliases: ["جبهة النهر"]),
    "army": (name: "Nahr Armed Forces", kind: military),
    "nahr": (name: "Nahr", kind: state),
    "north": (name: "Northland", kind: state),
    "corps": (name: "Northern Corps", kind: unit),
    "gulf": (name: "Gulf Emirate", kind: state),
    "envoy": (name: "D'Arcy Vance", kind: person),
    "tribes": (name: "Some armed groups of the east", kind: collective),
    "delta": (name: "Delta", kind: place),
    "port": (name: "Port Amal", kind: place, within: "delta"),
  },
  claims: {
    "gazette": [
      (from: "north", relation: "arms", to: "front", record: "1", when: "2017"),
      (from: "north", relation: "arms", to: "front", record: "2", when: "2018-03", modality: denied, said_by: "north"),
      (from: "corps", relation: "part_of", to: "north", record: "3", when: "2015/2020"),
      (from: "corps", relation: "trains", to: "dawn", record: "4", when: "2018-05/2018-09"),
      (from: "dawn", relation: "part_of", to: "front", record: "5", when: "2016/2019-03"),
      (from: "salim", relation: "commands", to: "dawn", record: "6", when: "2017-06/.."),
      (from: "envoy", relation: "acts_for", to: "gulf", record: "7", when: "2016/2018"),
      (from: "envoy", relation: "meets", to: "salim", record: "8", when: "2017-11-02"),
      (from: "gulf", relation: "funds", to: "army", record: "9", when: "2014/2016", status: ended),
      (from: "gulf", relation: "backs", to: "army", record: "10", when: "2021", modality: planned),
      (from: "gulf", relation: "backs", to: "front", record: "11", modality: alleged, said_by: "unnamed"),
      (from: "army", relation: "fights", to: "front", record: "12", when: "2016/2020"),
      (from: "tribes", relation: "backs", to: "army", record: "13", when: "2018~"),
      (from: "tribes", relation: "fights", to: "dawn", record: "14", when: "2018-08"),
      (from: "?", relation: "arms", to: "dawn", record: "15", when: "2018"),
    ],
    "wire": [
      (from: "north", relation: "funds", to: "front", record: "1", when: "2018-01/2018-06", modality: assessed),
      (from: "north", relation: "arms", to: "front", record: "2", when: "2019", modality: reported, said_by: "unnamed"),
      (from: "army", relation: "took", to: "port", record: "3", when: "2018-04-11"),
      (from: "front", relation: "took", to: "port", record: "4", when: "2019-02-20"),
      (from: "army", relation: "part_of", to: "nahr", record: "5"),
      (from: "gulf", relation: "allied_with", to: "nahr", record: "6", when: "2012/.."),
      (from: "north", relation: "opposes", to: "gulf", record: "7", when: "2017-06/.."),
      (from: "salim", relation: "loyal_to", to: "front", record: "8", when: "2018"),
      (from: "front", relation: "operates_in", to: "delta", record: "9", when: "2017/2019"),
      (from: "army", relation: "operates_in", to: "port", record: "10", when: "2018"),
      (from: "gulf", relation: "arms", to: "tribes", record: "11"),
    ],
  },
)
"""
FIND = [
    # alternatives, and what is read backwards
    ('?x (arms|funds|trains) "River Front"', []),
    ("?x (arms|^fights)|commands dawn", []),
    ("front ^(arms|funds) ?x", ["--at", "2018-02"]),
    ("?x arms/^part_of ?y", []),
    # names in Arabic, with quotation marks, with an apostrophe
    ("?من arms front", []),
    ('?x any "لواء الفجر"', []),
    ('?x arms|trains "O\'Hara\'s Men"', ["--at", "2018"]),
    ('"سالم الهادي" commands|loyal_to ?x', []),
    ("D'Arcy Vance meets ?x", ["--at", "2017-11-02"]),
    ("?x arms Nobody's ‘Brigade’", []),
    # denied, planned, alleged
    ("north arms front", ["--at", "2018-03"]),
    ("?x backs front", ["--include", "denied"]),
    ("?x backs front", ["--include", "all", "--at", "2018"]),
    ("gulf backs army", ["--at", "2021"]),
    ("gulf backs army", ["--include", "planned"]),
    ("?x arms front", ["--include", "denied", "--at", "2018-03"]),
    # dates and standing: before, within, after, day, month, year, by the last word, ever, a span
    ("?x funds army", []),
    ("?x funds army", ["--at", "2015"]),
    ("?x funds army", ["--at", "2013"]),
    ("?x funds army", ["--at", "2019"]),
    ("?x took|controls port", ["--at", "2018-04-11"]),
    ("?x took|controls port", ["--at", "2019-03"]),
    ("?x controls port", ["--at", "ever"]),
    ("?x support front", ["--at", "2016-03/2018-02"]),
    ("?x support front", ["--at", "2019", "--reach", "3m"]),
    # parts that act for wholes
    ("?x support front", ["--at", "2018", "--roll-up"]),
    ("?x trains ?y", ["--at", "2018-06", "--roll-up"]),
    ("corps trains ?x", ["--at", "2018-06", "--roll-up"]),
    ("?x meets ?y", ["--roll-up", "--at", "2017"]),
    # two variables on one tie, one variable on two, one twice on one
    ("?x support ?y", ["--at", "2018"]),
    ("?x fights ?y", []),
    ("?x support ?y . ?y fights ?z", []),
    ("?x support ?a . ?x hostility ?b . ?a fights ?b", ["--at", "2018"]),
    ("?x support ?y . ?x opposes ?z", ["--at", "2018"]),
    ("?x any ?x", []),
    ("?x any ?y . ?y any ?x", []),
    # chains
    ("?x support+ front", []),
    ("north (support|structure|^structure)+ ?x", ["--at", "2018"]),
    ("?x (support|^part_of|commands)+ dawn", []),
    ("?x ^part_of*/support/part_of* front", ["--at", "2018"]),
    ("gulf allied_with/^part_of army", []),
    ("north any+ tribes", ["--include", "all"]),
    ("?x arms+ ?y . ?y fights dawn", []),
    # filters
    ("?x any front", ["--source", "wire"]),
    ("?x any front", ["--family", "hostility"]),
    ("?x any front", ["--relation", "arms,fights"]),
    ("?x any ?y", ["--actor", "salim"]),
    ("?x any front", ["--limit", "2"]),
]
ASK = [
    ("who backs the River Front in 2018", []),
    ("who backs River Front directly or indirectly", []),
    ("who indirectly backs River Front in 2018", []),
    ("does Northland back O'Hara's Men", []),
    ("does Northland back the River Front directly or indirectly in 2018", []),
    ("whom does Northland back directly or indirectly in 2018", []),
    ("who commands لواء الفجر", []),
    ("which armed groups back Nahr Armed Forces", []),
    ("which states back Nahr Armed Forces in 2015", []),
    ("who is alleged to back River Front", []),
    ("who plans to back Nahr Armed Forces", []),
    ("who fights River Front", ["--no-roll-up"]),
    ("who backs River Front apart from Northland", []),
    ("did D'Arcy Vance and Salim al-Hadi meet", []),
    ("who controls Port Amal in 2019", []),
    ("who operates in Delta", []),
    ("who backs River Front according to wire", []),
    ("how does Northland back River Front", []),
]


def war(folder):
    """The war as a project of its own; gives its file."""
    shutil.rmtree(folder, ignore_errors=True)
    for part in ["data", "seeds"]:
        (folder / part).mkdir(parents=True)
    for source, day in [("gazette", "2018-10-01"), ("wire", "2020")]:
        card = f'(\n    title: "{source}",\n    published: "{day}",\n    text: none,\n)\n'
        (folder / "seeds" / f"{source}.ron").write_text(card)
    data = folder / "data" / "war.ron"
    data.write_text(WAR)
    return data


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--spark", type=int, default=1)
    asked = parser.parse_args()
    tool, folder = asked.tool.resolve(), asked.work.resolve() / "patterns"
    data = war(folder)
    subprocess.run([tool, "-q", "check", "--data", data], check=True, stdout=subprocess.DEVNULL)
    tally = Tally(spark.session(folder / "warehouse"))
    tables, ends = Tables(tool, folder, data), ends_of(tool, data)
    held = 0
    everything = [("find", *one) for one in FIND] + [("ask", *one) for one in ASK]
    for number, (command, words, args) in enumerate(everything):
        engines = ENGINES if number % asked.spark == 0 else ENGINES[:1]
        held += tally.hold(tool, [command, words], args, tables, ends, engines)
    print(f"{held} of {len(FIND) + len(ASK)} patterns and questions were held")
    tally.close(ENGINES)


if __name__ == "__main__":
    main()
