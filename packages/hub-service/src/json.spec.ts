// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { isTooDeep } from './json';

/** How deep a value is, counted the slow way. */
function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

describe('isTooDeep', () => {
  it('counts as a parser would, whatever stands in strings', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 0, max: 6 }), (value, depth) => {
        expect(isTooDeep(JSON.stringify(value), depth)).toBe(depthOf(value) > depth);
      })
    );
  });

  it.each([
    ['brackets in a string', '["[[[[", "]]"]', false],
    ['an escaped quote', '["\\"[[[["]', false],
    ['an escaped backslash before the end of a string', '["\\\\", [[]]]', true],
    ['a string that never ends', '["[[[[', false],
    ['brackets one after another', '[[],[],[]]', false]
  ])('is not misled by %s', (_, text, expected) => {
    expect(isTooDeep(text, 2)).toBe(expected);
  });
});
