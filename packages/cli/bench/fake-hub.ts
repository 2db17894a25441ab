// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const SCOPES = ['access:services!service=atrium', 'custom:atrium:publish'];

/** JupyterHub's API as far as the service asks it: who a token belongs to. */
export class FakeHub {
  private readonly _server: Server;

  private constructor(server: Server) {
    this._server = server;
  }

  static async start(): Promise<FakeHub> {
    const server = createServer((request, response) => {
      const name = /^token (person-\d+)$/.exec(request.headers.authorization ?? '')?.[1];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(name === undefined ? { version: '5.4.0' } : userOf(name)));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FakeHub(server);
  }

  token(person: number): string {
    return `person-${person}`;
  }

  /** The environment of a service of this hub. */
  env(port: number): Record<string, string> {
    const { port: own } = this._server.address() as AddressInfo;
    return {
      ATRIUM_SECRET: '',
      ATRIUM_LISTEN: `http://127.0.0.1:${port}`,
      JUPYTERHUB_API_URL: `http://127.0.0.1:${own}/hub/api`,
      JUPYTERHUB_API_TOKEN: 'service',
      JUPYTERHUB_SERVICE_PREFIX: '/'
    };
  }

  async stop(): Promise<void> {
    this._server.closeAllConnections();
    this._server.close();
    await once(this._server, 'close');
  }
}

function userOf(name: string): object {
  const scopes = [...SCOPES, `access:servers!server=${name}/`];
  return { kind: 'user', name, groups: [], session_id: `session-${name}`, token_id: name, scopes };
}
