# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""Installs the wheel as a person would, on a machine without Node, and uses it: takes a minute and the network."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Glacier melt"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": "1 + 1",
        },
    ],
    "metadata": {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


def run(*command, **options):
    done = subprocess.run(
        command,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **options,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of programs of a new environment that holds JupyterLab and the wheel."""
    assert (ROOT / "jupyter_atrium/program/atrium.mjs").exists(), "Run `npm run build` first."
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist"), cwd=ROOT)
    (wheel,) = (folder / "dist").glob("*.whl")
    run(sys.executable, "-m", "venv", str(folder / "venv"))
    programs = folder / "venv" / "bin"
    lab = f"jupyterlab=={version('jupyterlab')}"
    run(str(programs / "pip"), "install", "-q", "--disable-pip-version-check", str(wheel), lab)
    return programs


@pytest.fixture(scope="module")
def environment(installed, tmp_path_factory):
    """An environment in which there is no Node, no hub and nobody else's settings."""
    home = tmp_path_factory.mktemp("home")
    return {
        "PATH": str(installed),
        "HOME": str(home),
        "JUPYTER_PLATFORM_DIRS": "1",
        "LANG": "C.UTF-8",
    }


@pytest.fixture(scope="module")
def server(installed, environment, tmp_path_factory):
    """A Jupyter server with the wheel; answers a function that calls it."""
    files = tmp_path_factory.mktemp("files")
    (files / "melt.ipynb").write_text(json.dumps(NOTEBOOK))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(installed / "jupyter-server"), "--no-browser", "--allow-root", f"--port={port}"]
    command += [f"--ServerApp.root_dir={files}", "--IdentityProvider.token=t"]
    log = (files.parent / "server.log").open("w")
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    call = caller(f"http://127.0.0.1:{port}/")
    try:
        wait_for(call, process)
        yield call
    finally:
        process.terminate()
        process.wait(20)
        log.close()


class StayHere(urllib.request.HTTPRedirectHandler):
    """A redirect to the login page is a refusal."""

    def redirect_request(self, *_args):
        return None


def caller(base):
    opener = urllib.request.build_opener(StayHere)

    def call(path, body=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{base}{path}", data=data)
        headers = {"Authorization": "token t", "Content-Type": "application/json", **headers}
        for name, value in headers.items():
            request.add_header(name, value)
        with opener.open(request, timeout=START_SECONDS) as reply:
            return reply.read().decode()

    return call


def wait_for(call, process):
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "The Jupyter server ended."
        try:
            return call("api/status")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("The Jupyter server does not answer.")


def job(call, request):
    *events, end = [json.loads(line) for line in call("jupyter-atrium/jobs", request).splitlines()]
    assert end == {"exit": 0}, events
    return events[-1].get("result")


def test_brings_four_labextensions(installed, environment):
    listed = run(str(installed / "jupyter-labextension"), "list", env=environment)
    found = re.findall(r"(@jupyter-atrium/\w+) v\S+ .*enabled.*OK", listed)
    assert sorted(found) == [
        f"@jupyter-atrium/{name}" for name in ("connection", "gallery", "publishing", "rooms")
    ]


def test_brings_the_server_extension_and_the_proxy(installed, environment):
    listed = run(str(installed / "jupyter-server"), "extension", "list", env=environment)
    for name in ("jupyter_atrium", "jupyter_server_proxy"):
        assert re.search(rf"{name}.*enabled", listed), listed
        assert re.search(rf"{name}.*OK", listed), listed


def test_brings_its_own_node(installed, environment):
    assert re.fullmatch(
        r"atrium \S+ \(Node 24\.\S+\)\n",
        run(str(installed / "atrium"), "--version", env=environment),
    )


def test_serves_one_person_through_their_own_server(server):
    me = json.loads(server("atrium/api/v1/me"))
    assert me["isSolo"] is True
    assert me["can"]["publish"] is True


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_lets_no_other_page_act_for_them(server, headers):
    body = {"work": None, "title": "x", "source": "x", "total": None}
    with pytest.raises(urllib.error.HTTPError) as refused:
        server("atrium/api/v1/drafts", body, **headers)
    assert refused.value.code in (403, 404)


def test_publishes_and_opens_a_copy_without_a_hub(server):
    api = "atrium/api/v1"
    looked = {"source": "melt.ipynb", "withOutputs": True, "leaveOut": []}
    scan = job(server, {"job": "scan", **looked})
    opened = json.loads(
        server(
            f"{api}/drafts",
            {"work": None, "title": "Glacier melt", "source": "melt.ipynb", "total": scan["bytes"]},
        )
    )
    sealed = job(server, {"job": "send", "ticket": opened["ticket"], **looked})
    assert sealed["filesDigest"] == scan["filesDigest"]
    work = json.loads(
        server(
            f"{api}/drafts/{opened['draft']['id']}/publish",
            {
                "filesDigest": sealed["filesDigest"],
                "acknowledged": [],
                "label": None,
                "note": "",
                "audience": "hub",
                "readers": [],
                "card": {**scan["card"], "authors": [{"name": "A. Rivera"}]},
                "cover": None,
                "madeFrom": [],
            },
        )
    )
    copy = json.loads(server(f"{api}/works/{work['id']}/copies", {"label": None}))
    folder = job(server, {"job": "open", "opened": copy, "parent": "", "name": "ice"})
    assert folder == {"folder": "ice", "files": 1, "entry": "ice/melt.ipynb"}
    assert (
        json.loads(server("api/contents/ice/melt.ipynb"))["content"]["cells"][1]["source"]
        == "1 + 1"
    )
    assert [each["folder"] for each in job(server, {"job": "copies"})["copies"]] == ["ice"]


def test_asks_for_a_login(server):
    with pytest.raises(urllib.error.HTTPError) as refused:
        server("atrium/api/v1/me", Authorization="token wrong")
    assert refused.value.code in (302, 403)
