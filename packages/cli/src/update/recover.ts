// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { dirname, join } from 'node:path';
import type { Copy } from '../copies/copy.ts';
import { systemCode } from '../files/disk-error.ts';
import type { Disk } from '../files/disk.ts';
import {
  lookAt,
  makeFolder,
  readRegular,
  removeFile,
  removeTree,
  sha256,
  syncFolderOn,
  statOf
} from '../files/disk.ts';
import type { FileChange, Journal } from './journal.ts';
import { dropJournal, readJournal } from './journal.ts';
import { parentsOf } from './real-parents.ts';
import { keptPlace, undoRoot } from './undo-folder.ts';

type Place = Pick<Copy, 'folder' | 'recordFolder'>;

/**
 * Puts in order what a crash left: an update that was committed is finished, another one is rolled back.
 *
 * @returns files that somebody changed since; they stay as they are, and the bytes from before stay in the undo folder
 */
export function recover(disk: Disk, copy: Place): string[] {
  const journal = readJournal(disk, copy);
  const record = readRegular(disk, join(copy.folder, copy.recordFolder, 'origin.json'));
  const isCommitted = journal !== null && record !== null && sha256(record) === journal.record;
  const edited = journal && !isCommitted ? rollBack(disk, copy, journal) : [];
  dropJournal(disk, copy);
  return edited;
}

function rollBack(disk: Disk, copy: Place, journal: Journal): string[] {
  const edited: string[] = [];
  const restoreAll = (changes: readonly FileChange[]): void =>
    changes.forEach(change => {
      if (!restore(disk, copy, change, journal.update)) {
        edited.push(change.path);
      }
    });
  // What was added goes first: an added folder may stand where a removed file was.
  restoreAll(journal.changes.filter(({ before }) => before === null));
  [...journal.made].reverse().forEach(folder => removeEmptyFolder(disk, join(copy.folder, folder)));
  restoreAll(journal.changes.filter(({ before }) => before !== null));
  const folders = new Set(journal.changes.map(({ path }) => dirname(join(copy.folder, path))));
  folders.forEach(folder => syncFolderOn(disk, folder));
  if (edited.length === 0) {
    removeTree(disk, join(undoRoot(copy), journal.update));
  }
  return edited;
}

/** Brings one file back to what it was; false if it is neither as before nor as the update wrote it. */
function restore(disk: Disk, copy: Place, change: FileChange, update: string): boolean {
  const now = hashNow(disk, copy, change.path);
  // What was to be added is not there yet: a folder or link is none of ours.
  if (now === change.before || (change.before === null && now === 'other')) {
    return true;
  }
  if (now !== change.after) {
    return false;
  }
  const place = join(copy.folder, change.path);
  if (change.before === null) {
    removeFile(disk, place);
    return true;
  }
  return putBack(disk, copy, {
    from: keptPlace(join(undoRoot(copy), update), change.before),
    place,
    before: change.before
  });
}

/** Answers the hash of what is there, null for nothing, and `other` for what is no regular file of the copy. */
function hashNow(disk: Disk, copy: Place, path: string): string | null {
  const place = join(copy.folder, path);
  if (parentsOf(disk, copy.folder, path) === 'blocked') {
    return 'other';
  }
  return lookAt(disk, place)?.sha256 ?? (statOf(disk, place) ? 'other' : null);
}

function putBack(
  disk: Disk,
  copy: Place,
  { from, place, before }: { from: string; place: string; before: string }
): boolean {
  const stage = join(copy.folder, copy.recordFolder, 'stage');
  const temporary = join(stage, 'restored');
  makeFolder(disk, stage);
  removeFile(disk, temporary);
  const copied = lookAt(disk, from, temporary);
  if (copied?.sha256 !== before) {
    return false;
  }
  disk.chmodSync(temporary, copied.mode);
  makeFolder(disk, dirname(place));
  disk.renameSync(temporary, place);
  return true;
}

/** Removes a folder if nothing is in it. */
export function removeEmptyFolder(disk: Disk, folder: string): void {
  try {
    disk.rmdirSync(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EBUSY'].includes(systemCode(error))) {
      throw error;
    }
  }
}
