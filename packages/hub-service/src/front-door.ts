// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { rm } from 'node:fs/promises';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Config } from './config.ts';

/** How long calls under way may take when the service stops, in ms. */
const GRACE_MS = 5000;
const KEEP_ALIVE_MS = 72_000;

/**
 * Listens before the service can answer: JupyterHub takes a service that is slow to listen for a broken one, and
 * migrations may take their time.
 */
export class FrontDoor {
  readonly server: Server;
  private _handle: RequestListener;

  constructor(prefix: string) {
    this._handle = (request, response) => answerStarting(prefix, request.url ?? '', response);
    // Longer than proxies keep a connection: else one is closed here just as a call comes.
    this.server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) =>
      this._handle(request, response)
    );
  }

  /** Listens where the configuration says. */
  async open(listen: Config['listen']): Promise<void> {
    if ('socket' in listen) {
      // A killed service leaves its socket behind.
      await rm(listen.socket, { force: true });
    }
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen('socket' in listen ? { path: listen.socket } : listen, resolve);
    });
  }

  /** Lets calls in. */
  letIn(handle: RequestListener): void {
    this._handle = handle;
  }

  /** Lets nobody in any more, and waits for those inside for a while. */
  async close(): Promise<void> {
    if (!this.server.listening) {
      return;
    }
    const closed = new Promise(resolve => this.server.close(resolve));
    this.server.closeIdleConnections();
    const timer = setTimeout(() => this.server.closeAllConnections(), GRACE_MS);
    await closed;
    clearTimeout(timer);
  }
}

function answerStarting(prefix: string, url: string, response: ServerResponse): void {
  const path = url.split('?')[0];
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  if (path === prefix || path === prefix.slice(0, -1)) {
    response.setHeader('content-type', 'text/plain; charset=utf-8').end('Atrium is starting.\n');
  } else if (path === `${prefix}health/live`) {
    response.setHeader('content-type', 'application/json').end('{"isAlive":true}');
  } else {
    response.statusCode = 503;
    response.setHeader('retry-after', '2').setHeader('content-type', 'application/json');
    response.end('{"code":"service-busy","message":"Atrium is starting. Try again in a few seconds."}');
  }
}
