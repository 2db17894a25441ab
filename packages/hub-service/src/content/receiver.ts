// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFrames } from '@jupyter-atrium/api';
import { BadContentError, ServiceError } from '../errors.ts';
import type { Remote } from '../threads/remote.ts';
import type { IChunkStore } from './chunk-store.ts';
import type { BatchResult, ContentCalls } from './content-calls.ts';
import { PACK_BYTES } from './pack.ts';
import type { IPacks } from './packs.ts';
import { releaseMemory } from './release-memory.ts';

/** Groups written at the same time: while one waits for the disk, the next is hashed. */
const WRITERS = 2;

/** A chunk of a batch. */
export type Received = { hash: Uint8Array; size: number };

/** What a batch leaves in the records, in one transaction with all batches of its group. */
export type Take<T> = (stores: T, chunks: readonly Received[]) => Promise<void>;

/** Runs a change in one transaction. */
type Transact<T> = <R>(act: (stores: T) => Promise<R>) => Promise<R>;

type Waiting<T> = {
  bytes: Uint8Array;
  take: Take<T>;
  resolve: () => void;
  reject: (error: unknown) => void;
};

/**
 * Takes batches of frames: verified, packed, durable, recorded, in this order.
 *
 * Batches that arrive while others are written share one pack, one sync and one transaction.
 */
export class Receiver<T extends { chunks: IChunkStore }> {
  private readonly _options: Receiver.IOptions<T>;
  private readonly _waiting: Waiting<T>[] = [];
  private _writers = 0;

  constructor(options: Receiver.IOptions<T>) {
    this._options = options;
  }

  /**
   * Takes one batch; it is durable when this resolves.
   *
   * @param bytes - frames
   * @param take - what else to record; it may refuse by a ServiceError before it has written anything
   * @throws BadContentError, and what `take` refuses with
   */
  receive(bytes: Uint8Array, take: Take<T>): Promise<void> {
    return new Promise((resolve, reject) => {
      this._waiting.push({ bytes, take, resolve, reject });
      void this._write();
    });
  }

  private async _write(): Promise<void> {
    if (this._writers >= WRITERS) {
      return;
    }
    this._writers += 1;
    for (let group = this._next(); group.length > 0; group = this._next()) {
      try {
        await this._writeGroup(group);
      } catch (error) {
        group.forEach(each => each.reject(error));
      }
    }
    this._writers -= 1;
  }

  /** As many batches as fit into a pack, at least one. */
  private _next(): Waiting<T>[] {
    let bytes = 0;
    const count = this._waiting.findIndex((each, index) => {
      bytes += each.bytes.length;
      return index > 0 && bytes > PACK_BYTES / 2;
    });
    return this._waiting.splice(0, count === -1 ? this._waiting.length : count);
  }

  private async _writeGroup(group: readonly Waiting<T>[]): Promise<void> {
    const { chunks, packs, thread, transact } = this._options;
    const batches = group.map(each => each.bytes);
    const held = await chunks.held(batches.flatMap(hashesOf));
    const { pack, results } = await thread.call('pack', { batches, held: [...held.keys()] }, owned(batches));
    if (pack) {
      await packs.put(pack.id, pack.bytes);
      releaseMemory(pack.bytes);
    }
    const refusals = await transact(async stores => {
      if (pack) {
        await stores.chunks.addPack(pack);
      }
      const found: (ServiceError | null)[] = [];
      for (const [index, each] of group.entries()) {
        found.push(await takeOne(stores, each, results[index]));
      }
      return found;
    });
    for (const [index, each] of group.entries()) {
      const refusal = refusals[index];
      if (refusal) {
        each.reject(refusal);
      } else {
        each.resolve();
      }
    }
  }
}

export declare namespace Receiver {
  interface IOptions<T> {
    /** Reads what is committed. */
    chunks: IChunkStore;
    packs: IPacks;
    thread: Remote<ContentCalls>;
    transact: Transact<T>;
  }
}

async function takeOne<T>(stores: T, each: Waiting<T>, result: BatchResult | undefined): Promise<ServiceError | null> {
  if (!result || 'refusal' in result) {
    return new BadContentError(result?.refusal ?? 'The batch was not read.');
  }
  try {
    await each.take(stores, result.chunks);
    return null;
  } catch (error) {
    // One batch's refusal is no reason to refuse its group.
    if (error instanceof ServiceError) {
      return error;
    }
    throw error;
  }
}

/** Memory that can be handed to the thread: a small buffer shares its memory with others and is copied. */
function owned(batches: readonly Uint8Array[]): ArrayBuffer[] {
  return batches
    .filter(batch => batch.byteLength === batch.buffer.byteLength)
    .map(batch => batch.buffer as ArrayBuffer);
}

/** Hashes a batch names; a batch that breaks off is refused by the thread. */
function hashesOf(bytes: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = [];
  try {
    for (const { hash } of readFrames(bytes)) {
      hashes.push(hash);
    }
  } catch {
    return [];
  }
  return hashes;
}
