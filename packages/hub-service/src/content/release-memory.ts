// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Gives the memory of bytes back at once; they are empty afterwards.
 *
 * A collector of garbage counts only its own heap and lets some 64 MB of such memory gather in every thread.
 *
 * @param bytes - nobody else may look at them or at what they are part of; those of Node's pool, which share their
 *   memory with others, are left
 */
export function releaseMemory(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength !== Buffer.poolSize && !buffer.detached) {
    buffer.transfer(0);
  }
}
