// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { recorded } from '../../test/recorded.ts';
import { readNotebook } from './read.ts';
import { type SchemaFault, validateNotebook } from './validate.ts';

type Verdict = { name: string; input: string; isValid: boolean; isValidStrictly: boolean };

/** Faults of a notebook; null if it is not even read. */
function faultsOf(text: string): SchemaFault[] | null {
  const reading = readNotebook(text);
  return reading.kind === 'notebook' ? validateNotebook(reading.notebook) : null;
}

function messagesOf(cells: unknown[], minor = 5): string[] {
  const notebook = { nbformat: 4, nbformat_minor: minor, metadata: {}, cells };
  return (faultsOf(JSON.stringify(notebook)) ?? []).map(fault => fault.message);
}

describe('validateNotebook', () => {
  it('agrees with nbformat on every recorded notebook', () => {
    const differing = recorded<Verdict>('verdicts.json').filter(({ input, isValid, isValidStrictly }) => {
      const faults = faultsOf(input);
      const isStrict = faults?.length === 0;
      const isLenient = faults?.every(fault => fault.kind !== 'schema') ?? false;
      return isStrict !== isValidStrictly || isLenient !== isValid;
    });

    // Python's `$` also matches before a final newline; JupyterLab refuses such an id.
    expect(differing.map(({ name }) => name)).toEqual(["code cell with id 'a\\n'"]);
  });

  it('names the cell and what is wrong with it', () => {
    const messages = messagesOf([
      { id: 'a', cell_type: 'markdown', metadata: {}, source: '' },
      { id: 'b', cell_type: 'markdown', metadata: { tags: ['x', 'x'] }, source: '', odd: 1 }
    ]);

    expect(messages).toEqual(['In cell 2, “odd” is not allowed.', 'In cell 2, “metadata.tags” holds a tag twice.']);
  });

  it('names the output that is broken', () => {
    const output = { output_type: 'stream', name: 'stdout' };
    const cell = { id: 'a', cell_type: 'code', metadata: {}, source: '', execution_count: null, outputs: [output] };

    expect(messagesOf([cell])).toEqual(['In output 1 of cell 1, “text” is missing.']);
  });

  it('tells missing and repeated ids from broken cells', () => {
    const cell = { cell_type: 'markdown', metadata: {}, source: '' };
    const faults = faultsOf(
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {},
        cells: [cell, { ...cell, id: 'a' }, { ...cell, id: 'a' }]
      })
    );

    expect(faults?.map(fault => [fault.cell, fault.kind])).toEqual([
      [0, 'missing-id'],
      [2, 'repeated-id']
    ]);
  });
});
