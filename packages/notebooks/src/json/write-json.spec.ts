// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { JsonNumber } from './json.ts';
import { parseJson } from './parse-json.ts';
import { writeJson } from './write-json.ts';

describe('writeJson', () => {
  it('orders keys by code point, where JavaScript would order by UTF-16 unit', () => {
    expect(writeJson({ '🧊': 1, '～': 2, a: 3, '': 4 })).toBe('{\n "": 4,\n "a": 3,\n "～": 2,\n "🧊": 1\n}');
  });

  it('writes empty lists and objects on one line', () => {
    expect(writeJson({ a: [], b: {}, c: [[]] })).toBe('{\n "a": [],\n "b": {},\n "c": [\n  []\n ]\n}');
  });

  it('leaves keys without a value out', () => {
    expect(writeJson({ a: undefined })).toBe('{}');
    expect(writeJson({ a: undefined, b: 1 })).toBe('{\n "b": 1\n}');
  });

  it('writes numbers as they were read', () => {
    expect(writeJson([new JsonNumber('1.0'), 2])).toBe('[\n 1.0,\n 2\n]');
  });

  it('writes what can be read back', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        const parsed = parseJson(text, 64);
        const value = parsed.kind === 'value' ? parsed.value : null;
        expect(parseJson(writeJson(value), 64)).toEqual({ kind: 'value', value, repeatedKey: null });
      })
    );
  });
});
