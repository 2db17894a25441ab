// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileTable } from '@jupyter-atrium/api';
import type { Client } from '../client.ts';
import { ChunkFetcher, freeMemory } from './chunk-fetcher.ts';
import type { ICodec } from './codec.ts';
import type { DownloadBatch, TableFile } from './download-plan.ts';
import { checkTable, downloadBatches, openingOrder } from './download-plan.ts';
import { FilesWriter } from './files-writer.ts';
import type { TransferProgress } from './job-reporter.ts';
import type { IPatience } from './retry.ts';
import { withRetries } from './retry.ts';

/** Where files go. Its user removes what is left after a failure. */
export interface IDownloadTarget {
  /** Called once, before the first file; throws if there is no room. */
  prepare(table: FileTable): Promise<void>;
  /** Whether an interrupted try already wrote this file, whole and right. */
  has(file: TableFile): Promise<boolean>;
  /** Begins a file; called one after another. */
  begin(file: TableFile): Promise<IFileSink>;
}

/** One file being written. */
export interface IFileSink {
  /** Takes the next bytes; they may change after the promise settles. */
  write(bytes: Uint8Array): Promise<void>;
  /** All bytes came and are right. */
  end(): Promise<void>;
  /** The file stays incomplete; never throws. */
  drop(): Promise<void>;
}

/** Chunks that lie on this disk already. */
export interface ILocalChunks {
  has(hash: string): boolean;
  /** Answers the bytes, or null if they are gone; need not be verified. */
  read(hash: string): Promise<Uint8Array | null>;
}

/** What a download needs. */
export interface IDownloadOptions extends IPatience {
  client: Pick<Client, 'getFileTable' | 'fetchChunks'>;
  ticket: string;
  /** The release's digest, as `openCopy` answered it. */
  manifest: string;
  codec: ICodec;
  target: IDownloadTarget;
  /** Looks for the chunks of a release on this disk; null if there are none. */
  findLocal?: (table: FileTable) => ILocalChunks | null;
  onProgress: (progress: TransferProgress) => void;
}

/** Stretches fetched ahead; each holds up to `LIMITS.fetchAimBytes`. */
const STRETCHES_AHEAD = 3;

/**
 * Fetches a release, verifying every chunk and every file. Files that are there already are left alone.
 *
 * @returns the release's table
 * @throws AtriumError when refused, when the service stays away, or as `bad-content`; what the target throws; the
 *   signal's reason when aborted
 */
export async function download(options: IDownloadOptions): Promise<FileTable> {
  const { client, ticket, target, codec, signal } = options;
  const table = await withRetries(() => client.getFileTable({}, { ticket, ...(signal ? { signal } : {}) }), options);
  await checkTable(table, options.manifest, codec);
  await target.prepare(table);
  const local = options.findLocal?.(table) ?? null;
  const fetcher = new ChunkFetcher(table, options);
  const writer = new FilesWriter({ table, fetcher, local, target, codec, onProgress: options.onProgress, signal });
  const wanted: TableFile[] = [];
  for (const file of openingOrder(table.files, table.entry)) {
    if (await target.has(file)) {
      writer.skip(file);
    } else if (file.chunks.length === 0) {
      await writer.empty(file);
    } else {
      wanted.push(file);
    }
  }
  const batches = downloadBatches(wanted, hash => local?.has(hash) ?? false);
  try {
    for await (const { batch, chunks } of fetchAhead(batches, fetcher, signal)) {
      for (const step of batch.steps) {
        signal?.throwIfAborted();
        await writer.write(step, chunks);
      }
      freeMemory(chunks.values());
    }
  } finally {
    await writer.drop();
  }
  return table;
}

type Fetched = { batch: DownloadBatch; chunks: ReadonlyMap<string, Uint8Array> };

async function* fetchAhead(
  batches: Generator<DownloadBatch>,
  fetcher: ChunkFetcher,
  signal: AbortSignal | undefined
): AsyncGenerator<Fetched> {
  const stop = new AbortController();
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const queue: Promise<Fetched>[] = [];
  const start = (): void => {
    const next = batches.next();
    if (!next.done) {
      const batch = next.value;
      const fetched = fetcher.fetch(batch.fetch, either).then(chunks => ({ batch, chunks }));
      // Its turn comes later; a failure must not count as unhandled until then.
      fetched.catch(() => undefined);
      queue.push(fetched);
    }
  };
  try {
    for (let i = 0; i < STRETCHES_AHEAD; i++) {
      start();
    }
    for (let next = queue.shift(); next; next = queue.shift()) {
      yield await next;
      start();
    }
  } finally {
    stop.abort(new Error('The download ended.'));
  }
}
