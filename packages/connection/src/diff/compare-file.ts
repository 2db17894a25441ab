// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { compareNotebooks } from './compare-notebooks';
import type { Comparison } from './comparison';
import { type FileChange, isNotebook } from './file-change';

/** Larger files are listed without what differs in them. */
const MAX_TEXT_BYTES = 1_000_000;
const MAX_NOTEBOOK_BYTES = 20_000_000;

const TEXT = /^text\/|^application\/(json|x-yaml|yaml|toml|xml|javascript|x-sh|x-tex)$/;

/** What a notebook that is not there is compared as. */
const EMPTY = '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}';

/** Reads the two sides of a file; asked only for a side that is there. */
export type ReadSide = (side: 'before' | 'after') => Promise<string>;

/**
 * Compares a file before and after for showing: notebooks by cell, text by line; never throws.
 *
 * @param withOutputs - false: a notebook after counts as if its outputs were cleared
 */
export async function compareFile(change: FileChange, read: ReadSide, withOutputs: boolean): Promise<Comparison> {
  const of = `${change.before?.digest ?? ''}>${change.after?.digest ?? ''}`;
  const body = await compare(change, read, withOutputs).catch((): Comparison['body'] => ({
    kind: 'unseen',
    why: 'unreadable'
  }));
  return { of, body };
}

async function compare(change: FileChange, read: ReadSide, withOutputs: boolean): Promise<Comparison['body']> {
  const isOfCells = isNotebook(change.path);
  const entries = [change.before, change.after].filter(entry => entry !== null);
  if (!isOfCells && !entries.every(entry => TEXT.test(entry.mediaType))) {
    return { kind: 'unseen', why: 'binary' };
  }
  if (entries.some(entry => entry.size > (isOfCells ? MAX_NOTEBOOK_BYTES : MAX_TEXT_BYTES))) {
    return { kind: 'unseen', why: 'too-large' };
  }
  const missing = isOfCells ? EMPTY : '';
  const [before, after] = await Promise.all([
    change.before ? read('before') : missing,
    change.after ? read('after') : missing
  ]);
  if (isOfCells) {
    return compareNotebooks(before, after, withOutputs);
  }
  const { diffLines } = await import('@jupyter-atrium/notebooks');
  return { kind: 'text', lines: diffLines(before, after) };
}
