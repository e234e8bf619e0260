"""What commands answer: text, JSON and table of one answer."""

from __future__ import annotations

from ._errors import Error, QuestionError, said
from ._tables import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Iterator, Sequence

    from ._types import AnswerJson, ClaimJson
    from ._whobacks import Columns, Held


def put(held: Held, words: Sequence[str]) -> tuple[int, bytes, str, Columns | None]:
    """Puts a command to a data set; whatever it does not understand is an error."""
    code, out, messages, rows = held.put(list(words))
    if code == 2:
        raise QuestionError(said(messages))
    return code, out, messages, rows


class Result:
    """What a command answers.

    ``str()`` of it is what the command prints for people, ``json`` what it prints with ``--format json``, and
    ``table`` the rows that it prints with ``--format csv``. It is true unless the command found nothing.
    """

    def __init__(self, held: Held, command: Sequence[str], operands: Sequence[str]) -> None:
        import json

        self._held, self._command, self._operands = held, list(command), list(operands)
        code, out, messages, _ = self._put("json")
        #: The answer, as ``docs/answers.schema.json`` has it.
        self.json: dict[str, Any] = json.loads(out)
        #: What the command says beside the answer: hints, notes.
        self.notes: list[str] = messages.splitlines()
        self._found = code == 0
        self._text: str | None = None
        self._table: Table | None = None

    def _put(self, format: str) -> tuple[int, bytes, str, Columns | None]:
        words = [*self._command, "--format", format, "--", *self._operands]
        return put(self._held, words)

    @property
    def text(self) -> str:
        """What the command prints for people."""
        if self._text is None:
            self._text = self._put("table")[1].decode()
        return self._text

    @property
    def table(self) -> Table:
        """The answer as rows."""
        if self._table is None:
            rows = self._put("csv")[3]
            if rows is None:
                raise Error("this answer has no rows")
            self._table = Table(rows)
        return self._table

    def __getitem__(self, key: str) -> Any:
        return self.json[key]

    def __bool__(self) -> bool:
        return self._found

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text + "".join(f"{note}\n" for note in self.notes)

    def _repr_html_(self) -> str:
        from html import escape

        notes = "".join(f"<p><em>{escape(note)}</em></p>" for note in self.notes)
        return f'<pre dir="auto">{escape(self.text)}</pre>{notes}'

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self.table.__arrow_c_schema__()


class Answers(Result):
    """Answers to a question, each with its claims.

    >>> answers = data.ask("whom does Southmark back")
    >>> len(answers), answers.pattern
    (2, 'southmark backs ?x')
    >>> for answer in answers:
    ...     print(answer["bindings"]["x"], answer["standing"])
    council definite
    front ended
    >>> answers.claims[0]["citation"]["quote"]
    'recognises the council of Sund'

    A question that is answered with yes or no has a ``verdict``:

    >>> data.ask("does Southmark back the Front in 2019").verdict
    'yes'
    """

    @property
    def answers(self) -> list[AnswerJson]:
        """The answers, the firmest first."""
        answers: list[AnswerJson] = self.json["answers"]
        return answers

    @property
    def claims(self) -> list[ClaimJson]:
        """Every claim that an answer rests on, once."""
        claims: list[ClaimJson] = self.json["claims"]
        return claims

    @property
    def pattern(self) -> str:
        """The pattern that the question became."""
        return str(self.json["pattern"])

    @property
    def verdict(self) -> str | None:
        """Of a question that is answered with yes or no: ``yes``, ``reported``, … ``denied``, ``no_claim``."""
        verdict: str | None = self.json["verdict"]
        return verdict

    def __len__(self) -> int:
        return len(self.answers)

    def __iter__(self) -> Iterator[AnswerJson]:
        return iter(self.answers)

    def __bool__(self) -> bool:
        return self._found
