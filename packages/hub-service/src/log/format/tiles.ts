// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LogFormatError } from './errors.ts';
import { HASH_BYTES } from './merkle.ts';

/** Entries of a full bundle, hashes of a full tile. */
export const TILE_WIDTH = 256;
/** Longest entry, in bytes. */
export const ENTRY_BYTES = 4096;
/** Longest bundle that may be read. */
export const BUNDLE_BYTES = TILE_WIDTH * (2 + ENTRY_BYTES);

const PATH = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/;

/** A file of a log: bundle of entries, or hashes of a level. */
export type Tile = {
  /** 0 is the level of entries' hashes. */
  level: number | 'entries';
  /** From 0. */
  index: number;
  /** How many entries or hashes: 256 unless partial. */
  width: number;
};

/**
 * Names the file of a tile, below the log's base.
 *
 * @see https://c2sp.org/tlog-tiles
 */
export function tilePath({ level, index, width }: Tile): string {
  const parts: string[] = [];
  let rest = index;
  do {
    parts.unshift(String(rest % 1000).padStart(3, '0'));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  const name = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Names the file of a bundle of entries. */
export function bundlePath(index: number, width: number = TILE_WIDTH): string {
  return tilePath({ level: 'entries', index, width });
}

/** Reads the path of a tile or bundle; null unless it is the one spelling of it. */
export function parseTilePath(path: string): Tile | null {
  const [, level, name, width] = PATH.exec(path) ?? [];
  if (level === undefined || name === undefined) {
    return null;
  }
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(name.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width)
  };
  return tile.width > 0 && Number.isSafeInteger(tile.index) && tilePath(tile) === path ? tile : null;
}

/** Tells how many entries or hashes a tile of a log of that many has; 0 if there is no such tile. */
export function widthAt(index: number, count: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, count - index * TILE_WIDTH));
}

/**
 * Writes a bundle: each entry after its length, big-endian in two bytes.
 *
 * @throws LogFormatError `bundle`
 */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > TILE_WIDTH || entries.some(entry => entry.length > ENTRY_BYTES)) {
    throw new LogFormatError('bundle', 'A bundle has 256 entries of 4,096 bytes at most.');
  }
  return Buffer.concat(
    entries.flatMap(entry => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    })
  );
}

/**
 * Reads a bundle.
 *
 * @param width - entries it must have
 * @returns the entries' exact bytes, as views into the given ones
 * @throws LogFormatError `bundle`: another number of entries, bytes too few or too many, an entry too long
 */
export function parseBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length && entries.length < width) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    const end = at + 2 + length;
    if (length > ENTRY_BYTES || end > bytes.length) {
      throw new LogFormatError('bundle', `Entry ${entries.length} of a bundle is cut off, or longer than 4,096 bytes.`);
    }
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  if (entries.length !== width || at !== bytes.length) {
    throw new LogFormatError('bundle', `A bundle does not have exactly the ${width} entries it must have.`);
  }
  return entries;
}

/**
 * Reads a tile of hashes.
 *
 * @throws LogFormatError `bundle`
 */
export function parseHashTile(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * HASH_BYTES) {
    throw new LogFormatError('bundle', `A tile does not have exactly the ${width} hashes it must have.`);
  }
  return Array.from({ length: width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}
