"""Who backs whom: a knowledge graph in plain text, every claim proved by a quote.

>>> import whobacks
>>> data = whobacks.load("data/sund.ron")
>>> answers = data.ask("who backs the Guard")
>>> [answer["bindings"]["x"] for answer in answers]
['eastria', 'northland']

An answer holds what the command prints with ``--format json``; as text it is what the command prints:

>>> print(data.ask("does Northland train the Guard"))
northland trains guard
No claim asserts it. It is only planned.
<BLANKLINE>
Northland – Harbour Guard  planned
  Northland is to train Harbour Guard · as of 2019-05-10, planned, for 2020
    “Northland plans to send trainers to the Harbour Guard” — gazette ¶ 4
<BLANKLINE>

Tables go to pandas, polars, pyarrow and DuckDB as they are (``__arrow_c_stream__``):

>>> import pyarrow
>>> pyarrow.table(answers).column("relation").to_pylist()
['trains', 'arms']
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._data import DataSet, load
    from ._errors import DataError, Error, NothingToDraw, QuestionError
    from ._pictures import Explorer, Picture
    from ._report import Diagnostic, Fix, Report, check
    from ._results import Answers, Result
    from ._tables import Table
    from ._whobacks import __version__

__all__ = [
    "Answers",
    "DataError",
    "DataSet",
    "Diagnostic",
    "Error",
    "Explorer",
    "Fix",
    "NothingToDraw",
    "Picture",
    "QuestionError",
    "Report",
    "Result",
    "Table",
    "__version__",
    "check",
    "load",
]

# Where each stands. A name is loaded when it is first used: importing takes less than a millisecond, and the program
# itself, which is most of what there is to load, comes with the first data set.
_PLACES = {
    "_data": ("DataSet", "load"),
    "_errors": ("DataError", "Error", "NothingToDraw", "QuestionError"),
    "_pictures": ("Explorer", "Picture"),
    "_report": ("Diagnostic", "Fix", "Report", "check"),
    "_results": ("Answers", "Result"),
    "_tables": ("Table",),
    "_whobacks": ("__version__",),
}


def __getattr__(name: str) -> object:
    for place, names in _PLACES.items():
        if name in names:
            from importlib import import_module

            found: object = getattr(import_module(f"{__name__}.{place}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
