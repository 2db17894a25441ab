// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Hunk, hunksOf } from './line-hunks.ts';

/** A stretch of merged lines, and how many lines of each side it stands for. */
export type Chunk = {
  readonly lines: readonly string[];
  readonly mine: number;
  readonly theirs: number;
  /** Who wrote it; `both`: nobody changed it, or both did alike. */
  readonly by: 'both' | 'mine' | 'theirs';
};

/** A stretch of the base that at least one side changed. */
type Cluster = { start: number; end: number; mine: Hunk[]; theirs: Hunk[] };

/**
 * Merges two changes of one text by line.
 *
 * @returns chunks in order, adjacent ones of either side included; null if both changed one place, or places with no
 *   unchanged line between them, in different ways
 * @see Khanna, Kunal, Pierce, "A formal investigation of diff3", 2007
 */
export function mergeLines(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[]
): readonly Chunk[] | null {
  const chunks: Chunk[] = [];
  let at = 0;
  for (const cluster of clustersOf(hunksOf(base, mine), hunksOf(base, theirs))) {
    const chunk = mergeCluster(base, cluster);
    if (!chunk) {
      return null;
    }
    chunks.push(unchanged(base, at, cluster.start), chunk);
    at = cluster.end;
  }
  chunks.push(unchanged(base, at, base.length));
  return chunks.filter(chunk => chunk.lines.length + chunk.mine + chunk.theirs > 0);
}

/** All lines of a merge. */
export function linesOfChunks(chunks: readonly Chunk[]): string[] {
  return chunks.flatMap(chunk => chunk.lines);
}

function unchanged(base: readonly string[], start: number, end: number): Chunk {
  return { lines: base.slice(start, end), mine: end - start, theirs: end - start, by: 'both' };
}

function mergeCluster(base: readonly string[], cluster: Cluster): Chunk | null {
  const mine = applied(base, cluster, cluster.mine);
  const theirs = applied(base, cluster, cluster.theirs);
  const counts = { mine: mine.length, theirs: theirs.length };
  if (cluster.theirs.length === 0) {
    return { lines: mine, ...counts, by: 'mine' };
  }
  if (cluster.mine.length === 0) {
    return { lines: theirs, ...counts, by: 'theirs' };
  }
  const isSame = mine.length === theirs.length && mine.every((line, index) => line === theirs[index]);
  return isSame ? { lines: mine, ...counts, by: 'both' } : null;
}

/** What a side has in place of a stretch of the base. */
function applied(base: readonly string[], { start, end }: Cluster, hunks: readonly Hunk[]): string[] {
  const lines: string[] = [];
  let at = start;
  for (const hunk of hunks) {
    lines.push(...base.slice(at, hunk.start), ...hunk.lines);
    at = hunk.end;
  }
  lines.push(...base.slice(at, end));
  return lines;
}

/** Gathers hunks that overlap or touch. */
function clustersOf(mine: readonly Hunk[], theirs: readonly Hunk[]): Cluster[] {
  const all = [
    ...mine.map(hunk => ({ hunk, side: 'mine' as const })),
    ...theirs.map(hunk => ({ hunk, side: 'theirs' as const }))
  ].sort((a, b) => a.hunk.start - b.hunk.start || a.hunk.end - b.hunk.end);
  const clusters: Cluster[] = [];
  for (const { hunk, side } of all) {
    const last = clusters.at(-1);
    const cluster = last && hunk.start <= last.end ? last : { start: hunk.start, end: hunk.end, mine: [], theirs: [] };
    if (cluster !== last) {
      clusters.push(cluster);
    }
    cluster.end = Math.max(cluster.end, hunk.end);
    cluster[side].push(hunk);
  }
  return clusters;
}
