// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { aNotebook, code, display, markdown, mustRead, stream, withoutIds } from '../../test/a-notebook.ts';
import { notebook as anyNotebook } from '../../test/arbitraries.ts';
import type { JsonObject } from '../json/json.ts';
import type { Cell, Notebook } from '../notebook/notebook.ts';
import { writeNotebook } from '../notebook/write.ts';
import { canonicalForm, isSameNotebook } from './canonical.ts';

const isSame = (a: Notebook, b: Notebook): boolean => isSameNotebook(canonicalForm(a), canonicalForm(b));
const base = aNotebook([markdown('# A'), code('x = 1', { outputs: [stream('1\n')], execution_count: 1 })]);

/** The same notebook with its second cell changed. */
function changed(change: JsonObject): Notebook {
  const cells = base.cells.map((cell, index): Cell => (index === 1 ? { ...cell, ...change } : cell));
  return { ...base, cells };
}

describe('isSameNotebook', () => {
  it.each<[string, Notebook]>([
    ['the minor version and ids', withoutIds(base, 2)],
    ['other ids', { ...base, cells: base.cells.map(cell => ({ ...cell, id: `other-${cell.source.length}` })) }],
    [
      'signature and former format',
      { ...base, metadata: { ...base.metadata, signature: 's', orig_nbformat: 3, orig_nbformat_minor: 0 } }
    ],
    ['trust', changed({ metadata: { trusted: true } })],
    ['view state', changed({ metadata: { collapsed: false, scrolled: true, autoscroll: 'x' } })],
    ['hidden outputs', changed({ metadata: { jupyter: { outputs_hidden: true } } })],
    ['timings', changed({ metadata: { execution: { 'iopub.status.busy': '2026' } } })],
    ['empty tags and attachments', changed({ metadata: { tags: [] }, attachments: {} })],
    ['missing metadata', changed({ metadata: undefined })],
    ['line ends of sources', changed({ source: 'x = 1' })],
    ['split streams', changed({ outputs: [stream('1'), stream('\n')] })],
    ['overwritten text', changed({ outputs: [stream('0\r1\n')] })]
  ])('ignores %s', (_name, other) => {
    expect(isSame(base, other)).toBe(true);
  });

  it.each<[string, Notebook]>([
    ['a source', changed({ source: 'x = 2' })],
    ['a type', changed({ cell_type: 'raw' })],
    ['a tag', changed({ metadata: { tags: ['x'] } })],
    ['a hidden source', changed({ metadata: { jupyter: { source_hidden: true } } })],
    ['an output', changed({ outputs: [stream('2\n')] })],
    ['a stream’s name', changed({ outputs: [stream('1\n', 'stderr')] })],
    ['a count', changed({ execution_count: 2 })],
    ['an attachment', changed({ attachments: { a: { 'image/png': 'aGk=' } } })],
    ['the order of cells', { ...base, cells: [...base.cells].reverse() }],
    ['notebook metadata', { ...base, metadata: { ...base.metadata, title: 'x' } }]
  ])('sees %s', (_name, other) => {
    expect(isSame(base, other)).toBe(false);
  });

  it('ignores carriage returns of sources, not of outputs’ data', () => {
    const [one, other] = ['a\r\nb', 'a\nb'];

    expect(isSame(aNotebook([markdown(one)]), aNotebook([markdown(other)]))).toBe(true);
    expect(
      isSame(
        aNotebook([code('', { outputs: [display({ 'text/plain': one })] })]),
        aNotebook([code('', { outputs: [display({ 'text/plain': other })] })])
      )
    ).toBe(false);
  });

  it('holds no cells and one empty code cell equal, as JupyterLab shows them', () => {
    expect(isSame(aNotebook([]), aNotebook([code('')]))).toBe(true);
    expect(isSame(aNotebook([]), aNotebook([markdown('')]))).toBe(false);
    expect(isSame(aNotebook([]), aNotebook([code(''), code('')]))).toBe(false);
  });

  it('ignores the empty kernel that JupyterLab adds', () => {
    const added = { kernelspec: { name: '', display_name: '' }, language_info: { name: '' } };

    expect(isSame(aNotebook([], {}), aNotebook([], added))).toBe(true);
    expect(isSame(aNotebook([], {}), aNotebook([], { kernelspec: { name: 'ir', display_name: '' } }))).toBe(false);
  });

  it('ignores how numbers are spelled, which a save in the browser changes', () => {
    const file = (number: string): Notebook =>
      mustRead(`{"nbformat":4,"nbformat_minor":4,"metadata":{"n":${number}},"cells":[]}`);

    expect(isSame(file('1.0'), file('1'))).toBe(true);
    expect(isSame(file('9007199254740993'), file('9007199254740992'))).toBe(false);
  });

  it('ignores every other way to write the same file', () => {
    fc.assert(
      fc.property(anyNotebook, fc.constantFrom(0, 2, 4), (notebook, indent) => {
        const text = JSON.stringify(notebook, null, indent);
        const shuffled = JSON.stringify(notebook, (_key, value: unknown) =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value
        );
        const ascii = text.replace(
          /[\u0080-\uffff]/g,
          unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
        );

        for (const other of [writeNotebook(notebook), text, shuffled, ascii, `\ufeff${text}\r\n`]) {
          expect(isSame(mustRead(other), notebook)).toBe(true);
        }
      })
    );
  });
});

describe('canonicalForm', () => {
  it('keeps cells in place and names their ids', () => {
    expect(canonicalForm(base).cells.map(cell => [cell.id, cell.type])).toEqual([
      ['c0', 'markdown'],
      ['c1', 'code']
    ]);
  });

  it('shortens outputs and attachments by the fingerprint, and leaves none for none', () => {
    const cell = code('', { outputs: [stream('x')], attachments: { a: { 'image/png': 'aGk=' } } });
    const form = canonicalForm(aNotebook([cell, code('')]), text => `#${text.length}`);

    expect(form.cells[0]).toMatchObject({ outputs: '#53', attachments: { a: '#20' } });
    expect(form.cells[1]).toMatchObject({ outputs: '', attachments: {} });
  });
});
