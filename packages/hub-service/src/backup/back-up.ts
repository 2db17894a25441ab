// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { backupNotePath } from '../backup-note.ts';
import { sizeWords } from '../size-words.ts';
import { placeCopy, placeText, replace } from './durable.ts';
import { type PgDump, type Storage, copyRecords, copyRooms } from './records.ts';

/** Goes up with every change of what a backup looks like. */
const FORMAT = 1;
/** The collector may have moved a pack away since the records were copied; then they are copied again. */
const TRIES = 3;
const PACK = /^[0-9a-f]{64}$/;

/** What a backup came to. */
export type BackedUp = { at: number; packs: number; bytes: number; copied: number };

/** How a backup is made. */
export type BackUpOptions = {
  now: () => number;
  /** Told in a line how far it is. */
  report: (line: string) => void;
  /** Used with PostgreSQL only. */
  pgDump: PgDump;
};

/**
 * Copies records and content to a folder while the service goes on: the records as of one moment, then the packs,
 * which never change; those that a backup of that folder has already are not copied again.
 *
 * Left out: the search index, which is made anew, and the key of sessions, so that nobody is logged in after a restore.
 *
 * @throws Error when a pack is not what its name says: nothing is noted then, and the backup before stays usable
 */
export async function backUp(storage: Storage, folder: string, options: BackUpOptions): Promise<BackedUp> {
  await mkdir(join(folder, 'packs'), { recursive: true, mode: 0o700 });
  for (let tried = 1; ; tried++) {
    const records = await copyRecords(storage, folder, options.pgDump);
    const { packs, copied } = await copyPacks(storage.data, folder, options.report);
    const missing = (records.packs ?? []).filter(id => !packs.has(id));
    if (missing.length === 0) {
      await replace(records.at, records.place);
      await copyRooms(storage, folder);
      await prune(folder, packs);
      const bytes = [...packs.values()].reduce((sum, size) => sum + size, 0);
      return note(storage, folder, { at: options.now(), packs: packs.size, bytes, copied });
    }
    if (tried === TRIES) {
      throw new Error(`${missing.length} packs of the records are not on the disk, such as ${missing[0]}.`);
    }
  }
}

async function note({ data }: Storage, folder: string, done: BackedUp): Promise<BackedUp> {
  await placeText(join(folder, 'backup.json'), `${JSON.stringify({ format: FORMAT, ...done })}\n`);
  await placeText(backupNotePath(data), `${JSON.stringify({ at: done.at, bytes: done.bytes })}\n`);
  return done;
}

/** Copies the packs that a backup has not; answers all there are. */
async function copyPacks(
  data: string,
  folder: string,
  report: (line: string) => void
): Promise<{ packs: Map<string, number>; copied: number }> {
  const [packs, kept] = [await packsIn(data), await packsIn(folder)];
  let copied = 0;
  for (const [id, size] of packs) {
    if (kept.get(id) !== size) {
      await copyPack(data, folder, id);
      copied += size;
      report(`${sizeWords(copied)} copied`);
    }
  }
  return { packs, copied };
}

/** What was erased must leave backups too. */
async function prune(folder: string, packs: ReadonlyMap<string, number>): Promise<void> {
  for (const id of (await packsIn(folder)).keys()) {
    if (!packs.has(id)) {
      await rm(pathOf(folder, id), { force: true });
    }
  }
}

async function copyPack(data: string, folder: string, id: string): Promise<void> {
  await mkdir(join(folder, 'packs', id.slice(0, 2)), { recursive: true, mode: 0o700 });
  await placeCopy(pathOf(data, id), pathOf(folder, id));
  const hash = createHash('sha256');
  await pipeline(createReadStream(pathOf(folder, id)), hash);
  if (hash.digest('hex') !== id) {
    await rm(pathOf(folder, id), { force: true });
    throw new Error(`The pack ${id} is not what its name says: the disk may be failing. Look at the health page.`);
  }
}

async function packsIn(folder: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const part of await readdir(join(folder, 'packs')).catch(() => [])) {
    for (const id of await readdir(join(folder, 'packs', part)).catch(() => [])) {
      const size = PACK.test(id) ? await stat(pathOf(folder, id)).catch(() => null) : null;
      if (size) {
        found.set(id, size.size);
      }
    }
  }
  return found;
}

function pathOf(folder: string, id: string): string {
  return join(folder, 'packs', id.slice(0, 2), id);
}
