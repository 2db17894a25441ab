// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ENCODING, LIMITS, frameHeader } from '@jupyter-atrium/api';
import { AtriumError } from '../error.ts';
import type { ICodec } from './codec.ts';
import { hexOf } from './codec.ts';
import type { WantedChunk } from './upload-plan.ts';

/** Frames of one `sendChunks`, and the chunks in them. */
export type Batch = {
  body: Uint8Array;
  chunks: readonly WantedChunk[];
  /** Gives the memory of `body` back once it was sent. */
  free: () => void;
};

/** Neighbouring chunks are read at once up to here. */
const READ_BYTES = 1024 * 1024;

/** Kept raw unless compression saves this share. */
const WORTH = 0.97;

/**
 * Reads missing chunks, checks that they are still what was planned, and packs them.
 *
 * @param chunks - in file order
 * @throws AtriumError `file-changed` when the bytes are others than planned, twice
 */
export async function* uploadBatches(chunks: AsyncIterable<WantedChunk>, codec: ICodec): AsyncGenerator<Batch> {
  const spare: Uint8Array[] = [];
  const begin = (): BatchWriter => new BatchWriter(codec, spare);
  let batch = begin();
  for await (const run of runs(chunks)) {
    for (const [chunk, bytes] of await readRun(run, codec)) {
      batch.add(chunk, bytes);
      if (batch.bytes >= LIMITS.batchAimBytes) {
        yield batch.end();
        batch = begin();
      }
    }
  }
  if (batch.bytes > 0) {
    yield batch.end();
  }
}

/** Writes frames one after another into memory that was used before, if there is some. */
class BatchWriter {
  bytes = 0;
  private readonly _codec: ICodec;
  private readonly _spare: Uint8Array[];
  private readonly _memory: Uint8Array;
  private readonly _chunks: WantedChunk[] = [];

  constructor(codec: ICodec, spare: Uint8Array[]) {
    this._codec = codec;
    this._spare = spare;
    this._memory = spare.pop() ?? new Uint8Array(LIMITS.batchBytes);
  }

  add(chunk: WantedChunk, { hash, raw }: ReadChunk): void {
    const compressed = this._codec.compress?.(raw);
    const isWorth = compressed !== undefined && compressed.length < raw.length * WORTH;
    const payload = isWorth ? compressed : raw;
    this._write(frameHeader({ encoding: isWorth ? ENCODING.zstd : ENCODING.raw, hash, payload }));
    this._write(payload);
    this._chunks.push(chunk);
  }

  end(): Batch {
    return {
      body: this._memory.subarray(0, this.bytes),
      chunks: this._chunks,
      free: () => void this._spare.push(this._memory)
    };
  }

  private _write(bytes: Uint8Array): void {
    this._memory.set(bytes, this.bytes);
    this.bytes += bytes.length;
  }
}

/** Gathers chunks that lie one after another in one file. */
async function* runs(chunks: AsyncIterable<WantedChunk>): AsyncGenerator<WantedChunk[]> {
  let run: WantedChunk[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    const last = run.at(-1);
    const isNext = last?.file === chunk.file && last.start + last.length === chunk.start;
    if (last && (!isNext || bytes + chunk.length > READ_BYTES)) {
      yield run;
      run = [];
      bytes = 0;
    }
    run.push(chunk);
    bytes += chunk.length;
  }
  if (run.length > 0) {
    yield run;
  }
}

type ReadChunk = { hash: Uint8Array; raw: Uint8Array };

async function readRun(run: readonly WantedChunk[], codec: ICodec): Promise<[WantedChunk, ReadChunk][]> {
  const [first] = run;
  if (!first) {
    return [];
  }
  const length = run.reduce((sum, chunk) => sum + chunk.length, 0);
  const read = async (): Promise<[WantedChunk, ReadChunk][] | null> =>
    verify(run, await first.file.read(first.start, length), codec);
  // Once more: whoever writes may just have been in the middle.
  const chunks = (await read()) ?? (await read());
  if (!chunks) {
    throw new AtriumError({
      message: `${first.file.path} changed while it was read. Nothing was published. Close what writes to it, then try again.`,
      status: 0,
      code: 'file-changed',
      detail: { path: first.file.path }
    });
  }
  return chunks;
}

async function verify(
  run: readonly WantedChunk[],
  bytes: Uint8Array,
  codec: ICodec
): Promise<[WantedChunk, ReadChunk][] | null> {
  const chunks: [WantedChunk, ReadChunk][] = [];
  let at = 0;
  for (const chunk of run) {
    const raw = bytes.subarray(at, at + chunk.length);
    const hash = await codec.hash(raw);
    if (hexOf(hash) !== chunk.hash) {
      return null;
    }
    chunks.push([chunk, { hash, raw }]);
    at += chunk.length;
  }
  return chunks;
}
