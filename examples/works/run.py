# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.

"""Runs the notebooks of the example works again, in place.

python examples/works/run.py            all works
python examples/works/run.py lorenz-curves statistics-101
"""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

WORKS = Path(__file__).resolve().parent


def run(path):
    """Executes one notebook in its own folder and writes it back; returns what went wrong, or None."""
    notebook = nbformat.read(path, as_version=4)
    metadata = notebook.metadata.copy()
    here = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, timeout=300, record_timing=False, coalesce_streams=True, resources=here)
    try:
        client.execute()
    except CellExecutionError as error:
        return f"{error.ename}: {error.evalue}"

    # The kernel adds its exact Python version, which would differ from machine to machine.
    notebook.metadata = metadata
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                return f"cell {cell.id} wrote to stderr:\n{output.text}"

    nbformat.validate(notebook)
    nbformat.write(notebook, path)
    return None


def main(names):
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    folders = [WORKS / name for name in names] or sorted(path for path in WORKS.iterdir() if path.is_dir())
    failed = 0
    for path in sorted(path for folder in folders for path in folder.rglob("*.ipynb")):
        problem = run(path)
        failed += problem is not None
        print("FAILED" if problem else "ok", path.relative_to(WORKS), problem or "", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
