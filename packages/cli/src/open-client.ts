// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import type { Client } from '@jupyter-atrium/client';
import { createClient } from '@jupyter-atrium/client';
import type { World } from './command.ts';
import { nodeFetch } from './node-fetch.ts';

/** The header by which a service on this machine knows the person it belongs to. */
const SECRET_HEADER = 'X-Atrium-Secret';

/** Where a service answers behind its socket. */
const SOCKET_BASE = 'http://socket/';

/**
 * Makes the client of a service.
 *
 * @param hub - a null token sends none: each call then carries a ticket
 */
export function openClient(
  { fetch }: Pick<World, 'fetch'>,
  { address, token }: { address: string; token: string | null }
): Client {
  const common = { token: () => token, newKey: randomUUID };
  if (!address.startsWith('unix:')) {
    return createClient({ ...common, base: address, fetch: fetch ?? nodeFetch() });
  }
  const call = fetch ?? nodeFetch(address.slice('unix:'.length));
  return createClient({
    ...common,
    base: SOCKET_BASE,
    fetch: token === null ? call : (url, init) => call(url, withSecret(init, token))
  });
}

function withSecret(init: RequestInit, secret: string): RequestInit {
  return { ...init, headers: { ...(init.headers as Record<string, string>), [SECRET_HEADER]: secret } };
}
