# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""Sets Atrium up on a JupyterHub: one call in ``jupyterhub_config.py``."""

import inspect
from urllib.parse import urlsplit

from .config_values import (
    add_items,
    add_keys,
    add_to_set,
    find_named,
    is_lazy,
    is_set,
    sections,
)
from .node import FRUGAL, command

ACCESS = "access:services!service=atrium"
PUBLISH = "custom:atrium:publish"
CURATE = "custom:atrium:curate"
ADMIN = "custom:atrium:admin"

SCOPES = {
    PUBLISH: {"description": "Publish to Atrium under your name"},
    CURATE: {"description": "Curate this hub's Atrium gallery", "subscopes": [PUBLISH]},
    ADMIN: {"description": "Administer this hub's Atrium", "subscopes": [CURATE, PUBLISH]},
}

_OLDEST_HUB = 5
_FIRST_WITH_USER_SCOPES = 6


def configure(
    c,
    *,
    url="http://127.0.0.1:10500",
    api_token=None,
    public_url=None,
    job_url=None,
    curators=(),
    admins=(),
    grant_users=True,
    environment=None,
):
    """Adds Atrium's service, scopes and roles to a hub's configuration; call it last.

    What the configuration already says is kept, and calling it twice changes nothing.

    Parameters
    ----------
    url:
        Where the hub's proxy reaches the service.
    api_token:
        The secret of a service that somebody else starts (a container, a systemd unit). Without it the hub starts
        the service itself.
    public_url:
        The service's address in browsers, where the hub's own settings do not tell; for a service the hub starts.
    job_url:
        Where people's servers reach the service; ``url`` and the service's path if absent.
    curators, admins:
        Groups of curators; names of administrators.
    grant_users:
        Whether everybody may use Atrium and publish. ``False`` where roles are set elsewhere: grant ACCESS, and
        PUBLISH to those who may publish, there.
    environment:
        Settings of a service the hub starts, such as ``ATRIUM_DATA``.

    Raises
    ------
    RuntimeError
        On JupyterHub before 5.0.
    ValueError
        Where the configuration would make the hub stop, or drop what is added here.
    """
    hub = _hub_version()
    _refuse_what_cannot_work(c, hub, named=[*curators, *admins])
    managed = {"public_url": public_url, "environment": environment}
    _add_service(c, {"url": url, "api_token": api_token, **managed})
    add_keys(c.JupyterHub, "custom_scopes", SCOPES)
    if grant_users:
        _grant_users(c, hub)
    _add_role(c, "atrium-curators", "groups", curators, CURATE)
    _add_role(c, "atrium-admins", "users", admins, ADMIN)
    _allow_pages(c)
    _tell_servers(c, job_url or f"{url.rstrip('/')}{_base_url(c)}services/atrium/")


def _hub_version():
    import jupyterhub

    return jupyterhub.version_info[0]


def _refuse_what_cannot_work(c, hub, named):
    if hub < _OLDEST_HUB:
        raise RuntimeError("Atrium needs JupyterHub 5.0 or newer.")
    if any(is_set(section, "oauth_roles") for section in sections(c, "Spawner")):
        raise ValueError(
            "Spawner.oauth_roles is set: the hub would ignore it beside oauth_client_allowed_scopes, which Atrium"
            " needs. Set Spawner.oauth_client_allowed_scopes instead."
        )
    manages = [
        section for section in sections(c, "Authenticator") if is_set(section, "manage_roles")
    ]
    if named and any(section.manage_roles is True for section in manages):
        raise ValueError(
            "Authenticator.manage_roles is on: the hub takes no people or groups from its configuration. Leave"
            f" curators and admins out, and let the authenticator grant {CURATE} and {ADMIN}."
        )


def _add_service(c, given):
    present = find_named(c.JupyterHub, "services", "atrium")
    entry = {
        "name": "atrium",
        "url": given["url"],
        "oauth_no_confirm": True,
        "display": True,
        "oauth_client_allowed_scopes": [PUBLISH, CURATE, ADMIN],
    }
    api_token = (present or {}).get("api_token") or given["api_token"]
    if api_token:
        entry["api_token"] = api_token
    else:
        public = {"ATRIUM_PUBLIC_URL": given["public_url"]} if given["public_url"] else {}
        entry["command"] = command("serve")
        entry["environment"] = {
            "ATRIUM_MANAGED": "1",
            **FRUGAL,
            **public,
            **(given["environment"] or {}),
        }
    if present is None:
        add_items(c.JupyterHub, "services", [entry])
    else:
        present.update({key: value for key, value in entry.items() if key not in present})


def _grant_users(c, hub):
    role = find_named(c.JupyterHub, "load_roles", "user")
    if role is not None:
        # A second entry of the name would keep the hub from starting.
        scopes = role.setdefault("scopes", ["self"])
        role["scopes"] = [*scopes, *(scope for scope in (ACCESS, PUBLISH) if scope not in scopes)]
    elif hub >= _FIRST_WITH_USER_SCOPES:
        add_to_set(c.JupyterHub, "extra_user_scopes", [ACCESS, PUBLISH])
    else:
        add_items(
            c.JupyterHub, "load_roles", [{"name": "user", "scopes": ["self", ACCESS, PUBLISH]}]
        )


def _add_role(c, name, kind, members, scope):
    if not members:
        return
    role = find_named(c.JupyterHub, "load_roles", name)
    if role is None:
        add_items(
            c.JupyterHub, "load_roles", [{"name": name, kind: list(members), "scopes": [scope]}]
        )
        return
    for key, added in ((kind, members), ("scopes", [scope])):
        present = role.get(key, [])
        role[key] = [*present, *(item for item in added if item not in present)]


def _allow_pages(c):
    """Lets pages of people's servers carry what they need; never the rights of curators and administrators."""
    for section in _spawners(c, "oauth_client_allowed_scopes"):
        value = section.oauth_client_allowed_scopes
        if not callable(value):
            add_items(section, "oauth_client_allowed_scopes", [ACCESS, PUBLISH])
        elif not getattr(value, "_is_atriums", False):
            section.oauth_client_allowed_scopes = _with_scopes(value)


def _with_scopes(ask):
    async def scopes(spawner):
        answer = ask(spawner)
        present = list(await answer if inspect.isawaitable(answer) else answer)
        return [*present, *(scope for scope in (ACCESS, PUBLISH) if scope not in present)]

    scopes._is_atriums = True
    return scopes


def _tell_servers(c, address):
    for section in _spawners(c, "environment"):
        add_keys(section, "environment", {"ATRIUM_URL": address})


def _spawners(c, name):
    """Lists the sections to add to: the base one, and each that would replace its value by a plain one."""
    base, others = (
        c.Spawner,
        [section for section in sections(c, "Spawner") if section is not c.Spawner],
    )
    return [
        base,
        *(section for section in others if is_set(section, name) and not is_lazy(section, name)),
    ]


def _base_url(c):
    for name in ("base_url", "bind_url"):
        if is_set(c.JupyterHub, name):
            value = c.JupyterHub[name]
            path = urlsplit(value).path if name == "bind_url" else value
            return f"/{path.strip('/')}/" if path.strip("/") else "/"
    return "/"
