"""``python -m whobacks``: the command."""

from ._command import main

main()
