// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { base64Runs } from './base64-runs.ts';

/** Mostly of the alphabet, so that stretches of all lengths near the shortest occur. */
const pieces = fc.array(
  fc.oneof(
    fc
      .tuple(fc.constantFrom('a', 'Z', '0', '+', '/', '_', '-', 'é'), fc.integer({ min: 0, max: 70 }))
      .map(([character, times]) => character.repeat(times)),
    fc.constantFrom(' ', '=', '\n', '"', '日', '')
  ),
  { maxLength: 12 }
);

describe('base64Runs', () => {
  it('finds what the pattern finds', () => {
    fc.assert(
      fc.property(pieces, parts => {
        const text = parts.join('');
        const expected = [...text.matchAll(/[A-Za-z0-9+/_-]{32,}/g)].map(match => match[0]);
        expect([...base64Runs(text)].map(({ start, end }) => text.slice(start, end))).toEqual(expected);
      }),
      { numRuns: 2000 }
    );
  });

  it.each([31, 32, 33, 63, 64, 65])('knows where a stretch of %i characters ends', length => {
    const runs = [...base64Runs(`. ${'x'.repeat(length)} .`)];
    expect(runs).toEqual(length < 32 ? [] : [{ start: 2, end: 2 + length }]);
  });
});
