// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Stores } from '../stores.ts';
import { LogStoppedError } from './faults.ts';
import { foldEntry } from './fold.ts';
import {
  bundlePath,
  CompactRange,
  leafHash,
  type LogEntry,
  parseBundle,
  parseCheckpoint,
  readEntry,
  TILE_WIDTH,
  widthAt,
  type WithdrawEntry
} from './format/index.ts';
import type { LogHead } from './store.ts';
import type { ITree } from './tree.ts';
import { logFolder } from './write-tiles.ts';

/**
 * Reads the entries that were signed and published, but that a database restored from a backup does not have.
 *
 * @param checkpoint - the published one, whose signature was verified
 * @returns the exact bytes of each, proved to be those that were signed
 * @throws LogStoppedError when the database is not an earlier state of this log
 */
export async function readTail(
  stores: Pick<Stores, 'entries'>,
  tree: ITree,
  { generation }: LogHead,
  checkpoint: Uint8Array
): Promise<Uint8Array[]> {
  const { size, root } = parseCheckpoint(checkpoint);
  const from = await stores.entries.size(generation);
  const range = new CompactRange();
  (await stores.entries.hashes(generation, 0, from)).forEach(hash => range.append(hash));
  const tail: Uint8Array[] = [];
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < size; index++) {
    const width = widthAt(index, size);
    const bytes = await tree.read(`${logFolder(generation)}${bundlePath(index, width)}`);
    if (!bytes) {
      throw new LogStoppedError(`Bundle ${index} of the published log is missing, so the database cannot catch up.`);
    }
    tail.push(...parseBundle(bytes, width).slice(Math.max(0, from - index * TILE_WIDTH)));
  }
  tail.forEach(entry => range.append(leafHash(entry)));
  if (!Buffer.from(range.root()).equals(root)) {
    throw new LogStoppedError(
      'The restored database is not an earlier state of the log that was signed. Restore the right one, or open a new generation.'
    );
  }
  return tail;
}

/**
 * Takes such entries back in, and does again what they say was withdrawn or erased. Only under the lock of entries.
 *
 * Releases that the database does not know cannot be served any more; the next settling withdraws them.
 *
 * @returns works to settle
 */
export async function reimport(stores: Stores, { generation }: LogHead, tail: readonly Uint8Array[]): Promise<void> {
  await stores.entries.append(generation, tail);
  for (const bytes of tail) {
    const reading = readEntry(bytes);
    if (reading.kind === 'entry') {
      await foldEntry(stores, generation, reading.entry, await servedOf(stores, reading.entry));
      await applyAgain(stores, reading.entry);
    }
  }
}

async function servedOf(stores: Stores, entry: LogEntry): Promise<{ seq: number; crate: string } | undefined> {
  if (entry.t !== 'publish') {
    return undefined;
  }
  const releases = await stores.logged.releasesNow(entry.w);
  const release = releases.find(({ manifest }) => manifest === entry.m);
  return release && { seq: release.seq, crate: release.crate };
}

/** Nothing that was erased or withdrawn comes back with an old database. */
async function applyAgain(stores: Stores, entry: LogEntry): Promise<void> {
  if (entry.t !== 'withdraw' || !(await stores.works.find(entry.w))) {
    return;
  }
  await stores.works.lock(entry.w);
  if (entry.cat === 'audience') {
    await stores.works.setAudience(entry.w, 'hub', []);
  } else {
    await withdrawAgain(stores, entry);
  }
  await stores.works.noteChange(entry.w);
}

async function withdrawAgain(stores: Stores, { w, v, scope }: WithdrawEntry): Promise<void> {
  const cause = { category: 'other' as const, reason: '' };
  const state = scope === 'retract' ? 'retracted' : 'erased';
  const all = await stores.releases.ofWork(w);
  const named = v === undefined ? (state === 'erased' ? all : []) : all.filter(release => release.label === v);
  for (const release of named.filter(each => each.state !== 'erased')) {
    await stores.releases.setState(release.id, state, cause);
  }
  const left = all.filter(release => release.state !== 'erased' && !(state === 'erased' && named.includes(release)));
  if (v === undefined || left.length === 0) {
    await stores.works.setState(w, left.length === 0 ? 'erased' : state, cause);
  }
  if (state === 'erased') {
    await stores.files.erase(
      w,
      left.map(release => release.seq)
    );
  }
  if (left.length === 0) {
    await stores.drafts.removeOf(w);
  }
  await stores.works.point(w);
}
