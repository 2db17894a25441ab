// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LogFormatError } from './errors.ts';

const PATH = /^(\/[A-Za-z0-9._~@!$&'()*,;=:-]+)*$/;

/** Where the static files lie, below a hub's public address. */
export const FEDERATION_PATH = 'fed/1/';

/**
 * Names a hub: its public service address without scheme and final slash, with `:port` unless it is 443.
 *
 * @param url - `https://…`; `http:` too, which only private test networks use
 * @throws LogFormatError `hub-id` for an address that is not canonical: it would name a hub twice
 */
export function hubIdOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || !['https:', 'http:'].includes(parsed.protocol)) {
    throw new LogFormatError('hub-id', 'The address of a hub begins with https://.');
  }
  const path = parsed.pathname.replace(/\/$/, '');
  if (parsed.username || parsed.password || parsed.search || parsed.hash || !PATH.test(path)) {
    throw new LogFormatError(
      'hub-id',
      'The address of a hub has no user, query or fragment, and no “%”, “+” or space in its path.'
    );
  }
  const port = parsed.port === '' && parsed.protocol === 'http:' ? '80' : parsed.port;
  return `${parsed.hostname}${port === '' ? '' : `:${port}`}${path}`;
}

/** Tells whether a text is a hub id in its one spelling. */
export function isHubId(id: string): boolean {
  try {
    return hubIdOf(`https://${id}/`) === id;
  } catch {
    return false;
  }
}

/** Names a generation of a hub's log: the first line of its checkpoints, and the name of its key. */
export function logOrigin(hubId: string, generation: number): string {
  return `${hubId}/${FEDERATION_PATH}log/${generation}`;
}

/** Names a hub's recovery key. */
export function recoveryName(hubId: string): string {
  return `${hubId}/recovery`;
}
