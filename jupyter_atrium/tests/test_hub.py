# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
import asyncio
import copy

import pytest
from jupyterhub.app import JupyterHub
from jupyterhub.spawner import SimpleLocalProcessSpawner, Spawner
from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue

from jupyter_atrium import hub
from jupyter_atrium.hub import ACCESS, ADMIN, CURATE, PUBLISH, SCOPES, configure

IDLE_CULLER = {"name": "idle-culler", "command": ["cull"]}


@pytest.fixture(params=[5, 6], ids=["hub-5", "hub-6"])
def line(request, monkeypatch):
    monkeypatch.setattr(hub, "_hub_version", lambda: request.param)
    return request.param


def app(c):
    """What the hub makes of a configuration."""
    return JupyterHub(config=copy.deepcopy(c))


def spawner(c, kind=SimpleLocalProcessSpawner):
    return kind(config=copy.deepcopy(c))


def service(c):
    return next(entry for entry in app(c).services if entry["name"] == "atrium")


def role(c, name):
    return next((entry for entry in app(c).load_roles if entry["name"] == name), None)


def user_scopes(c):
    """Scopes that everybody gets, wherever they are written."""
    return {*(role(c, "user") or {"scopes": []})["scopes"], *app(c).extra_user_scopes}


def unset(c, name, values):
    """Leaves a value alone: the first kind."""


def plain(c, name, values):
    c.JupyterHub[name] = copy.deepcopy(values)


def lazy(c, name, values):
    value = getattr(c.JupyterHub, name)
    if isinstance(values, dict):
        value.update(copy.deepcopy(values))
    else:
        value.extend(copy.deepcopy(values))


def inserted(c, name, values):
    for item in values:
        getattr(c.JupyterHub, name).insert(0, copy.deepcopy(item))


# services


@pytest.mark.usefixtures("line")
@pytest.mark.parametrize("write", [unset, plain, lazy, inserted])
def test_adds_the_service_beside_others(write):
    c = Config()
    write(c, "services", [IDLE_CULLER])
    configure(c)
    names = [entry["name"] for entry in app(c).services]
    assert names == (["atrium"] if write is unset else ["idle-culler", "atrium"])


def test_starts_a_managed_service_with_its_settings():
    c = Config()
    configure(
        c,
        url="http://127.0.0.1:7000",
        public_url="https://h.example/services/atrium/",
        environment={"ATRIUM_DATA": "/srv/atrium"},
    )
    entry = service(c)
    assert entry["url"] == "http://127.0.0.1:7000"
    assert entry["command"][-1] == "serve"
    assert "api_token" not in entry
    assert entry["environment"] == {
        "ATRIUM_MANAGED": "1",
        "MALLOC_ARENA_MAX": "1",
        "MALLOC_MMAP_THRESHOLD_": "65536",
        "ATRIUM_PUBLIC_URL": "https://h.example/services/atrium/",
        "ATRIUM_DATA": "/srv/atrium",
    }


def test_leaves_the_start_of_an_external_service_to_others():
    c = Config()
    configure(c, api_token="f" * 64)
    entry = service(c)
    assert entry["api_token"] == "f" * 64
    assert not {"command", "environment"} & set(entry)


@pytest.mark.parametrize("write", [plain, lazy, inserted])
def test_lets_the_operators_keys_of_the_service_win(write):
    c = Config()
    write(
        c, "services", [{"name": "atrium", "url": "http://atrium:8080", "api_token": "theirs" * 4}]
    )
    configure(c, url="http://127.0.0.1:7000")
    assert [entry["name"] for entry in app(c).services] == ["atrium"]
    entry = service(c)
    assert (entry["url"], entry["api_token"]) == ("http://atrium:8080", "theirs" * 4)
    assert entry["oauth_client_allowed_scopes"] == [PUBLISH, CURATE, ADMIN]
    assert "command" not in entry


def test_writes_no_field_that_hubs_before_six_refuse(line):
    c = Config()
    configure(c)
    assert "timeout" not in service(c)


def test_keeps_services_of_a_file_that_loaded_this_one():
    parent, part = Config(), Config()
    parent.JupyterHub.services = [IDLE_CULLER]
    configure(part)
    parent.merge(part)
    assert [entry["name"] for entry in app(parent).services] == ["idle-culler", "atrium"]


# custom_scopes


@pytest.mark.usefixtures("line")
@pytest.mark.parametrize("write", [unset, plain, lazy])
def test_adds_the_scopes_beside_others(write):
    c = Config()
    write(c, "custom_scopes", {"custom:other": {"description": "Other"}})
    configure(c)
    expected = (
        dict(SCOPES) if write is unset else {**SCOPES, "custom:other": {"description": "Other"}}
    )
    assert app(c).custom_scopes == expected


