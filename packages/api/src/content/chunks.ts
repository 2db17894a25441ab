// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Sizes of content-defined chunks, in bytes. Constants of repository format 1: changing one orphans every stored chunk.
 */
export const CHUNK_BYTES = { min: 16 * 1024, average: 64 * 1024, max: 256 * 1024 } as const;

/** Two more bits than the average asks for before it, two fewer after it: normalised chunking, level 2. */
const MASK_BEFORE_AVERAGE = 0xffffc000 | 0;
const MASK_AFTER_AVERAGE = 0xfffc0000 | 0;

/**
 * The gear table of repository format 1: 256 signed 32-bit integers, from the generator "splitmix32" seeded with 1.
 */
export const GEAR: Int32Array = gearTable();

function gearTable(): Int32Array {
  const table = new Int32Array(256);
  let state = 1;
  for (let i = 0; i < 256; i++) {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    table[i] = z ^ (z >>> 15);
  }
  return table;
}

/**
 * Finds where the next chunk of a file ends.
 *
 * A file of less than `CHUNK_BYTES.average` bytes is one chunk. Every other chunk has `min` to `max` bytes; only the
 * last may be shorter.
 *
 * @param bytes - what is at hand of the file, beginning with the chunk
 * @param start - where the chunk begins in `bytes`
 * @param isEnd - whether `bytes` holds the rest of the file
 * @param isWhole - whether the chunk begins at the file's first byte
 * @returns the offset after the chunk's last byte; -1 if more bytes are needed to tell
 * @see FastCDC (Xia et al., USENIX ATC 2016)
 */
export function cutChunk(bytes: Uint8Array, start: number, isEnd: boolean, isWhole: boolean): number {
  const length = bytes.length - start;
  if (!isEnd && length < CHUNK_BYTES.max) {
    return -1;
  }
  if (length <= CHUNK_BYTES.min || (isWhole && isEnd && length < CHUNK_BYTES.average)) {
    return bytes.length;
  }
  const middle = Math.min(start + CHUNK_BYTES.average, bytes.length);
  const last = Math.min(start + CHUNK_BYTES.max, bytes.length);
  const gear = GEAR;
  let hash = 0;
  let at = start + CHUNK_BYTES.min;
  for (; at < middle; at++) {
    hash = ((hash << 1) + (gear[bytes[at] as number] as number)) | 0;
    if ((hash & MASK_BEFORE_AVERAGE) === 0) {
      return at + 1;
    }
  }
  for (; at < last; at++) {
    hash = ((hash << 1) + (gear[bytes[at] as number] as number)) | 0;
    if ((hash & MASK_AFTER_AVERAGE) === 0) {
      return at + 1;
    }
  }
  return last;
}
