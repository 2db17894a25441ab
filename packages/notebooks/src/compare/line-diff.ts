// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { diffArrays, diffWordsWithSpace } from 'diff';

/** A stretch of a line: characters from `start` up to, not including, `end`. */
export type Mark = { readonly start: number; readonly end: number };

/** One line of a comparison. */
export type LineDiff = {
  readonly state: 'same' | 'added' | 'removed';
  /** Without its end. */
  readonly text: string;
  /** The words that differ from the line it replaces, or that replaced it; empty if all of it is new or gone. */
  readonly marks: readonly Mark[];
};

/** Edits after which two texts count as wholly different: the search takes time in the square of it. */
const MAX_EDITS = 1000;
const MAX_WORD_EDITS = 200;
/** Words are marked only in lines up to this length. */
const MAX_LINE = 2000;

/**
 * Compares two texts by line, and by word within lines that replace each other.
 *
 * @returns removed lines before the added ones that replace them
 */
export function diffLines(before: string, after: string): LineDiff[] {
  const [left, right] = [linesOf(before), linesOf(after)];
  const changes = diffArrays(left, right, { maxEditLength: MAX_EDITS }) ?? [
    { removed: true, added: false, value: left },
    { removed: false, added: true, value: right }
  ];
  const rows: LineDiff[] = [];
  for (let at = 0; at < changes.length; at += 1) {
    const [change, next] = [changes[at], changes[at + 1]];
    if (change?.removed && next?.added) {
      rows.push(...replaced(change.value, next.value));
      at += 1;
    } else if (change) {
      const state = change.added ? 'added' : change.removed ? 'removed' : 'same';
      rows.push(...change.value.map((text): LineDiff => ({ state, text, marks: [] })));
    }
  }
  return rows;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/\r?\n/);
}

function replaced(before: readonly string[], after: readonly string[]): LineDiff[] {
  // Lines are compared pairwise; if their numbers differ, the surplus is wholly new or gone.
  const words = before.map((line, index) => wordMarks(line, after[index] ?? ''));
  return [
    ...before.map((text, index): LineDiff => ({ state: 'removed', text, marks: words[index]?.removed ?? [] })),
    ...after.map((text, index): LineDiff => ({ state: 'added', text, marks: words[index]?.added ?? [] }))
  ];
}

type WordMarks = { readonly removed: readonly Mark[]; readonly added: readonly Mark[] };

function wordMarks(before: string, after: string): WordMarks {
  const none = { removed: [], added: [] };
  if (before.length > MAX_LINE || after.length > MAX_LINE || before === '' || after === '') {
    return none;
  }
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MAX_WORD_EDITS });
  if (!changes?.some(change => !change.added && !change.removed && /\S/.test(change.value))) {
    return none;
  }
  const marks: { removed: Mark[]; added: Mark[] } = { removed: [], added: [] };
  let [left, right] = [0, 0];
  for (const { value, added, removed } of changes) {
    if (removed) {
      marks.removed.push({ start: left, end: left + value.length });
    } else if (added) {
      marks.added.push({ start: right, end: right + value.length });
    }
    left += added ? 0 : value.length;
    right += removed ? 0 : value.length;
  }
  return marks;
}
