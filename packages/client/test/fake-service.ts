// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createCipheriv, createHash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { FileEntry, FileTable, PutFiles, Sealed } from '@jupyter-atrium/api';
import { ENCODING, filesDigestText, frameHeader, readFrames } from '@jupyter-atrium/api';
import { AtriumError } from '../src/error';
import type { Client } from '../src/client';
import type { ICodec } from '../src/transfer/codec';
import { cutBytes } from '../src/transfer/cut-file';
import type { UploadFile } from '../src/transfer/upload-plan';

/** Hashing and compression as Node does them. */
export const codec: ICodec = {
  hash: bytes => createHash('sha256').update(bytes).digest(),
  hasher: () => {
    const hash = createHash('sha256');
    return { update: bytes => void hash.update(bytes), digest: () => hash.digest() };
  },
  compress: bytes => zstdCompressSync(bytes),
  decompress: (bytes, length) => zstdDecompressSync(bytes, { maxOutputLength: length })
};

type TransferOperation = 'haveChunks' | 'sendChunks' | 'putFiles' | 'sealDraft' | 'getFileTable' | 'fetchChunks';

/** The transfer operations over memory: one draft, one release. */
export class FakeService implements Pick<Client, TransferOperation> {
  readonly chunks = new Map<string, Uint8Array>();
  readonly calls: TransferOperation[] = [];
  /** Bodies of `putFiles` and `sealDraft`. */
  readonly tables: PutFiles[] = [];
  /** Thrown by the next calls of an operation, one each; undefined lets a call pass. */
  readonly failures = new Map<TransferOperation, (AtriumError | undefined)[]>();
  /** How often `sealDraft` says "not yet". */
  sealingPolls = 0;
  /** Frames received in all. */
  received = 0;
  /** The most `sendChunks` and `fetchChunks` at once. */
  mostAtOnce = 0;
  release: FileTable | null = null;
  private _atOnce = 0;

  haveChunks: Client['haveChunks'] = async ({ body }) => {
    this._begin('haveChunks');
    const held = new Uint8Array(Math.ceil(body.length / 32 / 8));
    for (let i = 0; i < body.length / 32; i++) {
      if (this.chunks.has(hex(body.subarray(32 * i, 32 * i + 32)))) {
        held[i >> 3] = (held[i >> 3] ?? 0) | (1 << (i & 7));
      }
    }
    return held;
  };

  sendChunks: Client['sendChunks'] = async ({ body }, call) => {
    await this._together(async () => {
      this._begin('sendChunks');
      call?.signal?.throwIfAborted();
      for (const frame of readFrames(body)) {
        const raw = frame.encoding === ENCODING.zstd ? zstdDecompressSync(frame.payload) : frame.payload.slice();
        if (hex(await codec.hash(raw)) !== hex(frame.hash)) {
          throw problem('bad-content');
        }
        this.chunks.set(hex(frame.hash), raw);
        this.received++;
      }
    });
  };

  putFiles: Client['putFiles'] = async ({ body }) => {
    this._begin('putFiles');
    this.tables.push(body);
  };

  sealDraft: Client['sealDraft'] = async ({ body }) => {
    this._begin('sealDraft');
    if (this.sealingPolls-- > 0) {
      return { sealed: null, done: 1, total: 2 };
    }
    const files = apply([...this.tables, body], this.release);
    if (files.some(file => file.chunks?.some(hash => !this.chunks.has(hash)))) {
      throw problem('chunks-missing');
    }
    this.tables.push(body);
    const digest = `sha256:${hex(await codec.hash(new TextEncoder().encode(filesDigestText(files))))}`;
    if (digest !== body.filesDigest) {
      throw problem('draft-changed');
    }
    return { sealed: aSealed(files, digest), done: 2, total: 2 };
  };

  getFileTable: Client['getFileTable'] = async () => {
    this._begin('getFileTable');
    if (!this.release) {
      throw problem('ticket-ended');
    }
    return this.release;
  };

  fetchChunks: Client['fetchChunks'] = async ({ body }) =>
    this._together(async () => {
      this._begin('fetchChunks');
      const parts: Uint8Array[] = [];
      for (let i = 0; i < body.length; i += 32) {
        const hash = body.subarray(i, i + 32);
        const payload = zstdCompressSync(this.chunks.get(hex(hash)) ?? new Uint8Array());
        parts.push(frameHeader({ encoding: ENCODING.zstd, hash, payload }), payload);
      }
      return new Uint8Array(Buffer.concat(parts));
    });

  /** Offers files as a release, with all their chunks. */
  async offer(contents: Readonly<Record<string, Uint8Array>>, entry: string | null = null): Promise<FileTable> {
    const files = await Promise.all(
      Object.entries(contents).map(async ([path, bytes]) => {
        const file = await aFile(path, bytes);
        let at = 0;
        for (const [hash, length] of file.chunks) {
          this.chunks.set(hash, bytes.subarray(at, at + length));
          at += length;
        }
        return { path, digest: file.digest, size: file.size, mediaType: file.mediaType, chunks: [...file.chunks] };
      })
    );
    const filesDigest = `sha256:${hex(await codec.hash(new TextEncoder().encode(filesDigestText(files))))}`;
    this.release = { manifest: `sha256:${'b'.repeat(64)}`, filesDigest, entry, files };
    return this.release;
  }

  private _begin(operation: TransferOperation): void {
    this.calls.push(operation);
    const failure = this.failures.get(operation)?.shift();
    if (failure) {
      throw failure;
    }
  }

  private async _together<T>(act: () => Promise<T>): Promise<T> {
    this._atOnce++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this._atOnce);
    try {
      // Lets others begin.
      await new Promise(resolve => setImmediate(resolve));
      return await act();
    } finally {
      this._atOnce--;
    }
  }
}

/** A problem as the service answers it. */
export function problem(code: AtriumError['code'], retryInMs: number | null = null): AtriumError {
  return new AtriumError({ message: `Problem ${code}.`, status: 409, code, retryInMs });
}

/** A file to upload whose bytes are at hand. */
export async function aFile(path: string, bytes: Uint8Array): Promise<UploadFile> {
  const read = async (start: number, length: number): Promise<Uint8Array> => bytes.subarray(start, start + length);
  return { path, mediaType: 'application/octet-stream', ...(await cutBytes(bytes, codec)), read };
}

/** Bytes that do not compress, the same on every machine. */
export function noise(length: number, seed = 1): Uint8Array {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  return new Uint8Array(cipher.update(Buffer.alloc(length)));
}

type TableEntry = FileEntry & { chunks?: string[] };

function apply(tables: readonly PutFiles[], release: FileTable | null): TableEntry[] {
  const files = new Map<string, TableEntry>();
  for (const { base, remove, put } of tables) {
    if (base !== null) {
      files.clear();
      release?.files.forEach(file => files.set(file.path, { ...file, chunks: file.chunks.map(([hash]) => hash) }));
    }
    remove.forEach(path => files.delete(path));
    put.forEach(file => files.set(file.path, file));
  }
  return [...files.values()];
}

function aSealed(files: readonly FileEntry[], filesDigest: string): Sealed {
  return {
    filesDigest,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.size, 0),
    needs: { language: null, kernel: null, packages: [], environment: [] },
    entry: null,
    checks: []
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
