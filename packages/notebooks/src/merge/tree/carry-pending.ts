// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, Pending, PendingFile } from '@jupyter-atrium/api';
import { isNotebookPath } from '../../files/work-file.ts';
import type { Notebook } from '../../notebook/notebook.ts';
import { readNotebook } from '../../notebook/read.ts';
import { writeNotebook } from '../../notebook/write.ts';
import { fileFate } from '../report.ts';
import { resolveConflict } from '../resolve.ts';
import type { Draft } from './draft.ts';
import type { ITreeOptions } from './tree.ts';

/** Keeps questions of earlier updates that still stand, and carries out choices for cells of files that nobody changed. */
export async function carryPending(draft: Draft, options: ITreeOptions): Promise<void> {
  const { choices = {} } = options;
  for (const { pending } of options.pending) {
    const isKept = draft.pending.some(entry => entry.pending.id === pending.id);
    const isReplaced = draft.pending.some(({ pending: { kind, path } }) => kind === 'file' && path === pending.path);
    const isOpen = pending.kind === 'file' && choices[pending.id] === undefined && !isKept && !isReplaced;
    if (isOpen && (await isStanding(draft, pending))) {
      draft.keep(pending);
    }
  }
  await resolveCells(draft, options);
}

/** Whether a question about a file still makes sense. */
async function isStanding(draft: Draft, { path, other, theirs, why }: PendingFile): Promise<boolean> {
  const own = draft.local.at(path);
  if (why === 'deleted') {
    return own !== null;
  }
  const isThere = other !== null && (draft.local.at(other) !== null || (theirs === null && draft.local.has(other)));
  const isSame =
    own?.kind === 'file' && theirs !== null && why === 'beside' && (await draft.digest(own.path)) === theirs;
  return isThere && !isSame;
}

/** A file that is merged anew carries out choices itself. */
async function resolveCells(draft: Draft, { choices = {}, held = [], sha256 }: ITreeOptions): Promise<void> {
  const chosen = draft.pending.filter(
    ({ pending: { kind, id, path } }) =>
      kind !== 'file' && choices[id] !== undefined && !draft.texts.has(path) && !held.includes(path)
  );
  for (const path of new Set(chosen.map(({ pending }) => pending.path))) {
    const entry = draft.local.at(path);
    const reading = entry && isNotebookPath(path) ? readNotebook(await draft.read(entry.path)) : null;
    if (!entry || reading?.kind !== 'notebook') {
      continue;
    }
    const own = chosen.filter(({ pending }) => pending.path === path).map(({ pending }) => pending);
    const notebook = own.reduce((all, pending) => resolved(all, pending, choices[pending.id]), reading.notebook);
    draft.drop(own.map(({ id }) => id));
    if (notebook !== reading.notebook) {
      const text = writeNotebook(notebook);
      const size = new TextEncoder().encode(text).length;
      await draft.write(entry.path, { digest: `sha256:${sha256(text)}`, size, text });
    }
    draft.fates.push(fileFate(path, notebook === reading.notebook ? 'kept' : 'merged'));
  }
}

function resolved(notebook: Notebook, pending: Pending, choice: Choice | undefined): Notebook {
  return pending.kind === 'file' || choice === undefined
    ? notebook
    : resolveConflict(notebook, pending, choice).notebook;
}
