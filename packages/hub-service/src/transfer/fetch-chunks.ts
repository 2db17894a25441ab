// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { FRAME_HEADER_BYTES, LIMITS, operations } from '@jupyter-atrium/api';
import { TicketEndedError } from '../auth/ticket.ts';
import type { Location } from '../content/chunk-store.ts';
import { hexOf, splitHashes } from '../content/pack.ts';
import { releaseMemory } from '../content/release-memory.ts';
import type { AppContext } from '../context.ts';
import { ChunksMissingError } from '../errors.ts';
import type { ReleaseRow } from '../releases/store.ts';
import { route } from '../route.ts';
import { TooLargeError } from './errors.ts';
import { demandHashes } from './hashes.ts';
import { releaseOf } from './ticket-release.ts';

export const fetchChunks = route(operations.fetchChunks, async ({ ticket, body, context, reply }) => {
  const release = await releaseOf(context, ticket);
  demandHashes(body);
  const hashes = splitHashes(body);
  const frames = await context.content.frames(() => locate(context, release, hashes));
  if (!(await context.tickets.spend(ticket.hash, frames.length))) {
    throw new TicketEndedError();
  }
  // The system has it all then; left to the collector, some ten answers would gather.
  reply.raw.once('finish', () => releaseMemory(frames));
  return frames;
});

async function locate(
  { chunks }: AppContext,
  { work, seq }: ReleaseRow,
  hashes: readonly Uint8Array[]
): Promise<Location[]> {
  const found = await chunks.ofRelease(work, seq, hashes);
  const locations: Location[] = [];
  const missing: string[] = [];
  for (const hash of hashes) {
    const location = found.get(hexOf(hash));
    if (location) {
      locations.push(location);
    } else {
      missing.push(hexOf(hash));
    }
  }
  if (missing.length > 0) {
    throw new ChunksMissingError(missing);
  }
  const bytes = locations.reduce((sum, chunk) => sum + Math.max(chunk.size, chunk.stored) + FRAME_HEADER_BYTES, 0);
  if (bytes > LIMITS.fetchBytes + FRAME_HEADER_BYTES * LIMITS.hashesPerCall) {
    throw new TooLargeError('These are more than 16 MiB of chunks. Ask for fewer at once.');
  }
  return locations;
}
