// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isNotebookPath } from '../../files/work-file.ts';
import { isMergeableText } from '../merge-text.ts';
import { type Traits, resemblance } from './resemblance.ts';

/** Above which similarity a file is another under a new name; tuned on development material only. */
export const RENAMED = { cells: 0.5, lines: 0.6, byPerson: 0.9 } as const;
/** Pairs of files that are compared at most. */
const MAX_PAIRS = 400;

/** A file that may be another under a new name. */
export type Candidate = {
  readonly path: string;
  readonly digest: string | null;
  readonly size: number;
  readonly traits: () => Promise<Traits | null>;
};

/**
 * Finds which files that are gone are which new ones: by equal bytes, else by what they hold.
 *
 * @param atLeast - similarity of what is no notebook, and of notebooks
 * @returns old path → new path; no path twice
 */
export async function findRenames(
  gone: readonly Candidate[],
  fresh: readonly Candidate[],
  atLeast: { readonly cells: number; readonly lines: number }
): Promise<Map<string, string>> {
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  for (const { path, digest } of gone) {
    const same = fresh.find(other => digest !== null && other.digest === digest && !taken.has(other.path));
    if (same) {
      renames.set(path, same.path);
      taken.add(same.path);
    }
  }
  for (const { from, to } of await similar(gone, fresh, { renames, taken, atLeast })) {
    if (!renames.has(from) && !taken.has(to)) {
      renames.set(from, to);
      taken.add(to);
    }
  }
  return renames;
}

/** Pairs that are similar enough, the most similar first. */
async function similar(
  gone: readonly Candidate[],
  fresh: readonly Candidate[],
  known: {
    renames: ReadonlyMap<string, string>;
    taken: ReadonlySet<string>;
    atLeast: { readonly cells: number; readonly lines: number };
  }
): Promise<{ from: string; to: string; score: number }[]> {
  const [old, others] = [
    gone.filter(({ path, size }) => !known.renames.has(path) && isComparable(path, size)),
    fresh.filter(({ path, size }) => !known.taken.has(path) && isComparable(path, size))
  ];
  const found: { from: string; to: string; score: number }[] = [];
  const pairs = old.flatMap(one => others.map(other => [one, other] as const)).slice(0, MAX_PAIRS);
  for (const [one, other] of pairs.filter(([a, b]) => extensionOf(a.path) === extensionOf(b.path))) {
    const [a, b] = [await one.traits(), await other.traits()];
    const score = a && b ? resemblance(a, b) : 0;
    if (score >= (isNotebookPath(one.path) ? known.atLeast.cells : known.atLeast.lines)) {
      found.push({ from: one.path, to: other.path, score });
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

function isComparable(path: string, size: number): boolean {
  return isNotebookPath(path) || isMergeableText(path, size);
}

function extensionOf(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? '';
}
