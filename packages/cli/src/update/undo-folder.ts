// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FileFate } from '@jupyter-atrium/api';
import { Report, Digest, LIMITS, Label, Origin, PendingEntry } from '@jupyter-atrium/api';
import type { JsonObject, UndoData } from '@jupyter-atrium/notebooks';
import { parseJson, writeJson } from '@jupyter-atrium/notebooks';
import * as Type from 'typebox';
import type { Copy } from '../copies/copy.ts';
import type { Disk } from '../files/disk.ts';
import { createDurably, readRegular, removeTree, replaceDurably, statOf } from '../files/disk.ts';
import { lazyCheck } from '../files/lazy-check.ts';
import { FileChange } from './journal.ts';

const ReleaseName = Type.Object({ label: Label, manifest: Digest });

/** What one change of a copy did, and can be taken back from. */
export const UndoEntry = Type.Object({
  kind: Type.Union([Type.Literal('update'), Type.Literal('decide'), Type.Literal('undo'), Type.Literal('settle')]),
  /** Milliseconds since 1970. */
  at: Type.Integer(),
  from: ReleaseName,
  to: ReleaseName,
  changes: Type.Array(FileChange),
  undo: Type.Object({
    /** The record before, but for what only the disk knows. */
    state: Type.Object({
      ...Type.Pick(Origin, ['release', 'paths', 'left', 'aliases']).properties,
      files: Type.Record(Type.String(), Type.Object({ base: Digest, manifest: Digest }))
    }),
    pending: Type.Array(PendingEntry),
    files: Type.Array(
      Type.Object({
        path: Type.String(),
        before: Type.Union([Digest, Type.Null()]),
        after: Type.Union([Digest, Type.Null()]),
        size: Type.Integer()
      })
    )
  })
});
export type UndoEntry = Type.Static<typeof UndoEntry>;

const isUndoEntry = lazyCheck(UndoEntry);
const isReport = lazyCheck(Report);

type Place = Pick<Copy, 'folder' | 'recordFolder'>;

/** A notebook's own depth, and what is around it. */
const DEPTH = LIMITS.jsonDepth + 12;
const KEPT_UPDATES = 5;
const KEPT_MS = 14 * 24 * 3_600_000;
const KEPT_BYTES = 200 * 1024 * 1024;

/** Where the earlier bytes and reports of a copy's changes are, absolute. */
export function undoRoot({ folder, recordFolder }: Place): string {
  return join(folder, recordFolder, 'undo');
}

/** Names a change: its time in UTC, to the millisecond so that names sort as changes follow, then what makes it unique. */
export function undoName(now: number, mark: string): string {
  return `${new Date(now).toISOString().replace(/[-:.]/g, '')}-${mark}`;
}

/** Where the bytes from before a change are, by their hash. */
export function keptPlace(folder: string, sha256: string): string {
  return join(folder, `before-${sha256}`);
}

/** Where the form in which later merges need what a change wrote is, by the hash of what was written. */
export function formPlace(folder: string, sha256: string): string {
  return join(folder, `after-${sha256}.gz`);
}

/** Takes from a plan what undoing it needs. */
export function undoDataOf({ state, pending, files }: UndoData): UndoEntry['undo'] {
  const bases = Object.entries(state.files).map(([path, { base, manifest }]) => [path, { base, manifest }] as const);
  const { release, paths, left, aliases } = state;
  return {
    state: { release, paths, left: [...left], aliases, files: Object.fromEntries(bases) },
    pending: [...pending],
    files: files.map(file => ({ ...file }))
  };
}

/** Writes what was done; the bytes are there already. */
export function writeUndoEntry(
  disk: Disk,
  folder: string,
  { entry, record, report }: { entry: UndoEntry; record: string; report: Report | null }
): void {
  createDurably(disk, join(folder, 'origin.json'), record);
  if (report) {
    const object: object = report;
    createDurably(disk, join(folder, 'report.json'), writeJson(object as JsonObject));
  }
  createDurably(disk, join(folder, 'update.json'), entryText(entry));
}

/** Writes an entry anew, because an open document was settled. */
export function replaceUndoEntry(disk: Disk, folder: string, entry: UndoEntry): void {
  replaceDurably(disk, join(folder, 'update.json'), entryText(entry), join(folder, 'update.json.new'));
}

/** Adds to an update's report what a page did with an open document; a report that cannot be read stays as it is. */
export function addToReport(disk: Disk, folder: string, fate: FileFate): void {
  const place = join(folder, 'report.json');
  const parsed = parseJson(readRegular(disk, place)?.toString('utf8') ?? '', DEPTH);
  const report: unknown = parsed.kind === 'value' ? parsed.value : null;
  if (isReport(report)) {
    const files = [...report.files.filter(({ path }) => path !== fate.path), fate];
    const object: object = { ...report, files };
    replaceDurably(disk, place, writeJson(object as JsonObject), `${place}.new`);
  }
}

/** Lists the changes that can be taken back, newest first. */
export function listUndo(disk: Disk, copy: Place): { update: string; entry: UndoEntry }[] {
  const root = undoRoot(copy);
  const names = statOf(disk, root)?.isDirectory() ? disk.readdirSync(root) : [];
  return names
    .sort()
    .reverse()
    .flatMap(update => {
      const entry = readUndoEntry(disk, join(root, update));
      return entry ? [{ update, entry }] : [];
    });
}

/** Reads what a change wrote, in the form in which merges need it; null if it was not kept. */
export function readAfterForm(disk: Disk, folder: string, sha256: string): Buffer | null {
  const bytes = readRegular(disk, formPlace(folder, sha256));
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

/** Numbers of outputs in pending entries keep how they were written. */
function entryText(entry: UndoEntry): string {
  const object: object = entry;
  return writeJson(object as JsonObject);
}

function readUndoEntry(disk: Disk, folder: string): UndoEntry | null {
  try {
    const bytes = readRegular(disk, join(folder, 'update.json'));
    const parsed = parseJson(bytes?.toString('utf8') ?? '', DEPTH);
    const entry: unknown = parsed.kind === 'value' ? parsed.value : null;
    return isUndoEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}

function sizeOf(disk: Disk, folder: string): number {
  return disk.readdirSync(folder).reduce((sum, name) => sum + (statOf(disk, join(folder, name))?.size ?? 0), 0);
}
