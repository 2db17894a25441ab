// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

const MAX_AGE_S = 600;

/** What browsers let pages of another origin send and read. No credentials: the token of the page is a header. */
const ALLOWED = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key',
  'access-control-max-age': String(MAX_AGE_S)
};

/** Lets pages of people's servers call the API where the service has a host name of its own. */
export function allowPages(app: FastifyInstance, config: Config): void {
  const { access, prefix } = config;
  const hub = access.kind === 'hub' ? URL.parse(access.hostUrl) : null;
  if (!hub) {
    return;
  }
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith(`${prefix}api/v1/`)) {
      return;
    }
    reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !isOfHub(origin, hub)) {
      return;
    }
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after' });
    if (request.method === 'OPTIONS') {
      await reply.code(204).headers(ALLOWED).send();
    }
  });
}

/** Tells whether an origin is the hub's, or below its host name, as people's servers are with `subdomain_host`. */
function isOfHub(origin: string, hub: URL): boolean {
  const { protocol, hostname, port } = URL.parse(origin) ?? {};
  const isHost = hostname === hub.hostname || hostname?.endsWith(`.${hub.hostname}`) === true;
  return isHost && protocol === hub.protocol && port === hub.port;
}
