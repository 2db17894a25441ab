// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { canonicalJson, canonicalNumber } from './canonical-json.ts';

describe('canonicalNumber', () => {
  it.each([
    ['1.0', '1'],
    ['1e0', '1'],
    ['10e-1', '1'],
    ['-0.0', '0'],
    ['0e99', '0'],
    ['1e-07', '1e-7'],
    ['0.10', '1e-1'],
    ['100000', '1e5'],
    ['9007199254740993.0', '9007199254740993'],
    ['1e99999999999', '1E+99999999999']
  ])('gives %s and %s one spelling', (a, b) => {
    expect(canonicalNumber(a)).toBe(canonicalNumber(b));
  });

  it('tells integers apart that JavaScript does not', () => {
    expect(canonicalNumber('9007199254740993')).not.toBe(canonicalNumber('9007199254740992'));
  });

  it('keeps the value of every number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), number => {
        expect(Number(canonicalNumber(String(number)))).toBe(number === 0 ? 0 : number);
      })
    );
  });
});

describe('canonicalJson', () => {
  it('is the same for objects that differ in the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[1,{"c":2,"d":1}]}');
  });
});
