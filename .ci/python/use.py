"""The module as somebody uses it who checks types; never run."""

from __future__ import annotations

import datetime

import whobacks

data: whobacks.DataSet = whobacks.load("data/libya.ron", texts=None, draft=True)
answers: whobacks.Answers = data.ask("who backs Haftar", at=datetime.date(2025, 1, 1), include=["alleged"])
first: str = answers.answers[0]["bindings"]["x"]
verdict: str | None = answers.verdict
rows: list[dict[str, object]] = data.ties(at="2025").to_dicts()
picture: whobacks.Picture = data.draw(slices=[2017, 2025], focus=["Haftar"], size="page")
svg: str = picture.svg
page: whobacks.Explorer = data.explore()
data.sides(at=2025).table.to_pandas()
data.to_networkx(at=2025).number_of_edges()
for diagnostic in whobacks.check("data/libya.ron"):
    line: int = diagnostic.line
try:
    data.ask("who?")
except whobacks.QuestionError as error:
    message: str = str(error)
