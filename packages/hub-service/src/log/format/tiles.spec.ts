// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { bundlePath, parseBundle, parseTilePath, tilePath, widthAt, writeBundle } from './tiles.ts';

const bundle = (...entries: string[]): Uint8Array => writeBundle(entries.map(entry => Buffer.from(entry)));

describe('tilePath', () => {
  it('writes an index in groups of three digits', () => {
    expect(tilePath({ level: 2, index: 1234067, width: 256 })).toBe('tile/2/x001/x234/067');
    expect(bundlePath(0)).toBe('tile/entries/000');
    expect(bundlePath(1000, 7)).toBe('tile/entries/x001/000.p/7');
  });

  it('is read back', () => {
    for (const tile of [
      { level: 'entries' as const, index: 999, width: 256 },
      { level: 0, index: 1000, width: 1 },
      { level: 3, index: 1234067, width: 255 }
    ]) {
      expect(parseTilePath(tilePath(tile))).toEqual(tile);
    }
  });

  it.each([
    'tile/entries/1',
    'tile/entries/x000/001',
    'tile/entries/000.p/0',
    'tile/entries/000.p/256',
    'tile/entries/000.p/07',
    'tile/00/000',
    'tile/0/001/234',
    'tile/0/../000',
    'tile/data/000'
  ])('is never spelled %s', path => {
    expect(parseTilePath(path)).toBeNull();
  });
});

describe('widthAt', () => {
  it('tells how full a tile is', () => {
    expect([0, 1, 2, 3].map(index => widthAt(index, 600))).toEqual([256, 256, 88, 0]);
  });
});

describe('parseBundle', () => {
  it('gives the exact bytes of each entry', () => {
    expect(parseBundle(bundle('a', '', 'ccc'), 3).map(String)).toEqual(['a', '', 'ccc']);
  });

  it.each([
    ['fewer entries than it must have', bundle('a'), 2],
    ['more', bundle('a', 'b'), 1],
    ['an entry cut off', bundle('abc').subarray(0, 4), 1],
    ['half a length', Buffer.of(0), 1],
    ['an entry that is too long', Buffer.concat([Buffer.of(0x10, 0x01), Buffer.alloc(4097)]), 1]
  ])('refuses a bundle with %s', (_, bytes, width) => {
    expect(() => parseBundle(bytes, width)).toThrow(expect.objectContaining({ fault: 'bundle' }) as Error);
  });
});
