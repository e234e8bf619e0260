"""Pictures and the explorer: shown in a notebook, saved to a file."""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import re

from ._data import _shown, _words
from ._errors import NothingToDraw, said
from ._results import put

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Sequence

    from ._types import Path, When, Words
    from ._whobacks import Held

#: Of the names that pictures of one page bear.
_numbers = itertools.count(1)


class Picture:
    """A picture of who backs whom. `DataSet.draw` makes it; a notebook shows it.

    >>> picture = data.draw(at=2023, title="Sund")
    >>> picture.save("sund.svg")
    >>> picture.save("sund.pdf")
    """

    def __init__(
        self,
        held: Held,
        *,
        at: When | None = None,
        reach: str | None = None,
        size: str | None = None,
        view: str | None = None,
        slices: Sequence[When] = (),
        changes: tuple[When, When] | None = None,
        focus: Words = (),
        exclude: Words = (),
        depth: int | None = None,
        family: Words = (),
        include: Words = (),
        limit: int | None = None,
        roll_up: bool = True,
        title: str | None = None,
        font: Words = (),
    ) -> None:
        options = _shown(at, reach)
        single = (("size", size), ("view", view), ("depth", depth), ("limit", limit), ("title", title))
        options += [f"--{name}={value}" for name, value in single if value is not None]
        several: tuple[tuple[str, str | Sequence[object]], ...] = (
            ("slices", slices),
            ("focus", focus),
            ("exclude", exclude),
            ("family", family),
            ("include", include),
            ("font", font),
        )
        options += [f"--{name}={word}" for name, words in several for word in _words(words)]
        if changes is not None:
            first, second = changes
            options += ["--changes", str(first), str(second)]
        self._held = held
        self._options = options + ([] if roll_up else ["--no-roll-up"])
        out, messages = self._drawn("--format=svg")
        #: The picture as a file of its own; of several pages the first.
        self.svg: str = out.decode()
        #: What the command says beside it.
        self.notes: list[str] = messages.splitlines()

    def _drawn(self, *options: str) -> tuple[bytes, str]:
        code, out, messages, _ = put(self._held, ["draw", *self._options, *options])
        if code != 0:
            raise NothingToDraw(said(messages))
        return out, messages

    def png(self, scale: float | None = None) -> bytes:
        """The picture in points, ``scale`` of them per unit (else 3; of a poster 1.5)."""
        scaled = [] if scale is None else [f"--scale={scale}"]
        return self._drawn("--format=png", *scaled)[0]

    def pdf(self) -> bytes:
        """The picture to be printed, all pages."""
        return self._drawn("--format=pdf")[0]

    def save(self, path: Path) -> None:
        """Writes it to a file: ``.svg``, ``.png``, ``.pdf``, ``.dot`` or ``.mmd``."""
        self._drawn(f"--output={path}")

    def __repr__(self) -> str:
        notes = "".join(f"\n{note}" for note in self.notes)
        return f"<whobacks.Picture: {len(self.svg)} bytes of SVG>{notes}"

    def _repr_svg_(self) -> str:
        """The picture for a page on which others stand: what it names is named after it alone."""
        return _apart(self.svg)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        # A notebook that is not trusted shows no SVG.
        points = base64.b64encode(self.png(2)).decode()
        return {"image/svg+xml": _apart(self.svg), "image/png": points, "text/plain": repr(self)}


def _apart(svg: str) -> str:
    """The same picture, with ids and fonts that no other picture on the page has.

    Its letters are a part of the font, those that it uses: two pictures that call theirs alike would be set in
    one of the two. In texts every quotation mark is written as `&quot;`, so nothing else is hit.
    """
    mark = hashlib.sha256(f"{next(_numbers)} {svg}".encode()).hexdigest()[:12]
    named = re.search(r'aria-labelledby="([^"]*)"', svg)
    ids = named[1].split() if named else []
    for name in ids:
        svg = svg.replace(f'id="{name}"', f'id="{name}-{mark}"', 1)
    svg = svg.replace(_labelled(ids), _labelled([f"{name}-{mark}" for name in ids]), 1)
    for family in dict.fromkeys(re.findall(r'@font-face\{font-family:"([^"]*)"', svg)):
        own = f"{family} {mark}"
        svg = svg.replace(f'font-family:"{family}"', f'font-family:"{own}"')
        svg = svg.replace(f'font-family="{family}"', f'font-family="{own}"')
        svg = svg.replace(f"font-family=\"'{family}'", f"font-family=\"'{own}'")
    return svg


def _labelled(ids: list[str]) -> str:
    return f'aria-labelledby="{" ".join(ids)}"'


class Explorer:
    """One page with everything in it. `DataSet.explore` makes it; a notebook shows it."""

    def __init__(self, held: Held, reach: str | None, height: int) -> None:
        options = [] if reach is None else [f"--reach={reach}"]
        _, out, messages, _ = put(held, ["explore", *options])
        #: The page.
        self.html: str = out.decode()
        #: What the command says beside it.
        self.notes: list[str] = messages.splitlines()
        self._height = height

    def save(self, path: Path) -> None:
        """Writes it to a file, to be mailed and opened from disk."""
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(self.html)

    def __repr__(self) -> str:
        return f"<whobacks.Explorer: {len(self.html)} bytes of HTML>"

    def _repr_html_(self) -> str:
        # Its scripts run, and reach nothing of the notebook around it.
        return (
            f'<iframe sandbox="allow-scripts" style="width:100%;height:{self._height}px;border:0" '
            f'srcdoc="{html.escape(self.html)}"></iframe>'
        )
