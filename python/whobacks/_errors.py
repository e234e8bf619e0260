"""What can go wrong. Messages are the command's."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._report import Diagnostic, Report


class Error(Exception):
    """Something that whobacks could not do; the message says what to do about it."""


class QuestionError(Error, ValueError):
    """A question, a pattern, a name or an option that is not understood.

    >>> data.ask("who baks the Guard")
    Traceback (most recent call last):
    ...
    whobacks.QuestionError: `baks` is no verb known here; did you mean “backs”?
    ...
    """


class DataError(Error):
    """Something is wrong with the data: ``report`` has each fault with its place.

    The message is what the command prints. ``load(…, draft=True)`` answers from what is sound, and says so.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report.text.rstrip("\n"))
        #: What the check has found.
        self.report = report

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Each fault, in the order of the files."""
        return self.report.diagnostics


class NothingToDraw(Error):
    """No tie is to be drawn: another date, or fewer restrictions, may show some."""


# They are the package's, wherever they are written down.
for _error in (Error, QuestionError, DataError, NothingToDraw):
    _error.__module__ = "whobacks"


def said(messages: str) -> str:
    """What a command has said of an error, without the word for it and without where a command line has its help."""
    text = messages.strip().removeprefix("error: ")
    return text.removesuffix("For more information, try '--help'.").rstrip()
