// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { fileFate } from '../report.ts';
import type { Draft } from './draft.ts';
import { type Candidate, RENAMED, findRenames } from './find-renames.ts';
import { type Item, placeBeside, planPresent } from './plan-file.ts';
import { traitsOf } from './resemblance.ts';
import type { ITreeOptions, LocalEntry } from './tree.ts';

/** Plans what becomes of a file that mine does not have: it is new, was deleted here, or was renamed here. */
export async function planMissing(
  draft: Draft,
  options: ITreeOptions,
  item: Item,
  untracked: () => readonly LocalEntry[]
): Promise<void> {
  const { file, base, path } = item;
  if (draft.left.has(file.path)) {
    return;
  }
  if (base !== null && isGivenUp(draft, item)) {
    draft.left.add(file.path);
    return;
  }
  const obstacle = draft.local.obstacle(path);
  if (obstacle !== null) {
    await placeBeside(draft, options, file, obstacle);
  } else if (base === null) {
    await draft.write(path, file);
    draft.fates.push(fileFate(path, 'added'));
  } else if (options.leave === 'all' || options.leave?.includes(file.path)) {
    draft.left.add(file.path);
    draft.fates.push(fileFate(path, 'kept'));
  } else {
    await restore(draft, options, { ...item, base }, untracked);
  }
}

/** Somebody deleted what an earlier update had put beside a file of theirs. */
function isGivenUp(draft: Draft, { file, path }: Item): boolean {
  return (
    path !== file.path &&
    draft.questions().some(({ why, other }) => why === 'beside' && other !== null && `${path}/`.startsWith(`${other}/`))
  );
}

async function restore(
  draft: Draft,
  options: ITreeOptions,
  item: Item & { base: string },
  untracked: () => readonly LocalEntry[]
): Promise<void> {
  const { file, base, path } = item;
  const renamed = await findRenamed(draft, options, item, untracked());
  const question = { path, why: 'renamed', other: renamed, base, mine: null, theirs: file.digest } as const;
  const entry = renamed === null ? null : draft.local.at(renamed);
  if (entry && draft.ask(question) === 'mine') {
    draft.paths[file.path] = entry.path;
    draft.fates.push(fileFate(entry.path, 'kept', { from: path }));
    await planPresent(draft, options, { ...item, path: entry.path, from: null }, entry);
    return;
  }
  await draft.write(path, file);
  draft.fates.push(fileFate(path, 'restored'));
}

/** Finds the file of mine that looks like the missing one. */
async function findRenamed(
  draft: Draft,
  { content }: ITreeOptions,
  { base, path, file }: Item & { base: string },
  untracked: readonly LocalEntry[]
): Promise<string | null> {
  const gone: Candidate = {
    path,
    digest: base,
    size: file.size,
    traits: async () => traitsOf(path, await content.base(base), true)
  };
  const candidates: Candidate[] = [];
  for (const entry of untracked.filter(({ size }) => size <= 2 * file.size + 4096 && 2 * size + 4096 >= file.size)) {
    const digest = await draft.digest(entry.path);
    const traits = async () => traitsOf(entry.path, await draft.read(entry.path), false);
    candidates.push({ path: entry.path, digest, size: entry.size, traits });
  }
  const atLeast = { cells: RENAMED.byPerson, lines: RENAMED.byPerson };
  return (await findRenames([gone], candidates, atLeast)).get(path) ?? null;
}
