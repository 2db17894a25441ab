// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Sealed } from '@jupyter-atrium/api';
import { LIMITS, filesDigestText } from '@jupyter-atrium/api';
import type { Client } from '../client.ts';
import { AtriumError } from '../error.ts';
import type { ICodec } from './codec.ts';
import { hexOf, packHashes } from './codec.ts';
import type { UploadBase } from './file-table-parts.ts';
import { fileTableParts, knownDigests } from './file-table-parts.ts';
import { inFlight } from './in-flight.ts';
import type { TransferProgress } from './job-reporter.ts';
import type { IPatience } from './retry.ts';
import { withRetries } from './retry.ts';
import { uploadBatches } from './upload-batches.ts';
import type { UploadFile, WantedChunk } from './upload-plan.ts';
import { UploadTally, uploadWindows } from './upload-plan.ts';

/** What an upload needs beside its files. */
export interface IUploadOptions extends IPatience {
  client: Pick<Client, 'haveChunks' | 'sendChunks' | 'putFiles' | 'sealDraft'>;
  ticket: string;
  codec: ICodec;
  /** Files of this release are not sent again. */
  base: UploadBase | null;
  onProgress: (progress: TransferProgress) => void;
}

const SEAL_POLL_MS = 1000;

/** Chunks that a service lost between `haveChunks` and `sealDraft` are sent again this often. */
const ROUNDS = 3;

/**
 * Sends files into a draft and seals it. Running it again goes on from what has arrived.
 *
 * Holds at most `LIMITS.requestsInFlight` batches in memory.
 *
 * @param files - ordered by the bytes of their paths; no path twice
 * @throws AtriumError when refused, when the service stays away, or as `file-changed`; the signal's reason when aborted
 */
export async function upload(files: readonly UploadFile[], options: IUploadOptions): Promise<Sealed> {
  const filesDigest = await digestOfFiles(files, options.codec);
  let base = options.base;
  for (let round = 1; ; round++) {
    await sendMissing(files, base, options);
    try {
      return await seal(files, base, filesDigest, options);
    } catch (error) {
      if (round === ROUNDS || !(error instanceof AtriumError) || error.code !== 'chunks-missing') {
        throw error;
      }
      // Every file is named with its chunks this time.
      base = base && { ...base, isHeld: false };
    }
  }
}

/** Answers what names a set of files before any manifest exists. */
export async function digestOfFiles(
  files: readonly Pick<UploadFile, 'path' | 'digest' | 'size'>[],
  codec: ICodec
): Promise<string> {
  return `sha256:${hexOf(await codec.hash(new TextEncoder().encode(filesDigestText(files))))}`;
}

async function sendMissing(
  files: readonly UploadFile[],
  base: UploadBase | null,
  options: IUploadOptions
): Promise<void> {
  const known = knownDigests(base);
  const tally = new UploadTally(files);
  const tell = (): void =>
    options.onProgress({
      phase: 'send',
      done: tally.done,
      total: tally.total,
      unit: 'bytes',
      sent: tally.sent,
      held: tally.held,
      files: [tally.finished, tally.files]
    });
  files.filter(file => known.has(file.digest)).forEach(file => tally.skip(file));
  tell();
  const missing = missingChunks(
    files.filter(file => !known.has(file.digest)),
    tally,
    options
  );
  await inFlight(uploadBatches(missing, options.codec), LIMITS.requestsInFlight, async (batch, stop) => {
    const signal = options.signal ? AbortSignal.any([options.signal, stop]) : stop;
    const call = { ticket: options.ticket, signal };
    await withRetries(() => options.client.sendChunks({ body: batch.body }, call), { ...options, signal });
    tally.sent += batch.body.length;
    batch.chunks.forEach(chunk => tally.settle(chunk));
    batch.free();
    tell();
  });
  tell();
}

async function* missingChunks(
  files: readonly UploadFile[],
  tally: UploadTally,
  options: IUploadOptions
): AsyncGenerator<WantedChunk> {
  for (const window of uploadWindows(files, tally)) {
    options.signal?.throwIfAborted();
    const body = packHashes(window.map(chunk => chunk.hash));
    const held = await withRetries(() => options.client.haveChunks({ body }, callOf(options)), options);
    tally.sent += body.length;
    for (const [index, chunk] of window.entries()) {
      if (((held[index >> 3] ?? 0) >> (index & 7)) & 1) {
        tally.settleHeld(chunk);
      } else {
        yield chunk;
      }
    }
  }
}

async function seal(
  files: readonly UploadFile[],
  base: UploadBase | null,
  filesDigest: string,
  options: IUploadOptions
): Promise<Sealed> {
  const { client } = options;
  const parts = fileTableParts(files, base);
  for (const body of parts.slice(0, -1)) {
    await withRetries(() => client.putFiles({ body }, callOf(options)), options);
  }
  const last = parts.at(-1) ?? { base: null, remove: [], put: [] };
  for (;;) {
    const body = { ...last, filesDigest };
    const { sealed, done, total } = await withRetries(() => client.sealDraft({ body }, callOf(options)), options);
    options.onProgress({ phase: 'verify', done, total, unit: 'bytes' });
    if (sealed) {
      return sealed;
    }
    await options.sleep(SEAL_POLL_MS, options.signal);
  }
}

function callOf({ ticket, signal }: IUploadOptions): { ticket: string; signal?: AbortSignal } {
  return { ticket, ...(signal ? { signal } : {}) };
}
