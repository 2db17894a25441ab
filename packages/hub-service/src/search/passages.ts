// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card } from '@jupyter-atrium/api';
import { analyse } from './analyser.ts';
import type { Field } from './fields.ts';
import { FIELDS } from './fields.ts';

/** A stretch of a file that belongs together: a cell's text, an output, a heading. */
export type Segment = { readonly field: Field; readonly text: string };

/** Tokens of a passage, field by field as `FIELDS` has them. */
export type FieldTokens = readonly (readonly string[])[];

const TOKENS_PER_PASSAGE = 12_000;
/** PostgreSQL clamps positions at 16,383; the fields stand one position apart. */
const MOST_TOKENS = 16_000;
/** PostgreSQL keeps 255 positions of a word. */
const MOST_OCCURRENCES = 255;
/** Of a line without end; more signs than tokens at most. */
const LONGEST_LINE = 8_000;

/**
 * Cuts a file's text into passages at the ends of its segments, else of its lines.
 *
 * @returns at least one passage, empty for a file without text
 */
export function cutPassages(segments: readonly Segment[]): Segment[][] {
  const passages: Segment[][] = [];
  let room = 0;
  for (const segment of segments.flatMap(cutSegment)) {
    const size = tokensOf(segment.text);
    const last = passages.at(-1);
    if (last && size <= room) {
      last.push(segment);
      room -= size;
    } else {
      passages.push([segment]);
      room = TOKENS_PER_PASSAGE - size;
    }
  }
  return passages.length > 0 ? passages : [[]];
}

function cutSegment(segment: Segment): Segment[] {
  // A token has at least one sign, so most texts need no count.
  if (segment.text.length <= TOKENS_PER_PASSAGE / 2 || tokensOf(segment.text) <= TOKENS_PER_PASSAGE) {
    return [segment];
  }
  const pieces: string[] = [];
  let room = 0;
  for (const line of linesOf(segment.text)) {
    const size = tokensOf(line);
    if (pieces.length > 0 && size <= room) {
      pieces[pieces.length - 1] += line;
      room -= size;
    } else {
      pieces.push(line);
      room = TOKENS_PER_PASSAGE - size;
    }
  }
  return pieces.map(text => ({ field: segment.field, text }));
}

function linesOf(text: string): string[] {
  return text.match(new RegExp(`.{1,${LONGEST_LINE}}\\n?|\\n`, 'g')) ?? [];
}

function tokensOf(text: string): number {
  return analyse(text).reduce((sum, word) => sum + word.tokens.length + word.tail.length, 0);
}

/** The words every passage of a work repeats, because all words of a query must stand in one passage. */
export function cardSegments(card: Card): Segment[] {
  const names = [card.title, ...card.authors.map(author => author.name), ...card.tags, ...card.needs.packages];
  return [
    { field: 'names', text: names.join('\n') },
    { field: 'prose', text: card.summary }
  ];
}

/** Makes what the index keeps of a passage, within the bounds in which both engines agree. */
export function fieldTokens(segments: readonly Segment[]): FieldTokens {
  const seen = new Map<string, number>();
  let room = MOST_TOKENS;
  const keep = (tokens: readonly string[], kept: string[]): void => {
    for (const token of tokens) {
      const count = (seen.get(token) ?? 0) + 1;
      if (count <= MOST_OCCURRENCES && room > 0) {
        seen.set(token, count);
        kept.push(token);
        room -= 1;
      }
    }
  };
  return FIELDS.map(field => {
    const kept: string[] = [];
    const tail = new Set<string>();
    for (const segment of segments) {
      for (const word of segment.field === field ? analyse(segment.text) : []) {
        keep(word.tokens, kept);
        word.tail.forEach(token => tail.add(token));
      }
    }
    keep([...tail], kept);
    return kept;
  });
}
