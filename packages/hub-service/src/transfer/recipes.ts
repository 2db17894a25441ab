// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { setImmediate } from 'node:timers/promises';
import { CHUNK_BYTES, LIMITS } from '@jupyter-atrium/api';
import type { DraftScope, HeldChunk } from '../content/chunk-store.ts';
import { hexOf, splitHashes } from '../content/pack.ts';
import type { DraftFile } from '../drafts/store.ts';
import { BadContentError, ChunksMissingError } from '../errors.ts';
import type { Stores } from '../stores.ts';

/** SHA-256 of nothing. */
const EMPTY = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const HASHES_AT_ONCE = 4096;

/** A file that came with this draft: its chunks are here, its digest is still to be proved. */
export type NewFile = { digest: string; size: number; recipe: Uint8Array; chunks: number[] };

/**
 * Sorts the files of a table into known ones and new ones.
 *
 * Known is only what the draft may use without sending it, so that a digest alone neither tells nor gets a file.
 *
 * @returns the new ones, each digest once
 * @throws ChunksMissingError naming what has to be sent, BadContentError for an impossible recipe
 */
export async function newFilesOf(
  stores: Pick<Stores, 'files' | 'chunks'>,
  scope: DraftScope,
  files: readonly DraftFile[]
): Promise<NewFile[]> {
  const sent = files.filter(file => !file.isFromBase);
  const known = await stores.files.knownFor(
    scope,
    sent.map(file => file.digest)
  );
  for (const { digest, size, path } of sent) {
    if ((known.get(digest)?.size ?? size) !== size) {
      throw new BadContentError(`“${path}” has another size than its digest says. Publish again.`);
    }
  }
  const unknown = new Map(sent.filter(file => !known.has(file.digest)).map(file => [file.digest, file]));
  return withChunks(stores, scope, [...unknown.values()]);
}

async function withChunks(
  { chunks }: Pick<Stores, 'chunks'>,
  scope: DraftScope,
  files: readonly DraftFile[]
): Promise<NewFile[]> {
  const found: NewFile[] = [];
  const missing = new Set<string>();
  for (const group of groups(files)) {
    const held = await chunks.heldFor(
      scope,
      group.flatMap(({ recipe }) => (recipe ? splitHashes(recipe) : []))
    );
    for (const file of group) {
      const parts = partsOf(file, held, missing);
      if (parts && missing.size === 0) {
        demandRecipe(file, parts);
        const recipe = file.recipe ?? new Uint8Array();
        found.push({ digest: file.digest, size: file.size, recipe, chunks: parts.map(part => part.id) });
      }
    }
    await setImmediate();
  }
  if (missing.size > 0) {
    throw new ChunksMissingError([...missing].slice(0, LIMITS.hashesPerCall));
  }
  return found;
}

/** The chunks of a file; null if some are not here, which are then noted. */
function partsOf(file: DraftFile, held: ReadonlyMap<string, HeldChunk>, missing: Set<string>): HeldChunk[] | null {
  if (!file.recipe) {
    // Said to be known and is not: the digest stands for chunks that nobody can name.
    missing.add(file.digest.slice('sha256:'.length));
    return null;
  }
  const hashes = splitHashes(file.recipe).map(hexOf);
  const parts = hashes.map(hash => held.get(hash));
  hashes.filter((_, index) => !parts[index]).forEach(hash => missing.add(hash));
  return parts.every(part => part !== undefined) ? parts : null;
}

function demandRecipe(file: DraftFile, parts: readonly HeldChunk[]): void {
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  const hasTiny = parts.slice(0, -1).some(part => part.size < CHUNK_BYTES.min);
  const isEmpty = file.size === 0 && file.digest !== EMPTY;
  if (total !== file.size || hasTiny || isEmpty) {
    throw new BadContentError(`The chunks of “${file.path}” do not make up that file. Publish again.`);
  }
}

/** Files whose recipes together fit into one look-up; a longer one stands alone. */
function* groups(files: readonly DraftFile[]): Generator<DraftFile[]> {
  let group: DraftFile[] = [];
  let hashes = 0;
  for (const file of files) {
    const count = (file.recipe?.length ?? 0) / 32;
    if (group.length > 0 && hashes + count > HASHES_AT_ONCE) {
      yield group;
      group = [];
      hashes = 0;
    }
    group.push(file);
    hashes += count;
  }
  if (group.length > 0) {
    yield group;
  }
}

/** Tells whether a file's digest is proved by its only chunk, or by having none. */
export function isProved({ digest, recipe }: NewFile): boolean {
  return recipe.length === 0 ? digest === EMPTY : recipe.length === 32 && digest === `sha256:${hexOf(recipe)}`;
}
