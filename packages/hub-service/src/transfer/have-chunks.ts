// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { hexOf, splitHashes } from '../content/pack.ts';
import { route } from '../route.ts';
import { demandHashes } from './hashes.ts';
import { openDraftOf } from './open-draft-of.ts';

export const haveChunks = route(operations.haveChunks, async ({ ticket, body, context }) => {
  const { id, work } = await openDraftOf(context, ticket);
  demandHashes(body);
  const hashes = splitHashes(body);
  const held = await context.chunks.heldFor({ draft: id, work }, hashes);
  const bits = new Uint8Array(Math.ceil(hashes.length / 8));
  hashes.forEach((hash, index) => {
    if (held.has(hexOf(hash))) {
      bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
    }
  });
  return bits;
});
