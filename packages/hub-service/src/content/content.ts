// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { CHUNK_BYTES, ENCODING, LIMITS, cutChunk, frameHeader } from '@jupyter-atrium/api';
import { hash } from 'node:crypto';
import type { IClock } from '../clock.ts';
import type { Remote } from '../threads/remote.ts';
import type { IChunkStore, Location } from './chunk-store.ts';
import { Collector, type InGarbage } from './collector.ts';
import type { ContentCalls } from './content-calls.ts';
import type { DiskGuard } from './disk.ts';
import type { IFileStore } from './file-store.ts';
import type { IPacks } from './packs.ts';
import { PackMissingError } from './packs.ts';
import { ContentReader } from './reader.ts';
import { RecipeReader } from './recipe-reader.ts';
import { type Rebuilt, rebuildIndex } from './rebuild.ts';
import { Receiver, type Take } from './receiver.ts';
import { FileVerifier } from './verifier.ts';

/** Bytes gathered before they are cut into chunks. */
const CUT_AT_BYTES = 1024 * 1024;

/** The stores that content needs. */
type ContentStores = { chunks: IChunkStore; files: IFileStore };

/** All bytes of works: taken in, given out, collected. */
export class Content<T extends ContentStores> {
  readonly disk: DiskGuard;
  readonly verifier: FileVerifier;
  readonly collector: Collector;
  readonly recipes: RecipeReader;
  private readonly _options: Content.IOptions<T>;
  private readonly _reader: ContentReader;
  private readonly _receiver: Receiver<T>;

  constructor(options: Content.IOptions<T>) {
    const { packs, thread, stores, transact } = options;
    this._options = options;
    this.disk = options.disk;
    this._reader = new ContentReader(packs);
    this._receiver = new Receiver<T>({ chunks: stores.chunks, packs, thread, transact });
    this.verifier = new FileVerifier(stores.chunks, this._reader, thread);
    this.recipes = new RecipeReader(stores, this._reader);
    this.collector = new Collector({ ...options, reader: this._reader });
  }

  /** Takes a batch of frames; see `Receiver.receive`. */
  async receive(bytes: Uint8Array, take: Take<T>): Promise<void> {
    await this.disk.demandSpace();
    await this._receiver.receive(bytes, take);
  }

  /**
   * Takes a small file of the service's own, such as a cover.
   *
   * @param finish - records what needs the file, in the same transaction
   * @returns its digest
   */
  async store(bytes: Uint8Array, finish: (stores: T, digest: string) => Promise<void>): Promise<string> {
    const digest = `sha256:${hash('sha256', bytes)}`;
    await this.receive(framesOf(bytes), async (stores, received) => {
      const held = await stores.chunks.held(received.map(chunk => chunk.hash));
      const ids = received.map(chunk => held.get(Buffer.from(chunk.hash).toString('hex'))?.id ?? -1);
      await stores.files.add([{ digest, size: bytes.length, chunks: ids }]);
      await finish(stores, digest);
    });
    return digest;
  }

  /**
   * Takes a file that comes in pieces and was verified before.
   *
   * @param finish - records what needs the file, in the same transaction
   */
  async storeStream(
    pieces: AsyncIterable<Uint8Array>,
    { digest, size }: { digest: string; size: number },
    finish: (stores: T) => Promise<void>
  ): Promise<void> {
    const chunks: number[] = [];
    for await (const batch of batchesOf(pieces)) {
      await this.receive(batch, async (stores, received) => {
        const held = await stores.chunks.held(received.map(chunk => chunk.hash));
        chunks.push(...received.map(chunk => held.get(Buffer.from(chunk.hash).toString('hex'))?.id ?? -1));
      });
    }
    await this._options.transact(async stores => {
      await stores.files.add([{ digest, size, chunks }]);
      await finish(stores);
    });
  }

  /**
   * Reads frames as they are stored, in the order asked for.
   *
   * @param locate - says where they lie; asked again if the collector moved them meanwhile
   */
  async frames(locate: () => Promise<readonly Location[]>): Promise<Uint8Array> {
    try {
      return await this._reader.frames(await locate());
    } catch (error) {
      if (error instanceof PackMissingError) {
        return this._reader.frames(await locate());
      }
      throw error;
    }
  }

  /** Reads bytes `from` to, not including, `to` of a file, chunk by chunk. */
  read(file: number, from: number, to: number): AsyncGenerator<Uint8Array> {
    return this._reader.file(this._options.stores.chunks, file, from, to);
  }

  /** Writes the index of chunks anew from the packs. */
  rebuild(): Promise<Rebuilt> {
    const { packs, thread, transact } = this._options;
    return rebuildIndex(packs, thread, act => transact(stores => act(stores.chunks)));
  }

  /** Removes what a crash left half written. */
  sweep(): Promise<void> {
    return this._options.packs.sweep();
  }

  /** Closes the packs that were kept open. */
  close(): Promise<void> {
    return this._options.packs.close();
  }
}

export declare namespace Content {
  interface IOptions<T> {
    /** What is committed. */
    stores: T;
    transact: <R>(act: (stores: T) => Promise<R>) => Promise<R>;
    inGarbage: InGarbage;
    packs: IPacks;
    thread: Remote<ContentCalls>;
    disk: DiskGuard;
    clock: IClock;
  }
}

/** Frames of a stream, some megabytes at a time. */
async function* batchesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  let isFirst = true;
  let frames: Uint8Array[] = [];
  let bytes = 0;
  const cut = (isEnd: boolean): void => {
    let start = 0;
    for (let end = 0; start < rest.length && end !== -1; start = Math.max(start, end)) {
      end = cutChunk(rest, start, isEnd, isFirst);
      if (end !== -1) {
        const payload = rest.subarray(start, end);
        frames.push(frameHeader({ encoding: ENCODING.raw, hash: hash('sha256', payload, 'buffer'), payload }), payload);
        bytes += payload.length;
        isFirst = false;
      }
    }
    rest = rest.subarray(start);
  };
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    if (rest.length >= CUT_AT_BYTES) {
      cut(false);
    }
    if (bytes >= LIMITS.batchAimBytes) {
      yield Buffer.concat(frames);
      [frames, bytes] = [[], 0];
    }
  }
  cut(true);
  if (frames.length > 0) {
    yield Buffer.concat(frames);
  }
}

/** Cuts bytes into raw frames. */
function framesOf(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = cutChunk(bytes, start, true, start === 0);
    const payload = bytes.subarray(start, Math.min(end, start + CHUNK_BYTES.max));
    parts.push(frameHeader({ encoding: ENCODING.raw, hash: hash('sha256', payload, 'buffer'), payload }), payload);
    start = end;
  }
  return Buffer.concat(parts);
}
