// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Origin, Report } from '@jupyter-atrium/api';
import type { Copy } from '../copies/copy.ts';
import { problem } from '../files/disk-error.ts';
import type { Disk } from '../files/disk.ts';
import { createDurably, lookAt, makeFolder, removeFile, sha256, syncFolderOn, statOf } from '../files/disk.ts';
import { sizeWords } from '../terminal/words.ts';
import type { FileChange } from './journal.ts';
import { dropJournal, writeJournal } from './journal.ts';
import { parentsOf } from './real-parents.ts';
import { recover, removeEmptyFolder } from './recover.ts';
import type { UndoEntry } from './undo-folder.ts';
import { formPlace, keptPlace, tidyUndo, undoRoot, writeUndoEntry } from './undo-folder.ts';

/** One file to write or remove. */
export type FileAct = {
  /** Relative to the copy's folder. */
  path: string;
  /** Bare sha256 of what must be there; null: nothing may be there. */
  before: string | null;
  /** Bytes that will be there, on the same disk; null: the file is removed. */
  staged: { place: string; sha256: string } | null;
  /** What later merges need of the new content; null: nothing. */
  afterForm: Uint8Array | string | null;
};

/** Everything that changes in a copy at once. */
export type ChangeSet = {
  /** Names the undo folder. */
  update: string;
  kind: UndoEntry['kind'];
  acts: readonly FileAct[];
  /** The record afterwards. */
  origin: Origin;
  report: Report | null;
  /** Files whose bytes are kept though they stay. */
  alsoKept?: readonly { path: string; sha256: string }[];
  /** What undoing it needs. */
  undo: UndoEntry['undo'];
};

export interface IApplyOptions {
  disk: Disk;
  now: () => number;
  /** Called between files. */
  beat: () => void;
}

/** A file is no longer what the plan was made for. */
export class FilesMovedError extends Error {
  override name = 'FilesMovedError';
}

/**
 * Changes a copy's files and its record, all or nothing: what is cut off is rolled back at the next touch.
 *
 * @throws FilesMovedError before anything was written, AtriumError `no-space`, system errors after rolling back
 */
export function applyChanges(copy: Copy, set: ChangeSet, options: IApplyOptions): void {
  const { disk } = options;
  const record = `${JSON.stringify(set.origin, null, 1)}\n`;
  const undo = join(undoRoot(copy), set.update);
  makeFolder(disk, undo);
  demandSpace(copy, set, disk);
  const changes = keepBefore(copy, set, options);
  writeUndoEntry(disk, undo, {
    entry: entryOf(copy, set, { changes, now: options.now() }),
    record: copy.text,
    report: set.report
  });
  const staged = join(copy.folder, copy.recordFolder, 'stage', 'origin.json');
  removeFile(disk, staged);
  createDurably(disk, staged, record);
  [undo, dirname(undo), dirname(staged), join(copy.folder, copy.recordFolder)].forEach(each =>
    syncFolderOn(disk, each)
  );
  const made = missingFolders(copy, set.acts, disk);
  writeJournal(disk, copy, { update: set.update, record: sha256(record), changes, made });
  try {
    putInPlace(copy, set.acts, options);
    disk.renameSync(staged, join(copy.folder, copy.recordFolder, 'origin.json'));
    syncFolderOn(disk, join(copy.folder, copy.recordFolder));
  } catch (error) {
    recover(disk, copy);
    throw error;
  }
  dropJournal(disk, copy);
  tidyUndo(disk, copy, options.now());
}

function demandSpace(copy: Copy, { acts }: ChangeSet, disk: Disk): void {
  const sizes = acts.flatMap(({ path, staged, before }) => [
    staged ? disk.lstatSync(staged.place).size : 0,
    before === null ? 0 : (statOf(disk, join(copy.folder, path))?.size ?? 0)
  ]);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const { bavail, bsize } = disk.statfsSync(copy.folder);
  if (bytes > 0 && bavail * bsize < 2 * bytes) {
    throw problem(
      'no-space',
      `Your disk has ${sizeWords(bavail * bsize)} left; this update needs ${sizeWords(2 * bytes)}. Nothing was changed. Make room, then try again.`,
      { needed: 2 * bytes, free: bavail * bsize }
    );
  }
}

