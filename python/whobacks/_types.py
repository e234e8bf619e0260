"""The JSON of answers for type checkers, as ``docs/answers.schema.json`` has it; never imported."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from typing import Any, TypeAlias

from typing_extensions import TypedDict

#: A date or a period: ``2017``, ``"2017-07"``, ``"2016/2017"``, ``datetime.date(2017, 7, 10)``.
When: TypeAlias = int | str | datetime.date
Path: TypeAlias = str | os.PathLike[str]
#: One word, or several.
Words: TypeAlias = str | Sequence[str]


class AnswerJson(TypedDict):
    """One answer."""

    bindings: dict[str, str]
    standing: str
    present: bool
    indirect: bool
    through: list[str]
    last_seen: str | None
    links: list[list[str]]
    denials: list[str]


class CitationJson(TypedDict, total=False):
    """Where a claim's words stand."""

    source: str
    paragraph: int
    quote: str
    record: str
    match: str


class ClaimJson(TypedDict, total=False):
    """A claim, as ``export json`` has its edges."""

    key: str
    source: str
    target: str
    relation: str
    family: str
    sign: int
    modality: str
    status: str
    when: str | None
    said_by: list[str]
    cited_by: list[str]
    citation: CitationJson


class Filters(TypedDict, total=False):
    """What reading commands share; see `DataSet.ask`."""

    at: When | None
    between: tuple[When, When] | None
    reach: str | None
    include: Words
    relation: Words
    family: Words
    source: Words
    actor: str | None
    roll_up: bool | None
    limit: int | None


class PictureOptions(TypedDict, total=False):
    """What can be asked of a picture; see `DataSet.draw`."""

    at: When | None
    reach: str | None
    size: str | None
    view: str | None
    slices: Sequence[When]
    changes: tuple[When, When] | None
    focus: Words
    exclude: Words
    depth: int | None
    family: Words
    include: Words
    limit: int | None
    roll_up: bool
    title: str | None
    font: Words


NodeLink: TypeAlias = dict[str, Any]
