# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""The JupyterHub that ``npm start`` and the hub tests run: everything on one machine, all users one Unix user.

The ports and folders come by environment variables, so that several can run at once. The lines an operator needs
are the last ones.
"""

import os
import sys

from jupyter_atrium.hub import ACCESS, PUBLISH, configure

c = get_config()  # noqa: F821

home = os.environ["HUB_DIR"]
host = os.environ["HUB_HOST"]
port = os.environ["HUB_PORT"]
hub_port, proxy_port, service_port = os.environ["HUB_INNER_PORTS"].split(",")
public = f"http://{host}:{port}/"

c.JupyterHub.bind_url = public
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{hub_port}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{proxy_port}"
c.ConfigurableHTTPProxy.pid_file = f"{home}/proxy.pid"
c.JupyterHub.db_url = f"sqlite:///{home}/hub.sqlite"
c.JupyterHub.cookie_secret_file = f"{home}/cookie_secret"
c.JupyterHub.log_level = "WARN"

# One password for everybody: for trying out and tests only.
if "HUB_SHARED_PASSWORD" in os.environ:
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = os.environ["HUB_SHARED_PASSWORD"]
else:
    c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allowed_users = {"alice", "bob", "carol", "ada"}

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = home + "/home/{username}"
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.default_url = "/lab"
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.env_keep = ["PATH", "LANG", "JUPYTER_PATH", "JUPYTERLAB_SETTINGS_DIR"]
c.Spawner.environment = {"JUPYTER_PREFER_ENV_PATH": "1"}

# Makes users and tokens for `npm start` and the tests.
c.JupyterHub.services = [{"name": "set-up", "api_token": os.environ["HUB_SET_UP_TOKEN"]}]
c.JupyterHub.load_groups = {
    "authors": {"users": ["alice", "bob", "ada"]},
    "curators": {"users": ["ada"]},
}
c.JupyterHub.load_roles = [
    {
        "name": "set-up",
        "services": ["set-up"],
        "scopes": ["admin:users", "admin:servers", "tokens", "groups", "shares", "read:metrics"],
    },
    # Everybody reads; only the group "authors" publishes, so that carol shows what that looks like.
    {"name": "user", "scopes": ["self", ACCESS]},
    {"name": "authors", "groups": ["authors"], "scopes": [PUBLISH]},
]

configure(
    c,
    url=f"http://127.0.0.1:{service_port}",
    public_url=f"{public}services/atrium/",
    curators=["curators"],
    admins=["ada"],
    grant_users=False,
    environment={
        "ATRIUM_DATA": f"{home}/atrium",
        "ATRIUM_HUB_NAME": os.environ.get("HUB_NAME", "North Hub"),
        "ATRIUM_CONTACT": "ada",
        # Other hubs are on the public internet, unless an operator says so: these are on this machine.
        "ATRIUM_PEER_RULES": os.environ.get("HUB_PEER_RULES", ""),
    },
)
