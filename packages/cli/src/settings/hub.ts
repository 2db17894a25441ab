// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { AtriumError } from '@jupyter-atrium/client';
import type { World } from '../command.ts';
import { foldersOf } from './folders.ts';
import { readHubs } from './hubs-file.ts';

/** Which service to speak to, and as whom. */
export type HubSetting = {
  /** The service's address with a final slash, or `unix:` and the path of a socket. */
  address: string;
  token: string;
};

/**
 * Reads which hub is meant: `ATRIUM_HUB` and `ATRIUM_TOKEN`, else what `atrium login` wrote.
 *
 * @throws AtriumError `not-set-up`
 */
export function hubSetting({ env }: Pick<World, 'env'>): HubSetting {
  const hubs = readHubs(foldersOf(env).config);
  const address = env.ATRIUM_HUB ? checkAddress(env.ATRIUM_HUB, 'ATRIUM_HUB') : hubs.last;
  if (!address) {
    throw notSetUp('No hub is set. Run `atrium login`, or set ATRIUM_HUB to the address of a hub’s Atrium.');
  }
  const token = env.ATRIUM_TOKEN || hubs.tokens[address];
  if (!token) {
    throw notSetUp(`There is no token for ${address}. Run \`atrium login\`, or set ATRIUM_TOKEN.`);
  }
  return { address, token };
}

/**
 * Brings an address into its one form.
 *
 * @param name - of the setting, for the message
 * @throws AtriumError `not-set-up`
 */
export function checkAddress(text: string, name: string): string {
  if (/^unix:\/./.test(text)) {
    return text;
  }
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash || url.username) {
    throw notSetUp(`${name} must look like https://hub.example/services/atrium/, not “${text}”.`);
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

export function notSetUp(message: string): AtriumError {
  return new AtriumError({ message, status: 0, code: 'not-set-up' });
}
