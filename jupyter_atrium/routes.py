# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""The server extension's addresses."""


def add_routes(web_app):
    """Adds Atrium's handlers to a Jupyter server."""
