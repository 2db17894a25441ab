// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Stores } from '../stores.ts';
import { LogStoppedError } from './faults.ts';
import {
  type Checkpoint,
  CompactRange,
  LogFormatError,
  logOrigin,
  parseVkey,
  signCheckpoint,
  type Signer,
  verifyCheckpoint
} from './format/index.ts';
import type { KeyRing } from './keys.ts';
import type { LogHead } from './store.ts';
import type { ITree } from './tree.ts';
import { logFolder, readBack, writeTiles } from './write-tiles.ts';

/** Hashes read at once when a tree is built anew. */
const PAGE = 10_000;

/** What publishing works on. */
export type PublishPorts = { stores: Stores; tree: ITree; keys: KeyRing };

/** What is published: the tree behind the checkpoint that was signed last. */
export type Published = { generation: number; bytes: Uint8Array | null; range: CompactRange };

/** Where the records stand beside what was published. */
export type Standing = { kind: 'even' | 'ahead' | 'behind'; published: Published; size: number };

/**
 * Compares the records with the checkpoint signed last, which lies outside the database.
 *
 * @param last - what was published when this process looked last; spares hashing the whole log again
 * @throws LogStoppedError when they disagree: another log was signed than this one
 */
export async function compareLog(
  { stores, tree, keys }: PublishPorts,
  head: LogHead,
  last: Published | null
): Promise<Standing> {
  const size = await stores.entries.size(head.generation);
  const bytes = await tree.read(`${logFolder(head.generation)}checkpoint`);
  const published = isSame(last, head, bytes) ? last : await readPublished(stores, keys, head, { bytes, size });
  if (published === null) {
    return { kind: 'behind', published: { generation: head.generation, bytes, range: new CompactRange() }, size };
  }
  return { kind: size === published.range.size ? 'even' : 'ahead', published, size };
}

function isSame(last: Published | null, { generation }: LogHead, bytes: Uint8Array | null): last is Published {
  return last?.generation === generation && Buffer.from(last.bytes ?? []).equals(bytes ?? Buffer.alloc(0));
}

/** @returns null when the records are behind */
async function readPublished(
  stores: Stores,
  keys: KeyRing,
  head: LogHead,
  { bytes, size }: { bytes: Uint8Array | null; size: number }
): Promise<Published | null> {
  const { generation } = head;
  if (!bytes) {
    if (head.checkpoint) {
      throw new LostTreeError();
    }
    return { generation, bytes, range: new CompactRange() };
  }
  const checkpoint = readOwn(keys, head, bytes);
  if (checkpoint.size > size) {
    return null;
  }
  const range = await rangeOf(stores, generation, checkpoint.size);
  if (!Buffer.from(range.root()).equals(checkpoint.root)) {
    throw new LogStoppedError(
      `The log in the database is not the one that was signed: they differ within the first ${checkpoint.size} entries. Nothing is signed any more. Restore the right database, or open a new generation.`
    );
  }
  return { generation, bytes, range };
}

/** The tree of files is gone though something was signed: nothing here proves what. */
export class LostTreeError extends LogStoppedError {
  override name = 'LostTreeError';
  constructor() {
    super('The files of the log are gone, so nothing proves what was signed last. A new generation has to be opened.');
  }
}

/** Every key of the ring counts: a backup may be older than the rotation that made a key valid. */
function readOwn(keys: KeyRing, head: LogHead, bytes: Uint8Array): Checkpoint {
  const origin = logOrigin(head.hubId, head.generation);
  const known = [...keys.read().map(key => key.signer.vkey), ...head.vkeys.map(parseVkey)];
  try {
    return verifyCheckpoint(bytes, origin, known);
  } catch (error) {
    if (error instanceof LogFormatError) {
      throw new LogStoppedError(`The published checkpoint is not by a key of this hub: ${error.message}`);
    }
    throw error;
  }
}

async function rangeOf({ entries }: Stores, generation: number, size: number): Promise<CompactRange> {
  const range = new CompactRange();
  for (let from = 0; from < size; from += PAGE) {
    (await entries.hashes(generation, from, Math.min(size, from + PAGE))).forEach(hash => range.append(hash));
  }
  return range;
}

/**
 * Writes the files of new entries, reads them back, signs, and publishes the checkpoint last.
 *
 * @param head - as it is once all entries up to `size` are taken into account
 * @returns what is published now
 * @throws LogStoppedError without a key, or when somebody else published meanwhile
 */
export async function extendLog(
  { stores, tree, keys }: PublishPorts,
  head: LogHead,
  { published, size }: Standing
): Promise<Published> {
  const { generation } = head;
  const growth = { generation, from: published.range.size, to: size };
  const signers = signersOf(keys, head);
  await writeTiles(tree, stores.entries, growth);
  const range = published.range.copy();
  await readBack(tree, stores.entries, growth, range);
  const origin = logOrigin(head.hubId, generation);
  const bytes = signCheckpoint({ origin, size, root: range.root() }, signers);
  // What is published was verified as others will.
  verifyCheckpoint(bytes, origin, head.vkeys.map(parseVkey));
  const path = `${logFolder(generation)}checkpoint`;
  if (!isSame(published, head, await tree.read(path))) {
    throw new LogStoppedError(
      'Somebody else published a checkpoint while this one was made. Two services must not share one data folder.'
    );
  }
  if (await isRotation(stores, growth)) {
    await tree.write(`${logFolder(generation)}rotations/${size}`, bytes);
    // Before the checkpoint: whoever sees it must find the rotation named.
    await stores.entries.change(generation, { rotations: [...head.rotations, size] });
  }
  await tree.write(path, bytes);
  return { generation, bytes, range };
}

/** The keys that may sign now, of those this hub has. */
function signersOf(keys: KeyRing, head: LogHead): Signer[] {
  const signers = keys
    .read()
    .map(key => key.signer)
    .filter(signer => head.vkeys.includes(signer.vkey.text));
  if (signers.length === 0) {
    throw new LogStoppedError(
      `No key in ${keys.path} may sign this log. Put back the file you kept, or recover with the recovery key.`
    );
  }
  return signers;
}

/** Tells whether new entries change the keys. */
async function isRotation(
  { entries }: Pick<Stores, 'entries'>,
  { generation, from, to }: { generation: number; from: number; to: number }
): Promise<boolean> {
  for (let at = from; at < to; at += PAGE) {
    const page = await entries.entries(generation, at, Math.min(to, at + PAGE));
    if (page.some(bytes => Buffer.from(bytes).includes('"t":"keys"'))) {
      return true;
    }
  }
  return false;
}
