// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import { codec, noise } from '../../test/fake-service';
import { cutBytes, cutFile } from './cut-file';

/** Reads bytes at most `piece` at a time. */
function reader(bytes: Uint8Array, piece: number): (into: Uint8Array) => number {
  let at = 0;
  return into => {
    const part = bytes.subarray(at, at + Math.min(piece, into.length));
    into.set(part);
    at += part.length;
    return part.length;
  };
}

describe('cutFile', () => {
  it.each([0, 1, 70_000, 262_144, 2_097_152, 2_097_153, 5_000_000])(
    'names %i bytes as if they were at hand whole',
    async length => {
      const bytes = noise(length);
      const cut = await cutFile(reader(bytes, 100_000), codec);
      expect(cut).toEqual(await cutBytes(bytes, codec));
      expect(cut.size).toBe(length);
      expect(cut.digest).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
      expect(cut.chunks.reduce((sum, [, size]) => sum + size, 0)).toBe(length);
    }
  );

  it('names every chunk by its own bytes', async () => {
    const bytes = noise(1_000_000);
    let at = 0;
    for (const [hash, length] of (await cutFile(reader(bytes, 65_536), codec)).chunks) {
      expect(hash).toBe(
        createHash('sha256')
          .update(bytes.subarray(at, at + length))
          .digest('hex')
      );
      at += length;
    }
  });

  it('gives an empty file no chunks', async () => {
    expect((await cutFile(() => 0, codec)).chunks).toEqual([]);
  });
});
