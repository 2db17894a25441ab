# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""Runs ``atrium job`` for the page: moves files between this server's disk and the hub's Atrium."""

import asyncio
import json
import os

from . import proxy
from .node import command

# What a job must not see: a kernel's or another service's rights. Its own right is a ticket.
_SCRUBBED = ("JUPYTERHUB_", "JPY_", "JUPYTER_TOKEN", "ATRIUM_TOKEN", "ATRIUM_SECRET", "ATRIUM_HUB")
_PIECE_BYTES = 64 * 1024
# A job that is told to stop ends within two seconds; then it is ended.
_STOP_SECONDS = 2.5


def job_environment(environ=os.environ):
    """Answers the environment of a job: this server's, without credentials, with the service's address."""
    kept = {name: value for name, value in environ.items() if not name.startswith(_SCRUBBED)}
    address = service_address(environ)
    return {**kept, "ATRIUM_URL": address} if address else kept


def service_address(environ=os.environ):
    """Answers where jobs find the service: never an address that came from a page; None if there is none."""
    return environ.get("ATRIUM_URL") or proxy.socket_address()


async def run_job(request, root, write):
    """Runs one job to its end, or ends it when this task is cancelled.

    ``request`` is a ``JobRequest`` of packages/api as JSON bytes, ``root`` the folder its paths start from.
    ``write`` is awaited with each piece the job prints: newline-delimited JSON, one event a line.
    Answers the job's exit code.
    """
    process = await asyncio.create_subprocess_exec(
        *command("job", "--root", root),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=job_environment(),
        cwd=root,
    )
    try:
        # By standard input: arguments and environment can be read by kernels.
        process.stdin.write(request)
        process.stdin.close()
        while piece := await process.stdout.read(_PIECE_BYTES):
            await write(piece)
        return await process.wait()
    finally:
        if process.returncode is None:
            await asyncio.shield(_stop(process))


def exit_line(code):
    """Answers the line that ends an answer: a page that does not see it knows that the job was cut off."""
    return json.dumps({"exit": code}).encode() + b"\n"


async def _stop(process):
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _STOP_SECONDS)
    except asyncio.TimeoutError:
        process.kill()
        await process.wait()
