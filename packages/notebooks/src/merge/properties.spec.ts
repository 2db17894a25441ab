// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Pending } from '@jupyter-atrium/api';
import fc from 'fast-check';
import { mergeOf, sourcesOf } from '../../test/a-merge';
import { aNotebook, code, withoutId } from '../../test/a-notebook';
import { applyEdits } from '../../test/apply-edits';
import { json, notebook } from '../../test/arbitraries';
import { edits, withEdits } from '../../test/edits';
import { writeBase } from '../canonical/base-form';
import { canonicalForm, isSameNotebook } from '../canonical/canonical';
import { hashText } from '../notebook/mint-id';
import type { Notebook } from '../notebook/notebook';
import { readNotebook } from '../notebook/read';
import { validateNotebook } from '../notebook/validate';
import { mergeLines } from './merge-lines';
import { modelEdits } from './model-edits';
import { textEdits } from './source-edits';
import { mergeFile } from './tree/merge-file';

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

  it('asks the same as long as nobody has decided, or wrote the same elsewhere', () => {
    fc.assert(
      fc.property(threeWithIds, ({ base, mine, theirs }) => {
        const { notebook: first, pending, aliases } = mergeOf(base, mine, theirs);
        const again = mergeOf(theirs, first, theirs, { pending, aliases });
        const written = new Set(sourcesOf(mine));
        const isWritten = (each: Pending): boolean => each.kind === 'cell' && written.has(each.theirs?.source ?? '');
        const asked = idsOf(again.pending);
        expect(idsOf(pending)).toEqual(expect.arrayContaining(asked));
        expect(asked).toEqual(expect.arrayContaining(idsOf(pending.filter(each => !isWritten(each)))));
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

  it('applies edits of different cells without a conflict, over one release or two', () => {
    const share = fc.array(fc.constantFrom<'mine' | 'second' | 'third' | null>('mine', 'second', 'third', null), {
      minLength: 12,
      maxLength: 12
    });
    fc.assert(
      fc.property(share, who => {
        const lines = (index: number): string => `cell_${index} = load(${index})\nplot(cell_${index})`;
        const by = (...names: (string | null)[]): Notebook =>
          aNotebook(who.map((name, index) => code(names.includes(name) ? `${lines(index)}\n# ${name}` : lines(index))));
        const [first, second, third] = [by(), by('second'), by('second', 'third')];
        const direct = mergeOf(first, by('mine'), third);
        const middle = mergeOf(first, by('mine'), second);
        const steps = mergeOf(second, middle.notebook, third, { aliases: middle.aliases });
        expect([direct.pending, middle.pending, steps.pending]).toEqual([[], [], []]);
        expect(sourcesOf(direct.notebook)).toEqual(sourcesOf(by('mine', 'second', 'third')));
        expect(steps.notebook).toEqual(direct.notebook);
      }),
      RUNS
    );
  });

  it('gives over two releases what it gives over both at once, wherever nothing is to decide', () => {
    const rewritten = fc.array(
      fc.record({ kind: fc.constantFrom('line', 'insert', 'run', 'tag'), at: fc.nat(999), by: fc.nat(9999) }),
      {
        maxLength: 6
      }
    );
    fc.assert(
      fc.property(notebook, rewritten, rewritten, rewritten, (any, own, second, third) => {
        const first = aNotebook(any.cells.map((cell, index) => ({ ...cell, id: `c${index}` })));
        const mine = withEdits(first, own, 'm');
        const next = withEdits(first, second, 's');
        const last = withEdits(next, third, 't');
        const middle = mergeOf(first, mine, next);
        const steps = mergeOf(next, middle.notebook, last, { aliases: middle.aliases, pending: middle.pending });
        const direct = mergeOf(first, mine, last);
        fc.pre([middle, steps, direct].every(({ pending }) => pending.length === 0));
        expect(sourcesOf(steps.notebook)).toEqual(sourcesOf(direct.notebook));
      }),
      RUNS
    );
  });

  it('brings an author’s changes through a copy that was published again, as if there were none between', () => {
    const share = fc.array(fc.constantFrom<string | null>('author', 'instructor', 'student', null), {
      minLength: 12,
      maxLength: 12
    });
    fc.assert(
      fc.property(share, who => {
        const by = (...names: string[]): Notebook =>
          aNotebook(
            who.map((name, index) => {
              const lines = `cell_${index} = load(${index})\nplot(cell_${index})`;
              return code(name !== null && names.includes(name) ? `${lines}\n# ${name}` : lines);
            })
          );
        const [released, fixed] = [by(), by('author')];
        const republished = mergeOf(released, by('instructor'), fixed);
        const students = mergeOf(by('instructor'), by('instructor', 'student'), republished.notebook);
        const direct = mergeOf(released, by('instructor', 'student'), fixed);
        expect([republished.pending, students.pending, direct.pending]).toEqual([[], [], []]);
        expect(students.notebook).toEqual(direct.notebook);
        expect(sourcesOf(students.notebook)).toEqual(sourcesOf(by('author', 'instructor', 'student')));
      }),
      RUNS
    );
  });

  it('never throws, whatever the files hold', () => {
    const bag = fc.dictionary(fc.constantFrom('kernelspec', 'widgets', 'tags', 'jupyter', 'language_info', 'x'), json);
    const output = fc.record({ output_type: fc.constantFrom('stream', 'display_data', 'odd'), data: json, text: json });
    const cell = fc.record({
      cell_type: fc.constantFrom('code', 'markdown', 'odd'),
      source: fc.constantFrom('', 'a', 'a\nb', 'c'),
      metadata: bag,
      id: json,
      execution_count: json,
      outputs: fc.array(output, { maxLength: 2 }),
      odd: json
    });
    const file = fc
      .record({
        nbformat: fc.constant(4),
        nbformat_minor: fc.constantFrom(0, 4, 5),
        cells: fc.array(cell),
        metadata: bag
      })
      .map(value => new TextEncoder().encode(JSON.stringify(value)));
    fc.assert(
      fc.property(file, file, file, (base, mine, theirs) => {
        const reading = readNotebook(base);
        const form = reading.kind === 'notebook' ? writeBase(canonicalForm(reading.notebook, hashText)) : '';
        const options = { path: 'a.ipynb', fingerprint: hashText, pending: [] };
        expect(mergeFile({ base: new TextEncoder().encode(form), mine, theirs }, options).kind).toMatch(
          /mine|theirs|text|apart/
        );
      }),
      RUNS
    );
  });

  it('carries out any choice for every conflict', () => {
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
