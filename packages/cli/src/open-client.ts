// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import type { Client } from '@jupyter-atrium/client';
import { createClient } from '@jupyter-atrium/client';
import type { World } from './command.ts';
import { unixFetch } from './unix-fetch.ts';

/** The header by which a service on this machine knows the person it belongs to. */
const SECRET_HEADER = 'X-Atrium-Secret';

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
    return createClient({ ...common, base: address, fetch });
  }
  const socket = unixFetch(address.slice('unix:'.length));
  return createClient({
    ...common,
    base: socket.base,
    fetch: token === null ? socket.fetch : (url, init) => socket.fetch(url, withSecret(init, token))
  });
}

function withSecret(init: RequestInit, secret: string): RequestInit {
  return { ...init, headers: { ...(init.headers as Record<string, string>), [SECRET_HEADER]: secret } };
}
