// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** The process that is measured: a service with one room, and beside it a server that only passes messages on. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@jupyter-atrium/client';
import { WebSocketServer } from 'ws';
import type { IJupyterHub } from '../src/auth/jupyterhub.ts';
import type { Config } from '../src/config.ts';
import { readEnv } from '../src/env.ts';
import { openService } from '../src/service.ts';
import { cpuMs } from './measure.ts';

/** How the host is reached, and what lets each connection in. */
export type Host = {
  rooms: string;
  echo: string;
  origin: string;
  seats: { client: number; name: string; ticket: string }[];
};

/** Sockets of one person. */
const SOCKETS = 20;
const ORIGIN = 'https://hub-a.example';

const [, , count = '200', folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()] = process.argv;
const data = mkdtempSync(join(folder, 'atrium-bench-rooms-'));

const hub: IJupyterHub = {
  userOf: async token => ({
    ...{ kind: 'user', name: token, groups: ['all'], sessionId: 's', tokenId: 't', displayName: null },
    scopes: [`access:servers!server=${token}/`, 'access:services!service=atrium', 'custom:atrium:publish']
  }),
  exchange: async () => null,
  version: async () => '6.1.1'
};

const config: Config = {
  ...readEnv({ JUPYTERHUB_API_URL: 'http://127.0.0.1:1', JUPYTERHUB_API_TOKEN: 'x', ATRIUM_DATA: data }, '0.0.0'),
  publicUrl: `${ORIGIN}/services/atrium/`
};
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const service = await openService(config, { log: quiet, hub });
await service.app.listen({ host: '127.0.0.1', port: 0 });
const { port } = service.app.server.address() as AddressInfo;

const echo = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
echo.on('connection', socket =>
  socket.on('message', (message: Buffer) => echo.clients.forEach(client => client.send(message)))
);

const seats = await openSeats(Number(count));
process.send?.({
  rooms: `ws://127.0.0.1:${port}/services/atrium/rooms/socket`,
  echo: `ws://127.0.0.1:${(echo.address() as AddressInfo).port}`,
  origin: ORIGIN,
  seats
} satisfies Host);

process.on('message', () => process.send?.({ cpu: cpuMs() }));
process.once('disconnect', () => {
  rmSync(data, { recursive: true, force: true });
  process.exit();
});

async function openSeats(wanted: number): Promise<Host['seats']> {
  const as = (name: string) =>
    createClient({
      base: `http://127.0.0.1:${port}/services/atrium/`,
      token: () => name,
      fetch: (url, init) => fetch(url, init),
      newKey: () => crypto.randomUUID()
    });
  const cell = { cell_type: 'code', id: 'a', metadata: {}, source: '', outputs: [], execution_count: null };
  const notebook = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] });
  const { id } = await as('owner').startRoom({
    body: {
      ...{ title: 'Bench', file: 'bench.ipynb', notebook, from: null, role: 'editor' },
      invite: [{ kind: 'group', name: 'all' }]
    }
  });
  const made: Host['seats'] = [];
  for (let index = 0; index < wanted; index++) {
    const client = index + 1;
    const person = as(`person-${Math.floor(index / SOCKETS)}`);
    const session = await person.openRoomSession({ params: { room: id }, body: { clientIds: [client] } });
    const [document] = session.documents;
    made.push({ client, name: document?.name ?? '', ticket: document?.ticket ?? '' });
  }
  return made;
}
