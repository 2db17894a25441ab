# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""Tells what this server has to run a work with. Starts no kernel."""

import asyncio
import json
import os
import re
import shutil
import sys

from .jobs import job_environment

_SECONDS = 20
_PYTHON = re.compile(r"python[\d.]*(\.exe)?$", re.IGNORECASE)
# Names that jupyter_client, too, takes for the Python it runs in.
_OWN_PYTHON = (
    "python",
    f"python{sys.version_info[0]}",
    f"python{sys.version_info[0]}.{sys.version_info[1]}",
)

# Runs in the kernel's own Python, whatever its version; imports nothing of what it lists.
_LIST = """
import importlib.metadata as metadata, json, os, pkgutil, sys
paths = [path for path in sys.path if path and os.path.isdir(path)]
modules = set(sys.builtin_module_names) | {each.name for each in pkgutil.iter_modules(paths)}
for path in paths:
    modules |= {name for name in os.listdir(path) if name.isidentifier() and os.path.isdir(os.path.join(path, name))}
names = set()
for each in metadata.distributions():
    names.add((each.metadata["Name"] or "").lower().replace("_", "-").replace(".", "-"))
    modules |= set((each.read_text("top_level.txt") or "").split())
print(json.dumps({"modules": sorted(modules), "distributions": sorted(names - {""})}))
"""


async def preflight(specs, default, root, kernel, language):
    """Answers a ``Preflight`` of packages/api.

    ``specs`` are the kernelspecs by name as Jupyter lists them, ``default`` the name of the preferred one.
    ``kernel`` and ``language`` are those of the work; either may be empty. ``root`` is the folder of the person's
    files.
    """
    name = choose(specs, default, kernel, language)
    spec = specs[name]["spec"] if name else None
    return {
        "kernel": spec and _present(name, spec),
        "installed": spec and await installed(spec),
        "freeBytes": _free_bytes(root),
    }


def choose(specs, default, kernel, language):
    """Answers the name of the kernel that runs a work: by name, else by language; None if there is none."""

    def speaks(name):
        return not language or specs[name]["spec"].get("language", "").lower() == language

    if kernel in specs and speaks(kernel):
        return kernel
    names = sorted(
        (name for name in specs if speaks(name)), key=lambda name: (name != default, name)
    )
    return names[0] if language and names else None


async def installed(spec):
    """Lists what can be imported in a Python kernel; None for kernels that cannot be asked."""
    argv = spec.get("argv") or [""]
    is_ipykernel = any(word.startswith("ipykernel") for word in argv[1:])
    if not _PYTHON.match(os.path.basename(argv[0])) or not is_ipykernel:
        return None
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable if argv[0] in _OWN_PYTHON else argv[0],
            "-c",
            _LIST,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**job_environment(), **(spec.get("env") or {})},
            # Not the person's files: a module there is none of the kernel's packages.
            cwd=os.path.dirname(os.path.abspath(__file__)),
        )
    except OSError:
        return None
    try:
        output, _ = await asyncio.wait_for(process.communicate(), _SECONDS)
        return json.loads(output)
    except (asyncio.TimeoutError, ValueError):
        return None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _present(name, spec):
    return {
        "name": name,
        "displayName": spec.get("display_name") or name,
        "language": spec.get("language", "").lower(),
    }


def _free_bytes(root):
    try:
        return shutil.disk_usage(root).free
    except OSError:
        return None
