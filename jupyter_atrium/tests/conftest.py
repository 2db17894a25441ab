# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
import sys

import pytest

pytest_plugins = ["pytest_jupyter.jupyter_server"]

# Stands in for `atrium job`: what it does is named by the request it reads.
PROGRAM = """
import json, os, signal, sys, time

request = json.load(sys.stdin)
if request["job"] == "echo":
    print(json.dumps({"request": request, "arguments": sys.argv[1:], "environment": dict(os.environ)}), flush=True)
elif request["job"] == "long-line":
    print(json.dumps({"text": "x" * 3_000_000}), flush=True)
elif request["job"] == "fail":
    sys.exit(1)
else:
    if request["job"] == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with open(request["mark"], "w") as mark:
        mark.write(str(os.getpid()))
    print(json.dumps({"seq": 0}), flush=True)
    time.sleep(60)
"""


@pytest.fixture
def jp_server_config(jp_server_config):
    jp_server_config["ServerApp"].update(
        {"jpserver_extensions": {"jupyter_atrium": True}, "allow_unauthenticated_access": False}
    )
    return jp_server_config


@pytest.fixture
def stand_in(monkeypatch, tmp_path):
    program = tmp_path / "stand-in.py"
    program.write_text(PROGRAM)
    monkeypatch.setattr(
        "jupyter_atrium.jobs.command", lambda *args: [sys.executable, str(program), *args]
    )
