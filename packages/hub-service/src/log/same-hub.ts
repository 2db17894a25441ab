// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Config } from '../config.ts';
import type { IEntryStore } from './store.ts';
import { hubIdOf } from './format/index.ts';

/**
 * Refuses to serve a log under another address than its own: followers would take it for that of another hub.
 *
 * @throws Error that says which address it must be
 */
export async function demandSameHub({ publicUrl }: Config, entries: IEntryStore): Promise<void> {
  const head = await entries.head();
  const id = publicUrl && hubIdOf(publicUrl);
  if (head && id !== head.hubId) {
    throw new Error(
      `Other hubs know this one as ${head.hubId}, but its public address is ${publicUrl ?? 'not set'}. Set ATRIUM_PUBLIC_URL to the address of ${head.hubId}.`
    );
  }
}
