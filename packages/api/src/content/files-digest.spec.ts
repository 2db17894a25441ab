// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { comparePaths, filesDigestText } from './files-digest';

describe('comparePaths', () => {
  it('orders as the bytes of UTF-8 do', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '𝄞'),
      maxLength: 4
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(comparePaths(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      })
    );
  });
});

describe('filesDigestText', () => {
  it('writes one line a file, ordered by path', () => {
    const files = ['b', 'a/b', 'a', 'a.b'].map((path, index) => ({ path, size: index, digest: `sha256:${index}` }));
    expect(filesDigestText(files)).toBe('2 2 a\n3 3 a.b\n1 1 a/b\n0 0 b\n');
  });
});
