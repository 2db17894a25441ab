# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""Offers a person without a hub an Atrium of their own, through jupyter-server-proxy."""

import atexit
import getpass
import os
import secrets
import shutil
import tempfile
from functools import cache
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

from .node import FRUGAL, command

_FOREIGN = ("JUPYTERHUB_", "JPY_", "JUPYTER_TOKEN", "ATRIUM_TOKEN")
_START_SECONDS = 20


def setup():
    """Answers the entry of jupyter-server-proxy that starts the service at the first call of ``<base_url>atrium/``."""
    if not is_offered():
        # The hub has a service for everybody. Raising here would print a warning at every start; an entry
        # that takes nothing but raw sockets refuses every call.
        unused = Path(tempfile.gettempdir()) / "atrium-is-on-the-hub"
        return {
            "unix_socket": str(unused),
            "raw_socket_proxy": True,
            "launcher_entry": {"enabled": False},
        }
    secret = secrets.token_urlsafe(32)
    return {
        "command": [_plain(part) for part in command("serve")],
        "unix_socket": _plain(str(_socket())),
        "environment": {name: _plain(value) for name, value in _environment(secret).items()},
        # The service believes this header only; what the browser sent to Jupyter is not passed on.
        "request_headers_override": {"X-Atrium-Secret": secret, "Authorization": "", "Cookie": ""},
        "timeout": _START_SECONDS,
        "absolute_url": False,
        "launcher_entry": {"enabled": False},
    }


def is_offered(environ=os.environ):
    """Whether this server has no hub."""
    return "JUPYTERHUB_SERVICE_PREFIX" not in environ


def socket_address():
    """Answers the address of the service that ``setup`` starts; None on a hub."""
    return f"unix:{_socket()}" if is_offered() else None


@cache
def _socket():
    """Chooses the socket once a start, in a folder that only its owner may enter; paths of sockets must be short."""
    folder = tempfile.mkdtemp(prefix="atrium-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder) / "socket"


def _environment(secret):
    # The service would inherit everything: what is not its own is emptied.
    emptied = {name: "" for name in os.environ if name.startswith(_FOREIGN)}
    return {
        **emptied,
        **FRUGAL,
        "ATRIUM_SECRET": secret,
        "ATRIUM_LISTEN": f"unix:{_socket()}",
        "ATRIUM_DATA": os.path.join(jupyter_data_dir(), "atrium", "hub"),
        "ATRIUM_PERSON": os.environ.get("ATRIUM_PERSON") or _login_name(),
    }


def _login_name():
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container may run under a number that has no name.
        return ""


def _plain(text):
    """Keeps jupyter-server-proxy from taking braces for places to fill."""
    return text.replace("{", "{{").replace("}", "}}")
