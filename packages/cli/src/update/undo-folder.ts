// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Report } from '@jupyter-atrium/api';
import { Digest, Label } from '@jupyter-atrium/api';
import * as Type from 'typebox';
import { Value } from 'typebox/value';
import type { Copy } from '../copies/copy.ts';
import type { Disk } from '../files/disk.ts';
import { createDurably, readRegular, removeTree, replaceDurably } from '../files/disk.ts';
import { FileChange } from './journal.ts';

const ReleaseName = Type.Object({ label: Label, manifest: Digest });

/** What one change of a copy did, and can be taken back from. */
export const UndoEntry = Type.Object({
  kind: Type.Union([Type.Literal('update'), Type.Literal('decide'), Type.Literal('undo')]),
  /** Milliseconds since 1970. */
  at: Type.Integer(),
  from: ReleaseName,
  to: ReleaseName,
  changes: Type.Array(FileChange)
});
export type UndoEntry = Type.Static<typeof UndoEntry>;

type Place = Pick<Copy, 'folder' | 'recordFolder'>;

const KEPT_UPDATES = 5;
const KEPT_MS = 14 * 24 * 3_600_000;
const KEPT_BYTES = 200 * 1024 * 1024;

/** Where the earlier bytes and reports of a copy's changes are, absolute. */
export function undoRoot({ folder, recordFolder }: Place): string {
  return join(folder, recordFolder, 'undo');
}

/** Names a change: its time in UTC, then what makes it unique. */
export function undoName(now: number, mark: string): string {
  return `${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}-${mark}`;
}

/** Where the bytes of a file before a change are. */
export function keptPlace(root: string, update: string, number: number): string {
  return join(root, update, `before-${number}`);
}

/** Writes what was done; the bytes are there already. */
export function writeUndoEntry(
  disk: Disk,
  folder: string,
  { entry, record, report }: { entry: UndoEntry; record: string; report: Report | null }
): void {
  createDurably(disk, join(folder, 'origin.json'), record);
  if (report) {
    createDurably(disk, join(folder, 'report.json'), JSON.stringify(report, null, 1));
  }
  createDurably(disk, join(folder, 'update.json'), JSON.stringify(entry));
}

/** Writes an entry anew, because an open document was settled. */
export function replaceUndoEntry(disk: Disk, folder: string, entry: UndoEntry): void {
  replaceDurably(disk, join(folder, 'update.json'), JSON.stringify(entry), join(folder, 'update.json.new'));
}

/** Lists the changes that can be taken back, newest first. */
export function listUndo(disk: Disk, copy: Place): { update: string; entry: UndoEntry }[] {
  const root = undoRoot(copy);
  const names = disk.lstatSync(root, { throwIfNoEntry: false })?.isDirectory() ? disk.readdirSync(root) : [];
  return names
    .sort()
    .reverse()
    .flatMap(update => {
      const entry = readUndoEntry(disk, join(root, update));
      return entry ? [{ update, entry }] : [];
    });
}

/** Reads what a file was after a change, in the form in which merges need it; null if it was not kept. */
export function readAfterForm(disk: Disk, folder: string, number: number): Buffer | null {
  const bytes = readRegular(disk, join(folder, `after-${number}.gz`));
  return bytes && gunzipSync(bytes);
}

/** Removes what need not be kept: the newest always stays, others by number, age and size. */
export function tidyUndo(disk: Disk, copy: Place, now: number): void {
  const root = undoRoot(copy);
  let bytes = 0;
  listUndo(disk, copy).forEach(({ update, entry }, index) => {
    bytes += sizeOf(disk, join(root, update));
    const isOld = index >= KEPT_UPDATES || now - entry.at > KEPT_MS || bytes > KEPT_BYTES;
    if (index > 0 && isOld) {
      removeTree(disk, join(root, update));
    }
  });
}

function readUndoEntry(disk: Disk, folder: string): UndoEntry | null {
  try {
    const bytes = readRegular(disk, join(folder, 'update.json'));
    const entry: unknown = bytes && JSON.parse(bytes.toString('utf8'));
    return Value.Check(UndoEntry, entry) ? entry : null;
  } catch {
    return null;
  }
}

function sizeOf(disk: Disk, folder: string): number {
  return disk
    .readdirSync(folder)
    .reduce((sum, name) => sum + (disk.lstatSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
}
