// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { diffArrays } from 'diff';

/** Lines of the base, from `start` up to, not including, `end`, and what a side has in their place. */
export type Hunk = { readonly start: number; readonly end: number; readonly lines: readonly string[] };

/** Edits after which the changed middle of a text counts as replaced: the search takes time in the square of it. */
const MAX_EDITS = 2000;

/** Finds what a side changed; hunks are in order, with an unchanged line between any two. */
export function hunksOf(base: readonly string[], side: readonly string[]): Hunk[] {
  const head = commonLength(base, side, index => index);
  const left = Math.min(base.length, side.length) - head;
  const tail = Math.min(
    left,
    commonLength(base, side, (index, length) => length - 1 - index)
  );
  const middle = { base: base.slice(head, base.length - tail), side: side.slice(head, side.length - tail) };
  if (middle.base.length === 0 && middle.side.length === 0) {
    return [];
  }
  const changes = diffArrays(middle.base, middle.side, { maxEditLength: MAX_EDITS });
  if (!changes) {
    return [{ start: head, end: base.length - tail, lines: middle.side }];
  }
  const hunks: { start: number; end: number; lines: string[] }[] = [];
  let at = head;
  for (const { added, removed, value } of changes) {
    const last = hunks.at(-1);
    if (!added && !removed) {
      at += value.length;
      continue;
    }
    const hunk = last?.end === at ? last : { start: at, end: at, lines: [] };
    if (hunk !== last) {
      hunks.push(hunk);
    }
    if (added) {
      hunk.lines.push(...value);
    } else {
      hunk.end += value.length;
      at += value.length;
    }
  }
  return hunks;
}

/** How many lines are equal from one end on. */
function commonLength(
  a: readonly string[],
  b: readonly string[],
  place: (index: number, length: number) => number
): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[place(length, a.length)] === b[place(length, b.length)]) {
    length += 1;
  }
  return length;
}
