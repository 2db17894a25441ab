// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { dirname, join } from 'node:path';
import * as Type from 'typebox';
import { Value } from 'typebox/value';
import type { Copy } from '../copies/copy.ts';
import type { Disk } from '../files/disk.ts';
import { readRegular, removeFile, replaceDurably, syncFolderOn } from '../files/disk.ts';

const Hash = Type.Union([Type.String({ pattern: '^[0-9a-f]{64}$' }), Type.Null()]);

/**
 * What becomes of one file; null: there is none. Hashes are bare sha256; the bytes from before are in the undo folder by
 * their hash.
 */
export const FileChange = Type.Object({
  /** Relative to the copy's folder. */
  path: Type.String(),
  before: Hash,
  after: Hash
});
export type FileChange = Type.Static<typeof FileChange>;

/** Tells, after a crash, what was about to be done. */
const Journal = Type.Object({
  /** Name of the undo folder. */
  update: Type.String({ pattern: '^[0-9A-Za-z-]+$' }),
  /** The record's hash once the update is committed. */
  record: Type.String(),
  changes: Type.Array(FileChange),
  /** Folders that were made, outermost first. */
  made: Type.Array(Type.String())
});
export type Journal = Type.Static<typeof Journal>;

type Place = Pick<Copy, 'folder' | 'recordFolder'>;

const placeOf = ({ folder, recordFolder }: Place): string => join(folder, recordFolder, 'journal.json');

/** Writes the journal; from here on the update is finished or rolled back. */
export function writeJournal(disk: Disk, copy: Place, journal: Journal): void {
  replaceDurably(disk, placeOf(copy), JSON.stringify(journal), `${placeOf(copy)}.new`);
}

/** Reads the journal that a crash left; null if there is none. */
export function readJournal(disk: Disk, copy: Place): Journal | null {
  const bytes = readRegular(disk, placeOf(copy));
  try {
    const journal: unknown = bytes && JSON.parse(bytes.toString('utf8'));
    return Value.Check(Journal, journal) ? journal : null;
  } catch {
    return null;
  }
}

/** Forgets the journal: all is done, or undone. */
export function dropJournal(disk: Disk, copy: Place): void {
  removeFile(disk, placeOf(copy));
  syncFolderOn(disk, dirname(placeOf(copy)));
}
