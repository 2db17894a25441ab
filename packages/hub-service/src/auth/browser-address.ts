// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

/**
 * Finds the origin that browsers see this service at.
 *
 * The configured public address decides. Without one it is what the browser said, as far as proxies that may be
 * believed passed it on.
 *
 * @returns scheme, host and port, as an `Origin` header has them
 */
export function browserOrigin({ publicUrl }: Config, request: FastifyRequest): string {
  if (publicUrl !== null) {
    return new URL(publicUrl).origin;
  }
  const address = URL.parse(`${browserScheme(request)}://${request.headers.host ?? ''}`);
  return address?.origin ?? 'null';
}

// JupyterHub's proxy appends: the first value is the browser's, and Fastify would take the last.
function browserScheme(request: FastifyRequest): 'http' | 'https' {
  const isProxyBelieved = (request.ips?.length ?? 0) > 1;
  const [forwarded] = String(request.headers['x-forwarded-proto'] ?? '').split(',');
  return isProxyBelieved && forwarded?.trim() === 'https' ? 'https' : 'http';
}

/** Tells whether browsers reach this service by https. */
export function isHttps(config: Config, request: FastifyRequest): boolean {
  return browserOrigin(config, request).startsWith('https:');
}
