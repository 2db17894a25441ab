// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CellMark, findConflict } from '@jupyter-atrium/notebooks';
import type { CellQuestion } from './question';

/** Where a question is shown: below a cell; null: above the first one, as are questions about the whole notebook. */
export type Spot = number | null;

/** The place of a question in a notebook as it is now, and the question in the words of that notebook. */
export type Placed = { readonly spot: Spot; readonly conflict: CellQuestion };

/** Finds where a question is shown, and says it of the cell that is there now. */
export function placeQuestion(cells: readonly CellMark[], question: CellQuestion, find: typeof findConflict): Placed {
  if (question.kind === 'kernel') {
    return { spot: null, conflict: question };
  }
  const { place, mine } = question;
  const { at, count, isFound } = find(cells, question);
  if (!isFound || !(mine ?? place)) {
    return { spot: null, conflict: question };
  }
  const found = { id: mine ? (cells[at]?.id ?? null) : null, index: at, count };
  if (!mine) {
    return { spot: aboveCell(at), conflict: { ...question, place: found } };
  }
  const now = count > 1 ? mine : { ...mine, source: cells[at]?.source ?? mine.source };
  return { spot: at + Math.max(count, 1) - 1, conflict: { ...question, mine: now, place: found } };
}

/** The place between a cell and the one before it. */
export function aboveCell(index: number): Spot {
  return index === 0 ? null : index - 1;
}
