// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Random notebooks for properties: ids present, absent or repeated; all minors; empty and repeated cells; Unicode. */
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../src/json/json.ts';
import type { Cell, Notebook, Output } from '../src/notebook/notebook.ts';
import { withoutId } from './a-notebook.ts';

const LINES = [
  '',
  '# Title',
  'x = 1',
  'import numpy as np',
  'print("é 漢字 🧊")',
  'a\u2028b',
  '  indented',
  'y\r\nz',
  'plt.plot(t, depth)'
];
const source = fc.oneof(
  fc.array(fc.constantFrom(...LINES), { maxLength: 6 }).map(lines => lines.join('\n')),
  fc.string({ unit: 'grapheme', maxLength: 40 })
);

const metadata = fc.constantFrom<JsonObject>(
  {},
  { tags: ['a', 'b'] },
  { tags: [] },
  { collapsed: true, scrolled: 'auto' },
  { nbgrader: { grade: true, points: 2 } },
  { jupyter: { outputs_hidden: true } }
);

const output: fc.Arbitrary<Output> = fc.oneof(
  fc.record({
    output_type: fc.constant('stream' as const),
    name: fc.constantFrom('stdout', 'stderr'),
    text: fc.constantFrom('a\n', 'b', '10%\r20%\r', 'x\b\by', 'line\r\n', '')
  }),
  fc.record({
    output_type: fc.constant('display_data' as const),
    metadata: fc.constant({}),
    data: fc.constantFrom<JsonObject>(
      { 'text/plain': 'x\ny' },
      { 'image/png': 'aGk=' },
      { 'application/json': { n: [1, 2.5] } }
    )
  }),
  fc.record({
    output_type: fc.constant('error' as const),
    ename: fc.constant('E'),
    evalue: fc.string({ maxLength: 5 }),
    traceback: fc.constant(['t'])
  })
);

const id = fc.option(fc.constantFrom('a', 'b', 'c', 'd1', 'd2', 'd3', 'd4', 'd5'), { nil: undefined });

export const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc
    .record({
      source,
      metadata,
      id,
      outputs: fc.array(output, { maxLength: 4 }),
      count: fc.option(fc.nat({ max: 99 }))
    })
    .map(({ count, ...fields }): Cell => ({ cell_type: 'code', ...fields, execution_count: count })),
  fc.record({ source, metadata, id }).map((fields): Cell => ({ cell_type: 'markdown', ...fields })),
  fc.record({ source, metadata, id }).map((fields): Cell => ({ cell_type: 'raw', ...fields }))
);

export const notebook: fc.Arbitrary<Notebook> = fc
  .record({
    minor: fc.constantFrom(0, 1, 2, 3, 4, 5),
    cells: fc.array(cell, { maxLength: 12 }),
    metadata: fc.constantFrom<JsonObject>({}, { kernelspec: { name: 'python3', display_name: 'Python 3' } })
  })
  .map(({ minor, cells, metadata: root }) => ({
    nbformat: 4,
    nbformat_minor: minor,
    metadata: root,
    cells: minor >= 5 ? cells : cells.map(withoutId)
  }));

/** Any JSON value, with the names and shapes that notebooks have mixed in. */
export const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<JsonValue>(null, true, 4, 5, -1, 'code', 'markdown', 'stream', 'a\nb'),
    fc.string({ maxLength: 6 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom(
        'cells',
        'cell_type',
        'source',
        'metadata',
        'outputs',
        'output_type',
        'nbformat',
        'nbformat_minor',
        'data',
        'text',
        'worksheets',
        'input',
        'tags',
        'attachments',
        'kernelspec',
        'id'
      ),
      tie('value'),
      { maxKeys: 6 }
    )
  )
})).value;
