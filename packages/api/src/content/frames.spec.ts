// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { BadFramesError, ENCODING, FRAME_PAYLOAD_BYTES, frameHeader, readFrames } from './frames';

function frame(payload: Uint8Array, encoding: 0 | 1 = ENCODING.raw, hash = new Uint8Array(32).fill(7)): Uint8Array {
  const header = frameHeader({ encoding, hash, payload });
  const bytes = new Uint8Array(header.length + payload.length);
  bytes.set(header);
  bytes.set(payload, header.length);
  return bytes;
}

describe('readFrames', () => {
  it('reads back what was written, without copying', () => {
    const one = frame(new Uint8Array([1, 2, 3]));
    const two = frame(new Uint8Array([4]), ENCODING.zstd, new Uint8Array(32).fill(9));
    const bytes = new Uint8Array([...one, ...two]);
    const frames = [...readFrames(bytes)];
    expect(frames.map(each => [each.encoding, [...each.payload], each.hash[0], each.offset])).toEqual([
      [0, [1, 2, 3], 7, 37],
      [1, [4], 9, 40 + 37]
    ]);
    expect(frames[0]?.payload.buffer).toBe(bytes.buffer);
  });

  it('is u8 encoding, hash, little-endian length', () => {
    expect([...frameHeader({ encoding: 1, hash: new Uint8Array(32), payload: new Uint8Array(258) }).slice(32)]).toEqual(
      [0, 2, 1, 0, 0]
    );
  });

  it.each([
    ['an unknown encoding', (bytes: Uint8Array) => bytes.with(0, 2)],
    ['an empty payload', (bytes: Uint8Array) => bytes.with(33, 0)],
    ['a cut payload', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1)],
    ['a cut header', (bytes: Uint8Array) => bytes.subarray(0, 20)],
    ['a payload beyond the cap', (bytes: Uint8Array) => bytes.with(35, (FRAME_PAYLOAD_BYTES >> 16) + 1)]
  ])('refuses %s', (_, spoil) => {
    const bytes = spoil(frame(new Uint8Array([1, 2, 3])));
    expect(() => [...readFrames(bytes)]).toThrow(BadFramesError);
  });
});
