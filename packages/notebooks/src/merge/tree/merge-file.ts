// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { NotMergedReason, Pending } from '@jupyter-atrium/api';
import { readBase } from '../../canonical/base-form.ts';
import { type CanonicalNotebook, canonicalForm, isSameNotebook } from '../../canonical/canonical.ts';
import { isNotebookPath } from '../../files/work-file.ts';
import type { Notebook } from '../../notebook/notebook.ts';
import { decode, readNotebook } from '../../notebook/read.ts';
import { writeNotebook } from '../../notebook/write.ts';
import { type IMergeOptions, type NotebookMerge, mergeNotebooks } from '../merge-notebooks.ts';
import { isMergeableText, mergeText } from '../merge-text.ts';

/** The bytes of a file that both sides changed; the base is its base form, null if there is none. */
export type ThreeFiles = {
  readonly base: Uint8Array | null;
  readonly mine: Uint8Array;
  readonly theirs: Uint8Array;
};

/** What becomes of a file that both sides changed. */
export type FileMerge =
  /** Mine stays byte for byte; a notebook may still have a report and conflicts. */
  | { readonly kind: 'mine'; readonly merge: MergedNotebook | null }
  /** Theirs' exact bytes. */
  | { readonly kind: 'theirs' }
  | { readonly kind: 'text'; readonly text: string; readonly merge: MergedNotebook | null }
  /** Mine stays and theirs goes beside it; a reason tells why a notebook was not merged. */
  | { readonly kind: 'apart'; readonly reason: NotMergedReason | null; readonly words: string };

export type MergedNotebook = Extract<NotebookMerge, { kind: 'merged' }>;

export type IFileOptions = Pick<IMergeOptions, 'path' | 'fingerprint' | 'aliases' | 'choices' | 'conflicts'> & {
  pending: readonly Pending[];
};

const APART: FileMerge = { kind: 'apart', reason: null, words: '' };

/** Merges a file that both sides changed: a notebook by cell, code and prose by line, nothing else. */
export function mergeFile(files: ThreeFiles, options: IFileOptions): FileMerge {
  if (isNotebookPath(options.path)) {
    return mergeNotebookFile(files, options);
  }
  const size = Math.max(files.mine.length, files.theirs.length);
  if (!isMergeableText(options.path, size) || !files.base) {
    return APART;
  }
  const [base, mine, theirs] = [files.base, files.mine, files.theirs].map(textOf);
  if (base === null || mine === null || theirs === null || base === undefined || mine === undefined) {
    return APART;
  }
  const text = mergeText(base, mine, theirs ?? '');
  return text === null ? APART : text === mine ? { kind: 'mine', merge: null } : { kind: 'text', text, merge: null };
}

/** Whether two files hold the same notebook, though their bytes differ. */
export function isSameNotebookFile(a: Uint8Array, b: Uint8Array): boolean {
  const [one, other] = [formOf(a), formOf(b)];
  return one !== null && other !== null && isSameNotebook(one, other);
}

function mergeNotebookFile(files: ThreeFiles, options: IFileOptions): FileMerge {
  const text = files.base && decode(files.base);
  const base = text === null ? null : readBase(text);
  if (!base) {
    return { kind: 'apart', reason: 'base-unreadable', words: 'cannot be merged: what it was before is not known' };
  }
  const mine = readNotebook(files.mine);
  if (mine.kind === 'refused') {
    return { kind: 'apart', reason: 'mine-unreadable', words: mine.words };
  }
  const theirs = readNotebook(files.theirs);
  if (theirs.kind === 'refused') {
    return { kind: 'apart', reason: 'theirs-unreadable', words: `${theirs.words} in the new release` };
  }
  return mergeReadable({ base, mine: mine.notebook, theirs: theirs.notebook }, options);
}

function mergeReadable(
  { base, mine, theirs }: { base: CanonicalNotebook; mine: Notebook; theirs: Notebook },
  options: IFileOptions
): FileMerge {
  const isOpen = options.pending.length > 0;
  const mineForm = canonicalForm(mine, options.fingerprint);
  if (!isOpen && isSameNotebook(base, mineForm)) {
    return { kind: 'theirs' };
  }
  const merge = mergeNotebooks({ ...options, base, mine, mineForm, theirs });
  if (merge.kind === 'not-merged') {
    return { kind: 'apart', reason: merge.reason, words: merge.words };
  }
  return merge.isMine ? { kind: 'mine', merge } : { kind: 'text', text: writeNotebook(merge.notebook), merge };
}

function formOf(bytes: Uint8Array): CanonicalNotebook | null {
  const reading = readNotebook(bytes);
  return reading.kind === 'notebook' ? canonicalForm(reading.notebook) : null;
}

/** Null if it is no text; a byte order mark stays. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) {
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
