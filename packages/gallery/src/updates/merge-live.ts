// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, FileFate, OpenSides, Pending, SettleDocumentRequest, UpdateOptions } from '@jupyter-atrium/api';
import type * as Notebooks from '@jupyter-atrium/notebooks';
import type { NotebookMerge } from '@jupyter-atrium/notebooks';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { INotebookModel } from '@jupyterlab/notebook';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { applyEdits } from './apply-edits';

/** What the person chose before the update was applied. */
export type MergeChoices = Pick<UpdateOptions, 'choices' | 'conflicts'>;

/** What a merge into an open document came to. */
export type LiveMerge = Omit<SettleDocumentRequest, 'job' | 'folder' | 'path' | 'sha256'>;

/**
 * Merges a release into an open document as it is at this moment, by small edits, and saves it: the cursor, what can be
 * undone and the kernel stay.
 *
 * @returns null if it cannot be merged as it is: it stays as it was, and the next update tries again
 */
export async function mergeLive(
  context: DocumentRegistry.Context,
  sides: OpenSides,
  options: MergeChoices
): Promise<LiveMerge | null> {
  const notebooks = await import('@jupyter-atrium/notebooks');
  const { model } = context;
  const merged = isNotebookModel(model)
    ? mergeInto(notebooks, model, { sides, options })
    : mergeTextInto(notebooks, model, sides);
  if (merged) {
    await context.save();
  }
  return merged;
}

/**
 * Brings an open document to its file, which another page changed, and what is unsaved here with it: what both changed
 * stands twice. Saves it.
 *
 * @param before - what the file held when this page last read or wrote it
 * @returns false if that cannot be merged: the document is as it was, and JupyterLab asks when it is saved
 */
export async function catchUp(context: DocumentRegistry.Context, before: string): Promise<boolean> {
  const { canonicalForm, readNotebook, writeBase } = await import('@jupyter-atrium/notebooks');
  const { model } = context;
  const mine = model.toString();
  const reading = isNotebookModel(model) ? readNotebook(before) : null;
  const form = reading?.kind === 'notebook' ? writeBase(canonicalForm(reading.notebook, fingerprint)) : null;
  await context.revert();
  const sides = { path: context.path, base: reading ? form : before, theirs: mine, aliases: {}, pending: [] };
  const merged = await mergeLive(context, sides, { choices: {}, conflicts: 'both' });
  if (!merged) {
    model.fromString(mine);
    model.dirty = true;
  }
  return merged !== null;
}

/** What an open notebook held before a choice, and the base form of what it held after. */
export type LiveChoice = { readonly before: string; readonly afterForm: string };

/**
 * Carries out a choice in an open notebook by small edits, and saves it.
 *
 * @returns null if the document is no notebook that can be read: nothing was done
 */
export async function resolveLive(
  context: DocumentRegistry.Context,
  pending: Exclude<Pending, { kind: 'file' }>,
  choice: Choice
): Promise<LiveChoice | null> {
  const { canonicalForm, modelEdits, readNotebook, resolveConflict, writeBase, writeJson } =
    await import('@jupyter-atrium/notebooks');
  const { model } = context;
  const before = model.toString();
  const now = readNotebook(before);
  if (!isNotebookModel(model) || now.kind !== 'notebook') {
    return null;
  }
  const { notebook, origins } = resolveConflict(now.notebook, pending, choice);
  applyEdits(model, modelEdits(now.notebook, notebook, origins), writeJson);
  const after = readNotebook(model.toString());
  await context.save();
  return {
    before,
    afterForm: writeBase(canonicalForm(after.kind === 'notebook' ? after.notebook : notebook, fingerprint))
  };
}

type Merged = Extract<NotebookMerge, { kind: 'merged' }>;

/** Nothing is awaited between reading the model and changing it: nobody can type in between. */
function mergeInto(
  notebooks: typeof Notebooks,
  model: INotebookModel,
  { sides, options }: { sides: OpenSides; options: MergeChoices }
): LiveMerge | null {
  const { readNotebook, readBase, mergeNotebooks } = notebooks;
  const [mine, theirs] = [readNotebook(model.toString()), readNotebook(sides.theirs)];
  const base = sides.base === null ? null : readBase(sides.base);
  if (mine.kind !== 'notebook' || theirs.kind !== 'notebook' || !base) {
    return null;
  }
  const { path, aliases, pending } = sides;
  const merge = mergeNotebooks({
    ...{ path, base, aliases, pending, fingerprint, choices: options.choices },
    ...(options.conflicts ? { conflicts: options.conflicts } : {}),
    mine: mine.notebook,
    theirs: theirs.notebook
  });
  if (merge.kind === 'not-merged') {
    return null;
  }
  const edits = merge.isMine ? [] : notebooks.modelEdits(mine.notebook, merge.notebook, merge.origins);
  // What was not saved yet is the person's too, should the update be taken back.
  const unsaved = model.dirty ? notebooks.writeNotebook(mine.notebook) : null;
  applyEdits(model, edits, notebooks.writeJson);
  return {
    mine: unsaved,
    pending: [...merge.pending],
    aliases: { ...merge.aliases },
    fate: fateOf(path, merge, notebooks.writeJson)
  };
}

function fateOf(path: string, merge: Merged, write: typeof Notebooks.writeJson): FileFate {
  return {
    path,
    from: null,
    fate: merge.isMine ? 'kept' : 'merged',
    beside: null,
    reason: null,
    words: '',
    flags: [...merge.flags],
    cells: [...merge.cells],
    theirsMetadata: JSON.parse(write(merge.theirsMetadata)) as Record<string, unknown>
  };
}

function mergeTextInto(
  { mergeText }: typeof Notebooks,
  model: DocumentRegistry.IModel,
  { path, base, theirs }: OpenSides
): LiveMerge | null {
  const mine = model.toString();
  const merged = mine === base ? theirs : mine === theirs ? mine : base === null ? null : mergeText(base, mine, theirs);
  if (merged === null) {
    return null;
  }
  const unsaved = model.dirty ? mine : null;
  if (merged !== mine) {
    model.fromString(merged);
  }
  const fate =
    merged === mine
      ? null
      : { ...EMPTY_FATE, path, fate: merged === theirs ? ('taken' as const) : ('merged' as const) };
  return { mine: unsaved, pending: [], aliases: {}, fate };
}

const EMPTY_FATE = { from: null, beside: null, reason: null, words: '', flags: [], cells: [], theirsMetadata: {} };

/** As the copy keeps outputs: hexadecimal SHA-256 of their text. */
function fingerprint(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

function isNotebookModel(model: DocumentRegistry.IModel): model is INotebookModel {
  return 'cells' in model && 'sharedModel' in model && 'deletedCells' in model;
}
