# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
import json
import sys

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_atrium.preflight import choose, installed


def a_spec(language, *argv):
    return {"spec": {"argv": list(argv), "display_name": f"A {language}", "language": language}}


SPECS = {"ir": a_spec("R"), "py": a_spec("python"), "python3": a_spec("python")}


@pytest.mark.parametrize(
    ("kernel", "language", "expected"),
    [
        ("py", "python", "py"),
        ("gone", "python", "python3"),
        ("ir", "python", "python3"),
        ("gone", "r", "ir"),
        ("gone", "julia", None),
        ("py", "", "py"),
        ("gone", "", None),
    ],
)
def test_chooses_by_name_then_by_language(kernel, language, expected):
    assert choose(SPECS, "python3", kernel, language) == expected


async def test_lists_what_a_kernel_can_import_without_importing_it():
    found = await installed({"argv": [sys.executable, "-m", "ipykernel_launcher"]})
    assert {"json", "tornado", "jupyter_server", "sys"} <= set(found["modules"])
    assert {"tornado", "jupyter-server"} <= set(found["distributions"])


async def test_takes_no_module_from_beside_the_program():
    found = await installed({"argv": ["python3", "-m", "ipykernel_launcher"]})
    assert "preflight" not in found["modules"]


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["R", "--slave", "-e", "IRkernel::main()"],
        ["/usr/bin/python3", "-m", "nb_conda_kernels.runner"],
        ["/nowhere/python3", "-m", "ipykernel_launcher"],
        ["xpython", "-f", "x"],
    ],
)
async def test_asks_no_other_programs(argv):
    assert await installed({"argv": argv}) is None


async def test_gives_up_on_an_interpreter_that_hangs(monkeypatch):
    monkeypatch.setattr("jupyter_atrium.preflight._LIST", "import time; time.sleep(60)")
    monkeypatch.setattr("jupyter_atrium.preflight._SECONDS", 0.2)
    assert await installed({"argv": [sys.executable, "-m", "ipykernel_launcher"]}) is None


async def test_answers_the_page_and_starts_no_kernel(jp_fetch, jp_serverapp):
    reply = await jp_fetch(
        "jupyter-atrium", "preflight", params={"kernel": "conda-x", "language": "python"}
    )
    answer = json.loads(reply.body)
    assert answer["kernel"]["language"] == "python"
    assert "tornado" in answer["installed"]["modules"]
    assert answer["freeBytes"] > 0
    assert list(jp_serverapp.kernel_manager.list_kernel_ids()) == []


async def test_has_no_kernel_for_other_languages(jp_fetch):
    reply = await jp_fetch("jupyter-atrium", "preflight", params={"language": "cobol"})
    answer = json.loads(reply.body)
    assert (answer["kernel"], answer["installed"]) == (None, None)


async def test_answers_nobody_without_a_token(jp_fetch):
    with pytest.raises(HTTPClientError) as refused:
        await jp_fetch("jupyter-atrium", "preflight", headers={"Authorization": "token x"})
    assert refused.value.code == 403
