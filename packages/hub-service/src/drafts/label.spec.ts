// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { nextLabel } from './label';

describe('nextLabel', () => {
  it.each([
    [[], '1.0.0'],
    [['1.0.0'], '1.1.0'],
    [['1.9.3', '1.10.0', '1.2.0'], '1.11.0'],
    [['2026-spring'], '1.0.0'],
    [['3.0.0', 'final', '2.9.0'], '3.1.0'],
    [['1.0'], '1.0.0']
  ])('follows %j with %s', (taken, expected) => {
    expect(nextLabel(taken)).toBe(expected);
  });
});
