// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Chunk } from './merge-lines.ts';

/**
 * Cuts merged lines into cells where one side has its seams.
 *
 * @param side - the side that split or joined
 * @param sources - of its cells
 * @returns as many sources; null if a seam lies within lines that the other side changed
 */
export function cutAtSeams(
  chunks: readonly Chunk[],
  side: 'mine' | 'theirs',
  sources: readonly string[]
): string[] | null {
  const merged = chunks.flatMap(chunk => chunk.lines);
  const cuts: number[] = [0];
  let seam = 0;
  for (const source of sources.slice(0, -1)) {
    seam += source.split('\n').length;
    const cut = placeOf(chunks, side, seam);
    if (cut === null) {
      return null;
    }
    cuts.push(cut);
  }
  return cuts.map((cut, at) => merged.slice(cut, cuts[at + 1]).join('\n'));
}

/** The merged line before which a line of a side stands. */
function placeOf(chunks: readonly Chunk[], side: 'mine' | 'theirs', line: number): number | null {
  let [own, at] = [0, 0];
  for (const chunk of chunks) {
    const length = chunk[side];
    if (line < own + length || (line === own && length === 0)) {
      const isSame = chunk.by === 'both' || chunk.by === side;
      return line === own ? at : isSame ? at + line - own : null;
    }
    own += length;
    at += chunk.lines.length;
  }
  return at;
}
