// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileTable } from '@jupyter-atrium/api';
import { BadFramesError, ENCODING, readFrames } from '@jupyter-atrium/api';
import type { Client } from '../client.ts';
import { AtriumError } from '../error.ts';
import type { ICodec } from './codec.ts';
import { hexOf, packHashes } from './codec.ts';
import type { IPatience } from './retry.ts';
import { withRetries } from './retry.ts';

/** Fetches chunks of one release and verifies each. */
export class ChunkFetcher {
  /** Bytes on the wire. */
  received = 0;
  private readonly _options: ChunkFetcher.IOptions;
  private readonly _lengths = new Map<string, number>();

  constructor(table: FileTable, options: ChunkFetcher.IOptions) {
    this._options = options;
    table.files.forEach(file => file.chunks.forEach(([hash, length]) => this._lengths.set(hash, length)));
  }

  /**
   * Fetches chunks with one call, again while the trouble is one that passes.
   *
   * @param hashes - each once, of the release; no more than one call takes
   * @param signal - ends the call
   */
  async fetch(hashes: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, Uint8Array>> {
    if (hashes.length === 0) {
      return new Map();
    }
    const { client, ticket } = this._options;
    const body = packHashes(hashes);
    const call = { ticket, ...(signal ? { signal } : {}) };
    return withRetries(
      async () => {
        const frames = await client.fetchChunks({ body }, call);
        this.received += frames.length;
        const chunks = await this._expand(frames);
        if (![...chunks.values()].some(chunk => chunk.buffer === frames.buffer)) {
          freeMemory([frames]);
        }
        if (!hashes.every(hash => chunks.has(hash))) {
          throw cutOff(undefined);
        }
        return chunks;
      },
      { ...this._options, signal }
    );
  }

  /** Tells whether bytes are the chunk of a name. */
  async isChunk(hash: string, bytes: Uint8Array): Promise<boolean> {
    return bytes.length === this._lengths.get(hash) && hexOf(await this._options.codec.hash(bytes)) === hash;
  }

  private async _expand(frames: Uint8Array): Promise<Map<string, Uint8Array>> {
    const chunks = new Map<string, Uint8Array>();
    try {
      for (const { encoding, payload, hash } of readFrames(frames)) {
        const name = hexOf(hash);
        const length = this._lengths.get(name) ?? 0;
        const bytes = encoding === ENCODING.zstd ? this._options.codec.decompress(payload, length) : payload;
        if (!(await this.isChunk(name, bytes))) {
          throw new BadFramesError('A chunk is not what its name says.');
        }
        chunks.set(name, bytes);
      }
    } catch (cause) {
      throw cutOff(cause);
    }
    return chunks;
  }
}

export declare namespace ChunkFetcher {
  interface IOptions extends IPatience {
    client: Pick<Client, 'fetchChunks'>;
    ticket: string;
    codec: ICodec;
  }
}

/**
 * Gives memory back at once. The collector counts memory outside its heap and, left alone, would run for every few
 * megabytes of chunks.
 *
 * @param chunks - nobody uses them any more; those that share memory with others are left alone
 */
export function freeMemory(chunks: Iterable<Uint8Array>): void {
  for (const { buffer, byteLength } of chunks) {
    if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength && !buffer.detached) {
      buffer.transfer(0);
    }
  }
}

/** An answer that was cut off or damaged counts as none. */
function cutOff(cause: unknown): AtriumError {
  return new AtriumError({
    message: 'The hub’s answer was cut off or damaged on its way. Try again; if that does not help, tell its operator.',
    status: 0,
    code: 'unreachable',
    cause
  });
}
