// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFetch } from './node-fetch';

type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

const folder = mkdtempSync(join(tmpdir(), 'atrium-socket-'));
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach(server => server.close().closeAllConnections()));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function serve(handler: Handler, place: string | number = 0): Promise<string> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => handler(request, response, Buffer.concat(parts)));
  });
  servers.push(server);
  await new Promise<void>(resolve => {
    if (typeof place === 'string') {
      server.listen(place, resolve);
    } else {
      server.listen(place, '127.0.0.1', resolve);
    }
  });
  return typeof place === 'string' ? place : `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const echo: Handler = ({ method, url, headers }, response, body) =>
  response.end(JSON.stringify({ method, url, token: headers.authorization, body: body.toString() }));

describe('nodeFetch', () => {
  it('sends method, address, headers and body', async () => {
    const base = await serve(echo);
    const answer = await nodeFetch()(`${base}a/b?q=%20x`, {
      method: 'POST',
      headers: { Authorization: 'token t' },
      body: 'é'
    });
    expect(answer.ok).toBe(true);
    expect(await answer.json()).toEqual({ method: 'POST', url: '/a/b?q=%20x', token: 'token t', body: 'é' });
  });

  it('reaches a service by its Unix socket', async () => {
    const socket = await serve(echo, join(folder, 's'));
    const answer = await nodeFetch(socket)('http://socket/api/v1/me', {});
    expect(await answer.json()).toMatchObject({ url: '/api/v1/me', method: 'GET' });
  });

  it.each([true, false])('hands over bytes as they came, their number announced: %s', async isAnnounced => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
    const base = await serve((_request, response) => {
      if (isAnnounced) {
        response.setHeader('content-length', bytes.length);
      }
      response.write(bytes.subarray(0, 100_000));
      response.end(bytes.subarray(100_000));
    });
    const answer = await nodeFetch()(base, {});
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('tells status and headers of a refusal', async () => {
    const base = await serve((_request, response) => response.writeHead(503, { 'Retry-After': '7' }).end('{}'));
    const { ok, status, headers } = await nodeFetch()(base, {});
    expect({ ok, status, wait: headers.get('retry-after'), other: headers.get('etag') }).toEqual({
      ok: false,
      status: 503,
      wait: '7',
      other: null
    });
  });

  it('fails when an answer is cut off', async () => {
    const base = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half');
      setImmediate(() => response.destroy());
    });
    await expect(nodeFetch()(base, {})).rejects.toThrow();
  });

  it('calls again when the service had closed a kept connection', async () => {
    const sockets: Socket[] = [];
    const base = await serve((request, response, body) => {
      const isKept = sockets.includes(request.socket);
      sockets.push(request.socket);
      if (isKept) {
        request.socket.destroy();
      } else {
        response.end(body);
      }
    });
    const fetch = nodeFetch();
    await (await fetch(base, { method: 'POST', body: 'one' })).arrayBuffer();
    const second = await fetch(base, { method: 'POST', body: 'two' });
    expect(Buffer.from(await second.arrayBuffer()).toString()).toBe('two');
  });

  it('fails where nobody listens', async () => {
    await expect(nodeFetch(join(folder, 'nobody'))('http://socket/', {})).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('stops when it is told to', async () => {
    const base = await serve(() => undefined);
    const stop = new AbortController();
    const call = nodeFetch()(base, { signal: stop.signal });
    setImmediate(() => stop.abort());
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});
