// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { inOrder } from '../compare/pairing.ts';
import { type JsonObject, type JsonValue, isJsonNumber, numberText } from '../json/json.ts';
import { type Cell, type Notebook, type Output, minorOf } from '../notebook/notebook.ts';
import { type TextEdit, textEdits } from './source-edits.ts';

/** One change of an open notebook. Indices are those at the moment it is applied. */
export type ModelEdit =
  | { readonly kind: 'remove'; readonly index: number }
  /** Takes a cell out and puts it in again, so that afterwards it stands at `to`. */
  | { readonly kind: 'move'; readonly from: number; readonly to: number }
  | { readonly kind: 'insert'; readonly index: number; readonly cell: Cell }
  /** A cell of another type is another cell. */
  | { readonly kind: 'replace'; readonly index: number; readonly cell: Cell }
  | { readonly kind: 'source'; readonly index: number; readonly edits: readonly TextEdit[] }
  /** Null takes the key away. */
  | { readonly kind: 'metadata'; readonly index: number; readonly key: string; readonly value: JsonValue }
  | { readonly kind: 'attachments'; readonly index: number; readonly attachments: JsonObject }
  /** Theirs' outputs: the cell must lose its trust before they come in, or foreign JavaScript would run. */
  | {
      readonly kind: 'outputs';
      readonly index: number;
      readonly outputs: readonly Output[];
      readonly count: number | null;
    }
  | { readonly kind: 'notebook-metadata'; readonly key: string; readonly value: JsonValue }
  | { readonly kind: 'format'; readonly minor: number };

/**
 * Lists the smallest changes that turn an open notebook into the result of a merge or of a choice, to be applied one
 * after the other in one transaction: cursors, undo and kernel survive.
 *
 * @param before - the open notebook, as it was merged
 * @param after - the result
 * @param origins - for each cell of the result: which cell of `before` it continues; null for a new one
 */
export function modelEdits(before: Notebook, after: Notebook, origins: readonly (number | null)[]): ModelEdit[] {
  const minor = minorOf(after);
  return [
    ...(minor === minorOf(before) ? [] : [{ kind: 'format' as const, minor }]),
    ...placeEdits(before, after, origins),
    ...after.cells.flatMap((cell, index) => {
      const origin = origins[index] ?? null;
      const old = origin === null ? undefined : before.cells[origin];
      return old ? cellEdits(old, cell, index) : [];
    }),
    ...keyEdits(before.metadata ?? {}, after.metadata ?? {}).map((edit): ModelEdit => ({
      kind: 'notebook-metadata',
      ...edit
    }))
  ];
}

/** Brings the cells into the order of the result; of those that stay, as few as possible are moved. */
function placeEdits(before: Notebook, after: Notebook, origins: readonly (number | null)[]): ModelEdit[] {
  const kept = new Set(origins);
  const removed = [...before.cells.keys()].filter(index => !kept.has(index));
  const edits = removed.reverse().map((index): ModelEdit => ({ kind: 'remove', index }));
  // The cells as they stand while the edits are applied, by their place before.
  const order: number[] = [...before.cells.keys()].filter(index => kept.has(index));
  const pairs = origins.flatMap((origin, index) => (origin === null ? [] : [[index, origin] as const]));
  const settled = new Set(inOrder(pairs).map(([, origin]) => origin));
  let place = 0;
  origins.forEach((origin, index) => {
    const cell = after.cells[index];
    if (origin === null && cell) {
      order.splice(place, 0, -1);
      edits.push({ kind: 'insert', index: place, cell });
    } else if (origin !== null && settled.has(origin)) {
      place = order.indexOf(origin);
    } else if (origin !== null) {
      const from = order.indexOf(origin);
      order.splice(from, 1);
      // Cells that wait to be moved away may still stand before it.
      place -= from < place ? 1 : 0;
      order.splice(place, 0, origin);
      edits.push({ kind: 'move', from, to: place });
    }
    place += 1;
  });
  return edits;
}

function cellEdits(before: Cell, after: Cell, index: number): ModelEdit[] {
  if (before.cell_type !== after.cell_type) {
    return [{ kind: 'replace', index, cell: after }];
  }
  const hasOtherSource = before.source !== after.source;
  const changes = before.metadata === after.metadata ? [] : keyEdits(before.metadata ?? {}, after.metadata ?? {});
  return [
    ...(hasOtherSource ? [{ kind: 'source' as const, index, edits: textEdits(before.source, after.source) }] : []),
    ...changes.map((edit): ModelEdit => ({ kind: 'metadata', index, ...edit })),
    ...attachmentEdits(before, after, index),
    ...outputEdits(before, after, index)
  ];
}

function attachmentEdits(before: Cell, after: Cell, index: number): ModelEdit[] {
  const [old, attachments] = [before.attachments ?? {}, after.attachments ?? {}];
  return keyEdits(old, attachments).length === 0 ? [] : [{ kind: 'attachments', index, attachments }];
}

function outputEdits(before: Cell, after: Cell, index: number): ModelEdit[] {
  const [old, outputs] = [before.outputs ?? [], after.outputs ?? []];
  const [oldCount, count] = [before, after].map(({ execution_count: number }) =>
    isJsonNumber(number) ? Number(numberText(number)) : null
  );
  const isSame = old === outputs || (old.length === 0 && outputs.length === 0);
  return isSame && oldCount === count ? [] : [{ kind: 'outputs', index, outputs, count: count ?? null }];
}

function keyEdits(before: JsonObject, after: JsonObject): { key: string; value: JsonValue }[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter(key => before[key] !== after[key]).map(key => ({ key, value: after[key] ?? null }));
}
