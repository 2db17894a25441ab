// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card } from '@jupyter-atrium/api';
import type { Field } from './fields.ts';
import { FIELDS } from './fields.ts';
import type { TokenSink } from './index-tokens.ts';
import { addTokens } from './index-tokens.ts';

/** A stretch of a file that belongs together: a cell's text, an output, a heading. */
export type Segment = { readonly field: Field; readonly text: string };

/** Tokens of a passage, field by field as `FIELDS` has them. */
export type FieldTokens = readonly (readonly string[])[];

const TOKENS_PER_PASSAGE = 12_000;
/** PostgreSQL clamps positions at 16,383; the fields stand one position apart. */
const MOST_TOKENS = 16_000;
/** PostgreSQL keeps 255 positions of a word. */
const MOST_OCCURRENCES = 255;
/** Of a line without end. */
const LONGEST_LINE = 3_000;

/**
 * Cuts a file's text into passages at the ends of its segments, else of its lines.
 *
 * @returns at least one passage, empty for a file without text
 */
export function cutPassages(segments: readonly Segment[]): Segment[][] {
  const passages: Segment[][] = [];
  let room = 0;
  for (const segment of segments.flatMap(cutSegment)) {
    const size = mostTokens(segment.text);
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
  if (mostTokens(segment.text) <= TOKENS_PER_PASSAGE) {
    return [segment];
  }
  const pieces: string[] = [];
  let room = 0;
  for (const line of linesOf(segment.text)) {
    const size = mostTokens(line);
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

/**
 * Bounds the tokens of a text from above, in a tenth of the time it takes to cut it into words: one where a word
 * begins, two at capitals and underscores, where a word may be cut and is joined again.
 */
function mostTokens(text: string): number {
  let most = 0;
  let isInWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const signs = code < 128 ? (ASCII_TOKENS[code] ?? 0) : tokensOfSign(code);
    most += signs === 1 && isInWord ? 0 : signs;
    isInWord = signs > 0;
  }
  return most;
}

/** A sign and its pair; compatibility forms stand for up to four words. */
function tokensOfSign(code: number): number {
  return code > 0xfaff || (code > 0x31ff && code < 0x3400) ? 4 : 2;
}

const ASCII_TOKENS = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return /[A-Z_]/.test(sign) ? 2 : /[a-z0-9]/.test(sign) ? 1 : 0;
});

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
  const counter = new Counter();
  return FIELDS.map(field => {
    const found: TokenSink = { tokens: [], tail: [] };
    segments.filter(segment => segment.field === field).forEach(({ text }) => addTokens(text, found));
    return counter.keep([...found.tokens, ...new Set(found.tail)]);
  });
}

/** Keeps tokens while there is room for them. */
class Counter {
  private readonly _seen = new Map<string, number>();
  private _room = MOST_TOKENS;

  keep(tokens: readonly string[]): string[] {
    return tokens.filter(token => {
      const count = (this._seen.get(token) ?? 0) + 1;
      const isKept = count <= MOST_OCCURRENCES && this._room > 0;
      if (isKept) {
        this._seen.set(token, count);
        this._room -= 1;
      }
      return isKept;
    });
  }
}
