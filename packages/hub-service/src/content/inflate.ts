// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { zstdDecompressSync } from 'node:zlib';
import { FRAME_PAYLOAD_BYTES } from '@jupyter-atrium/api';

/** Into one piece of memory, which can be given back at once; smaller pieces would be joined and left to the collector. */
const OPTIONS = { maxOutputLength: FRAME_PAYLOAD_BYTES, chunkSize: FRAME_PAYLOAD_BYTES };

/**
 * Decodes a frame's payload of encoding zstd.
 *
 * @throws Error for what is no zstd, or longer than a chunk may be
 */
export function inflate(payload: Uint8Array): Uint8Array {
  return zstdDecompressSync(payload, OPTIONS);
}
