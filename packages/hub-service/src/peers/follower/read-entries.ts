// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  type Checkpoint,
  type CompactRange,
  leafHash,
  LogFormatError,
  parseBundle,
  TILE_WIDTH,
  widthAt
} from '../../log/format/index.ts';
import { PeerRefusedError } from './errors.ts';
import type { PeerSource } from './source.ts';
import type { Spool } from './spool.ts';

/** Bundles asked for at once: as many as there are connections. */
const AHEAD = 2;
/** With fewer bundles than this nothing is worth a disk. */
const WORTH_SPOOLING = 4;

/** Entries that a signed checkpoint vouches for. */
export type Verified = { entries: Uint8Array[]; range: CompactRange };

/**
 * Reads the entries from what is known up to a checkpoint, and verifies that they have its root.
 *
 * The log is read in full, so no proofs are needed. Nothing is parsed before all is verified.
 *
 * @throws PeerRefusedError, PeerAwayError, PeerFetchError
 */
export async function readEntries(
  { source, spool, base }: { source: PeerSource; spool: Spool; base: string },
  known: CompactRange,
  { size, root }: Checkpoint
): Promise<Verified> {
  const range = known.copy();
  const entries: Uint8Array[] = [];
  const first = Math.floor(known.size / TILE_WIDTH);
  const last = Math.floor((size - 1) / TILE_WIDTH);
  const isSpooled = last - first >= WORTH_SPOOLING;
  const asked = new Map<number, Promise<Uint8Array>>();
  const ask = (index: number): void => {
    if (index <= last && !asked.has(index)) {
      const bundle = fetchBundle({ source, spool: isSpooled ? spool : null, base }, index, size);
      // Whoever comes to it meets the fault; until then it is no unhandled one.
      bundle.catch(() => undefined);
      asked.set(index, bundle);
    }
  };
  for (let index = first; index <= last; index++) {
    for (let next = index; next < index + AHEAD; next++) {
      ask(next);
    }
    const bytes = await (asked.get(index) as Promise<Uint8Array>);
    asked.delete(index);
    const skipped = Math.max(0, known.size - index * TILE_WIDTH);
    for (const entry of parse(bytes, widthAt(index, size)).slice(skipped)) {
      range.append(leafHash(entry));
      entries.push(entry);
    }
  }
  if (!Buffer.from(range.root()).equals(root)) {
    await spool.clear();
    throw new PeerRefusedError('Its log does not have the root that was signed: entries were changed or left out.');
  }
  return { entries, range };
}

type Place = { source: PeerSource; spool: Spool | null; base: string };

async function fetchBundle({ source, spool, base }: Place, index: number, size: number): Promise<Uint8Array> {
  const width = widthAt(index, size);
  const isFull = width === TILE_WIDTH;
  const spooled = isFull ? await spool?.get(index) : null;
  if (spooled) {
    return spooled;
  }
  const bytes = await source.bundle(base, index, width);
  if (isFull) {
    await spool?.put(index, bytes);
  }
  return bytes;
}

/** A full bundle may stand in for a partial one. */
function parse(bytes: Uint8Array, width: number): Uint8Array[] {
  try {
    return parseBundle(bytes, width);
  } catch (error) {
    if (width < TILE_WIDTH && error instanceof LogFormatError) {
      return parseFull(bytes).slice(0, width);
    }
    throw refusalOf(error);
  }
}

function parseFull(bytes: Uint8Array): Uint8Array[] {
  try {
    return parseBundle(bytes, TILE_WIDTH);
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  return error instanceof LogFormatError ? new PeerRefusedError(error.message) : error;
}
