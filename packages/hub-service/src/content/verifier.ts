// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ChunksMissingError } from '../errors.ts';
import type { Remote } from '../threads/remote.ts';
import type { IChunkStore, Location } from './chunk-store.ts';
import type { ContentCalls } from './content-calls.ts';
import { hexOf, splitHashes } from './pack.ts';
import type { ContentReader } from './reader.ts';

/** Raw bytes hashed by one call. */
const PART_BYTES = 8 * 1024 * 1024;
const HASHES_AT_ONCE = 1000;

/** A file as a draft describes it: its digest and its recipe, n × 32 bytes. */
export type Described = { digest: string; recipe: Uint8Array };

type Part = { locations: Location[]; ends: number[]; bytes: number };

/**
 * Proves that files are what their digests say.
 *
 * Only then may a recipe be shared: otherwise one person could put another's content behind a digest.
 */
export class FileVerifier {
  private readonly _chunks: IChunkStore;
  private readonly _reader: ContentReader;
  private readonly _thread: Remote<ContentCalls>;
  private _jobs = 0;

  constructor(chunks: IChunkStore, reader: ContentReader, thread: Remote<ContentCalls>) {
    this._chunks = chunks;
    this._reader = reader;
    this._thread = thread;
  }

  /**
   * Hashes files.
   *
   * @param onBytes - told how many further bytes are done
   * @returns the digests of those that are something else
   * @throws ChunksMissingError
   */
  async wrongOnes(files: readonly Described[], onBytes: (bytes: number) => void): Promise<string[]> {
    const job = this._jobs++;
    const found: string[] = [];
    try {
      for await (const { locations, ends, bytes } of this._parts(files)) {
        const frames = await this._reader.frames(locations);
        found.push(...(await this._thread.call('hash', { job, frames, ends }, [frames.buffer as ArrayBuffer])));
        onBytes(bytes);
      }
    } finally {
      await this._thread.call('forget', { job });
    }
    return files.filter((file, index) => file.digest !== found[index]).map(file => file.digest);
  }

  private async *_parts(files: readonly Described[]): AsyncGenerator<Part> {
    let part: Part = { locations: [], ends: [], bytes: 0 };
    for await (const step of this._steps(files)) {
      if (step === 'end') {
        part.ends.push(part.locations.length);
      } else {
        part.locations.push(step);
        part.bytes += step.size;
      }
      if (part.bytes >= PART_BYTES) {
        yield part;
        part = { locations: [], ends: [], bytes: 0 };
      }
    }
    if (part.locations.length > 0 || part.ends.length > 0) {
      yield part;
    }
  }

  /** All chunks of all files, and where each file ends. */
  private async *_steps(files: readonly Described[]): AsyncGenerator<Location | 'end'> {
    for (const { recipe } of files) {
      const hashes = splitHashes(recipe);
      for (let at = 0; at < hashes.length; at += HASHES_AT_ONCE) {
        yield* await this._locate(hashes.slice(at, at + HASHES_AT_ONCE));
      }
      yield 'end';
    }
  }

  private async _locate(hashes: readonly Uint8Array[]): Promise<Location[]> {
    const found = await this._chunks.locate(hashes);
    return hashes.map(hash => {
      const location = found.get(hexOf(hash));
      if (!location) {
        throw new ChunksMissingError([hexOf(hash)]);
      }
      return location;
    });
  }
}
