// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { nullTranslator } from '@jupyterlab/translation';
import { formatAge, formatBytes, formatCount, formatShare } from './formats';

describe('formats', () => {
  it('writes sizes as people read them', () => {
    expect([0, 742, 12_400_000, 348_000].map(formatBytes)).toEqual(['0 bytes', '742 bytes', '12.4 MB', '348 kB']);
  });

  it('groups the digits of large numbers', () => {
    expect(formatCount(100_000)).toBe('100,000');
  });

  it('calls the last minute “just now”, whichever clock is ahead', () => {
    const trans = nullTranslator.load('jupyter_atrium');
    const ages = [-5, 0, 59, 180].map(seconds => formatAge(new Date(Date.now() - seconds * 1000).toISOString(), trans));
    expect(ages).toEqual(['just now', 'just now', 'just now', '3 minutes ago']);
  });

  it('writes what is done in the unit of the whole', () => {
    expect(formatShare(7_900_000, 12_400_000)).toEqual(['7.9', '12.4 MB']);
    expect(formatShare(3, 742)).toEqual(['3', '742 bytes']);
  });
});
