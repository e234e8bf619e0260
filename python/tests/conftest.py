"""What tests are held against: the project's own data, and an invented one to be changed."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

import whobacks

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def libya():
    return whobacks.load(ROOT / "data/libya.ron")


@pytest.fixture
def sund(tmp_path, monkeypatch):
    """A project of its own, in which the test stands."""
    shutil.copytree(ROOT / "tests/data/asking", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return whobacks.load("data/sund.ron")


def commands():
    """The command that the wheel brought, and the program, where there is one."""
    found = [[sys.executable, "-m", "whobacks"]]
    program = os.environ.get("WHOBACKS_PROGRAM")
    return found + ([[program]] if program else [])


@pytest.fixture(params=commands(), ids=["wheel", "program"][: len(commands())])
def command(request):
    """Runs the command: exit code, stdout, stderr."""

    def run(*words, **options):
        done = subprocess.run([*request.param, *map(str, words)], capture_output=True, text=True, **options)
        return done.returncode, done.stdout, done.stderr

    return run
