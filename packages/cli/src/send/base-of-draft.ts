// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Client, IUploadOptions, UploadBase } from '@jupyter-atrium/client';
import { withRetries } from '@jupyter-atrium/client';

/** Asks for the release a draft starts from; null for a new work. */
export async function baseOfDraft(
  options: Pick<IUploadOptions, 'ticket' | 'signal' | 'sleep' | 'onWait'> & { client: Pick<Client, 'getBaseFiles'> }
): Promise<UploadBase | null> {
  const { client, ticket, signal } = options;
  const call = { ticket, ...(signal ? { signal } : {}) };
  const { table } = await withRetries(() => client.getBaseFiles({}, call), options);
  return table && { manifest: table.manifest, files: table.files, isHeld: true };
}
