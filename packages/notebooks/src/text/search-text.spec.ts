// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { code, display, failure, markdown, notebookFile, stream, textFile } from '../../test/a-notebook.ts';
import type { Cell } from '../notebook/notebook.ts';
import { type Passage } from './passages.ts';
import { extractPassages } from './search-text.ts';

const first = (cells: Cell[]): Passage | undefined => extractPassages(notebookFile(cells))[0];

describe('extractPassages', () => {
  it('puts headings and imported packages among the names', () => {
    expect(first([markdown('# Glacier melt'), code('import os, numpy as np\nimport xarray')])?.names).toBe(
      'Glacier melt\nnumpy\nxarray'
    );
  });

  it('gives prose as plain text, with texts of links and images', () => {
    expect(
      first([markdown('**Bold** [link](x.md) ![alt](y.png)'), { ...markdown('raw *text*'), cell_type: 'raw' }])?.prose
    ).toBe('Bold link alt\nraw *text*');
  });

  it('keeps comments and strings of code, and leaves embedded data out', () => {
    const source = `# trend of ice\nx = "altimetry"\nimg = "data:image/png;base64,${'iVBORw0KGgo'.repeat(20)}"`;

    expect(first([code(source)])?.code).toBe('# trend of ice\nx = "altimetry"\nimg = " "');
  });

  it('takes from outputs what people read, without colours', () => {
    const outputs = [
      stream('\u001b[31mred\u001b[0m 10%\r20%\n'),
      display({ 'text/plain': '   a  b\n0  1  2', 'text/html': '<table><td>a</td></table>', 'image/png': 'aGk=' }),
      display({
        'text/plain': '<IPython.core.display.HTML object>',
        'text/html': '<b>shown</b><script>hidden()</script>'
      }),
      display({ 'text/markdown': '*marked*' }),
      failure('ValueError', 'bad depth', ['Traceback in secret_function'])
    ];

    expect(first([code('', { outputs })])?.outputs).toBe('20% 10%\na  b\n0  1  2\nshown\nmarked\nValueError bad depth');
  });

  it('never takes images, scripts, widget state, attachments, metadata or tracebacks', () => {
    const hidden = code('', {
      outputs: [
        display({ 'image/svg+xml': '<text>hidden</text>', 'application/javascript': 'hidden()' }),
        display({ 'application/vnd.jupyter.widget-view+json': { model_id: 'hidden' } }),
        failure('E', 'v', ['hidden'])
      ],
      metadata: { tags: ['hidden'] }
    });
    const attached = markdown('text', { attachments: { 'hidden.png': { 'image/png': 'hidden' } } });
    const file = notebookFile([attached, hidden], 'a.ipynb', { title: 'hidden', widgets: { state: 'hidden' } });

    expect(JSON.stringify(extractPassages(file))).not.toContain('hidden');
  });

  it('takes the first 20 KiB of a cell’s outputs', () => {
    const passage = first([
      code('', { outputs: [stream('a '.repeat(15_000)), stream('b '.repeat(15_000), 'stderr')] })
    ]);

    expect(passage?.outputs.length).toBeLessThanOrEqual(20 * 1024 + 1);
  });

  it('cuts long notebooks at the ends of cells and repeats the packages', () => {
    const long = markdown('word '.repeat(7000));
    const passages = extractPassages(
      notebookFile([markdown('# One'), long, markdown('# Two'), long, code('import dask')])
    );

    expect(passages.map(({ part, names }) => [part, names])).toEqual([
      [0, 'One\nTwo\ndask'],
      [1, 'dask']
    ]);
  });

  it('cuts a single long cell at the ends of lines', () => {
    const passages = extractPassages(notebookFile([code('a b c d e\n'.repeat(5000))]));

    expect(passages).toHaveLength(3);
    expect(passages.every(passage => passage.code.split('\n').every(line => line === 'a b c d e'))).toBe(true);
  });

  it.each([
    ['notes.md', '# Title\ntext', { names: 'Title', prose: 'Title\ntext' }],
    ['notes.txt', '# no heading', { names: '', prose: '# no heading' }],
    ['tool.py', 'import dask\nx = 1', { names: 'dask', code: 'import dask\nx = 1' }],
    ['tool.R', 'library(dplyr)', { names: 'dplyr', code: 'library(dplyr)' }],
    ['tool.jl', 'using Plots, Dates', { names: 'Plots', code: 'using Plots, Dates' }]
  ])('reads %s', (path, text, expected) => {
    expect(extractPassages(textFile(path, text))[0]).toMatchObject(expected);
  });

  it('finds nothing in other files, nor in broken notebooks', () => {
    expect(extractPassages(textFile('data.csv', 'a,b'))).toEqual([]);
    expect(extractPassages(textFile('a.ipynb', '{'))).toEqual([]);
    expect(extractPassages(notebookFile([]))).toEqual([]);
  });
});
