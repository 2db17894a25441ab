// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Pending } from '@jupyter-atrium/api';
import fc from 'fast-check';
import { mergeOf, sourcesOf } from '../../test/a-merge';
import { aNotebook, withoutId } from '../../test/a-notebook';
import { applyEdits } from '../../test/apply-edits';
import { notebook } from '../../test/arbitraries';
import { edits, withEdits } from '../../test/edits';
import { canonicalForm, isSameNotebook } from '../canonical/canonical';
import type { Notebook } from '../notebook/notebook';
import { validateNotebook } from '../notebook/validate';
import { mergeLines } from './merge-lines';
import { modelEdits } from './model-edits';
import { textEdits } from './source-edits';

const three = fc
  .tuple(notebook, edits, edits)
  .map(([base, mine, theirs]) => ({ base, mine: withEdits(base, mine, 'm'), theirs: withEdits(base, theirs, 't') }));
/** The same with ids of their own for all cells. */
const threeWithIds = fc.tuple(notebook, edits, edits).map(([any, mine, theirs]) => {
  const base = aNotebook(any.cells.map((cell, index) => ({ ...cell, id: `c${index}` })));
  return { base, mine: withEdits(base, mine, 'm'), theirs: withEdits(base, theirs, 't') };
});
const RUNS = { numRuns: 150 };

const idsOf = (pending: readonly Pending[]): string[] => pending.map(({ id }) => id).sort();

const isSame = (a: Notebook, b: Notebook): boolean => isSameNotebook(canonicalForm(a), canonicalForm(b));

function lineCounts(sources: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of sources.join('\n').split(/\r?\n/)) {
    counts.set(line.trimEnd(), (counts.get(line.trimEnd()) ?? 0) + 1);
  }
  return counts;
}

describe('mergeNotebooks, for any notebooks', () => {
  it('gives theirs if mine changed nothing', () => {
    fc.assert(
      fc.property(three, ({ base, theirs }) => {
        const result = mergeOf(base, base, theirs);
        expect(result.pending).toEqual([]);
        expect(sourcesOf(result.notebook).map(text => text.replaceAll('\r\n', '\n'))).toEqual(
          sourcesOf(theirs).map(text => text.replaceAll('\r\n', '\n'))
        );
        expect(isSame(result.notebook, theirs)).toBe(true);
      }),
      RUNS
    );
  });

  it('leaves mine alone if theirs changed nothing, or the same', () => {
    fc.assert(
      fc.property(three, ({ base, mine }) => {
        expect(mergeOf(base, mine, base)).toMatchObject({ isMine: true, pending: [] });
        expect(mergeOf(base, mine, mine)).toMatchObject({ isMine: true, pending: [] });
      }),
      RUNS
    );
  });

  it('gives a valid notebook', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const result = mergeOf(base, mine, theirs);
        expect(result.isMine ? [] : validateNotebook(result.notebook)).toEqual([]);
      }),
      RUNS
    );
  });

  it('loses no line that either side added', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const result = mergeOf(base, mine, theirs);
        const before = lineCounts(sourcesOf(base));
        const after = lineCounts(sourcesOf(result.notebook));
        const asked = lineCounts(
          result.pending.flatMap(each => (each.kind === 'cell' ? (each.theirs?.source ?? '') : ''))
        );
        const lost = (side: Notebook, found: (line: string) => number): string[] =>
          [...lineCounts(sourcesOf(side))].flatMap(([line, count]) =>
            line !== '' && found(line) < count - (before.get(line) ?? 0) ? [line] : []
          );
        const inResult = (line: string): number => after.get(line) ?? 0;
        expect(lost(mine, inResult)).toEqual([]);
        expect(lost(theirs, line => inResult(line) + (asked.get(line) ?? 0))).toEqual([]);
      }),
      RUNS
    );
  });

  it('has nothing left to do when the same release comes again', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const { notebook: first, pending, aliases } = mergeOf(base, mine, theirs);
        const again = mergeOf(theirs, first, theirs, { pending, aliases });
        expect(again.isMine).toBe(true);
        expect(idsOf(pending)).toEqual(expect.arrayContaining(idsOf(again.pending)));
      }),
      RUNS
    );
  });

  it('asks the same as long as nobody has decided', () => {
    fc.assert(
      fc.property(threeWithIds, ({ base, mine, theirs }) => {
        const { notebook: first, pending, aliases } = mergeOf(base, mine, theirs);
        const again = mergeOf(theirs, first, theirs, { pending, aliases });
        expect(idsOf(again.pending)).toEqual(idsOf(pending));
      }),
      RUNS
    );
  });

  it('does the same to a notebook whose save changed its ids', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const bare = [base, mine, theirs].map(side => ({
          ...side,
          nbformat_minor: 4,
          cells: side.cells.map(withoutId)
        }));
        const minted = {
          ...mine,
          nbformat_minor: 5,
          cells: mine.cells.map((cell, index) => ({ ...cell, id: `minted-${index}` }))
        };
        const [plain, saved] = [mergeOf(bare[0], bare[1], bare[2]), mergeOf(bare[0], minted, bare[2])];
        expect(sourcesOf(saved.notebook)).toEqual(sourcesOf(plain.notebook));
        expect(saved.cells.map(({ fate }) => fate)).toEqual(plain.cells.map(({ fate }) => fate));
      }),
      RUNS
    );
  });

  it('gives edits that turn an open notebook into the result', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const { notebook: result, origins } = mergeOf(base, mine, theirs);
        const edited = applyEdits(mine, modelEdits(mine, result, origins));
        expect(sourcesOf(edited)).toEqual(sourcesOf(result));
        expect(isSame(edited, result)).toBe(true);
      }),
      RUNS
    );
  });

  it('lets every conflict be decided later as at once', () => {
    fc.assert(
      fc.property(three, fc.constantFrom('mine', 'theirs', 'both'), ({ base, mine, theirs }, choice) => {
        const chosen = mergeOf(base, mine, theirs, { conflicts: choice });
        expect(chosen.pending.filter(({ kind }) => kind === 'cell')).toEqual([]);
        expect(chosen.isMine ? [] : validateNotebook(chosen.notebook)).toEqual([]);
      }),
      RUNS
    );
  });
});

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '', '🧊x', '🧊y'), { maxLength: 8 });

describe('mergeLines', () => {
  it('gives the same lines whichever side is mine', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const lines = (a: string[], b: string[]): string[] | undefined =>
          mergeLines(base, a, b)?.flatMap(chunk => chunk.lines);
        expect(lines(theirs, mine)).toEqual(lines(mine, theirs));
        expect(lines(base, theirs)).toEqual(theirs);
      })
    );
  });
});

describe('textEdits', () => {
  it('turns one text into another, from the last edit to the first', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [a.join('\n'), b.join('\n')];
        const result = textEdits(before, after).reduce(
          (old, { start, end, text: added }) => old.slice(0, start) + added + old.slice(end),
          before
        );
        expect(result).toBe(after);
      })
    );
  });
});
