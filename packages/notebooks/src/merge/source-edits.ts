// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hunksOf } from './line-hunks.ts';

/** Replaces characters from `start` up to, not including, `end` by a text. */
export type TextEdit = { readonly start: number; readonly end: number; readonly text: string };

/**
 * Finds small edits that turn one text into another, so that cursors elsewhere in it stay.
 *
 * @returns from the last to the first: earlier offsets stay right while they are applied; UTF-16 units
 */
export function textEdits(before: string, after: string): TextEdit[] {
  const lines = withEnds(before);
  const starts = [0];
  for (const line of lines) {
    starts.push((starts.at(-1) ?? 0) + line.length);
  }
  const edits = hunksOf(lines, withEnds(after)).map(({ start, end, lines: added }) =>
    trimmed({ start: starts[start] ?? 0, end: starts[end] ?? before.length, text: added.join('') }, before)
  );
  return edits.reverse();
}

function withEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Leaves equal characters at both ends of an edit out of it; never cuts a surrogate pair. */
function trimmed({ start, end, text }: TextEdit, before: string): TextEdit {
  const old = before.slice(start, end);
  const most = Math.min(old.length, text.length);
  let head = 0;
  while (head < most && old[head] === text[head]) {
    head += 1;
  }
  head -= isPairCut(old, head) || isPairCut(text, head) ? 1 : 0;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === text.at(-1 - tail)) {
    tail += 1;
  }
  tail -= isPairCut(old, old.length - tail) || isPairCut(text, text.length - tail) ? 1 : 0;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

function isPairCut(text: string, at: number): boolean {
  return (
    /^[\udc00-\udfff]/.test(text.slice(at, at + 1)) && /[\ud800-\udbff]$/.test(text.slice(Math.max(at - 1, 0), at))
  );
}
