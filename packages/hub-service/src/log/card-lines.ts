// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Stores } from '../stores.ts';
import { readEntry, TILE_WIDTH } from './format/index.ts';

/**
 * Writes the cards of a full bundle, one a line, compressed: those its entries name and that may be given out now.
 *
 * @returns null if the bundle is not full
 */
export async function cardLines(
  { entries, logged }: Pick<Stores, 'entries' | 'logged'>,
  generation: number,
  index: number
): Promise<Uint8Array | null> {
  const start = index * TILE_WIDTH;
  if ((await entries.size(generation)) < start + TILE_WIDTH) {
    return null;
  }
  const digests = (await entries.entries(generation, start, start + TILE_WIDTH)).flatMap(bytes => {
    const reading = readEntry(bytes);
    return reading.kind === 'entry' && 'c' in reading.entry ? [reading.entry.c] : [];
  });
  const cards = await logged.servedCards(digests);
  const lines = digests.flatMap(digest => {
    const card = cards.get(digest);
    return card ? [card, Buffer.from('\n')] : [];
  });
  return promisify(gzip)(Buffer.concat(lines));
}
