// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { BigIntStats } from 'node:fs';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTable } from '@jupyter-atrium/api';
import type { ILocalChunks } from '@jupyter-atrium/client';
import { withFile } from '../files/read-file.ts';
import { localPath } from './copy.ts';
import type { KnownCopy } from './registry.ts';
import { knownCopies } from './registry.ts';

type Place = { path: Buffer; start: number; length: number };

/**
 * Finds chunks of a release in other copies of the same work: in files that nobody changed since they were written.
 *
 * @param work - the work's address
 * @returns null if there are none
 */
export function findLocalFiles(data: string, work: string, table: FileTable): ILocalChunks | null {
  const files = new Map<string, Buffer>();
  for (const copy of knownCopies(data).filter(({ origin }) => origin.work === work)) {
    untouchedFiles(copy).forEach((path, digest) => files.set(digest, path));
  }
  const places = new Map<string, Place>();
  for (const { digest, chunks } of table.files) {
    const path = files.get(digest);
    let start = 0;
    for (const [hash, length] of path ? chunks : []) {
      places.set(hash, { path: path as Buffer, start, length });
      start += length;
    }
  }
  return places.size === 0 ? null : { has: hash => places.has(hash), read: hash => read(places.get(hash)) };
}

/** Files of a copy by the digest they were released with. */
function untouchedFiles({ origin, folder }: KnownCopy): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const [path, { base, disk }] of Object.entries(origin.files)) {
    const place = join(folder, localPath(origin, path));
    const stat = statOf(place);
    const isAsReleased = `sha256:${disk.sha256}` === base;
    if (isAsReleased && stat?.isFile() && Number(stat.size) === disk.size && String(stat.mtimeNs) === disk.mtimeNs) {
      files.set(base, Buffer.from(place));
    }
  }
  return files;
}

function statOf(place: string): BigIntStats | undefined {
  try {
    return lstatSync(place, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A file stands where one of its folders was.
    return undefined;
  }
}

async function read(place: Place | undefined): Promise<Uint8Array | null> {
  if (!place) {
    return null;
  }
  const { path, start, length } = place;
  try {
    return await withFile(path, path.toString(), file => file.readAt(start, length));
  } catch {
    // Gone or closed meanwhile: it is fetched.
    return null;
  }
}