/** Copies the bytes that will be replaced or removed to the undo folder, and sees that they are those of the plan. */
function keepBefore(copy: Copy, { acts, update, alsoKept = [] }: ChangeSet, options: IApplyOptions): FileChange[] {
  const { disk } = options;
  const folder = join(undoRoot(copy), update);
  const removed = new Set(acts.filter(({ staged }) => staged === null).map(({ path }) => path));
  alsoKept.forEach(({ path, sha256: before }) => keepFile(copy, { path, before, folder }, options));
  return acts.map(act => {
    const { path, before, staged, afterForm } = act;
    if (before === null && !isFree(copy, path, { disk, removed })) {
      throw new FilesMovedError(path);
    }
    if (before !== null) {
      const mode = keepFile(copy, { path, before, folder }, options);
      // Who may read it stays as it was.
      [keptPlace(folder, before), ...(staged ? [staged.place] : [])].forEach(place => disk.chmodSync(place, mode));
    }
    if (staged && afterForm !== null) {
      keepForm(disk, formPlace(folder, staged.sha256), afterForm);
    }
    return { path, before, after: staged?.sha256 ?? null };
  });
}

/** Copies one file there, and answers who may use it. */
function keepFile(
  copy: Copy,
  { path, before, folder }: { path: string; before: string; folder: string },
  { disk, beat }: IApplyOptions
): number {
  beat();
  const to = keptPlace(folder, before);
  const isKept = statOf(disk, to) !== undefined;
  const found = lookAt(disk, join(copy.folder, path), isKept ? null : to);
  if (!found?.isSteady || found.sha256 !== before) {
    throw new FilesMovedError(path);
  }
  return found.mode;
}

/** Keeps, by the hash of what was written, the form in which later merges need it. */
export function keepForm(disk: Disk, place: string, form: Uint8Array | string): void {
  if (!statOf(disk, place)) {
    createDurably(disk, place, gzipSync(form, { level: 1 }));
  }
}

/** Whether a file can be put there once other files are removed. */
function isFree(
  { folder }: Copy,
  path: string,
  { disk, removed }: { disk: Disk; removed: ReadonlySet<string> }
): boolean {
  if (foldersAbove(path).some(each => removed.has(each))) {
    return true;
  }
  const found = parentsOf(disk, folder, path) === 'blocked' ? null : statOf(disk, join(folder, path));
  return found === undefined || (found?.isDirectory() === true && isEmptied(folder, path, { disk, removed }));
}

/** Whether all that is in a folder is removed. */
function isEmptied(
  folder: string,
  path: string,
  { disk, removed }: { disk: Disk; removed: ReadonlySet<string> }
): boolean {
  return disk.readdirSync(join(folder, path), { withFileTypes: true }).every(entry => {
    const inner = `${path}/${entry.name}`;
    return entry.isDirectory() ? isEmptied(folder, inner, { disk, removed }) : removed.has(inner);
  });
}

/** Removes first: a removed file may stand where a new folder comes. */
function putInPlace(copy: Copy, acts: readonly FileAct[], { disk, beat }: IApplyOptions): void {
  const removed = acts.filter(({ staged }) => staged === null);
  for (const { path } of removed) {
    demandRealParents(copy, path, disk);
    disk.unlinkSync(join(copy.folder, path));
  }
  const left = new Set(removed.map(({ path }) => dirname(path)));
  [...left].sort((a, b) => b.length - a.length).forEach(folder => removeFoldersUpwards(copy, folder, disk));
  for (const { path, staged } of acts) {
    beat();
    if (staged) {
      const place = join(copy.folder, path);
      makeFolder(disk, dirname(place));
      demandRealParents(copy, path, disk);
      disk.renameSync(staged.place, place);
    }
  }
  const folders = new Set(acts.flatMap(({ path }) => foldersAbove(path)));
  folders.forEach(folder => syncFolderOn(disk, join(copy.folder, folder)));
}

function demandRealParents({ folder }: Copy, path: string, disk: Disk): void {
  if (parentsOf(disk, folder, path) !== 'real') {
    throw new FilesMovedError(path);
  }
}

function removeFoldersUpwards(copy: Copy, folder: string, disk: Disk): void {
  for (let at = folder; at !== '.'; at = dirname(at)) {
    removeEmptyFolder(disk, join(copy.folder, at));
  }
}

/** `a/b` and `a` for `a/b/c`, and the copy's folder. */
function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    folders.push(at);
  }
  return [...folders, '.'];
}

function missingFolders({ folder }: Copy, acts: readonly FileAct[], disk: Disk): string[] {
  const all = new Set(acts.filter(({ staged }) => staged).flatMap(({ path }) => foldersAbove(path)));
  const missing = [...all].filter(each => statOf(disk, join(folder, each))?.isDirectory() !== true);
  return missing.sort((a, b) => a.length - b.length);
}

function entryOf(copy: Copy, set: ChangeSet, { changes, now }: { changes: FileChange[]; now: number }): UndoEntry {
  return { kind: set.kind, at: now, from: copy.origin.release, to: set.origin.release, changes, undo: set.undo };
}
