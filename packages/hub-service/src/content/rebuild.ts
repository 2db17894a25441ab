// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Remote } from '../threads/remote.ts';
import type { IChunkStore } from './chunk-store.ts';
import type { ContentCalls } from './content-calls.ts';
import { PACK_BYTES, PACK_MAGIC } from './pack.ts';
import type { IPacks } from './packs.ts';

/** What a rebuild found. */
export type Rebuilt = { packs: number; chunks: number; broken: number };

/**
 * Writes the index of chunks anew from the packs, whose frames describe themselves; chunks that were lost are found.
 *
 * @param inStore - runs a change in a transaction
 */
export async function rebuildIndex(
  packs: IPacks,
  thread: Remote<ContentCalls>,
  inStore: (act: (store: IChunkStore) => Promise<void>) => Promise<void>
): Promise<Rebuilt> {
  const found: Rebuilt = { packs: 0, chunks: 0, broken: 0 };
  for await (const { id, bytes: length } of packs.list()) {
    if (length <= PACK_MAGIC.length || length > PACK_BYTES * 2) {
      continue;
    }
    const frames = await packs.read(id, PACK_MAGIC.length, new Uint8Array(length - PACK_MAGIC.length));
    const { sound, broken } = await thread.call('check', { frames }, [frames.buffer as ArrayBuffer]);
    const chunks = sound.map(chunk => ({ ...chunk, offset: chunk.offset + PACK_MAGIC.length }));
    await inStore(store => store.addPack({ id, length, chunks }));
    found.packs += 1;
    found.chunks += sound.length;
    found.broken += broken.length;
  }
  return found;
}
