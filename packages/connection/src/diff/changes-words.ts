// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import { formatBytes } from '../formats';
import type { Comparison, NotebookComparison } from './comparison';
import { type FileChange, isNotebook } from './file-change';

/** Sums up what changed, such as "2 notebooks, 4 cells; 1 file added." */
export function changesWords(
  changes: readonly FileChange[],
  comparisons: ReadonlyMap<string, Comparison>,
  trans: TranslationBundle
): string {
  const notebooks = changes.filter(({ kind, path }) => kind === 'changed' && isNotebook(path));
  const files = changes.filter(({ kind, path }) => kind === 'changed' && !isNotebook(path)).length;
  const added = changes.filter(({ kind }) => kind === 'added').length;
  const removed = changes.filter(({ kind }) => kind === 'removed').length;
  const parts = [
    notebooks.length > 0 ? notebooksWords(notebooks, comparisons, trans) : '',
    files > 0 ? trans._n('%1 file changed', '%1 files changed', files) : '',
    added > 0 ? trans._n('%1 file added', '%1 files added', added) : '',
    removed > 0 ? trans._n('%1 file removed', '%1 files removed', removed) : ''
  ];
  return trans.__('%1.', parts.filter(part => part !== '').join('; '));
}

/** Says what happened to one file. */
export function changeWords(change: FileChange, comparison: Comparison | undefined, trans: TranslationBundle): string {
  switch (change.kind) {
    case 'added':
      return trans.__('added, %1', formatBytes(change.after?.size ?? 0));
    case 'removed':
      return trans.__('removed');
    case 'changed':
      return comparison?.body.kind === 'notebook'
        ? cellsWords(comparison.body.edited, comparison.body.run, trans)
        : trans.__('changed');
  }
}

function notebooksWords(
  notebooks: readonly FileChange[],
  comparisons: ReadonlyMap<string, Comparison>,
  trans: TranslationBundle
): string {
  const words = trans._n('%1 notebook', '%1 notebooks', notebooks.length);
  const bodies = notebooks
    .map(({ path }) => comparisons.get(path)?.body)
    .filter((body): body is NotebookComparison => body?.kind === 'notebook');
  // Half a sum would be a wrong one.
  if (bodies.length < notebooks.length) {
    return words;
  }
  const sum = (key: 'edited' | 'run'): number => bodies.reduce((total, body) => total + body[key], 0);
  return trans.__('%1, %2', words, cellsWords(sum('edited'), sum('run'), trans));
}

function cellsWords(edited: number, run: number, trans: TranslationBundle): string {
  const parts = [
    edited > 0 ? trans._n('%1 cell', '%1 cells', edited) : '',
    run > 0 ? trans._n('%1 cell run again', '%1 cells run again', run) : ''
  ].filter(part => part !== '');
  return parts.length > 0 ? parts.join(', ') : trans.__('no cell differs');
}
