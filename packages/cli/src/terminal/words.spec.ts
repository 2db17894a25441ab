// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { countWords, progressWords, sizeWords, waitingWords } from './words';

describe('words for people', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [12_400_000, '12.4 MB'],
    [146_900_000, '147 MB'],
    [5_368_709_120, '5.4 GB']
  ])('writes %i bytes', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });

  it('counts', () => {
    expect([countWords(1, 'file'), countWords(1042, 'file'), countWords(0, 'file')]).toEqual([
      '1 file',
      '1,042 files',
      '0 files'
    ]);
  });

  it('says how far a transfer is', () => {
    expect(
      progressWords({
        phase: 'send',
        done: 7_900_000,
        total: 12_400_000,
        held: 3_100_000,
        files: [6, 9],
        unit: 'bytes'
      })
    ).toBe('Sending 6 of 9 files, 7.9 MB of 12.4 MB (3.1 MB were there already)');
  });

  it('says how long it waits', () => {
    expect(waitingWords(7500)).toBe('Connection lost. Trying again in 8 s.');
  });
});
