// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { cell as anyCell } from '../../test/arbitraries.ts';
import { type IMatchOptions, type Matchable, matchCells } from './match-cells.ts';

/** Cells written as `id:source`, or as their source alone; a leading `#` makes them Markdown. */
function cells(...written: string[]): Matchable[] {
  return written.map(text => {
    const [, id = null, source = ''] = /^(?:(\w+):)?([^]*)$/.exec(text) ?? [];
    return { id, source, type: source.startsWith('#') ? 'markdown' : 'code' };
  });
}

/** Links as `0>1`, groups as `0>1+2`, in the order of the left side. */
function links(left: Matchable[], right: Matchable[], options: IMatchOptions = {}): string {
  return matchCells(left, right, options)
    .links.map(link => `${link.left.join('+')}>${link.right.join('+')}`)
    .join(' ');
}

const LONG = 'depth = pressure * FACTOR\nfit = np.polyfit(time, depth, 1)\nplot_fit(time, depth, fit)\nprint(fit)';
const OTHER = 'residuals = depth - np.polyval(fit, time)\nprint(residuals.std())\nassert residuals.std() < 0.05\nx = 1';

describe('matchCells', () => {
  it('pairs cells of one id although their content was rewritten', () => {
    expect(links(cells('a:# Answer here', 'b:x = 1'), cells('a:# It is forty-two, because', 'b:x = 1'))).toBe(
      '0>0 1>1'
    );
  });

  it('ignores ids that were made by position when a cell was inserted', () => {
    const before = cells('i0:# Title of it', 'i1:import numpy', `i2:${LONG}`, `i3:${OTHER}`);
    const after = cells('i0:# Title of it', 'i1:new = "cell"', 'i2:import numpy', `i3:${LONG}`, `i4:${OTHER}`);

    expect(links(before, after)).toBe('0>0 1>2 2>3 3>4');
  });

  it('drops a single pair of ids that both contents contradict', () => {
    const before = cells('a:# One heading', 'b:import numpy', `c:${LONG}`);
    const after = cells('a:# One heading', 'b:import numpy', `c:${OTHER}`, `d:${LONG}`);

    expect(links(before, after)).toBe('0>0 1>1 2>3');
  });

  it('takes learned ids before all else', () => {
    const aliases = new Map([
      ['mine', 'theirs'],
      ['gone', 'lost']
    ]);

    expect(links(cells('mine:a', 'x:b'), cells('theirs:c', 'x:b'), { aliases })).toBe('0>0 1>1');
  });

  it('pairs equal content without ids, also where it moved', () => {
    expect(links(cells('a = 1', LONG, 'b = 2'), cells(LONG, 'a = 1', 'b = 2'))).toBe('0>1 1>0 2>2');
  });

  it('pairs repeats in order and leaves the duplicate below the original alone', () => {
    expect(links(cells('# a', 'plt.show()', '# b'), cells('# a', 'plt.show()', 'plt.show()', '# b'))).toBe(
      '0>0 1>1 2>3'
    );
  });

  it('pairs empty cells that kept their places', () => {
    expect(links(cells('# a', '', 'x = 1', ''), cells('# a', '', 'x = 1', ''))).toBe('0>0 1>1 2>2 3>3');
  });

  it('pairs a cell that was edited in its place', () => {
    expect(links(cells('# a', LONG, '# b'), cells('# a', LONG.replace('time', 't'), '# b'))).toBe('0>0 1>1 2>2');
  });

  it('pairs short cells by their characters', () => {
    expect(links(cells('# a', 'x = compute(1)', '# b'), cells('# a', 'x = compute(2)', '# b'))).toBe('0>0 1>1 2>2');
  });

  it('leaves a cell alone that was replaced by another one', () => {
    expect(links(cells('# a', LONG, '# b'), cells('# a', OTHER, '# b'))).toBe('0>0 2>2');
  });

  it('pairs a long cell that was moved and edited, but no short one', () => {
    const moved = LONG.replace('print(fit)', 'print(fit[0])');

    expect(links(cells(LONG, '# a', '# b'), cells('# a', '# b', moved))).toContain('0>2');
    expect(links(cells('x = 12', '# a', '# b'), cells('# a', '# b', 'x = 13'))).not.toContain('0>2');
  });

  it('links a cell with the pieces it was split into, though the last piece has its id', () => {
    const [first, last] = [LONG.split('\n').slice(0, 2).join('\n'), LONG.split('\n').slice(2).join('\n')];

    expect(links(cells('a:# A', `b:${LONG}`, 'c:# C'), cells('a:# A', `n:${first}`, `b:${last}`, 'c:# C'))).toBe(
      '0>0 1>1+2 2>3'
    );
  });

  it('links cells with the one they were joined into', () => {
    expect(links(cells('a:# A', `b:${LONG}`, `c:${OTHER}`), cells('a:# A', `n:${LONG}\n${OTHER}`))).toBe('0>0 1+2>1');
  });

  it('has every cell in one link at most', () => {
    const side = fc.array(anyCell, { maxLength: 15 }).map(made =>
      made.map(({ id, cell_type: type, source }): Matchable => ({
        id: typeof id === 'string' ? id : null,
        type,
        source
      }))
    );
    fc.assert(
      fc.property(side, side, (left, right) => {
        const match = matchCells(left, right);
        for (const key of ['left', 'right'] as const) {
          const used = match.links.flatMap(link => link[key]);
          expect(new Set(used).size).toBe(used.length);
        }
        expect(match.links.every(link => link.left.length === 1 || link.right.length === 1)).toBe(true);
      })
    );
  });

  it('pairs every cell of a notebook with itself, ids or not', () => {
    const side = fc
      .array(anyCell, { maxLength: 15 })
      .map(made => made.map(({ cell_type: type, source }): Matchable => ({ id: null, type, source })));
    fc.assert(
      fc.property(side, made => {
        expect(links(made, made)).toBe(made.map((_, index) => `${index}>${index}`).join(' '));
      })
    );
  });

  it('stays within its steps and says so, for notebooks of 10,000 unlike cells', () => {
    const side = (word: string): Matchable[] =>
      Array.from({ length: 10_000 }, (_, index) => ({
        id: null,
        type: 'code',
        source: `${word} ${index * 7919} ${word}`
      }));

    expect(matchCells(side('left'), side('right'), { steps: 1_000_000 }).isComplete).toBe(false);
    expect(matchCells(side('left'), side('left')).links).toHaveLength(10_000);
  });
});
