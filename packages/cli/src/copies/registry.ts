// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { LocalCopy, Origin } from '@jupyter-atrium/api';
import { ORIGIN_TYPE } from '@jupyter-atrium/api';
import { writeDurably } from '../files/write-durably.ts';

/** Names of the folder that makes a folder a copy; the second where hidden files cannot be written. */
export const RECORD_FOLDERS = ['.atrium', '_atrium'] as const;

/** Folders looked into when the list has to be made anew. */
const LOOKED_INTO = 5000;
const DEEPEST = 6;

/**
 * Keeps in mind where copies are, one small file a copy, so that jobs never write over each other's list.
 *
 * @param data - the person's data folder
 * @param folder - of the copy, absolute
 */
export function registerCopy(data: string, copy: string, folder: string): void {
  writeDurably(join(listOf(data), `${copy}.json`), `${JSON.stringify({ folder })}\n`);
}

/**
 * Lists the copies below a root, last opened first. Forgets those that are gone, finds those renamed in place, and
 * makes the list anew if it was lost.
 *
 * @param root - absolute
 */
export function listCopies(data: string, root: string): LocalCopy[] {
  if (!existsSync(listOf(data))) {
    mkdirSync(listOf(data), { recursive: true });
    searchCopies(root).forEach(({ origin, folder }) => registerCopy(data, origin.copy, folder));
  }
  const found = knownCopies(data).flatMap(({ origin, folder }) => localCopy(origin, folder, root) ?? []);
  return found.sort((a, b) => b.openedAt - a.openedAt);
}

/** Lists the copies in the list that still are copies, with their folders. */
export function knownCopies(data: string): KnownCopy[] {
  const list = listOf(data);
  const names = existsSync(list) ? readdirSync(list) : [];
  return names
    .filter(name => name.endsWith('.json'))
    .flatMap(name => findCopy(data, name.slice(0, -'.json'.length)) ?? []);
}

/**
 * Reads the record of a folder.
 *
 * @param folder - absolute
 * @returns null if it is no copy, or its record is damaged
 */
export function readOrigin(folder: string): Origin | null {
  for (const name of RECORD_FOLDERS) {
    try {
      const origin = JSON.parse(readFileSync(join(folder, name, 'origin.json'), 'utf8')) as Origin;
      return origin.type === ORIGIN_TYPE ? origin : null;
    } catch {
      // The other name may have it.
    }
  }
  return null;
}

/** A copy and its folder, absolute. */
export type KnownCopy = { origin: Origin; folder: string };

const listOf = (data: string): string => join(data, 'copies');

function findCopy(data: string, copy: string): KnownCopy | null {
  const path = join(listOf(data), `${copy}.json`);
  const folder = readFolder(path);
  const here = folder === null ? null : copyAt(folder, copy);
  if (here) {
    return here;
  }
  const moved = folder === null ? null : renamedCopy(dirname(folder), copy);
  if (moved) {
    registerCopy(data, copy, moved.folder);
  } else {
    rmSync(path, { force: true });
  }
  return moved;
}

function readFolder(path: string): string | null {
  try {
    const { folder } = JSON.parse(readFileSync(path, 'utf8')) as { folder?: unknown };
    return typeof folder === 'string' ? folder : null;
  } catch {
    return null;
  }
}

function copyAt(folder: string, copy: string): KnownCopy | null {
  const origin = readOrigin(folder);
  return origin?.copy === copy ? { origin, folder } : null;
}

function renamedCopy(parent: string, copy: string): KnownCopy | null {
  for (const folder of foldersIn(parent)) {
    const found = copyAt(folder, copy);
    if (found) {
      return found;
    }
  }
  return null;
}

function searchCopies(root: string): KnownCopy[] {
  const found: KnownCopy[] = [];
  let level = [root];
  let looked = 0;
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (looked++ === LOOKED_INTO) {
        return found;
      }
      const origin = readOrigin(folder);
      if (origin) {
        found.push({ origin, folder });
      } else {
        next.push(...foldersIn(folder));
      }
    }
    level = next;
  }
  return found;
}

function foldersIn(parent: string): string[] {
  try {
    return readdirSync(parent, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map(entry => join(parent, entry.name));
  } catch {
    return [];
  }
}

function localCopy(origin: Origin, folder: string, root: string): LocalCopy | null {
  const path = relative(root, folder).split(sep).join('/');
  if (path === '..' || path.startsWith('../')) {
    return null;
  }
  const { copy, work, title, release } = origin;
  return { copy, folder: path, work, title, ...release, toDecide: countToDecide(folder), openedAt: madeAt(copy) };
}

/** What is damaged is told where it is decided. */
function countToDecide(folder: string): number {
  for (const name of RECORD_FOLDERS) {
    try {
      const list = JSON.parse(readFileSync(join(folder, name, 'pending.json'), 'utf8')) as { entries?: unknown };
      return Array.isArray(list.entries) ? list.entries.length : 0;
    } catch {
      // The other name may have it; mostly there is none.
    }
  }
  return 0;
}

/** Milliseconds since 1970, as a UUIDv7 begins with them (RFC 9562). */
function madeAt(copy: string): number {
  return Number.parseInt(copy.replace('-', '').slice(0, 12), 16);
}
