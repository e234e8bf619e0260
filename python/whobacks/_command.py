"""The command ``whobacks``: the same as the program of that name."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line of this process, and ends it with the command's exit code."""
    from ._whobacks import run

    sys.exit(run(["whobacks", *sys.argv[1:]]))
