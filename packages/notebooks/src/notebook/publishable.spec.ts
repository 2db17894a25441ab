// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aNotebook, code, markdown, stream } from '../../test/a-notebook.ts';
import { isTrusting, publishable } from './publishable.ts';
import { writeNotebook } from './write.ts';

describe('publishable', () => {
  it('takes trust off the notebook, its cells and their outputs', () => {
    const output = { output_type: 'display_data', data: {}, metadata: { trusted: true } };
    const cells = [markdown('a', { metadata: { trusted: true, tags: ['x'] } }), code('b', { outputs: [output] })];
    const published = publishable(aNotebook(cells, { trusted: true }));

    expect(writeNotebook(published)).not.toContain('trusted');
    expect(published.cells[0]?.metadata).toEqual({ tags: ['x'] });
    expect(isTrusting(published)).toBe(false);
  });

  it('gives the same notebook back if there is nothing to take off', () => {
    const notebook = aNotebook([markdown('a'), code('b', { outputs: [stream('x')] })]);

    expect(publishable(notebook)).toBe(notebook);
    expect(isTrusting(notebook)).toBe(false);
  });

  it('takes outputs, counts and widget states off if outputs stay out', () => {
    const notebook = aNotebook([code('b', { outputs: [stream('x')], execution_count: 3 })], {
      widgets: {},
      title: 'x'
    });
    const published = publishable(notebook, { withOutputs: false });

    expect(published.cells[0]).toMatchObject({ outputs: [], execution_count: null });
    expect(published.metadata).toEqual({ title: 'x' });
    expect(publishable(published, { withOutputs: false })).toBe(published);
  });
});
