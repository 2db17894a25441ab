// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ChunkRef, FileTable } from '@jupyter-atrium/api';
import { LIMITS, checkPath, filesDigestText, foldPath } from '@jupyter-atrium/api';
import { AtriumError } from '../error.ts';
import type { ICodec } from './codec.ts';
import { hexOf } from './codec.ts';

/** A file of a table: its entry and its chunks in file order. */
export type TableFile = FileTable['files'][number];

/** The next stretch of work: chunks in the order they are written, and those to fetch for them. */
export type DownloadBatch = {
  steps: { file: TableFile; chunk: ChunkRef; isLast: boolean }[];
  /** Hashes to ask for, each once. */
  fetch: string[];
};

/**
 * Checks a table before a byte is written by it: names that stay inside a folder and apart, sizes that add up, and
 * the digest over all of it.
 *
 * @throws AtriumError `bad-content`
 */
export async function checkTable(table: FileTable, manifest: string, codec: ICodec): Promise<void> {
  const text = new TextEncoder().encode(filesDigestText(table.files));
  const isNamed = table.manifest === manifest && table.filesDigest === `sha256:${hexOf(await codec.hash(text))}`;
  const folded = new Set(table.files.map(file => foldPath(file.path)));
  const isSound = table.files.every(
    file => checkPath(file.path) === null && file.chunks.reduce((sum, [, length]) => sum + length, 0) === file.size
  );
  if (!isNamed || !isSound || folded.size !== table.files.length) {
    throw new AtriumError({
      message: 'The hub sent a list of files that does not fit this release. Nothing was written; tell its operator.',
      status: 0,
      code: 'bad-content'
    });
  }
}

/**
 * Orders files as people need them: the one to open first, then its folder, then the rest by path.
 *
 * @param entry - path of the file to open first; null: none
 */
export function openingOrder(files: readonly TableFile[], entry: string | null): TableFile[] {
  const folder = entry?.slice(0, entry.lastIndexOf('/') + 1) ?? '';
  const rank = ({ path }: TableFile): number => (path === entry ? 0 : path.startsWith(folder) ? 1 : 2);
  // Sorting is stable: within a rank the table's order stays.
  return [...files].sort((a, b) => rank(a) - rank(b));
}

/**
 * Divides files into stretches, each with as much to fetch as one `fetchChunks` answers.
 *
 * @param isLocal - whether a chunk lies on this disk
 */
export function* downloadBatches(
  files: readonly TableFile[],
  isLocal: (hash: string) => boolean
): Generator<DownloadBatch> {
  let batch: DownloadBatch = { steps: [], fetch: [] };
  let asked = new Set<string>();
  let bytes = 0;
  for (const file of files) {
    for (const [index, chunk] of file.chunks.entries()) {
      const [hash, length] = chunk;
      const isWanted = !asked.has(hash) && !isLocal(hash);
      if (isWanted && (bytes + length > LIMITS.fetchAimBytes || asked.size === LIMITS.hashesPerCall)) {
        yield batch;
        batch = { steps: [], fetch: [] };
        asked = new Set();
        bytes = 0;
      }
      if (isWanted) {
        asked.add(hash);
        batch.fetch.push(hash);
        bytes += length;
      }
      batch.steps.push({ file, chunk, isLast: index === file.chunks.length - 1 });
    }
  }
  if (batch.steps.length > 0) {
    yield batch;
  }
}
