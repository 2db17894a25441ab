# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""A Jupyter server for browser tests: no token, Galata's helpers, an Atrium of its own."""

import os
import tempfile

from jupyterlab.galata import configure_jupyter_server

configure_jupyter_server(c)  # noqa: F821
c.ServerApp.ip = "127.0.0.1"  # noqa: F821
c.ServerApp.allow_root = hasattr(os, "geteuid") and os.geteuid() == 0  # noqa: F821
c.ContentsManager.allow_hidden = True  # noqa: F821
c.ServerApp.log_level = "CRITICAL"  # noqa: F821
c.ServerApp.port_retries = 0  # noqa: F821
os.environ["JUPYTER_DATA_DIR"] = tempfile.mkdtemp(prefix="atrium-ui-")
