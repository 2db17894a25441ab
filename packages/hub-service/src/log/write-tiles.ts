// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CompactRange } from './format/index.ts';
import {
  leafHash,
  parseBundle,
  parseHashTile,
  rootOf,
  TILE_WIDTH,
  tilePath,
  widthAt,
  writeBundle
} from './format/index.ts';
import type { IEntryStore } from './store.ts';
import type { ITree } from './tree.ts';

/** A log that grows: entries up to `from` are published, those up to `to` are written. */
export type Growth = { generation: number; from: number; to: number };

/** Names the folder of a generation's files, below the federation root. */
export function logFolder(generation: number): string {
  return `log/${generation}/`;
}

/** Writes the bundles and hash tiles of new entries; what is full already stays as it is. */
export async function writeTiles(tree: ITree, entries: IEntryStore, growth: Growth): Promise<void> {
  for (const [index, width] of tilesOf(growth.from, growth.to)) {
    const start = index * TILE_WIDTH;
    const range = [growth.generation, start, start + width] as const;
    await put(tree, growth, { level: 'entries', index, width }, writeBundle(await entries.entries(...range)));
    await put(tree, growth, { level: 0, index, width }, Buffer.concat(await entries.hashes(...range)));
  }
  let [from, to] = [growth.from, growth.to];
  for (let level = 1; to >= TILE_WIDTH; level++) {
    [from, to] = [Math.floor(from / TILE_WIDTH), Math.floor(to / TILE_WIDTH)];
    for (const [index, width] of tilesOf(from, to)) {
      await put(tree, growth, { level, index, width }, await parentsOf(tree, growth, { level, index, width }));
    }
  }
}

/**
 * Reads new entries back as they were written, and hashes them.
 *
 * @param range - the tree up to `growth.from`; grows
 * @throws Error when they are not what the records have
 */
export async function readBack(tree: ITree, entries: IEntryStore, growth: Growth, range: CompactRange): Promise<void> {
  for (const [index, width] of tilesOf(growth.from, growth.to)) {
    const start = index * TILE_WIDTH;
    const bytes = await demand(tree, growth, { level: 'entries', index, width });
    const read = parseBundle(bytes, width).map(leafHash);
    const known = await entries.hashes(growth.generation, start, start + width);
    const tile = parseHashTile(await demand(tree, growth, { level: 0, index, width }), width);
    if (read.some((hash, at) => !isEqual(hash, known[at]) || !isEqual(hash, tile[at]))) {
      throw new Error(`Bundle ${index} was read back otherwise than it was written: the disk may be failing.`);
    }
    read.slice(Math.max(0, growth.from - start)).forEach(hash => range.append(hash));
  }
}

/** The tiles that entries or hashes `from` to `to` touch, each with its width afterwards. */
function tilesOf(from: number, to: number): [index: number, width: number][] {
  const first = Math.floor(from / TILE_WIDTH);
  const count = to > from ? Math.ceil(to / TILE_WIDTH) - first : 0;
  return Array.from({ length: count }, (_, at) => [first + at, widthAt(first + at, to)]);
}

type Tile = { level: number | 'entries'; index: number; width: number };

async function parentsOf(tree: ITree, growth: Growth, { level, index, width }: Tile): Promise<Uint8Array> {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < width; at++) {
    const child = { level: Number(level) - 1, index: index * TILE_WIDTH + at, width: TILE_WIDTH };
    hashes.push(rootOf(parseHashTile(await demand(tree, growth, child), TILE_WIDTH)));
  }
  return Buffer.concat(hashes);
}

async function put(tree: ITree, { generation }: Growth, tile: Tile, bytes: Uint8Array): Promise<void> {
  const path = `${logFolder(generation)}${tilePath(tile)}`;
  await tree.write(path, bytes);
  if (tile.width === TILE_WIDTH) {
    await tree.remove(`${path}.p`);
  }
}

async function demand(tree: ITree, { generation }: Growth, tile: Tile): Promise<Uint8Array> {
  const path = `${logFolder(generation)}${tilePath(tile)}`;
  const bytes = await tree.read(path);
  if (!bytes) {
    throw new Error(`The file ${path} of the log is missing.`);
  }
  return bytes;
}

function isEqual(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && Buffer.from(a).equals(b);
}