@pytest.mark.parametrize("write", [plain, lazy])
def test_keeps_a_description_the_operator_wrote(write):
    c = Config()
    write(c, "custom_scopes", {PUBLISH: {"description": "Veröffentlichen"}})
    configure(c)
    assert app(c).custom_scopes[PUBLISH] == {"description": "Veröffentlichen"}


# role user


@pytest.mark.parametrize("write", [unset, plain, lazy])
def test_grants_everybody_access_and_publishing(line, write):
    c = Config()
    write(c, "load_roles", [{"name": "teachers", "groups": ["t"], "scopes": ["list:users"]}])
    configure(c)
    assert {ACCESS, PUBLISH} <= user_scopes(c)
    if line == 5:
        assert role(c, "user")["scopes"][0] == "self"
    else:
        assert role(c, "user") is None


@pytest.mark.usefixtures("line")
@pytest.mark.parametrize("write", [plain, lazy, inserted])
@pytest.mark.parametrize(
    ("entry", "scopes"),
    [
        (
            {"name": "user", "scopes": ["self", "shares!user"]},
            ["self", "shares!user", ACCESS, PUBLISH],
        ),
        ({"name": "user", "description": "All"}, ["self", ACCESS, PUBLISH]),
    ],
    ids=["with-scopes", "without-scopes"],
)
def test_adds_to_the_one_user_role_there_is(write, entry, scopes):
    c = Config()
    write(c, "load_roles", [entry])
    configure(c)
    assert [each["name"] for each in app(c).load_roles] == ["user"]
    assert role(c, "user")["scopes"] == scopes
    assert app(c).extra_user_scopes == set()


@pytest.mark.parametrize(
    "given", [None, {"list:users"}, ["list:users"]], ids=["unset", "set", "list"]
)
def test_adds_to_extra_scopes_of_hub_six(given):
    c = Config()
    if given is None:
        c.JupyterHub.extra_user_scopes.add("list:users")
    else:
        c.JupyterHub.extra_user_scopes = given
    configure(c)
    assert app(c).extra_user_scopes == {"list:users", ACCESS, PUBLISH}


def test_grants_nobody_where_roles_are_set_elsewhere(line):
    c = Config()
    configure(c, grant_users=False)
    assert user_scopes(c) == set()


# roles of curators and admins


@pytest.mark.usefixtures("line")
@pytest.mark.parametrize("write", [unset, plain, lazy])
def test_adds_roles_for_those_named(write):
    c = Config()
    write(c, "load_roles", [{"name": "teachers", "groups": ["t"], "scopes": ["list:users"]}])
    configure(c, curators=["editors"], admins=["ops"])
    assert role(c, "atrium-curators") == {
        "name": "atrium-curators",
        "groups": ["editors"],
        "scopes": [CURATE],
    }
    assert role(c, "atrium-admins") == {
        "name": "atrium-admins",
        "users": ["ops"],
        "scopes": [ADMIN],
    }


def test_adds_no_role_for_nobody(line):
    c = Config()
    configure(c)
    assert role(c, "atrium-curators") is None and role(c, "atrium-admins") is None


def test_adds_members_to_a_role_the_operator_wrote():
    c = Config()
    c.JupyterHub.load_roles = [{"name": "atrium-curators", "users": ["ada"], "scopes": [CURATE]}]
    configure(c, curators=["editors"])
    expected = {
        "name": "atrium-curators",
        "users": ["ada"],
        "groups": ["editors"],
        "scopes": [CURATE],
    }
    assert role(c, "atrium-curators") == expected


@pytest.mark.parametrize("section", ["Authenticator", "GenericOAuthenticator"])
@pytest.mark.parametrize("named", [{"curators": ["editors"]}, {"admins": ["ops"]}])
def test_refuses_members_where_the_authenticator_manages_roles(section, named):
    c = Config()
    c[section].manage_roles = True
    with pytest.raises(ValueError, match=f"{CURATE} and {ADMIN}"):
        configure(c, **named)
    assert "services" not in c.JupyterHub


def test_works_with_managed_roles_when_nobody_is_named():
    c = Config()
    c.Authenticator.manage_roles = True
    configure(c)
    assert service(c)


# Spawner.oauth_client_allowed_scopes


@pytest.mark.usefixtures("line")
def test_lets_pages_carry_access_and_publishing_only():
    c = Config()
    configure(c, curators=["editors"], admins=["ops"])
    assert spawner(c).oauth_client_allowed_scopes == [ACCESS, PUBLISH]


@pytest.mark.parametrize("section", ["Spawner", "SimpleLocalProcessSpawner"])
def test_keeps_what_pages_may_carry_already(section):
    c = Config()
    c[section].oauth_client_allowed_scopes = ["shares!server"]
    configure(c)
    assert spawner(c).oauth_client_allowed_scopes == ["shares!server", ACCESS, PUBLISH]


