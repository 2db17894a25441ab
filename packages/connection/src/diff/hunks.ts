// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LineDiff } from '@jupyter-atrium/notebooks';

/** Unchanged lines shown around a change. */
const CONTEXT = 3;

/** Lines to show, or a number of equal lines that are not shown. */
export type Hunk =
  | { readonly kind: 'lines'; readonly lines: readonly LineDiff[] }
  | { readonly kind: 'same'; readonly count: number; readonly lines: readonly LineDiff[] };

/** Folds runs of equal lines that are far from any change. */
export function foldLines(lines: readonly LineDiff[]): Hunk[] {
  const near = new Set<number>();
  lines.forEach(({ state }, index) => {
    for (let at = index - CONTEXT; state !== 'same' && at <= index + CONTEXT; at += 1) {
      near.add(at);
    }
  });
  const hunks: { kind: Hunk['kind']; lines: LineDiff[] }[] = [];
  lines.forEach((line, index) => {
    const kind = near.has(index) ? 'lines' : 'same';
    const last = hunks.at(-1);
    if (last?.kind === kind) {
      last.lines.push(line);
    } else {
      hunks.push({ kind, lines: [line] });
    }
  });
  // A single line takes no more room than the words that would stand for it.
  return hunks.map(({ kind, lines: held }) =>
    kind === 'same' && held.length > 1 ? { kind, count: held.length, lines: held } : { kind: 'lines', lines: held }
  );
}
