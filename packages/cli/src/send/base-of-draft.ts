// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PublishedAs } from '@jupyter-atrium/api';
import type { Client, IUploadOptions, UploadBase } from '@jupyter-atrium/client';
import { withRetries } from '@jupyter-atrium/client';
import { findTable } from './known-tables.ts';

/** Asks for the release a draft starts from; null for a new work. */
export async function baseOfDraft(
  options: Pick<IUploadOptions, 'ticket' | 'signal' | 'sleep' | 'onWait'> & { client: Pick<Client, 'getBaseFiles'> }
): Promise<UploadBase | null> {
  const { client, ticket, signal } = options;
  const call = { ticket, ...(signal ? { signal } : {}) };
  const { table } = await withRetries(() => client.getBaseFiles({}, call), options);
  return table && { manifest: table.manifest, files: table.files, isHeld: true };
}

/** Answers the release that a source was published as from here; null if that is not known. */
export function baseAsPublished(published: PublishedAs | null, cache: string): UploadBase | null {
  const files = published && findTable(cache, published.filesDigest);
  return files && { manifest: published.manifest, files, isHeld: true };
}
