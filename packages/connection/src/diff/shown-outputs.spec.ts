// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { showOutputs } from './shown-outputs';

describe('showOutputs', () => {
  it('shows pictures as pictures', () => {
    expect(
      showOutputs([{ output_type: 'display_data', data: { 'image/png': 'AA\nBB\n', 'text/plain': 'x' } }])
    ).toEqual([{ kind: 'image', address: 'data:image/png;base64,AABB' }]);
  });

  it('shows SVG as a picture, in which nothing runs', () => {
    const [shown] = showOutputs([{ output_type: 'display_data', data: { 'image/svg+xml': '<svg onload="x()"/>' } }]);
    expect(shown).toEqual({
      kind: 'image',
      address: 'data:image/svg+xml;charset=utf-8,%3Csvg%20onload%3D%22x()%22%2F%3E'
    });
  });

  it('never shows HTML', () => {
    const data = { 'text/html': '<b>1</b>', 'text/plain': '1' };
    expect(showOutputs([{ output_type: 'execute_result', data }])).toEqual([{ kind: 'text', text: '1' }]);
  });

  it('joins streams and takes terminal colours off', () => {
    expect(
      showOutputs([
        { output_type: 'stream', name: 'stdout', text: 'one\n' },
        { output_type: 'stream', name: 'stderr', text: '\u001b[0;31mtwo\u001b[0m' }
      ])
    ).toEqual([{ kind: 'text', text: 'one\ntwo' }]);
  });

  it('shows the traceback of an error', () => {
    expect(showOutputs([{ output_type: 'error', ename: 'E', evalue: 'v', traceback: ['a', 'b'] }])).toEqual([
      { kind: 'text', text: 'a\nb' }
    ]);
  });

  it('names what only a running notebook shows', () => {
    const data = { 'application/vnd.jupyter.widget-view+json': {} };
    expect(showOutputs([{ output_type: 'display_data', data }])).toEqual([
      { kind: 'other', mediaType: 'application/vnd.jupyter.widget-view+json' }
    ]);
  });

  it('cuts very long texts', () => {
    const [shown] = showOutputs([{ output_type: 'stream', name: 'stdout', text: 'x'.repeat(10_000) }]);
    expect(shown?.kind === 'text' && shown.text).toHaveLength(4001);
  });
});
