"""A data set: what can be asked of it."""

from __future__ import annotations

from . import _whobacks
from ._errors import DataError, Error, QuestionError, said
from ._report import Report, check
from ._results import Answers, Result, put
from ._tables import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Sequence

    import igraph
    import networkx
    from typing_extensions import Unpack

    from ._pictures import Explorer, Picture
    from ._types import Filters, NodeLink, Path, PictureOptions, When, Words
    from ._whobacks import Held


def load(
    path: Path | None = None,
    *,
    texts: Path | None = None,
    seeds: Path | None = None,
    draft: bool = False,
    outside: bool = False,
    cache: bool = True,
) -> DataSet:
    """Reads an annotation file and checks it.

    ``path`` is the file, or the project's folder: then the file in its ``data/`` that no other includes.
    Without one, the project is that of the current folder. ``texts`` is the folder of
    source texts (else ``WHOBACKS_TEXTS``), with which answers show whole sentences; ``seeds`` the folder of
    cards and ledgers; ``outside`` follows what leads out of the project. Where something is wrong with the
    data, `DataError` says what; with ``draft`` a data set is made of what is sound, and every answer says so.
    What has passed its check is kept in ``.whobacks/`` beside the data unless ``cache`` is false.

    >>> data = whobacks.load("data/sund.ron")
    >>> data
    <whobacks.DataSet 'Who backs whom in Sund': 11 actors, 17 claims, 2 sources>
    """
    held, text, found = _whobacks.open(path, seeds, texts, outside, draft, cache)
    if held is not None:
        return DataSet(held, (path, texts, seeds, outside))
    if found is not None:
        raise DataError(Report(text, found))
    raise Error(text)


def _words(words: str | Sequence[object]) -> list[str]:
    return [words] if isinstance(words, str) else [str(word) for word in words]


def _shown(at: When | None, reach: str | None) -> list[str]:
    options = [] if at is None else [f"--at={at}"]
    return options + ([] if reach is None else [f"--reach={reach}"])


def _filters(
    at: When | None = None,
    between: tuple[When, When] | None = None,
    reach: str | None = None,
    include: Words = (),
    relation: Words = (),
    family: Words = (),
    source: Words = (),
    actor: str | None = None,
    roll_up: bool | None = None,
    limit: int | None = None,
) -> list[str]:
    """Filters as the command line has them."""
    options = _shown(at, reach)
    if between is not None:
        first, last = between
        options += ["--between", str(first), str(last)]
    for name, words in (("include", include), ("relation", relation), ("family", family)):
        options += [f"--{name}={word}" for word in _words(words)]
    options += [f"--source={word}" for word in _words(source)]
    options += [] if actor is None else [f"--actor={actor}"]
    options += [] if roll_up is None else ["--roll-up" if roll_up else "--no-roll-up"]
    return options + ([] if limit is None else [f"--limit={limit}"])


