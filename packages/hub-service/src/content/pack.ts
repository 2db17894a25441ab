// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** The first bytes of every pack; frames follow. */
export const PACK_MAGIC: Uint8Array = new TextEncoder().encode('AtrPack1');

/** Most bytes of a pack. */
export const PACK_BYTES = 16 * 1024 * 1024;

/** Where a chunk lies. */
export type PackedChunk = {
  /** SHA-256 of the raw chunk, 32 bytes. */
  hash: Uint8Array;
  /** Raw bytes. */
  size: number;
  /** Of the frame's payload in the pack. */
  offset: number;
  /** Bytes of the payload. */
  stored: number;
  encoding: number;
};

/** What is in a pack. It is named by the SHA-256 of its bytes, in hex; `length` counts them. */
export type PackIndex = { id: string; length: number; chunks: PackedChunk[] };

/** A pack ready to be written. */
export type Pack = PackIndex & { bytes: Uint8Array };

/** Writes hashes as keys of maps. */
export function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('hex');
}

/** Reads n × 32 bytes as n hashes; views, not copies. */
export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / 32 }, (_, index) => bytes.subarray(32 * index, 32 * index + 32));
}
