// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readNotebook } from './notebook';

function read(file: unknown): ReturnType<typeof readNotebook> {
  return readNotebook(JSON.stringify(file));
}

describe('readNotebook', () => {
  it('joins sources and outputs that the file keeps by lines', () => {
    const notebook = read({
      metadata: { language_info: { name: 'Python' } },
      cells: [
        { cell_type: 'markdown', source: ['# A\n', 'b'] },
        {
          cell_type: 'code',
          source: '1',
          outputs: [{ output_type: 'execute_result', data: { 'text/plain': ['1', '2'] }, metadata: {} }]
        }
      ]
    });

    expect(notebook?.language).toBe('python');
    expect(notebook?.cells).toMatchObject([
      { kind: 'markdown', source: '# A\nb' },
      { kind: 'code', source: '1', outputs: [{ kind: 'data', data: { 'text/plain': ['1', '2'] } }] }
    ]);
  });

  it('merges neighbouring streams of one kind', () => {
    const stream = (name: string, text: string): object => ({ output_type: 'stream', name, text });
    const outputs = [stream('stdout', 'a'), stream('stdout', 'b'), stream('stderr', 'c'), stream('stdout', 'd')];

    const notebook = read({ cells: [{ cell_type: 'code', source: '', outputs }] });

    expect(notebook?.cells[0]?.outputs).toEqual([
      { kind: 'stream', isError: false, text: 'ab' },
      { kind: 'stream', isError: true, text: 'c' },
      { kind: 'stream', isError: false, text: 'd' }
    ]);
  });

  it('shows a traceback, else what is known of an error', () => {
    const outputs = [
      { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['one', 'two'] },
      { output_type: 'error', ename: 'E', evalue: 'v', traceback: [] }
    ];

    const notebook = read({ cells: [{ cell_type: 'code', source: '', outputs }] });

    expect(notebook?.cells[0]?.outputs).toEqual([
      { kind: 'error', text: 'one\ntwo' },
      { kind: 'error', text: 'E: v' }
    ]);
  });

  it('reads format 3', () => {
    const cells = [
      { cell_type: 'heading', level: 2, source: 'Old' },
      { cell_type: 'code', input: ['x'], outputs: [{ output_type: 'pyout', text: ['1'], png: 'AA==' }] }
    ];

    const notebook = read({ nbformat: 3, worksheets: [{ cells }] });

    expect(notebook?.cells).toMatchObject([
      { kind: 'markdown', source: '## Old' },
      { kind: 'code', source: 'x', outputs: [{ kind: 'data', data: { 'text/plain': ['1'], 'image/png': 'AA==' } }] }
    ]);
  });

  it.each(['', '{', '[]', '1', '{"cells": 1}', '{"metadata": {}}'])('is none in %s', text => {
    expect(readNotebook(text)).toBeNull();
  });

  it('survives cells and outputs that are not what they should be', () => {
    const cells = [null, 7, { cell_type: 'code', source: 3, outputs: [null, {}, { output_type: 'stream' }] }];

    expect(read({ cells })?.cells).toHaveLength(1);
  });
});
