"""What a check has found, as objects."""

from __future__ import annotations

from . import _whobacks
from ._errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from typing import Any, Iterator


class _Shown:
    """Shows its fields."""

    __slots__: tuple[str, ...] = ()

    def __repr__(self) -> str:
        fields = (f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({', '.join(fields)})"


class Fix(_Shown):
    """A change that would mend a fault: what stands from one place to another becomes ``text``.

    Lines and columns count characters from 1. ``certainty`` is ``certain`` where it has one right answer.
    """

    __slots__ = ("title", "certainty", "file", "line", "column", "end_line", "end_column", "text")

    def __init__(self, found: dict[str, Any]) -> None:
        self.title: str = found["title"]
        self.certainty: str = found["certainty"]
        self.file: str = found["file"]
        self.line: int = found["line"]
        self.column: int = found["column"]
        self.end_line: int = found["end_line"]
        self.end_column: int = found["end_column"]
        self.text: str = found["text"]


class Diagnostic(_Shown):
    """One fault, warning or note, with its place.

    ``code`` is stable (``whobacks explain CODE`` prints its page); ``severity`` is ``error``, ``warning`` or
    ``information``. Lines and columns count characters from 1.
    """

    __slots__ = (
        "code",
        "severity",
        "message",
        "label",
        "help",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "fixes",
    )

    def __init__(self, found: dict[str, Any]) -> None:
        self.code: str = found["code"]
        self.severity: str = found["severity"]
        self.message: str = found["message"]
        self.label: str | None = found["label"]
        self.help: str | None = found["help"]
        self.file: str = found["file"]
        self.line: int = found["line"]
        self.column: int = found["column"]
        self.end_line: int = found["end_line"]
        self.end_column: int = found["end_column"]
        self.fixes: list[Fix] = [Fix(fix) for fix in found["fixes"]]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}[{self.code}]: {self.message}"


class Report:
    """What a check has found.

    >>> report = whobacks.check("data/sund.ron")
    >>> report.ok, report.errors, len(report)
    (True, 0, 1)
    >>> report.summary["quotes_proved"] == report.summary["claims"]
    True
    """

    def __init__(self, text: str, found: str) -> None:
        import json

        #: What the command prints.
        self.text = text
        #: What ``check --format json`` prints.
        self.json: dict[str, Any] = json.loads(found)
        #: Every fault, warning and note, in the order of the files.
        self.diagnostics: list[Diagnostic] = [Diagnostic(d) for d in self.json["diagnostics"]]

    @property
    def summary(self) -> dict[str, Any]:
        """What was checked, in numbers."""
        summary: dict[str, Any] = self.json["summary"]
        return summary

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return int(self.summary["errors"])

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return int(self.summary["warnings"])

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; warnings do not count."""
        return self.errors == 0

    def __len__(self) -> int:
        return len(self.diagnostics)

    def __bool__(self) -> bool:
        # A report is there, even if it is empty; `ok` says whether all is well.
        return True

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<whobacks.Report: {self.errors} errors, {self.warnings} warnings>"


def check(
    path: str | os.PathLike[str] | None = None,
    *,
    texts: str | os.PathLike[str] | None = None,
    seeds: str | os.PathLike[str] | None = None,
    outside: bool = False,
) -> Report:
    """Checks an annotation file: every name, every date, every quote.

    ``path`` is the file; without one, the one in ``data/`` that no other includes. ``texts`` is the folder of
    source texts, ``seeds`` that of cards and ledgers; ``outside`` follows what leads out of the project.
    Raises `Error` where something cannot be read.

    >>> for diagnostic in whobacks.check("data/sund.ron"):
    ...     print(diagnostic)
    data/sund.ron:44:41: information[contradiction]: Eastria backs both River Front and Harbour Guard, who fight
    """
    text, found = _whobacks.check(path, seeds, texts, outside)
    if found is None:
        raise Error(text)
    return Report(text, found)
