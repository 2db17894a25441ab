# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""Sets Atrium up on a JupyterHub: one call in ``jupyterhub_config.py``."""

from .node import command

ACCESS = "access:services!service=atrium"
PUBLISH = "custom:atrium:publish"
CURATE = "custom:atrium:curate"
ADMIN = "custom:atrium:admin"

SCOPES = {
    PUBLISH: {"description": "Publish to Atrium under your name"},
    CURATE: {"description": "Curate this hub's Atrium gallery", "subscopes": [PUBLISH]},
    ADMIN: {"description": "Administer this hub's Atrium", "subscopes": [CURATE, PUBLISH]},
}


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
    """Adds Atrium's service, scopes and roles to a hub's configuration; call it last."""
    prefix = str(c.JupyterHub.get("base_url", "/")) + "services/atrium/"
    service = {
        "name": "atrium",
        "url": url,
        "oauth_no_confirm": True,
        "display": True,
        "oauth_client_allowed_scopes": [PUBLISH, CURATE, ADMIN],
    }
    if api_token:
        service["api_token"] = api_token
    else:
        service["command"] = command("serve")
        service["environment"] = {
            "ATRIUM_MANAGED": "1",
            **({"ATRIUM_PUBLIC_URL": public_url} if public_url else {}),
            **(environment or {}),
        }
    c.JupyterHub.services = [*c.JupyterHub.get("services", []), service]
    c.JupyterHub.custom_scopes = {**SCOPES, **c.JupyterHub.get("custom_scopes", {})}
    roles = []
    if curators:
        roles.append({"name": "atrium-curators", "groups": list(curators), "scopes": [CURATE]})
    if admins:
        roles.append({"name": "atrium-admins", "users": list(admins), "scopes": [ADMIN]})
    if grant_users:
        c.JupyterHub.extra_user_scopes = {ACCESS, PUBLISH}
    c.JupyterHub.load_roles = [*c.JupyterHub.get("load_roles", []), *roles]
    c.Spawner.oauth_client_allowed_scopes = [ACCESS, PUBLISH]
    c.Spawner.environment = {
        **c.Spawner.get("environment", {}),
        "ATRIUM_URL": job_url or url + prefix,
    }
