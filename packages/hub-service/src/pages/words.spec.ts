// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ago, agoWords, countWords } from './words';

const NOW = Date.UTC(2026, 4, 10, 12);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('agoWords', () => {
  it.each([
    [0, 'just now'],
    [59_000, 'just now'],
    [MINUTE_MS, '1 minute ago'],
    [90 * MINUTE_MS, '1 hour ago'],
    [DAY_MS, 'yesterday'],
    [3 * DAY_MS, '3 days ago'],
    [8 * DAY_MS, 'last week'],
    [40 * DAY_MS, 'last month'],
    [800 * DAY_MS, '2 years ago']
  ])('writes how long ago %d ms are', (ms, words) => {
    expect(agoWords(NOW - ms, NOW)).toBe(words);
  });
});

describe('ago', () => {
  it('keeps the full date for whoever asks', () => {
    expect(ago(NOW - 3 * DAY_MS, NOW).text).toBe(
      '<time datetime="2026-05-07T12:00:00.000Z" title="7 May 2026 at 12:00 UTC">3 days ago</time>'
    );
  });
});

describe('countWords', () => {
  it('writes one, several and thousands', () => {
    expect([1, 0, 1204].map(count => countWords(count, 'work'))).toEqual(['1 work', '0 works', '1,204 works']);
  });
});