class DataSet:
    """A data set that has passed its check. `load` makes it.

    Every answer is what the command of that name answers, and takes its filters: ``at`` (2017, ``"2017-07"``,
    ``"2016/2017"``, a ``datetime.date``, ``"ever"``) or ``between=(2016, 2017)``, ``reach`` (``"6m"``),
    ``include`` (``"alleged"``, ``["planned", "denied"]``, ``"all"``), ``relation``, ``family``, ``source``,
    ``actor``, ``roll_up``, ``limit``.
    """

    def __init__(self, held: Held, files: tuple[Path | None, Path | None, Path | None, bool]) -> None:
        self._held, self._files = held, files

    def __repr__(self) -> str:
        actors, claims, sources = self._held.counts
        draft = f", draft: {self.left_out} left out" if self.left_out is not None else ""
        counts = f"{actors} actors, {claims} claims, {sources} sources"
        return f"<whobacks.DataSet {self.title!r}: {counts}{draft}>"

    @property
    def title(self) -> str:
        """The title that the annotation file gives."""
        return self._held.title

    @property
    def left_out(self) -> int | None:
        """How many claims a draft lacks because something is wrong with them; None where it is no draft."""
        return self._held.left_out

    # Questions

    def ask(self, question: str, **filters: Unpack[Filters]) -> Answers:
        """Asks a question in plain words.

        >>> answers = data.ask("who backs the Front", include="alleged")
        >>> [(answer["bindings"]["x"], answer["standing"]) for answer in answers]
        [('eastria', 'definite'), ('southmark', 'ended'), ('westoe', 'alleged')]
        """
        return Answers(self._held, ["ask", *_filters(**filters)], [question])

    def find(self, pattern: str, **filters: Unpack[Filters]) -> Answers:
        """Finds all actors that fit a pattern.

        >>> [answer["bindings"]["x"] for answer in data.find("?x arms guard", at=2017)]
        ['northland']
        """
        return Answers(self._held, ["find", *_filters(**filters)], [pattern])

    def path(
        self,
        a: str,
        b: str,
        *,
        max: int | None = None,
        any_direction: bool = False,
        **filters: Unpack[Filters],
    ) -> Answers:
        """How two actors are connected: every shortest chain of ties, each link with its claims.

        >>> len(data.path("Northland", "council", any_direction=True))
        1
        """
        options = [] if max is None else [f"--max={max}"]
        options += ["--any-direction"] if any_direction else []
        return Answers(self._held, ["path", *options, *_filters(**filters)], [a, b])

    def diff(self, first: When, second: When, **filters: Unpack[Filters]) -> Answers:
        """What changed from one date to another.

        >>> [answer["bindings"]["change"] for answer in data.diff(2019, 2023, actor="front")]
        ['newly attested', 'no longer attested', 'no longer alleged', 'no longer denied', 'ended']
        """
        return Answers(self._held, ["diff", *_filters(**filters)], [str(first), str(second)])

    def show(self, actor: str, /, **filters: Unpack[Filters]) -> Result:
        """All that is said of an actor.

        >>> data.show("the Guard").json["actor"]["label"]
        'Harbour Guard'
        """
        return Result(self._held, ["show", *_filters(**filters)], [actor])

    def timeline(self, *actors: str, **filters: Unpack[Filters]) -> Result:
        """Claims in the order of their dates: all, those of an actor, or those of two.

        >>> len(data.timeline("northland", "guard").json["claims"])
        2
        """
        return Result(self._held, ["timeline", *_filters(**filters)], list(actors))

    def sides(
        self,
        *,
        at: When | None = None,
        reach: str | None = None,
        roll_up: bool = True,
        two_camps: bool = False,
    ) -> Result:
        """The camps: who stands with whom, and which ties cut across.

        >>> sides = data.sides(at=2023)
        >>> [side["members"] for side in sides["sides"] if len(side["members"]) > 1]
        [['eastria', 'front', 'guard'], ['council', 'northland']]
        """
        options = [*_shown(at, reach), *([] if roll_up else ["--no-roll-up"])]
        return Result(self._held, ["sides", *options, *(["--two-camps"] if two_camps else [])], [])

    def check(self) -> Report:
        """Checks the files as they are now, and says what is wrong and what is doubtful.

        >>> data.check().ok
        True
        """
        path, texts, seeds, outside = self._files
        return check(self._held.data if path is None else path, texts=texts, seeds=seeds, outside=outside)

    # Tables

    @property
    def claims(self) -> Table:
        """Every claim with every field.

        >>> data.claims[0]["quote"]
        'Northland has armed the Harbour Guard since 2017'
        """
        return Table(self._held.claims(None, None))

    @property
    def actors(self) -> Table:
        """Every actor."""
        return Table(self._held.actors())

    @property
    def sources(self) -> Table:
        """Every source.

        >>> [source["id"] for source in data.sources]
        ['courier', 'gazette']
        """
        return Table(self._held.sources())

    def claims_at(self, at: When, *, reach: str | None = None) -> Table:
        """The claims that show what is present or stale at a date, each with how its tie stands."""
        return Table(_asked(self._held.claims, at, reach))

    def ties(self, *, at: When | None = None, reach: str | None = None) -> Table:
        """The ties: all claims of one family from one actor to another, a row each.

        At a date, those that are present or stale then; else all that is told.

        >>> [(tie["from"], tie["relations"]) for tie in data.ties(at=2023) if tie["to"] == "guard"]
        [('battalion', ['part_of']), ('eastria', ['trains']), ('front', ['fights']), ('northland', ['arms']), ('orm', ['commands'])]
        """
        return Table(_asked(self._held.ties, at, reach))

    # Pictures

    def draw(self, **options: Unpack[PictureOptions]) -> Picture:
        """Draws who backs whom; a notebook shows it.

        Options are those of the command ``draw``: ``at``, ``slices=[2017, 2025]``, ``changes=(2017, 2025)``,
        ``size`` (``"column"``, ``"page"``, ``"poster"``), ``view`` (``"column"``, ``"matrix"``), ``focus``,
        ``exclude``, ``family``, ``include``, ``limit``, ``roll_up``, ``title``, ``reach``, ``depth``, ``font``.
        Where there is no tie to draw, `NothingToDraw` is raised.

        >>> picture = data.draw(at=2023)
        >>> picture.svg.startswith("<svg"), picture.png()[:4]
        (True, b'\\x89PNG')
        """
        from ._pictures import Picture

        return Picture(self._held, **options)

    def explore(self, *, reach: str | None = None, height: int = 720) -> Explorer:
        """The explorer: one page with everything in it; a notebook shows it.

        >>> data.explore().save("sund.html")
        """
        from ._pictures import Explorer

        return Explorer(self._held, reach, height)

    # For other programs

    def export(
        self,
        format: str,
        path: Path | None = None,
        *,
        at: When | None = None,
        reach: str | None = None,
        ties: bool = False,
        claims: bool = False,
        undirected: bool = False,
    ) -> str | None:
        """The graph in another program's format: as text, or into a file or a folder.

        >>> data.export("dot").splitlines()[0]
        'digraph whobacks {'
        """
        options = _shown(at, reach)
        chosen = (("--ties", ties), ("--claims", claims), ("--undirected", undirected))
        options += [option for option, wanted in chosen if wanted]
        options += [] if path is None else [f"--output={path}"]
        _, out, _, _ = put(self._held, ["export", *options, "--", format])
        return out.decode() if path is None else None

    def to_json(self, *, at: When | None = None, reach: str | None = None) -> NodeLink:
        """The graph as ``export json`` has it, node-link."""
        import json

        graph: dict[str, Any] = json.loads(str(self.export("json", at=at, reach=reach)))
        return graph

    def to_networkx(
        self, *, at: When | None = None, reach: str | None = None
    ) -> networkx.MultiDiGraph[Any]:
        """The graph in NetworkX, which has to be installed: an edge per claim, named by its id.

        >>> graph = data.to_networkx()
        >>> graph.number_of_nodes(), graph.number_of_edges()
        (11, 17)
        >>> graph.nodes["guard"]["label"]
        'Harbour Guard'
        """
        import networkx

        found = self.to_json(at=at, reach=reach)
        graph = networkx.node_link_graph(found, directed=True, multigraph=True, edges="edges")
        assert isinstance(graph, networkx.MultiDiGraph)
        return graph

    def to_igraph(self, *, at: When | None = None, reach: str | None = None) -> igraph.Graph:
        """The graph in igraph, which has to be installed: a vertex per actor, an edge per claim.

        >>> graph = data.to_igraph()
        >>> graph.vcount(), graph.ecount(), graph.is_directed()
        (11, 17, True)
        """
        import igraph

        found = self.to_json(at=at, reach=reach)
        nodes, edges = found["nodes"], found["edges"]
        places = {node["id"]: place for place, node in enumerate(nodes)}
        ends = [(places[edge["source"]], places[edge["target"]]) for edge in edges]

        def columns(rows: list[dict[str, Any]], left: tuple[str, ...]) -> dict[str, list[Any]]:
            names = dict.fromkeys(name for row in rows for name in row if name not in left)
            return {name: [row.get(name) for row in rows] for name in names}

        # igraph calls what it shows of a vertex its name.
        vertices = {"name": list(places), **columns(nodes, ("id",))}
        return igraph.Graph(
            n=len(nodes),
            edges=ends,
            directed=True,
            graph_attrs=found["graph"],
            vertex_attrs=vertices,
            edge_attrs=columns(edges, ("source", "target")),
        )


def _asked(table: Any, at: When | None, reach: str | None) -> Any:
    """A table at a date; a date that is none is told as a question's is."""
    try:
        return table(None if at is None else str(at), reach)
    except ValueError as error:
        raise QuestionError(said(str(error))) from None
