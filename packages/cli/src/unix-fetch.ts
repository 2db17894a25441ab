// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { request } from 'node:http';
import type { World } from './command.ts';

/** Where the service answers below its socket. */
const BASE = 'http://unix/';

/**
 * Makes a `fetch` that reaches a service by its Unix socket.
 *
 * @param path - of the socket
 * @returns the `fetch`, and the base address to call with it
 */
export function unixFetch(path: string): { base: string; fetch: World['fetch'] } {
  return { base: BASE, fetch: (url, init) => send(path, new URL(url), init) };
}

function send(socketPath: string, { pathname, search }: URL, init: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        socketPath,
        path: `${pathname}${search}`,
        method: init.method ?? 'GET',
        headers: init.headers as Record<string, string>,
        ...(init.signal ? { signal: init.signal } : {})
      },
      answer => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => resolve(responseOf(answer.statusCode ?? 0, answer.headersDistinct, parts)));
      }
    );
    call.on('error', reject);
    call.end(init.body as string | Uint8Array | undefined);
  });
}

function responseOf(status: number, headers: NodeJS.Dict<string[]>, parts: readonly Buffer[]): Response {
  const pairs = Object.entries(headers).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value])
  );
  return new Response(status === 204 ? null : new Uint8Array(Buffer.concat(parts)), { status, headers: pairs });
}
