// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mergeLines } from './merge-lines.ts';

/** Code and prose; data and configuration never are: a blended data file is worse than two. */
const MERGEABLE = /\.(?:py|r|jl|m|sql|sh|c|h|cpp|js|ts|css|md|rst|txt|tex|bib)$/i;

const MERGED_BYTES = 10 * 1024 * 1024;

/** Whether a file is one whose changes are merged by line: code or prose of at most 10 MB. */
export function isMergeableText(path: string, bytes: number): boolean {
  return MERGEABLE.test(path) && bytes <= MERGED_BYTES;
}

/**
 * Merges two changes of a text by line. Lines are compared without `\r`; the result has mine's line ends.
 *
 * @returns null if both changed one place, or places with no unchanged line between them
 */
export function mergeText(base: string, mine: string, theirs: string): string | null {
  const own = linesOf(mine);
  const chunks = mergeLines(bare(linesOf(base)), bare(own), bare(linesOf(theirs)));
  if (!chunks) {
    return null;
  }
  const ends = own.filter(line => line.endsWith('\r')).length;
  const end = ends * 2 > own.length - 1 ? '\r' : '';
  const merged: string[] = [];
  let at = 0;
  for (const { lines, mine: count, by } of chunks) {
    merged.push(...(by === 'theirs' ? lines.map(line => line + end) : own.slice(at, at + count)));
    at += count;
  }
  // What follows the last line end is no line, so it has none.
  merged.push((merged.pop() ?? '').replace(/\r$/, ''));
  return (mine.startsWith('\ufeff') ? '\ufeff' : '') + merged.join('\n');
}

function linesOf(text: string): string[] {
  return text.replace(/^\ufeff/, '').split('\n');
}

function bare(lines: readonly string[]): string[] {
  return lines.map(line => line.replace(/\r$/, ''));
}
