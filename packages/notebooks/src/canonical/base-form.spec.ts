// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { aNotebook, code, stream } from '../../test/a-notebook.ts';
import { notebook } from '../../test/arbitraries.ts';
import { readBase, writeBase } from './base-form.ts';
import { canonicalForm, isSameNotebook } from './canonical.ts';

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

describe('writeBase', () => {
  it('is read back as what was written', () => {
    fc.assert(
      fc.property(notebook, original => {
        const form = canonicalForm(original, sha256);
        const read = readBase(writeBase(form));

        expect(read && isSameNotebook(read, form)).toBe(true);
        expect(read?.cells.map(cell => cell.id)).toEqual(form.cells.map(cell => cell.id));
      })
    );
  });

  it('holds no outputs', () => {
    const form = canonicalForm(aNotebook([code('x', { outputs: [stream('secret')] })]), sha256);

    expect(writeBase(form)).not.toContain('secret');
    expect(writeBase(form)).toContain('sha256:');
  });
});

describe('readBase', () => {
  it.each(['', '{}', '[]', '{"type":"application/vnd.atrium.base.v1+json"}'])('refuses %j', text => {
    expect(readBase(text)).toBeNull();
  });

  it('refuses a form with a damaged cell', () => {
    const text = writeBase(canonicalForm(aNotebook([code('x')])));

    expect(readBase(text.replace('"source":"x"', '"source":1'))).toBeNull();
    expect(readBase(text.replace('"attachments":{}', '"attachments":{"a":1}'))).toBeNull();
  });
});
