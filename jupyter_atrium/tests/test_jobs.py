# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
import asyncio
import json
import os

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_atrium import routes
from jupyter_atrium.jobs import job_environment

pytestmark = pytest.mark.usefixtures("stand_in")


def post(jp_fetch, request, **options):
    body = request if isinstance(request, (str, bytes)) else json.dumps(request)
    return jp_fetch("jupyter-atrium", "jobs", method="POST", body=body, **options)


def lines(response):
    return [json.loads(line) for line in response.body.splitlines()]


async def test_answers_what_the_job_prints_and_its_end(jp_fetch):
    response = await post(jp_fetch, {"job": "echo", "ticket": "t"})
    assert response.headers["Content-Type"] == "application/x-ndjson"
    event, end = lines(response)
    assert event["request"] == {"job": "echo", "ticket": "t"}
    assert end == {"exit": 0}


async def test_gives_the_job_the_folder_of_the_persons_files(jp_fetch, jp_root_dir):
    event, _ = lines(await post(jp_fetch, {"job": "echo"}))
    assert event["arguments"] == ["job", "--root", str(jp_root_dir)]


async def test_says_that_a_job_failed(jp_fetch):
    assert lines(await post(jp_fetch, {"job": "fail"})) == [{"exit": 1}]


async def test_relays_lines_of_megabytes(jp_fetch):
    event, _ = lines(await post(jp_fetch, {"job": "long-line"}))
    assert len(event["text"]) == 3_000_000


async def test_gives_the_job_no_credentials_but_the_service_of_this_server(jp_fetch, monkeypatch):
    monkeypatch.setenv("ATRIUM_URL", "http://127.0.0.1:10500/services/atrium/")
    for name in ("JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN", "JUPYTER_TOKEN", "ATRIUM_TOKEN"):
        monkeypatch.setenv(name, "secret")
    event, _ = lines(await post(jp_fetch, {"job": "echo", "url": "http://127.0.0.1:1/"}))
    assert "secret" not in event["environment"].values()
    assert event["environment"]["ATRIUM_URL"] == "http://127.0.0.1:10500/services/atrium/"


def test_finds_the_persons_own_service_without_a_hub():
    assert job_environment({"PATH": "/bin"})["ATRIUM_URL"].startswith("unix:/")


@pytest.mark.parametrize("job", ["silent", "stubborn"])
async def test_ends_the_job_when_the_page_leaves(jp_fetch, tmp_path, job):
    mark = tmp_path / "mark"
    with pytest.raises(HTTPClientError):
        await post(jp_fetch, {"job": job, "mark": str(mark)}, request_timeout=2)
    await ends(int(mark.read_text()))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        ('{"jobs": 1}', 400),
    ],
)
async def test_refuses_what_is_no_request(jp_fetch, body, code):
    with pytest.raises(HTTPClientError) as refused:
        await post(jp_fetch, body)
    assert refused.value.code == code


async def test_refuses_a_request_that_is_too_long(jp_fetch, monkeypatch):
    monkeypatch.setattr(routes, "_REQUEST_BYTES", 1000)
    with pytest.raises(HTTPClientError) as refused:
        await post(jp_fetch, {"job": "x" * 1000})
    assert refused.value.code == 413


@pytest.mark.parametrize("path", [("jupyter-atrium", "jobs")])
@pytest.mark.parametrize("method", ["POST", "GET", "PUT", "PATCH", "DELETE"])
async def test_lets_nobody_in_with_a_wrong_token(jp_fetch, path, method):
    body = "{}" if method in ("POST", "PUT", "PATCH") else None
    with pytest.raises(HTTPClientError) as refused:
        await jp_fetch(*path, method=method, body=body, headers={"Authorization": "token wrong"})
    assert refused.value.code == 403


async def ends(pid):
    for _ in range(600):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"Process {pid} still runs.")
