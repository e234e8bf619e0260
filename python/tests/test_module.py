"""What only Python sees: objects, errors, tables in other libraries, notebooks, threads."""

import datetime
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time

import pytest

import whobacks


def test_a_faulty_file_says_what_is_wrong(sund):
    data = pathlib.Path("data/sund.ron")
    data.write_text(data.read_text(encoding="utf-8").replace("kind: state", "kind: stat", 1), encoding="utf-8")
    with pytest.raises(whobacks.DataError) as caught:
        whobacks.load(data)
    first = caught.value.diagnostics[0]
    assert (first.code, first.severity) == ("unknown-value", "error")
    assert data.read_text(encoding="utf-8").splitlines()[first.line - 1][first.column - 1 :].startswith("stat")
    assert str(first.file) in str(caught.value) and "error[unknown-value]" in str(caught.value)
    report = whobacks.check(data)
    assert not report.ok and report.errors == caught.value.report.errors
    draft = whobacks.load(data, draft=True)
    assert draft.left_out
    assert draft.ask("who backs the Guard")["draft"]["left_out"] == draft.left_out
    assert draft.ask("who backs the Guard").notes[0].startswith("draft: ")
    # What was loaded before stays what it was; what is checked is the files.
    assert sund.left_out is None and not sund.check().ok


def test_what_is_not_there_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for read in (whobacks.load, whobacks.check):
        with pytest.raises(whobacks.Error, match=r"missing\.ron: .*\(os error 2\)"):
            read("missing.ron")
    with pytest.raises(whobacks.Error, match="data"):
        whobacks.load()


def test_a_folder_names_its_project(sund):
    for folder in (".", pathlib.Path("data"), pathlib.Path.cwd()):
        assert whobacks.load(folder).ask("who backs the Guard").text == sund.ask("who backs the Guard").text
        assert whobacks.check(folder).ok == sund.check().ok


def test_what_is_not_understood_is_an_error_of_its_own(sund):
    for ask in (
        lambda: sund.ask("who baks the Guard"),
        lambda: sund.find("?x ?y"),
        lambda: sund.ask("who backs the Guard", at="2017-13"),
        lambda: sund.ask("who backs the Guard", limit=0),
        lambda: sund.ask("who backs the Guard", include="rumoured"),
        lambda: sund.path("eastria", "eastria"),
        lambda: sund.ties(at="ever"),
        lambda: sund.export("docx"),
        lambda: sund.export("csv"),
        lambda: sund.draw(at=2023, size="huge"),
    ):
        with pytest.raises(whobacks.QuestionError) as caught:
            ask()
        assert not str(caught.value).startswith("error")
        assert "--help" not in str(caught.value)
    with pytest.raises(TypeError, match="unknown"):
        sund.ask("who backs the Guard", unknown=1)
    with pytest.raises(whobacks.NothingToDraw, match="no tie to draw"):
        sund.draw(at=1900)
    # Words are words: what begins with a hyphen is no option.
    with pytest.raises(whobacks.QuestionError):
        sund.ask("--version")


