# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
import os
import stat
import warnings
from pathlib import Path

import pytest
from jupyter_server_proxy.config import ServerProcess

from jupyter_atrium import proxy


@pytest.fixture(autouse=True)
def no_hub(monkeypatch):
    for name in [name for name in os.environ if name.startswith("JUPYTERHUB_")]:
        monkeypatch.delenv(name)


def test_is_an_entry_that_the_proxy_takes():
    process = ServerProcess(name="atrium", **proxy.setup())
    handler, _ = process.make_proxy_handler()
    assert handler is not None
    assert process.launcher_entry.enabled is False


def test_listens_where_only_the_owner_may_go():
    socket = Path(proxy.setup()["unix_socket"])
    assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
    assert len(str(socket)) < 100


def test_tells_jobs_the_same_socket():
    assert proxy.socket_address() == f"unix:{proxy.setup()['unix_socket']}"


def test_makes_a_secret_at_each_start_and_drops_what_the_browser_sent():
    one, other = proxy.setup(), proxy.setup()
    headers = one["request_headers_override"]
    assert headers["X-Atrium-Secret"] == one["environment"]["ATRIUM_SECRET"]
    assert len(headers["X-Atrium-Secret"]) >= 43
    assert one["environment"]["ATRIUM_SECRET"] != other["environment"]["ATRIUM_SECRET"]
    assert (headers["Authorization"], headers["Cookie"]) == ("", "")


def test_hides_the_servers_credentials_from_the_service(monkeypatch):
    monkeypatch.setenv("JPY_API_TOKEN", "secret")
    monkeypatch.setenv("JUPYTER_TOKEN", "secret")
    environment = proxy.setup()["environment"]
    assert (environment["JPY_API_TOKEN"], environment["JUPYTER_TOKEN"]) == ("", "")


def test_keeps_its_data_with_jupyters(monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "odd {name}"))
    template = proxy.setup()["environment"]["ATRIUM_DATA"]
    assert template.format(port=1, unix_socket="", base_url="") == str(
        tmp_path / "odd {name}/atrium/hub"
    )


def test_is_not_offered_on_a_hub(monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/alice/")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        entry = proxy.setup()
        ServerProcess(name="atrium", **entry).make_proxy_handler()
    assert "command" not in entry
    assert proxy.socket_address() is None
