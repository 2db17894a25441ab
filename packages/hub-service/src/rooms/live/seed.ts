// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import {
  type Cell,
  type Notebook,
  isTrusting,
  publishable,
  readNotebook,
  repairNotebook,
  writeNotebook
} from '@jupyter-atrium/notebooks';
import * as Y from 'yjs';
import { type Blob, takeOut } from './blobs.ts';
import { writeNotebookInto } from './notebook-document.ts';
import { RuleError, checkWhole, rootsOf } from './rules.ts';

/** A document made from a file, or why it cannot be. */
export type Seed =
  | { kind: 'seed'; state: Uint8Array; text: string; cells: number; blobs: Blob[] }
  | { kind: 'refused'; reason: 'bad-content' | 'too-large'; words: string };

const NEW_CELL: Cell = { id: 'start', cell_type: 'code', source: '', metadata: {}, outputs: [], execution_count: null };

/** Makes the document of a room from a notebook: of format 4.5, with unique ids, without trust and state of widgets. */
export function seedFrom(input: Uint8Array | string): Seed {
  const reading = readNotebook(input);
  if (reading.kind === 'refused') {
    return { kind: 'refused', reason: 'bad-content', words: `This file ${reading.words}.` };
  }
  const { notebook, blobs } = takeOut(putInOrder(reading.notebook));
  const tooLarge = largeCells(notebook);
  if (tooLarge.length > 0) {
    const which = tooLarge.slice(0, 10).join(', ');
    return {
      kind: 'refused',
      reason: 'too-large',
      words: `Cells too large for a room: ${which}. Clear their outputs or shorten them.`
    };
  }
  const doc = new Y.Doc();
  rootsOf(doc);
  doc.transact(() => writeNotebookInto(doc, notebook));
  try {
    checkWhole(doc, new WeakSet());
  } catch (error) {
    const isLarge = error instanceof RuleError && error.reason !== 'refused';
    return { kind: 'refused', reason: isLarge ? 'too-large' : 'bad-content', words: (error as Error).message };
  }
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state.length > LIMITS.roomNotebookBytes
    ? {
        kind: 'refused',
        reason: 'too-large',
        words: 'This notebook is too large for a room. Clear outputs you do not need.'
      }
    : { kind: 'seed', state, text: writeNotebook(notebook), cells: notebook.cells.length, blobs };
}

function putInOrder(read: Notebook): Notebook {
  const { notebook } = repairNotebook({ ...read, nbformat: 4, nbformat_minor: 5 });
  const trusted = isTrusting(notebook) ? publishable(notebook) : notebook;
  const metadata = Object.fromEntries(Object.entries(trusted.metadata ?? {}).filter(([key]) => key !== 'widgets'));
  return { ...trusted, metadata, cells: trusted.cells.length > 0 ? trusted.cells : [NEW_CELL] };
}

/** Cells that hold more than a room takes, counted from 1. */
function largeCells({ cells }: Notebook): number[] {
  const size = (value: unknown): number => (value === undefined ? 0 : JSON.stringify(value).length);
  return cells.flatMap((cell, index) => {
    const parts = [cell.source.length, size(cell.outputs), size(cell.attachments), size(cell.metadata)];
    return parts.some(part => part > LIMITS.roomCellBytes) ? [index + 1] : [];
  });
}
