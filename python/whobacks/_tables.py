"""Tables in memory, as Arrow has them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Iterator

    import pandas
    import polars
    import pyarrow

    from ._whobacks import Columns

#: How many rows a notebook shows.
SHOWN = 20
#: How many rows are taken at once.
PIECE = 4096


class Table:
    """A table that pandas, polars, pyarrow and DuckDB take as it is.

    >>> actors = data.actors
    >>> len(actors), actors.columns[:3]
    (11, ['id', 'name', 'kind'])
    >>> next(iter(actors))["name"]
    'Harbour Battalion'
    >>> import polars
    >>> polars.DataFrame(actors).height
    11
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._columns.names

    def __len__(self) -> int:
        return len(self._columns)

    def __bool__(self) -> bool:
        return len(self._columns) > 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = self.columns
        for start in range(0, len(self), PIECE):
            for row in self._columns.rows(start, start + PIECE):
                yield dict(zip(names, row))

    def __getitem__(self, place: int) -> dict[str, Any]:
        """The row in that place."""
        place = place + len(self) if place < 0 else place
        if not 0 <= place < len(self):
            raise IndexError(f"there are {len(self)} rows")
        return dict(zip(self.columns, self._columns.rows(place, place + 1)[0]))

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows, each by the names of the columns."""
        return list(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The table in pandas, which has to be installed, with pyarrow."""
        frame: pandas.DataFrame = self.to_pyarrow().to_pandas()
        return frame

    def to_polars(self) -> polars.DataFrame:
        """The table in polars, which has to be installed."""
        import polars

        return polars.DataFrame(self)

    def to_pyarrow(self) -> pyarrow.Table:
        """The table in pyarrow, which has to be installed."""
        import pyarrow

        return pyarrow.table(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._columns.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._columns.__arrow_c_schema__()

    def __repr__(self) -> str:
        return f"<whobacks.Table: {len(self)} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from html import escape

        def cell(value: object) -> str:
            text = "" if value is None else value
            text = "; ".join(map(str, text)) if isinstance(text, list) else str(text)
            return f'<td dir="auto" style="text-align:left">{escape(text)}</td>'

        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        rows = self._columns.rows(0, SHOWN)
        body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
        more = len(self) - len(rows)
        note = f"<p>… and {more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"