@pytest.mark.parametrize("section", ["Spawner", "SimpleLocalProcessSpawner"])
def test_keeps_what_pages_may_carry_lazily(section):
    c = Config()
    c[section].oauth_client_allowed_scopes.append("shares!server")
    configure(c)
    scopes = spawner(c).oauth_client_allowed_scopes
    assert sorted(scopes) == sorted(["shares!server", ACCESS, PUBLISH])


@pytest.mark.parametrize("section", ["Spawner", "SimpleLocalProcessSpawner"])
@pytest.mark.parametrize("is_async", [False, True], ids=["plain", "async"])
def test_adds_to_the_answer_of_a_callable(section, is_async):
    def answer(_spawner):
        return ["shares!server", ACCESS]

    async def answer_later(_spawner):
        return answer(_spawner)

    c = Config()
    c[section].oauth_client_allowed_scopes = answer_later if is_async else answer
    configure(c)
    ask = spawner(c).oauth_client_allowed_scopes
    assert asyncio.run(ask(None)) == ["shares!server", ACCESS, PUBLISH]


@pytest.mark.parametrize("section", ["Spawner", "KubeSpawner"])
def test_refuses_the_old_roles_of_pages(section):
    c = Config()
    c[section].oauth_roles = ["user"]
    with pytest.raises(ValueError, match="oauth_roles"):
        configure(c)
    assert "services" not in c.JupyterHub


# Spawner.environment


@pytest.mark.parametrize(
    ("set_base", "prefix"),
    [
        ({}, "/"),
        ({"base_url": "/a/b"}, "/a/b/"),
        ({"bind_url": "http://127.0.0.1:8000/hub-a/"}, "/hub-a/"),
        ({"bind_url": "http://:8000"}, "/"),
    ],
)
def test_tells_servers_where_the_service_is(set_base, prefix):
    c = Config()
    c.JupyterHub.update(set_base)
    configure(c, url="http://127.0.0.1:7000")
    assert spawner(c).environment["ATRIUM_URL"] == f"http://127.0.0.1:7000{prefix}services/atrium/"


def test_tells_servers_another_address_where_they_need_one():
    c = Config()
    configure(c, job_url="http://proxy-public/services/atrium/")
    assert spawner(c).environment["ATRIUM_URL"] == "http://proxy-public/services/atrium/"


@pytest.mark.parametrize("section", ["Spawner", "SimpleLocalProcessSpawner"])
@pytest.mark.parametrize("is_lazy", [False, True], ids=["plain", "lazy"])
def test_keeps_the_environment_of_servers(section, is_lazy):
    c = Config()
    if is_lazy:
        c[section].environment.update({"A": "1"})
    else:
        c[section].environment = {"A": "1"}
    configure(c)
    assert spawner(c).environment == {
        "A": "1",
        "ATRIUM_URL": "http://127.0.0.1:10500/services/atrium/",
    }


def test_keeps_an_address_the_operator_set():
    c = Config()
    c.Spawner.environment = {"ATRIUM_URL": "http://proxy/services/atrium/"}
    configure(c)
    assert spawner(c).environment["ATRIUM_URL"] == "http://proxy/services/atrium/"


# the whole


def busy():
    c = Config()
    c.JupyterHub.services = [IDLE_CULLER]
    c.JupyterHub.load_roles.append({"name": "user", "scopes": ["self"]})
    c.Spawner.oauth_client_allowed_scopes = lambda _spawner: ["shares!server"]
    c.SimpleLocalProcessSpawner.environment = {"A": "1"}
    return c


def content(c):
    """All values by section; pending additions of lazy ones."""
    return {name: {key: pending(value) for key, value in c[name].items()} for name in c}


def pending(value):
    return value.to_dict() if isinstance(value, LazyConfigValue) else value


@pytest.mark.parametrize("make", [Config, busy], ids=["empty", "busy"])
def test_changes_nothing_when_called_twice(line, make):
    c = make()
    arguments = {"curators": ["editors"], "admins": ["ops"], "environment": {"ATRIUM_DATA": "/srv"}}
    configure(c, **arguments)
    once = content(copy.deepcopy(c))
    configure(c, **arguments)
    assert content(c) == once


def test_touches_nothing_else(line):
    c = Config()
    configure(c, curators=["editors"])
    written = {section: set(dict.keys(c[section])) for section in c}
    assert written["Spawner"] == {"oauth_client_allowed_scopes", "environment"}
    assert written["JupyterHub"] <= {"services", "custom_scopes", "load_roles", "extra_user_scopes"}
    assert all(not written[section] for section in set(written) - {"Spawner", "JupyterHub"})
    assert Spawner(config=c).server_token_scopes == Spawner().server_token_scopes


def test_refuses_hubs_that_are_too_old(monkeypatch):
    monkeypatch.setattr(hub, "_hub_version", lambda: 4)
    with pytest.raises(RuntimeError, match="JupyterHub 5.0 or newer"):
        configure(Config())


def test_prints_no_secret(capsys):
    configure(Config(), api_token="f" * 64)
    assert capsys.readouterr() == ("", "")
