// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { request } from 'node:http';

type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** Makes a `fetch` that reaches a service on a Unix socket. */
export function socketFetch(socketPath: string, headers: Record<string, string> = {}): FetchLike {
  return (url, init) =>
    new Promise((resolve, reject) => {
      const call = request(
        {
          socketPath,
          path: url,
          method: init.method ?? 'GET',
          headers: { ...(init.headers as object), ...headers },
          // A kept connection may be one to a service that was killed since.
          agent: false
        },
        answer => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.once('error', reject);
          answer.once('aborted', () => reject(new Error('The service went away.')));
          answer.once('end', () => {
            const status = answer.statusCode ?? 0;
            const body = status === 204 ? null : Buffer.concat(parts);
            resolve(new Response(body, { status, headers: answer.headers as Record<string, string> }));
          });
        }
      );
      call.once('error', reject);
      call.end(init.body === undefined ? undefined : Buffer.from(init.body as string | Uint8Array));
    });
}
