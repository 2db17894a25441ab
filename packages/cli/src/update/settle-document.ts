// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { FileFate, Origin, Pending, PendingEntry } from '@jupyter-atrium/api';
import { baseForm, hasBaseForm } from '../copies/base-form.ts';
import { problem } from '../files/disk-error.ts';
import type { Disk, FileLook } from '../files/disk.ts';
import { createDurably, lookAt, readRegular, removeTree, statOf } from '../files/disk.ts';
import { applyChanges, keepForm } from './apply-changes.ts';
import { listActs } from './list-acts.ts';
import type { Unsettled } from './open-file.ts';
import { readUnsettled } from './open-file.ts';
import type { Session } from './session.ts';
import { Stage } from './stage.ts';
import { addToReport, formPlace, keptPlace, listUndo, replaceUndoEntry, undoDataOf, undoRoot } from './undo-folder.ts';

/** What a page made of an open document. */
export type Settled = {
  /** In the copy. */
  path: string;
  sha256: string;
  /** What it held before the merge, as it would have been saved; null: what was on disk. */
  mine: string | null;
  pending: readonly Pending[];
  aliases: Readonly<Record<string, string>>;
  fate: FileFate | null;
};

type Document = Unsettled['documents'][number];

/** A document, the update it was open in, and what the page made of it. */
type Settling = { unsettled: Unsettled; document: Document; settled: Settled; look: FileLook };

/**
 * Brings the record to what a page merged and saved.
 *
 * @throws AtriumError `file-changed` if the file is not as the page saved it, `pending-not-found`
 */
export function settleDocument(session: Session, settled: Settled): void {
  const { copy, disk, now, beat } = session;
  const settling = settlingOf(session, settled);
  keepInUndo(session, settling);
  const { unsettled, document } = settling;
  const documents = unsettled.documents.filter(other => other !== document);
  const stage = new Stage(copy, disk, () => false);
  const acts = listActs(copy, disk, {
    stage,
    pending: pendingAfter(session, settling),
    unsettled: documents.length === 0 ? null : { ...unsettled, documents }
  });
  const update = `settled-${unsettled.update}`;
  const undo = undoDataOf({ state: copy.origin, pending: session.pending, files: [] });
  const set = { update, kind: 'settle', acts, origin: originWith(copy.origin, settling), report: null, undo } as const;
  applyChanges(copy, set, { disk, now, beat });
  // It is undone with its update.
  removeTree(disk, join(undoRoot(copy), update));
  stage.clear();
}

function settlingOf({ copy, disk }: Session, settled: Settled): Settling {
  const unsettled = readUnsettled(disk, copy);
  const document = unsettled?.documents.find(({ path }) => path === settled.path);
  if (!unsettled || !document) {
    throw problem('pending-not-found', `${settled.path} needs nothing: it was settled already, or by a later update.`);
  }
  const look = lookAt(disk, join(copy.folder, settled.path));
  if (look?.sha256 !== settled.sha256) {
    const message = `${settled.path} was saved again meanwhile. The next update merges it.`;
    throw problem('file-changed', message, { path: settled.path });
  }
  return { unsettled, document, settled, look };
}

/** The update can be undone as a whole. */
function keepInUndo({ copy, disk }: Session, { unsettled, document, settled }: Settling): void {
  const { path } = document;
  const folder = join(undoRoot(copy), unsettled.update);
  const entry = listUndo(disk, copy).find(({ update }) => update === unsettled.update)?.entry;
  const bytes = readRegular(disk, join(copy.folder, path));
  if (!entry || !bytes) {
    return;
  }
  const form = hasBaseForm(path, bytes.length) ? baseForm(path, bytes) : null;
  if (form !== null) {
    keepForm(disk, formPlace(folder, settled.sha256), form);
  }
  const before = keptBefore(disk, folder, document, settled.mine);
  const file = { path, ...before, after: `sha256:${settled.sha256}` };
  const files = [...entry.undo.files.filter(other => other.path !== path), file];
  replaceUndoEntry(disk, folder, { ...entry, undo: { ...entry.undo, files } });
  if (settled.fate) {
    addToReport(disk, folder, settled.fate);
  }
}

/** What nobody had saved when the update came is part of what undoing brings back. */
function keptBefore(
  disk: Disk,
  folder: string,
  { before, size }: Document,
  mine: string | null
): { before: string; size: number } {
  if (mine === null) {
    return { before: `sha256:${before}`, size };
  }
  const bytes = Buffer.from(mine);
  const sha256 = hash('sha256', bytes);
  const place = keptPlace(folder, sha256);
  if (!statOf(disk, place)) {
    createDurably(disk, place, mine);
  }
  return { before: `sha256:${sha256}`, size: bytes.length };
}

function pendingAfter({ pending }: Session, { unsettled, settled }: Settling): PendingEntry[] {
  const { label, manifest } = unsettled.release;
  const others = pending.filter(entry => entry.pending.path !== settled.path);
  const own = settled.pending.map((each): PendingEntry => {
    const earlier = pending.find(entry => entry.pending.id === each.id);
    return { release: earlier?.release ?? { label, manifest }, pending: each };
  });
  return [...others, ...own];
}

function originWith(origin: Origin, { unsettled, document, settled, look }: Settling): Origin {
  const { released, theirs } = document;
  const { sha256, size, mtimeNs } = look;
  const file = { base: theirs, manifest: unsettled.release.manifest, disk: { sha256, size, mtimeNs: String(mtimeNs) } };
  const aliases = Object.keys(settled.aliases).length > 0 ? { [released]: { ...settled.aliases } } : {};
  const others = Object.fromEntries(Object.entries(origin.aliases).filter(([path]) => path !== released));
  return { ...origin, files: { ...origin.files, [released]: file }, aliases: { ...others, ...aliases } };
}
