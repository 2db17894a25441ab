// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aNotebook, code, markdown, stream, withoutIds } from '../../test/a-notebook';
import { mergeOf, merged, sourcesOf } from '../../test/a-merge';
import type { Cell } from '../notebook/notebook';

type Fields = Parameters<typeof code>[1];

const BASE = ['# Lab', 'import numpy as np', 'def area(r):\n    # your code here\n    pass', 'print(area(1))', 'x = 1'];
const cells = (sources: readonly string[], fields: Record<number, Fields> = {}): Cell[] =>
  sources.map((source, index) => (source.startsWith('#') ? markdown(source) : code(source, fields[index] ?? {})));
const replaced = (index: number, source: string): string[] => BASE.map((old, at) => (at === index ? source : old));
const base = aNotebook(cells(BASE));

describe('mergeNotebooks', () => {
  it('takes what theirs changed and keeps what mine changed, in different cells', () => {
    const result = merged(
      base,
      aNotebook(cells(replaced(4, 'x = 2'))),
      aNotebook(cells(replaced(3, 'print(area(2))')))
    );
    expect(sourcesOf(result.notebook)).toEqual([...BASE.slice(0, 3), 'print(area(2))', 'x = 2']);
    expect(result.cells.map(({ fate, index }) => [fate, index])).toEqual([
      ['taken', 3],
      ['kept', 4]
    ]);
    expect(result.pending).toEqual([]);
  });

  it('merges different lines of one cell, and clears its outputs', () => {
    const [mine, theirs] = [
      'def area(r):\n    # your code here\n    return 3 * r',
      'def area(radius):\n    # your code here\n    pass'
    ];
    const ran = aNotebook(cells(replaced(2, mine), { 2: { outputs: [stream('a')], execution_count: 3 } }));
    const result = merged(base, ran, aNotebook(cells(replaced(2, theirs))));
    expect(result.notebook.cells[2]).toMatchObject({
      source: 'def area(radius):\n    # your code here\n    return 3 * r',
      outputs: [],
      execution_count: null
    });
    expect(result.cells).toMatchObject([{ fate: 'merged', flags: ['outputs-replaced'] }]);
  });

  it.each([
    ['the same line', 'y = 1\nz = 1', 'y = 2\nz = 1', 'y = 3\nz = 1'],
    ['adjacent lines', 'y = 1\nz = 1', 'y = 2\nz = 1', 'y = 1\nz = 3']
  ])('leaves a cell as mine, to decide, if both changed %s (R1)', (_, before, mine, theirs) => {
    const [b, m, t] = [before, mine, theirs].map(source => aNotebook([markdown('# A'), code(source)]));
    const result = mergeOf(b, m, t);
    expect(result).toMatchObject({ isMine: true, cells: [{ fate: 'conflict', index: 1 }] });
    expect(result.pending).toMatchObject([
      {
        why: 'both-changed',
        place: { id: 'c1', index: 1, count: 1 },
        mine: { source: mine },
        theirs: { source: theirs }
      }
    ]);
  });

  it('keeps what both appended at the end, mine first (R2)', () => {
    const own = aNotebook([...base.cells, code('mine = 1', { id: 'm' })]);
    const other = aNotebook([...base.cells, code('theirs = 2', { id: 't' })]);
    expect(sourcesOf(merged(base, own, other).notebook).slice(5)).toEqual(['mine = 1', 'theirs = 2']);
  });

  it('moves a cell that theirs moved and mine edited, once (R3)', () => {
    const own = aNotebook(cells(replaced(1, 'import numpy as np\nimport math')));
    const moved = aNotebook([0, 2, 3, 4, 1].flatMap(index => base.cells[index] ?? []));
    const result = merged(base, own, moved);
    expect(sourcesOf(result.notebook)).toEqual([BASE[0], ...BASE.slice(2), 'import numpy as np\nimport math']);
    expect(result.cells).toMatchObject([{ fate: 'merged', parts: ['place'], index: 4 }]);
  });

  it('keeps an edited cell that theirs deleted, to decide (R4)', () => {
    const own = aNotebook(cells(replaced(4, 'x = 100')));
    const other = aNotebook(base.cells.slice(0, 4));
    expect(mergeOf(base, own, other)).toMatchObject({
      isMine: true,
      pending: [{ why: 'theirs-deleted', place: { id: 'c4' }, theirs: null }]
    });
  });

  it('removes a cell that theirs deleted and mine only ran', () => {
    const ran = aNotebook(cells(BASE, { 4: { outputs: [stream('1')], execution_count: 1 } }));
    const result = merged(base, ran, aNotebook(base.cells.slice(0, 4)));
    expect(sourcesOf(result.notebook)).toEqual(BASE.slice(0, 4));
    expect(result.cells).toMatchObject([{ fate: 'removed', index: null, flags: ['outputs-replaced'] }]);
  });

  it('leaves a cell deleted that mine deleted, and asks if theirs changed it', () => {
    const own = aNotebook(base.cells.slice(0, 4));
    expect(mergeOf(base, own, base)).toMatchObject({ isMine: true, pending: [] });
    expect(mergeOf(base, own, aNotebook(cells(replaced(4, 'x = 5'))))).toMatchObject({
      isMine: true,
      pending: [{ why: 'mine-deleted', place: { id: null, index: 4, count: 0 }, theirs: { source: 'x = 5' } }]
    });
  });

  it('puts a cell of theirs after the cell it follows and after what mine inserted there', () => {
    const with2 = (cell: Cell): Cell[] => [...base.cells.slice(0, 2), cell, ...base.cells.slice(2)];
    const own = aNotebook(with2(code('scratch = 0', { id: 's' })));
    const other = aNotebook(with2(code('new = 0', { id: 'n' })));
    expect(sourcesOf(merged(base, own, other).notebook).slice(1, 5)).toEqual([
      BASE[1],
      'scratch = 0',
      'new = 0',
      BASE[2]
    ]);
  });

  it('takes theirs’ fix though a save gave all of mine’s cells other ids (R5)', () => {
    const own = aNotebook(cells(replaced(4, 'x = 2')).map((cell, index) => ({ ...cell, id: `new${index}` })));
    const result = merged(withoutIds(base), own, withoutIds(aNotebook(cells(replaced(1, 'import numpy')))));
    expect(sourcesOf(result.notebook)).toEqual([BASE[0], 'import numpy', BASE[2], BASE[3], 'x = 2']);
    expect(result.notebook.cells.map(({ id }) => id)).toEqual(['new0', 'new1', 'new2', 'new3', 'new4']);
  });

  it('remembers which ids are one cell', () => {
    const own = aNotebook(cells(replaced(4, 'x = 2')).map((cell, index) => ({ ...cell, id: `new${index}` })));
    const result = merged(base, own, aNotebook(cells(replaced(1, 'import numpy'))));
    expect(result.aliases).toEqual({ new0: 'c0', new1: 'c1', new2: 'c2', new3: 'c3', new4: 'c4' });
  });

  it('takes new outputs of theirs only where mine has neither edited nor run the cell', () => {
    const ran = (text: string, indices: number[]): Record<number, Fields> =>
      Object.fromEntries(indices.map(index => [index, { outputs: [stream(text)], execution_count: 1 }]));
    const result = merged(
      base,
      aNotebook(cells(BASE, ran('mine', [3]))),
      aNotebook(cells(BASE, ran('theirs', [3, 4])))
    );
    expect(result.notebook.cells.slice(3).map(({ outputs }) => outputs?.[0]?.text)).toEqual(['mine', 'theirs']);
  });

  it('merges lines of a cell that mine split and theirs edited, with mine’s seam', () => {
    const lines = Array.from({ length: 8 }, (_, index) => `step_${index} = ${index}`);
    const [one, edited] = [lines.join('\n'), lines.with(6, 'step_6 = 66').join('\n')];
    const own = aNotebook([
      markdown('# A'),
      code(lines.slice(0, 3).join('\n')),
      code(lines.slice(3).join('\n'), { id: 'n' })
    ]);
    const result = merged(aNotebook([markdown('# A'), code(one)]), own, aNotebook([markdown('# A'), code(edited)]));
    expect(sourcesOf(result.notebook)).toEqual([
      '# A',
      lines.slice(0, 3).join('\n'),
      lines.slice(3).with(3, 'step_6 = 66').join('\n')
    ]);
    expect(result.pending).toEqual([]);
  });

  it('never gives one id to two cells', () => {
    const own = aNotebook([...base.cells, code('mine = 1', { id: 'n' })]);
    const other = aNotebook([...base.cells, code('something.quite(different)', { id: 'n' })]);
    const { notebook } = merged(base, own, other);
    expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(7);
  });

  it('keeps another tool’s record of mine whole, and says what theirs wanted', () => {
    const graded = (record: object): Cell[] =>
      cells(BASE).with(2, code(BASE[2] ?? '', { metadata: { nbgrader: { ...record } } }));
    const result = mergeOf(
      aNotebook(graded({ points: 1 })),
      aNotebook(graded({ points: 1, score: 1 })),
      aNotebook(graded({ points: 2 }))
    );
    expect(result.isMine).toBe(true);
    expect(result.cells).toMatchObject([{ fate: 'kept', theirsMetadata: { nbgrader: { points: 2 } } }]);
  });

  it('asks before another language comes in', () => {
    const julia = { kernelspec: { name: 'julia-1.10', display_name: 'Julia', language: 'julia' } };
    const other = aNotebook(cells(replaced(4, 'x = 3')), julia);
    const result = merged(base, aNotebook(cells(replaced(1, 'import math'))), other);
    expect(result.notebook.metadata).toEqual(base.metadata);
    expect(result.pending).toMatchObject([{ kind: 'kernel', theirs: { kernelspec: { name: 'julia-1.10' } } }]);
  });

  it('drops marks of trust from what theirs brings', () => {
    const other = aNotebook([...base.cells, code('t', { id: 'n', metadata: { trusted: true } })]);
    expect(merged(base, aNotebook(cells(replaced(4, 'x = 2'))), other).notebook.cells[5]?.metadata).toEqual({});
  });
});
