// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Cell, type JsonObject, type ModelEdit, type Notebook, modelEdits } from '@jupyter-atrium/notebooks';
import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { cellOf, outputOf, plain, readNotebookFrom } from './notebook-document.ts';
import { rootsOf } from './rules.ts';

/** Makes a document what a notebook is, by the smallest edits: what stays the same is not touched. */
export function restoreInto(doc: Y.Doc, after: Notebook): void {
  const before = readNotebookFrom(doc);
  // Within a room, ids are what cells are known by.
  const places = new Map(before.cells.map((cell, index) => [cell.id, index]));
  const origins = after.cells.map(cell => places.get(cell.id) ?? null);
  const cells = after.cells.map((cell, index) => {
    const origin = origins[index] ?? null;
    return origin === null ? cell : withSame(cell, before.cells[origin]);
  });
  const metadata = sameOr(before.metadata ?? {}, after.metadata ?? {});
  for (const edit of modelEdits(
    before,
    { ...after, metadata: sameValues(before.metadata ?? {}, metadata), cells },
    origins
  )) {
    apply(doc, edit);
  }
}

/** Parts that are equal become the same, as the list of edits wants it. */
function withSame(cell: Cell, old: Cell | undefined): Cell {
  return {
    ...cell,
    metadata: sameValues(old?.metadata ?? {}, cell.metadata ?? {}),
    attachments: sameValues(old?.attachments ?? {}, cell.attachments ?? {}),
    outputs: sameOr(old?.outputs ?? [], cell.outputs ?? [])
  };
}

function sameValues(old: JsonObject, now: JsonObject): JsonObject {
  const entries = Object.entries(now).map(([key, value]) => [key, sameOr(old[key], value)] as const);
  return sameOr(old, Object.fromEntries(entries));
}

function sameOr<T>(old: T, now: T): T {
  return isDeepStrictEqual(plain(old), plain(now)) ? old : now;
}

function apply(doc: Y.Doc, edit: ModelEdit): void {
  const { cells, meta } = rootsOf(doc);
  switch (edit.kind) {
    case 'remove':
      return cells.delete(edit.index);
    case 'move': {
      const cell = readNotebookFrom(doc).cells[edit.from];
      cells.delete(edit.from);
      return cell && cells.insert(edit.to, [cellOf(cell)]);
    }
    case 'insert':
      return cells.insert(edit.index, [cellOf(edit.cell)]);
    case 'replace':
      cells.delete(edit.index);
      return cells.insert(edit.index, [cellOf(edit.cell)]);
    case 'notebook-metadata':
      return setOrDelete(meta.get('metadata'), edit.key, edit.value);
    case 'format':
      return;
    default:
      return applyToCell(cells.get(edit.index) as Y.Map<unknown>, edit);
  }
}

type CellEdit = Extract<ModelEdit, { kind: 'source' | 'metadata' | 'attachments' | 'outputs' }>;

function applyToCell(cell: Y.Map<unknown>, edit: CellEdit): void {
  switch (edit.kind) {
    case 'source': {
      const source = cell.get('source') as Y.Text;
      for (const { start, end, text } of edit.edits) {
        source.delete(start, end - start);
        source.insert(start, text);
      }
      return;
    }
    case 'metadata':
      return setOrDelete(cell.get('metadata'), edit.key, edit.value);
    case 'attachments':
      return void cell.set('attachments', plain(edit.attachments));
    case 'outputs': {
      const outputs = cell.get('outputs') as Y.Array<unknown>;
      outputs.delete(0, outputs.length);
      outputs.push(edit.outputs.map(outputOf));
      cell.set('execution_count', edit.count);
    }
  }
}

function setOrDelete(map: unknown, key: string, value: unknown): void {
  if (map instanceof Y.Map) {
    if (value === null) {
      map.delete(key);
    } else {
      map.set(key, plain(value));
    }
  }
}
