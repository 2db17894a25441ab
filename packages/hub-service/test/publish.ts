// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { CardFields, FileTable, OpenedDraft, PublishDraft, PutFiles, Sealed, Work } from '@jupyter-atrium/api';
import { ENCODING, cutChunk, filesDigestText, frameHeader, mediaTypeOf, readFrames } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';

/** Files of a work by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A file as it is sent: its entry and its chunks. */
export type SentFile = PutFiles['put'][number] & { parts: { hash: Buffer; bytes: Uint8Array }[] };

export function sha256(bytes: Uint8Array | string): Buffer {
  return createHash('sha256').update(bytes).digest();
}

export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${sha256(bytes).toString('hex')}`;
}

/** Bytes nobody can compress, the same for the same seed. */
export function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** A notebook with one code cell a source. */
export function notebook(...sources: string[]): string {
  const cells = sources.map((source, index) => ({
    cell_type: 'code',
    execution_count: null,
    id: `cell-${index}`,
    metadata: {},
    outputs: [],
    source: [source]
  }));
  const metadata = { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

/** Cuts a file as a client does. */
export function sentFile(path: string, content: string | Uint8Array): SentFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const parts: SentFile['parts'] = [];
  for (let start = 0; start < bytes.length;) {
    const end = cutChunk(bytes, start, true, start === 0);
    const part = bytes.subarray(start, end);
    parts.push({ hash: sha256(part), bytes: part });
    start = end;
  }
  return {
    path,
    digest: digestOf(bytes),
    size: bytes.length,
    mediaType: mediaTypeOf(path),
    chunks: parts.map(part => part.hash.toString('hex')),
    parts
  };
}

export function sentFiles(files: Files): SentFile[] {
  return Object.entries(files).map(([path, content]) => sentFile(path, content));
}

/** What names files before they are a release. */
export function filesDigestOf(files: readonly SentFile[]): string {
  return digestOf(filesDigestText(files));
}

/** Frames of files, chunks of equal content once. */
export function framesOf(files: readonly SentFile[], encoding: 'raw' | 'zstd' = 'raw'): Uint8Array {
  const parts = new Map(files.flatMap(file => file.parts.map(part => [part.hash.toString('hex'), part])));
  return Buffer.concat(
    [...parts.values()].flatMap(({ hash, bytes }) => {
      const payload = encoding === 'zstd' ? zstdCompressSync(bytes) : bytes;
      return [frameHeader({ encoding: ENCODING[encoding], hash, payload }), payload];
    })
  );
}

/** The table of files as changes to a base. */
export function tableOf(files: readonly SentFile[], base: string | null = null): PutFiles {
  return {
    base,
    remove: [],
    put: files.map(({ path, digest, size, mediaType, chunks = [] }) => ({ path, digest, size, mediaType, chunks }))
  };
}

/** Sends files into a draft and seals it. */
export async function fill(client: Client, opened: Pick<OpenedDraft, 'ticket'>, files: Files): Promise<Sealed> {
  const call = { ticket: opened.ticket };
  const sent = sentFiles(files);
  if (sent.some(file => file.size > 0)) {
    await client.sendChunks({ body: framesOf(sent) }, call);
  }
  return seal(client, opened, sent);
}

/** Seals a draft whose chunks have arrived. */
export async function seal(
  client: Client,
  { ticket }: Pick<OpenedDraft, 'ticket'>,
  files: readonly SentFile[],
  table: PutFiles = tableOf(files)
): Promise<Sealed> {
  for (;;) {
    const { sealed } = await client.sealDraft({ body: { ...table, filesDigest: filesDigestOf(files) } }, { ticket });
    if (sealed) {
      return sealed;
    }
  }
}

export const CARD: CardFields = {
  title: 'Glacier melt',
  summary: 'How much ice is lost.',
  authors: [{ name: 'A. Rivera' }],
  licence: 'CC-BY-4.0',
  tags: ['glaciology'],
  inLanguage: ['en'],
  entry: null
};

/** What a person decides, where a spec does not say. */
export function decision(sealed: Sealed, fields: Partial<PublishDraft> = {}): PublishDraft {
  return {
    filesDigest: sealed.filesDigest,
    acknowledged: sealed.checks.filter(check => check.level === 'ask').map(check => check.id),
    label: null,
    note: '',
    audience: 'hub',
    readers: [],
    card: CARD,
    cover: null,
    madeFrom: [],
    ...fields
  };
}

/** Opens, fills, seals and publishes a draft. */
export async function publish(
  client: Client,
  files: Files,
  { work = null, ...fields }: Partial<PublishDraft> & { work?: string | null } = {}
): Promise<Work> {
  const opened = await client.openDraft({ body: { work, title: 'Glacier melt', source: 'melt', total: null } });
  const sealed = await fill(client, opened, files);
  return client.publishDraft({ params: { draft: opened.draft.id }, body: decision(sealed, fields) });
}

/**
 * Fetches all files of a work's newest release.
 *
 * @returns the digests of what arrived, by path: bytes take Jest seconds to compare
 */
export async function fetchAll(client: Client, work: string): Promise<Record<string, string>> {
  const { ticket } = await client.openCopy({ params: { work }, body: { label: null } });
  const table = await client.getFileTable({}, { ticket });
  const files: Record<string, string> = {};
  for (const file of table.files) {
    files[file.path] = digestOf(await fetchFile(client, ticket, file));
  }
  return files;
}

/** The digests of files by path. */
export function digestsOf(files: Files): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, digestOf(content)]));
}

async function fetchFile(client: Client, ticket: string, file: FileTable['files'][number]): Promise<Uint8Array> {
  if (file.chunks.length === 0) {
    return new Uint8Array();
  }
  const body = Buffer.from(file.chunks.map(([hash]) => hash).join(''), 'hex');
  const frames = await client.fetchChunks({ body }, { ticket });
  return Buffer.concat(
    [...readFrames(frames)].map(({ encoding, payload }) =>
      encoding === ENCODING.raw ? payload : zstdDecompressSync(payload)
    )
  );
}
