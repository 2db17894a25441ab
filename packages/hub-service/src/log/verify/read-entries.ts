// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  BUNDLE_BYTES,
  bundlePath,
  CompactRange,
  leafHash,
  parseBundle,
  parseHashTile,
  parseVkey,
  readEntry,
  rootOf,
  TILE_WIDTH,
  tilePath,
  type Vkey,
  widthAt
} from '../format/index.ts';
import type { Findings, ILogSource } from './report.ts';
import type { LogState } from './state.ts';

/** What came of reading all entries. */
export type ReadEntries = {
  range: CompactRange;
  /** Roots at the sizes asked for. */
  roots: Map<number, Uint8Array>;
  counts: Record<string, number>;
  /** Every key that ever counted. */
  keys: Vkey[];
};

type Reading = { source: ILogSource; base: string; size: number; findings: Findings };

/**
 * Reads every entry of a log, hashes it, and adds up what they say.
 *
 * @param at - sizes whose roots are wanted
 * @throws Error when a bundle is missing or malformed: what follows proves nothing
 */
export async function readEntries(reading: Reading, state: LogState, at: readonly number[]): Promise<ReadEntries> {
  const { size, findings } = reading;
  const [range, roots, counts] = [new CompactRange(), new Map<number, Uint8Array>(), {} as Record<string, number>];
  const wanted = new Set(at);
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const entries = await bundleOf(reading, index);
    const hashes = entries.map(leafHash);
    await checkTile(reading, 0, index, hashes);
    entries.forEach((bytes, offset) => {
      count(counts, apply(state, bytes, index * TILE_WIDTH + offset, findings));
      range.append(hashes[offset] ?? leafHash(bytes));
      if (wanted.has(range.size)) {
        roots.set(range.size, range.root());
      }
    });
  }
  return { range, roots, counts, keys: [...state.everyKey].map(parseVkey) };
}

/** Proves the tiles above the first level, which only outside verifiers read. */
export async function checkUpperTiles(reading: Reading): Promise<void> {
  let count = Math.floor(reading.size / TILE_WIDTH);
  for (let level = 1; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < count; index++) {
      const hashes: Uint8Array[] = [];
      for (let child = 0; child < widthAt(index, count); child++) {
        const below = await tileOf(reading, level - 1, index * TILE_WIDTH + child, TILE_WIDTH);
        hashes.push(rootOf(below ?? []));
      }
      await checkTile(reading, level, index, hashes);
    }
  }
}

async function bundleOf({ source, base, size }: Reading, index: number): Promise<Uint8Array[]> {
  const width = widthAt(index, size);
  const path = `${base}${bundlePath(index, width)}`;
  const partial = await source.read(path, BUNDLE_BYTES);
  if (partial) {
    return parseBundle(partial, width);
  }
  // Once a bundle is full, its partial files may go.
  const full = width < TILE_WIDTH ? await source.read(`${base}${bundlePath(index)}`, BUNDLE_BYTES) : null;
  if (!full) {
    throw new Error(`The bundle ${path} is missing.`);
  }
  return parseBundle(full, TILE_WIDTH).slice(0, width);
}

async function tileOf(
  { source, base }: Reading,
  level: number,
  index: number,
  width: number
): Promise<Uint8Array[] | null> {
  const path = `${base}${tilePath({ level, index, width })}`;
  const bytes = await source.read(path, TILE_WIDTH * 32);
  return bytes && parseHashTile(bytes, width);
}

async function checkTile(reading: Reading, level: number, index: number, hashes: readonly Uint8Array[]): Promise<void> {
  const where = `tile ${level}/${index}`;
  await reading.findings.check(where, async () => {
    const tile =
      (await tileOf(reading, level, index, hashes.length)) ??
      (hashes.length < TILE_WIDTH ? await tileOf(reading, level, index, TILE_WIDTH) : null);
    if (!tile) {
      throw new Error('The tile is missing.');
    }
    if (hashes.some((hash, at) => !Buffer.from(hash).equals(tile[at] ?? Buffer.alloc(0)))) {
      throw new Error('The tile does not have the hashes of the entries.');
    }
  });
}

function apply(state: LogState, bytes: Uint8Array, index: number, findings: Findings): string {
  const reading = readEntry(bytes);
  if (reading.kind !== 'entry') {
    findings.note(
      `Entry ${index} is ${reading.kind === 'unknown' ? 'of a kind this version does not know' : 'malformed'}: skipped.`
    );
    return 'other';
  }
  if (index === 0 && reading.entry.t !== 'hub') {
    findings.fault('entry 0', 'The first entry of a log must say what the hub is.');
  }
  const why = state.apply(reading.entry);
  if (why !== null) {
    findings.note(`Entry ${index} (${reading.entry.t}) means nothing: ${why}`);
  }
  return reading.entry.t;
}

function count(counts: Record<string, number>, kind: string): void {
  counts[kind] = (counts[kind] ?? 0) + 1;
}
