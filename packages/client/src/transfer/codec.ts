// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Takes bytes one after another and answers their hash. */
export interface IHasher {
  update(bytes: Uint8Array): void;
  /** SHA-256 of all that was given; called once, last. */
  digest(): Uint8Array | Promise<Uint8Array>;
}

/** Hashing and compression, which browsers and Node do differently. */
export interface ICodec {
  /** Answers the SHA-256 of bytes, 32 bytes long. */
  hash(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /** Begins a SHA-256 over bytes that come one after another. */
  hasher(): IHasher;
  /** Compresses with zstd; where it is absent, chunks travel raw. */
  compress?(bytes: Uint8Array): Uint8Array;
  /**
   * Expands what zstd made.
   *
   * @param length - of the expanded bytes; more must be refused by throwing
   */
  decompress(bytes: Uint8Array, length: number): Uint8Array;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Writes bytes as lower-case hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    text += HEX[byte];
  }
  return text;
}

/**
 * Writes hashes one after another, as `haveChunks` and `fetchChunks` take them.
 *
 * @param hashes - 64 hexadecimal digits each
 * @returns 32 bytes a hash
 */
export function packHashes(hashes: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(32 * hashes.length);
  let at = 0;
  for (const hash of hashes) {
    for (let i = 0; i < 64; i += 2) {
      bytes[at++] = Number.parseInt(hash.slice(i, i + 2), 16);
    }
  }
  return bytes;
}