def test_importing_loads_nothing_that_is_not_used():
    code = "import sys, whobacks; print('whobacks._whobacks' in sys.modules, sorted(whobacks.__all__) == sorted(set(dir(whobacks)) & set(whobacks.__all__)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
    # Each name is there, and another is told as of any module.
    assert all(getattr(whobacks, name) is not None for name in whobacks.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        whobacks.nothing


def test_dates_are_taken_as_people_have_them(sund):
    day = datetime.date(2023, 1, 1)
    assert sund.ask("who backs the Guard", at=day).json == sund.ask("who backs the Guard", at="2023-01-01").json
    assert sund.ties(at=2023).to_dicts() == sund.ties(at="2023").to_dicts()


def test_tables_are_taken_without_a_copy(libya):
    import duckdb
    import pandas
    import polars
    import pyarrow

    claims = libya.claims
    arrow = pyarrow.table(claims)
    assert arrow.num_rows == len(claims) == libya.to_networkx().number_of_edges()
    assert arrow.schema.field("paragraph").type == pyarrow.int64()
    assert arrow.schema.field("said_by").type.value_type == pyarrow.string()
    assert arrow.to_pylist() == claims.to_dicts()
    assert polars.DataFrame(claims).height == len(claims)
    assert duckdb.sql("select count(*) from claims").fetchall() == [(len(claims),)]
    frame = claims.to_pandas()
    if hasattr(pandas.DataFrame, "from_arrow"):
        frame = pandas.DataFrame.from_arrow(claims)
    assert list(frame.columns) == claims.columns
    # Nothing of it hangs on the data set's being there.
    taken = pyarrow.table(whobacks.load(libya._held.data).ask("who backs Haftar"))
    assert taken.num_rows > 0 and set(taken.column("x").to_pylist()) >= {"egypt"}
    # An answer without answers is a table with the same columns.
    none = pyarrow.table(libya.ask("who backs Haftar", at=1990))
    assert none.num_rows == 0 and none.schema.names == taken.schema.names and none.schema == taken.schema


def test_pictures_stand_side_by_side(libya):
    picture = libya.draw(at=2025)
    one, other = picture._repr_svg_(), picture._repr_svg_()
    ids = [set(re.findall(r' id="([^"]*)"', svg)) for svg in (one, other)]
    assert ids[0] and not ids[0] & ids[1]
    families = [set(re.findall(r'@font-face\{font-family:"([^"]*)"', svg)) for svg in (one, other)]
    assert families[0] and not families[0] & families[1]
    for svg, own in zip((one, other), ids):
        labelled = re.search(r'aria-labelledby="([^"]*)"', svg)[1].split()
        assert set(labelled) == own
    # But for names it is the picture.
    assert re.sub(r"[- ][0-9a-f]{12}\b", "", one) == re.sub(r"[- ][0-9a-f]{12}\b", "", picture.svg)
    bundle = picture._repr_mimebundle_()
    assert set(bundle) == {"image/svg+xml", "image/png", "text/plain"}
    assert picture.pdf().startswith(b"%PDF")


def test_the_explorer_is_shut_off_from_the_page(sund):
    page = sund.explore()
    shown = page._repr_html_()
    assert 'sandbox="allow-scripts"' in shown and "allow-same-origin" not in shown
    assert shown.count("<iframe") == 1 and "<script" not in shown


def test_hostile_names_stay_text():
    root = pathlib.Path(__file__).resolve().parents[2]
    data = whobacks.load(root / "tests/data/hostile/data/hostile.ron")
    for html in (data.actors._repr_html_(), data.claims._repr_html_(), data.timeline()._repr_html_()):
        assert not re.search(r"<(script|img|svg|b|i)\b", html), html[:200]
    svg = data.draw()._repr_svg_()
    import xml.etree.ElementTree as tree

    tree.fromstring(svg)


def test_other_threads_run_meanwhile(libya):
    counted, over = 0, threading.Event()

    def count():
        nonlocal counted
        while not over.is_set():
            counted += 1
            time.sleep(0)

    counter = threading.Thread(target=count)
    counter.start()
    before = counted
    for _ in range(20):
        libya._held.put(["draw", "--at", "2025"])
    during = counted - before
    over.set()
    counter.join()
    assert during > 20


def test_many_threads_ask_at_once(libya):
    from concurrent.futures import ThreadPoolExecutor

    expected = libya.ask("who backs Haftar").json
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: libya.ask("who backs Haftar").json, range(64)):
            assert found == expected


@pytest.mark.skipif(sys.platform == "win32", reason="signals are told otherwise there")
def test_an_interrupt_is_heard(tmp_path):
    root = pathlib.Path(__file__).resolve().parents[2]
    script = (
        "import whobacks, signal, threading, os, time\n"
        f"data = whobacks.load({str(root / 'data/libya.ron')!r})\n"
        "threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "start = time.perf_counter()\n"
        "try:\n"
        "    while True: data.draw(size='poster')\n"
        "except KeyboardInterrupt:\n"
        "    print('heard', time.perf_counter() - start < 1.5)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout == "heard True\n", done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are told otherwise there")
def test_an_interrupt_ends_the_command_as_shells_know_it(tmp_path):
    root = pathlib.Path(__file__).resolve().parents[2]
    words = [sys.executable, "-m", "whobacks", "--data", root / "data/libya.ron", "draw", "--size", "poster"]
    running = subprocess.Popen([*words, "-o", tmp_path / "poster.png"], stderr=subprocess.PIPE, text=True)
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    _, messages = running.communicate(timeout=60)
    assert running.returncode in (130, 0) and "Traceback" not in messages
    assert running.returncode == 0 or not list(tmp_path.iterdir())


def test_the_output_may_be_cut_off(libya):
    root = pathlib.Path(__file__).resolve().parents[2]
    words = [sys.executable, "-m", "whobacks", "--data", root / "data/libya.ron", "timeline"]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    running.stdout.read(10)
    running.stdout.close()
    assert running.wait(timeout=60) == 0 and running.stderr.read() == b""
