// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** The frames of several files, one after another; `lengths` are the bytes of each file's. */
export type FramesOfFiles = { bytes: Uint8Array; lengths: number[] };

/** Parts frames by file. */
export function partFrames({ bytes, lengths }: FramesOfFiles): Uint8Array[] {
  let at = 0;
  return lengths.map(length => {
    at += length;
    return bytes.subarray(at - length, at);
  });
}
