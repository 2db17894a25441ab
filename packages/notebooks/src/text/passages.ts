// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { countWords } from './words.ts';

/** Text of a file by the field it is searched in. */
export type SearchText = {
  /** Headings and imported packages. */
  readonly names: string;
  /** Markdown and raw cells, as plain text. */
  readonly prose: string;
  /** Code with its comments and strings. */
  readonly code: string;
  readonly outputs: string;
};

/** A part of a file that is indexed as one row. */
export type Passage = SearchText & {
  /** Counted from 0 within the file. */
  readonly part: number;
};

/** A cell, or a stretch of a text file, that stays together if it can. */
export type Piece = Omit<SearchText, 'names'> & { readonly headings: readonly string[] };

type Field = 'prose' | 'code' | 'outputs';

const FIELDS: readonly Field[] = ['prose', 'code', 'outputs'];
const PASSAGE_WORDS = 12_000;

/**
 * Gathers pieces into passages of at most 12,000 words, cut between pieces; a longer piece is cut between lines.
 *
 * @param pieces - of one file, in order
 * @param packages - imported by the file; every passage is found by them
 * @returns at least one passage, unless there is no text at all
 */
export function cutPassages(pieces: readonly Piece[], packages: readonly string[]): Passage[] {
  const groups: Piece[][] = [];
  let words = Infinity;
  for (const piece of pieces.flatMap(cutPiece)) {
    const own = wordsOf(piece);
    if (words + own > PASSAGE_WORDS) {
      groups.push([]);
      words = 0;
    }
    groups.at(-1)?.push(piece);
    words += own;
  }
  return groups.map((group, part) => ({
    part,
    names: [...group.flatMap(piece => piece.headings), ...packages].join('\n'),
    prose: joined(group, 'prose'),
    code: joined(group, 'code'),
    outputs: joined(group, 'outputs')
  }));
}

function wordsOf(piece: Piece): number {
  return FIELDS.reduce((sum, field) => sum + countWords(piece[field]), 0);
}

function joined(pieces: readonly Piece[], field: Field): string {
  return pieces
    .map(piece => piece[field])
    .filter(text => text !== '')
    .join('\n');
}

function cutPiece(piece: Piece): Piece[] {
  if (FIELDS.every(field => piece[field].trim() === '')) {
    return [];
  }
  if (wordsOf(piece) <= PASSAGE_WORDS) {
    return [piece];
  }
  const parts = FIELDS.flatMap(field => cutLines(piece[field]).map(text => ({ field, text })));
  const empty = { headings: [], prose: '', code: '', outputs: '' };
  return parts.map(({ field, text }, index) => ({
    ...empty,
    headings: index === 0 ? piece.headings : [],
    [field]: text
  }));
}

function cutLines(text: string): string[] {
  const parts: string[][] = [];
  let words = Infinity;
  for (const line of text === '' ? [] : text.split('\n')) {
    const own = countWords(line);
    if (words + own > PASSAGE_WORDS) {
      parts.push([]);
      words = 0;
    }
    parts.at(-1)?.push(line);
    words += own;
  }
  return parts.map(lines => lines.join('\n'));
}
