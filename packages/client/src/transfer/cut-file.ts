// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ChunkRef } from '@jupyter-atrium/api';
import { CHUNK_BYTES, cutChunk } from '@jupyter-atrium/api';
import type { ICodec } from './codec.ts';
import { hexOf } from './codec.ts';

/** What names a file's content and how it travels. */
export type CutFile = {
  /** `sha256:` and 64 hexadecimal digits, of the whole file. */
  digest: string;
  size: number;
  chunks: ChunkRef[];
};

/** Holds the longest chunk several times over, so that little is moved. */
const BUFFER_BYTES = 8 * CHUNK_BYTES.max;

/**
 * Makes a buffer for `cutFile`; one serves many files, one after another.
 */
export function cutBuffer(): Uint8Array {
  return new Uint8Array(BUFFER_BYTES);
}

/**
 * Reads a file once: cuts it into chunks and hashes it.
 *
 * @param read - fills the given bytes from where it last ended and answers how many it wrote; 0 at the end
 * @param buffer - from `cutBuffer`
 */
export async function cutFile(
  read: (into: Uint8Array) => number | Promise<number>,
  codec: ICodec,
  buffer: Uint8Array = cutBuffer()
): Promise<CutFile> {
  const whole = codec.hasher();
  const chunks: ChunkRef[] = [];
  let size = 0;
  let kept = 0;
  for (let isEnd = false; !isEnd;) {
    const have = await fill(read, buffer, kept);
    isEnd = have < buffer.length;
    const bytes = buffer.subarray(0, have);
    const cut = await cutSome(bytes, isEnd, size === 0, codec);
    if (isEnd && size === 0 && cut.chunks.length === 1) {
      // The only chunk is the file.
      return { digest: `sha256:${cut.chunks[0]?.[0] ?? ''}`, size: have, chunks: cut.chunks };
    }
    chunks.push(...cut.chunks);
    whole.update(bytes.subarray(0, cut.end));
    size += cut.end;
    buffer.copyWithin(0, cut.end, have);
    kept = have - cut.end;
  }
  return { digest: `sha256:${hexOf(await whole.digest())}`, size, chunks };
}

/** Cuts and hashes a file that is at hand whole. */
export async function cutBytes(bytes: Uint8Array, codec: ICodec): Promise<CutFile> {
  const { chunks } = await cutSome(bytes, true, true, codec);
  const only = chunks.length === 1 ? chunks[0]?.[0] : undefined;
  return { digest: `sha256:${only ?? hexOf(await codec.hash(bytes))}`, size: bytes.length, chunks };
}

async function fill(
  read: (into: Uint8Array) => number | Promise<number>,
  buffer: Uint8Array,
  kept: number
): Promise<number> {
  let have = kept;
  while (have < buffer.length) {
    const got = await read(buffer.subarray(have));
    if (got === 0) {
      break;
    }
    have += got;
  }
  return have;
}

async function cutSome(
  bytes: Uint8Array,
  isEnd: boolean,
  isStart: boolean,
  codec: ICodec
): Promise<{ chunks: ChunkRef[]; end: number }> {
  const chunks: ChunkRef[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = cutChunk(bytes, at, isEnd, isStart && at === 0);
    if (end === -1) {
      break;
    }
    chunks.push([hexOf(await codec.hash(bytes.subarray(at, end))), end - at]);
    at = end;
  }
  return { chunks, end: at };
}
