// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifyRequest } from 'fastify';
import { browserOrigin } from '../auth/browser-address.ts';
import type { Config } from '../config.ts';
import { NotAllowedError } from '../errors.ts';

/**
 * Lets through only what a browser opens as a page of its own.
 *
 * On most hubs everybody's servers share the service's origin: a page from there could read ours by `fetch` or in a
 * frame, with the visitor's cookie. `Sec-Fetch-Site` proves nothing there; mode and destination do, and no script can
 * set them. A service worker that asks again for what it caught says `navigate`, but no document.
 *
 * @throws NotAllowedError for all else, and for browsers and addresses without these headers
 */
export function demandPageVisit(config: Config, request: FastifyRequest): void {
  const mode = request.headers['sec-fetch-mode'];
  const destination = request.headers['sec-fetch-dest'];
  if (mode === undefined || destination === undefined) {
    const where = config.publicUrl ?? 'https, or by an address of this computer';
    throw new NotAllowedError(
      `This is a page for people, and the browser did not say that it opens one. Use a current browser, and open it at ${where}.`
    );
  }
  if (mode !== 'navigate' || destination !== 'document') {
    throw new NotAllowedError('This page opens only as a page of its own, not inside another one.');
  }
}

/**
 * Lets through only forms of our own pages.
 *
 * @throws NotAllowedError for forms of other origins, and without an origin
 */
export function demandOwnForm(config: Config, request: FastifyRequest): void {
  const { origin, host } = request.headers;
  // Without a public address the browser's own `Host` stands for it: a foreign page cannot set it.
  const isOwn =
    config.publicUrl === null
      ? origin !== undefined && host !== undefined && isWebOrigin(origin) && URL.parse(origin)?.host === host
      : origin === browserOrigin(config, request);
  if (!isOwn) {
    const where = config.publicUrl === null ? '' : ` at ${config.publicUrl}`;
    throw new NotAllowedError(
      `This form did not come from a page of this Atrium, so nothing was done. Open it${where}.`
    );
  }
}

function isWebOrigin(origin: string): boolean {
  return /^https?:\/\/[^/?#@\s]+$/.test(origin);
}
