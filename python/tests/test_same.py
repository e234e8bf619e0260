"""What Python is told is what the command prints."""

import json
import pathlib
from concurrent.futures import ThreadPoolExecutor

import pytest

import whobacks

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "data/libya.ron"


def questions():
    """Every question that the tests of the package have, those that must be refused too."""
    found = []
    for line in (ROOT / "tests/data/questions.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            found.append(line.removeprefix("!").split("=>")[0].strip())
    return found


def test_questions_have_one_json(libya, command):
    asked = questions()
    assert len(asked) >= 40
    with ThreadPoolExecutor(2) as pool:
        printed = pool.map(lambda q: command("--data", DATA, "ask", "--format", "json", "--", q), asked)
        answered = refused = 0
        for question, (code, out, messages) in zip(asked, printed):
            try:
                answers = libya.ask(question)
            except whobacks.QuestionError as error:
                assert (code, messages) == (2, f"error: {error}\n"), question
                refused += 1
            else:
                assert answers.json == json.loads(out), question
                assert "\n".join(answers.notes) == messages.rstrip("\n"), question
                assert bool(answers) == (code == 0), question
                answered += 1
    assert answered >= 40 and refused >= 1
    print(f"{answered} answered, {refused} refused")


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda d: d.find("?x arms|trains lna", at=2017), ["find", "?x arms|trains lna", "--at", "2017"]),
        (
            lambda d: d.ask("who backs Haftar", between=(2016, "2017-03"), include=["alleged", "planned"], limit=3),
            ["ask", "who backs Haftar", "--between", "2016", "2017-03", "--include", "alleged,planned", "--limit", "3"],
        ),
        (lambda d: d.path("russia", "tbz", roll_up=True), ["path", "russia", "tbz", "--roll-up"]),
        (lambda d: d.diff(2017, 2025, actor="haftar"), ["diff", "2017", "2025", "--actor", "haftar"]),
        (lambda d: d.show("the Kremlin", family="support"), ["show", "the Kremlin", "--family", "support"]),
        (lambda d: d.timeline("us", "haftar"), ["timeline", "us", "haftar"]),
        (lambda d: d.sides(at=2025, two_camps=True), ["sides", "--at", "2025", "--two-camps"]),
    ],
)
def test_every_answer_is_the_commands(libya, command, ask, words):
    result = ask(libya)
    assert result.json == json.loads(command("--data", DATA, *words, "--format", "json")[1])
    assert result.text == command("--data", DATA, *words)[1]


def test_exports_and_pictures_are_the_commands(libya, command, tmp_path):
    assert libya.export("gexf", at=2025) == command("--data", DATA, "export", "gexf", "--at", "2025")[1]
    assert libya.draw(at=2025).svg == command("--data", DATA, "draw", "--at", "2025")[1]
    assert libya.explore().html == command("--data", DATA, "explore")[1]
    # With a poster the time goes into the layout; bytes are bytes.
    path = tmp_path / "picture.png"
    assert command("--data", DATA, "draw", "--at", "2017", "-o", path)[0] == 0
    assert libya.draw(at=2017).png() == path.read_bytes()
    libya.draw(at=2017).save(tmp_path / "own.png")
    assert (tmp_path / "own.png").read_bytes() == path.read_bytes()


def test_tables_are_the_commands(libya, command):
    import csv

    answers = libya.ask("who backs Haftar", at=2025)
    printed = command("--data", DATA, "ask", "who backs Haftar", "--at", "2025", "--format", "csv")[1]
    rows = list(csv.DictReader(printed.splitlines()))

    def text(value):
        return "" if value is None else "; ".join(value) if isinstance(value, list) else str(value)

    # A spreadsheet would run some cells: the command disarms them with an apostrophe.
    own = [{name: text(value) for name, value in row.items()} for row in answers.table]
    assert own and own == [{n: t.removeprefix("'") for n, t in row.items()} for row in rows]


def test_the_command_is_the_command(command):
    assert command("--version")[:2] == (0, f"whobacks {whobacks.__version__}\n")
    assert command("ask", "who", cwd=ROOT / "src")[0] == 2
    code, out, messages = command("--data", DATA, "ask", "who backs Sweden")
    assert (code, out) == (2, "")
    assert messages.startswith("error: ")
