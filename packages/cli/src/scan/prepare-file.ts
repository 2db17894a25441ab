// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { cutBytes, cutFile } from '@jupyter-atrium/client';
import type { WorkFile } from '@jupyter-atrium/notebooks';
import { isNotebookPath, publishable, readFile, writeNotebook } from '@jupyter-atrium/notebooks';
import type { OpenFile } from '../files/read-file.ts';
import { fileChanged, isSameStat, withFile } from '../files/read-file.ts';
import type { CachedCut, Rendition, StatCache } from '../files/stat-cache.ts';
import type { DiskFile } from '../files/walk.ts';
import { nodeCodec } from '../node-codec.ts';
import type { FileLook, Inspector } from './file-look.ts';
import type { LookCache } from './look-cache.ts';

/** A file as it would be published. */
export type PreparedFile = {
  file: DiskFile;
  cut: CachedCut;
  /** What was found inside; null if nobody asked. */
  look: FileLook | null;
};

/** What is inside a file. */
export type PreparedContent = {
  /** As it lies on disk. */
  original: WorkFile;
  /** As it would be published; the same where nothing is taken out. */
  published: WorkFile;
};

export interface IPrepareOptions {
  withOutputs: boolean;
  /** Looks inside; null: nobody wants to know. */
  inspector: Inspector | null;
  cache: StatCache;
  looks: LookCache;
  /** From `cutBuffer`. */
  buffer: Uint8Array;
}

/** Larger files are looked into only if they are notebooks. */
const TEXT_BYTES = 20_000_000;
const SNIFFED_BYTES = 8192;

/**
 * Reads a file, or remembers what it was found to be. One that changes meanwhile is read once more.
 *
 * @throws AtriumError `file-changed`, `file-unreadable`
 */
export async function prepareFile(file: DiskFile, options: IPrepareOptions): Promise<PreparedFile> {
  const rendition = renditionOf(file, options.withOutputs);
  const cached = options.cache.find(file.path, file.stat, rendition);
  const known = cached && recall(file, cached, options);
  if (known) {
    return known;
  }
  for (let tries = 0; tries < 2; tries++) {
    const prepared = await withFile(file.place, file.path, open => tryToPrepare(file, open, cached, options));
    if (prepared) {
      options.cache.keep(file.path, prepared.file.stat, rendition, prepared.cut);
      keepLook(prepared, options);
      return prepared;
    }
  }
  throw fileChanged(file.path);
}

/** Answers the bytes that a notebook is published as; those given if nothing has to be taken out. */
export function publishedBytes(path: string, bytes: Uint8Array, withOutputs: boolean): Uint8Array {
  return publish(readFile(path, bytes), bytes, withOutputs).bytes;
}

function recall(file: DiskFile, cut: CachedCut, { inspector, looks }: IPrepareOptions): PreparedFile | null {
  const circumstances = inspector?.circumstances(file.path) ?? '';
  const look = inspector && looks.find({ file, cut, circumstances });
  return look || !inspector ? { file, cut, look } : null;
}

function keepLook({ file, cut, look }: PreparedFile, { inspector, looks }: IPrepareOptions): void {
  if (inspector && look) {
    looks.keep({ file, cut, circumstances: inspector.circumstances(file.path) }, look);
  }
}

async function tryToPrepare(
  file: DiskFile,
  open: OpenFile,
  cached: CachedCut | null,
  options: IPrepareOptions
): Promise<PreparedFile | null> {
  const known = cached && isSameStat(file.stat, open.stat) ? cached : null;
  const current = { ...file, stat: open.stat };
  const prepared = isReadWhole(file.path, open, options.inspector !== null)
    ? await prepareWhole(current, open, known, options)
    : await prepareStream(current, open, known, options);
  return isSameStat(open.stat, open.statAgain()) ? prepared : null;
}

async function prepareWhole(
  file: DiskFile,
  open: OpenFile,
  known: CachedCut | null,
  { withOutputs, inspector, buffer }: IPrepareOptions
): Promise<PreparedFile> {
  const bytes = open.readAt(0, file.stat.size, buffer);
  const original = readFile(file.path, bytes);
  const { published, bytes: publishedAs } = publish(original, bytes, withOutputs);
  const cut = known ?? { ...(await cutBytes(publishedAs, nodeCodec)), isAsOnDisk: publishedAs === bytes };
  return { file, cut, look: inspector && inspector.look({ original, published }) };
}

async function prepareStream(
  file: DiskFile,
  open: OpenFile,
  known: CachedCut | null,
  { buffer, inspector }: IPrepareOptions
): Promise<PreparedFile> {
  const cut = known ?? { ...(await cutFile(open.read, nodeCodec, buffer)), isAsOnDisk: true };
  const inside: WorkFile = { path: file.path, size: cut.size, content: unreadContent(file.path) };
  return { file, cut, look: inspector && inspector.look({ original: inside, published: inside }) };
}

function publish(
  original: WorkFile,
  bytes: Uint8Array,
  withOutputs: boolean
): { published: WorkFile; bytes: Uint8Array } {
  const { content } = original;
  if (content.kind !== 'notebook' || content.reading.kind !== 'notebook') {
    return { published: original, bytes };
  }
  const notebook = publishable(content.reading.notebook, { withOutputs });
  if (notebook === content.reading.notebook) {
    return { published: original, bytes };
  }
  const written = new TextEncoder().encode(writeNotebook(notebook));
  const reading = { ...content.reading, notebook };
  return { published: { ...original, size: written.length, content: { kind: 'notebook', reading } }, bytes: written };
}

function renditionOf({ path }: DiskFile, withOutputs: boolean): Rendition {
  return isNotebookPath(path) ? (withOutputs ? 'notebook' : 'notebook-without-outputs') : 'file';
}

function isReadWhole(path: string, { stat, readAt }: OpenFile, isLook: boolean): boolean {
  if (isNotebookPath(path)) {
    return stat.size <= LIMITS.notebookBytes;
  }
  return isLook && stat.size <= TEXT_BYTES && !readAt(0, SNIFFED_BYTES).includes(0);
}

/** What stands for the inside of a file that is too large to be looked into. */
function unreadContent(path: string): WorkFile['content'] {
  return isNotebookPath(path)
    ? {
        kind: 'notebook',
        reading: { kind: 'refused', reason: 'too-large', line: null, words: 'is larger than 50 MB' }
      }
    : { kind: 'other' };
}
