"""Executes a notebook as a reader would, and fails where a cell does, or shows nothing where it should."""

import pathlib
import sys

import nbformat
from nbclient import NotebookClient

path, root = map(pathlib.Path, sys.argv[1:])
notebook = nbformat.read(path, as_version=4)
nbformat.validate(notebook)
code = [cell for cell in notebook.cells if cell.cell_type == "code"]
assert not any(cell.outputs or cell.execution_count for cell in code), "it is kept without outputs"
NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(root)}}).execute()
kinds = {kind for cell in code for output in cell.outputs for kind in output.get("data", {})}
for kind in ("image/svg+xml", "image/png", "text/html", "text/plain"):
    assert kind in kinds, f"nothing was shown as {kind}"
assert not any(output.output_type == "stream" and output.name == "stderr" for c in code for output in c.outputs)
print(f"{len(code)} cells ran, which show {', '.join(sorted(kinds))}")
