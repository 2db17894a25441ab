// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { writeManifest } from '@jupyter-atrium/api';
import type { Stores } from '../stores.ts';
import type { ServedRelease } from './store.ts';

/**
 * Writes the manifest of a release as it was written when it was published.
 *
 * @throws Error if it comes out otherwise
 */
export async function manifestOf({ files }: Pick<Stores, 'files'>, release: ServedRelease): Promise<Uint8Array> {
  const entries = await files.ofRelease(release.work, release.seq);
  await setImmediate();
  const text = writeManifest(
    {
      work: release.url,
      label: release.label,
      // The card may name another licence by now.
      licence: licenceOf(release.crateBytes),
      createdAt: new Date(release.createdAt).toISOString(),
      crate: { digest: release.crate, size: release.crateBytes.length }
    },
    entries.map(({ path, digest, size, mediaType }) => ({ path, digest, size, mediaType }))
  );
  const bytes = Buffer.from(text);
  if (`sha256:${hash('sha256', bytes)}` !== release.manifest) {
    throw new Error(`The manifest ${release.manifest} cannot be written as it was.`);
  }
  return bytes;
}

type Entity = { '@id'?: string; name?: string; license?: { '@id'?: string } };

/** The licence at publication, by its SPDX identifier. */
function licenceOf(crate: Uint8Array): string | null {
  const { '@graph': graph } = JSON.parse(Buffer.from(crate).toString('utf8')) as { '@graph': Entity[] };
  const id = graph.find(entity => entity['@id'] === './')?.license?.['@id'];
  return id === undefined ? null : (graph.find(entity => entity['@id'] === id)?.name ?? null);
}
