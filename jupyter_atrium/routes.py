# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""The server extension's addresses."""

import asyncio
import json
import os

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import ensure_async, url_path_join
from tornado import web
from tornado.iostream import StreamClosedError

from .jobs import exit_line, run_job
from .preflight import preflight

# What open documents hold comes with it.
_REQUEST_BYTES = 64 * 1024 * 1024
_MEDIA_TYPE = "application/x-ndjson"


class JobsHandler(APIHandler):
    """Runs a job on this server's files and answers what it prints, line by line, as it comes."""

    auth_resource = "contents"
    _job = None

    @web.authenticated
    @authorized
    async def post(self):
        request = self._request()
        self.set_header("Content-Type", _MEDIA_TYPE)
        self.set_header("Cache-Control", "no-store")
        # Proxies would gather lines until they make a block.
        self.set_header("X-Accel-Buffering", "no")
        self._job = asyncio.ensure_future(run_job(request, self._root(), self._send))
        try:
            await self._send(exit_line(await self._job))
        except (asyncio.CancelledError, StreamClosedError):
            # The page left, and the job was ended with it.
            return
        await self.finish(set_content_type=_MEDIA_TYPE)

    def on_connection_close(self):
        super().on_connection_close()
        # A job that prints nothing for a while would notice only at its next line.
        if self._job is not None:
            self._job.cancel()

    def _request(self):
        if len(self.request.body) > _REQUEST_BYTES:
            raise web.HTTPError(413, "A job's request may have 64 MiB at most.")
        try:
            request = json.loads(self.request.body)
        except ValueError:
            request = None
        if not isinstance(request, dict) or not isinstance(request.get("job"), str):
            raise web.HTTPError(400, "A job's request is a JSON object that names its job.")
        return json.dumps(request).encode()

    def _root(self):
        root = getattr(self.contents_manager, "root_dir", None)
        if not root or not os.path.isdir(root):
            raise web.HTTPError(501, "This server keeps its files elsewhere than in a folder.")
        return os.path.abspath(root)

    async def _send(self, data):
        self.write(data)
        await self.flush()


class PreflightHandler(APIHandler):
    """Says in which kernel a work would run here, and what is installed there."""

    auth_resource = "kernelspecs"

    @web.authenticated
    @authorized
    async def get(self):
        kernel = self.get_argument("kernel", "")
        language = self.get_argument("language", "")
        specs = await ensure_async(self.kernel_spec_manager.get_all_specs())
        default = self.kernel_manager.default_kernel_name
        root = getattr(self.contents_manager, "root_dir", "") or os.getcwd()
        await self.finish(json.dumps(await preflight(specs, default, root, kernel, language)))


def add_routes(web_app):
    """Adds Atrium's handlers to a Jupyter server."""
    base_url = web_app.settings["base_url"]
    handlers = {"jobs": JobsHandler, "preflight": PreflightHandler}
    web_app.add_handlers(
        ".*$",
        [
            (url_path_join(base_url, "jupyter-atrium", name), handler)
            for name, handler in handlers.items()
        ],
    )
