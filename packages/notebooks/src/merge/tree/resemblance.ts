// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readBase } from '../../canonical/base-form.ts';
import { type CanonicalNotebook, canonicalForm } from '../../canonical/canonical.ts';
import { matchCells } from '../../compare/match-cells.ts';
import { isNotebookPath } from '../../files/work-file.ts';
import { decode, readNotebook } from '../../notebook/read.ts';

/** What of a file is compared to see whether another is the same one under another name. */
export type Traits = { readonly kind: 'cells'; readonly notebook: CanonicalNotebook } | Lines;
type Lines = { readonly kind: 'lines'; readonly counts: ReadonlyMap<string, number>; readonly weight: number };

/** Reads what a base form, or a file, is compared by; null if it cannot be. */
export function traitsOf(path: string, bytes: Uint8Array | null, isBase: boolean): Traits | null {
  const text = bytes && decode(bytes);
  if (text === null) {
    return null;
  }
  if (!isNotebookPath(path)) {
    return linesOf(text);
  }
  if (isBase) {
    const notebook = readBase(text);
    return notebook && { kind: 'cells', notebook };
  }
  const reading = readNotebook(text);
  return reading.kind === 'notebook' ? { kind: 'cells', notebook: canonicalForm(reading.notebook, () => '') } : null;
}

/** Says how much of two files is the same, from 0 to 1: cells of notebooks, lines of texts weighted by length. */
export function resemblance(a: Traits, b: Traits): number {
  if (a.kind === 'cells' && b.kind === 'cells') {
    const most = Math.max(a.notebook.cells.length, b.notebook.cells.length);
    return most === 0 ? 0 : matchCells(a.notebook.cells, b.notebook.cells).links.length / most;
  }
  return a.kind === 'lines' && b.kind === 'lines' ? diceOf(a, b) : 0;
}

function linesOf(text: string): Lines {
  const counts = new Map<string, number>();
  let weight = 0;
  for (const line of text.split('\n')) {
    const key = line.trimEnd();
    if (key !== '') {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      weight += key.length;
    }
  }
  return { kind: 'lines', counts, weight };
}

function diceOf(a: Lines, b: Lines): number {
  let common = 0;
  for (const [line, count] of a.counts) {
    common += Math.min(count, b.counts.get(line) ?? 0) * line.length;
  }
  return a.weight + b.weight === 0 ? 0 : (2 * common) / (a.weight + b.weight);
}
