// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Merges for specs. */
import { canonicalForm } from '../src/canonical/canonical.ts';
import { type IMergeOptions, type NotebookMerge, mergeNotebooks } from '../src/merge/merge-notebooks.ts';
import type { Notebook } from '../src/notebook/notebook.ts';
import { hashText } from '../src/notebook/mint-id.ts';

export type Merged = Extract<NotebookMerge, { kind: 'merged' }>;

/** Merges; the base is given as the notebook that was released. */
export function mergeOf(
  base: Notebook | undefined,
  mine: Notebook | undefined,
  theirs: Notebook | undefined,
  options: Partial<IMergeOptions> = {}
): Merged {
  if (!base || !mine || !theirs) {
    throw new Error('a side is missing');
  }
  const form = canonicalForm(base, hashText);
  const result = mergeNotebooks({ path: 'a.ipynb', base: form, mine, theirs, fingerprint: hashText, ...options });
  if (result.kind !== 'merged') {
    throw new Error(`not merged: ${result.reason} ${result.words}`);
  }
  return result;
}

/** Merges where something of theirs must have been taken. */
export function merged(base: Notebook, mine: Notebook, theirs: Notebook, options: Partial<IMergeOptions> = {}): Merged {
  const result = mergeOf(base, mine, theirs, options);
  if (result.isMine) {
    throw new Error('nothing was taken');
  }
  return result;
}

export function sourcesOf(notebook: Notebook): string[] {
  return notebook.cells.map(({ source }) => source);
}
