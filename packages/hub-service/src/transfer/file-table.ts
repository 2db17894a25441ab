// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ChunkRef, FileTable } from '@jupyter-atrium/api';
import { hexOf } from '../content/pack.ts';
import type { ReleaseRow } from '../releases/store.ts';
import type { Stores } from '../stores.ts';

/** Reads all files of a release with their chunks. */
export async function fileTableOf(stores: Pick<Stores, 'files' | 'chunks'>, release: ReleaseRow): Promise<FileTable> {
  const files = await stores.files.ofRelease(release.work, release.seq);
  const recipes = new Map(files.map(({ file }): [number, ChunkRef[]] => [file, []]));
  for await (const page of stores.chunks.recipes([...recipes.keys()])) {
    for (const { file, hash, size } of page) {
      recipes.get(file)?.push([hexOf(hash), size]);
    }
  }
  return {
    manifest: release.manifest,
    filesDigest: release.filesDigest,
    entry: release.card.entry,
    files: files.map(({ file, path, digest, size, mediaType }) => ({
      path,
      digest,
      size,
      mediaType,
      chunks: recipes.get(file) ?? []
    }))
  };
}
