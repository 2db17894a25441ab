// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { compareNaturally } from './natural-order.ts';

describe('compareNaturally', () => {
  it('orders numbers by value and letters whatever their case', () => {
    expect(['lab10', 'Lab2', 'lab1', 'LAB03', 'a'].sort(compareNaturally)).toEqual([
      'a',
      'lab1',
      'Lab2',
      'LAB03',
      'lab10'
    ]);
  });

  it('orders any names the same, whichever comes first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'B', '1', '02', '-', '/'), maxLength: 6 })),
        names => {
          expect([...names].reverse().sort(compareNaturally)).toEqual([...names].sort(compareNaturally));
        }
      )
    );
  });
});
