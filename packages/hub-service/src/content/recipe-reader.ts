// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { FRAME_HEADER_BYTES } from '@jupyter-atrium/api';
import { ChunksMissingError } from '../errors.ts';
import type { IChunkStore, Location } from './chunk-store.ts';
import type { IFileStore } from './file-store.ts';
import type { FramesOfFiles } from './frames-of-files.ts';
import { hexOf, splitHashes } from './pack.ts';
import type { ContentReader } from './reader.ts';
import { located } from './reader.ts';

/** A file by its recipe, n × 32 bytes, or, where that is null, by its digest alone. */
export type ByRecipe = { digest: string; recipe: Uint8Array | null };

/** Reads whole small files, still as frames, for threads that look into them. */
export class RecipeReader {
  private readonly _stores: { chunks: IChunkStore; files: IFileStore };
  private readonly _reader: ContentReader;

  constructor(stores: { chunks: IChunkStore; files: IFileStore }, reader: ContentReader) {
    this._stores = stores;
    this._reader = reader;
  }

  /**
   * Reads files.
   *
   * @param files - together small enough to be held in memory
   * @throws ChunksMissingError
   */
  async frames(files: readonly ByRecipe[]): Promise<FramesOfFiles> {
    const known = await this._known(files);
    const given = await this._stores.chunks.locate(files.flatMap(({ recipe }) => (recipe ? splitHashes(recipe) : [])));
    const recipes = files.map(({ digest, recipe }) =>
      recipe ? splitHashes(recipe).map(hash => find(given, hash)) : (known.get(digest) ?? missing(digest))
    );
    const lengths = recipes.map(recipe => recipe.reduce((sum, { stored }) => sum + FRAME_HEADER_BYTES + stored, 0));
    return { bytes: await this._reader.frames(recipes.flat()), lengths };
  }

  private async _known(files: readonly ByRecipe[]): Promise<Map<string, Location[]>> {
    const digests = files.filter(file => file.recipe === null).map(file => file.digest);
    const ids = await this._stores.files.byDigest(digests);
    const recipes = new Map([...ids.values()].map(({ id }): [number, Location[]] => [id, []]));
    for await (const page of this._stores.chunks.recipes([...recipes.keys()])) {
      page.forEach(part => recipes.get(part.file)?.push(located(part)));
    }
    return new Map([...ids].map(([digest, { id }]) => [digest, recipes.get(id) ?? []]));
  }
}

function find(locations: ReadonlyMap<string, Location>, hash: Uint8Array): Location {
  return locations.get(hexOf(hash)) ?? missing(hexOf(hash));
}

function missing(name: string): never {
  throw new ChunksMissingError([name]);
}
