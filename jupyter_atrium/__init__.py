# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""Community gallery, cross-hub publishing and live co-editing for JupyterLab."""

from importlib.metadata import version

__version__ = version("jupyter-atrium")

_LABEXTENSIONS = ("connection", "gallery", "publishing", "rooms")


def _jupyter_labextension_paths():
    return [
        {"src": f"labextensions/@jupyter-atrium/{name}", "dest": f"@jupyter-atrium/{name}"}
        for name in _LABEXTENSIONS
    ]


def _jupyter_server_extension_points():
    return [{"module": "jupyter_atrium"}]


def _load_jupyter_server_extension(server_app):
    from .routes import add_routes

    add_routes(server_app.web_app)
    server_app.log.info("Atrium's server extension is ready.")
