// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { EngineQuery } from './engine.ts';
import type { Field } from './fields.ts';
import { FIELDS } from './fields.ts';
import type { FieldTokens } from './passages.ts';
import type { Phrase, Term } from './query.ts';

/**
 * `tsvector` and `tsquery` literals: no parser of PostgreSQL decides what a word is. Tokens are letters, marks and
 * digits; they are quoted all the same.
 */
const LABELS: Readonly<Record<Field, string>> = { names: 'A', prose: 'B', code: 'C', outputs: 'D' };

/** Writes the words of a passage; the fields stand one position apart, so that no phrase reaches over. */
export function wordsVector(tokens: FieldTokens): string {
  const places = new Map<string, string[]>();
  let position = 1;
  FIELDS.forEach((field, index) => {
    for (const token of tokens[index] ?? []) {
      const found = places.get(token) ?? [];
      places.set(token, found);
      found.push(`${position++}${LABELS[field]}`);
    }
    position += 1;
  });
  return [...places].map(([token, found]) => `${quoted(token)}:${found.join(',')}`).join(' ');
}

/** Writes the words of the names alone. */
export function namesVector([names = []]: FieldTokens): string {
  return wordsVector([names]);
}

/** Writes a query. */
export function tsQuery({ all, fields }: EngineQuery): string {
  const labels = [...fields].map(field => LABELS[field]).join('');
  return all.map(term => termQuery(term, labels)).join(' & ');
}

function termQuery({ anyOf }: Term, labels: string): string {
  return `(${anyOf.map(phrase => phraseQuery(phrase, labels)).join(' | ')})`;
}

function phraseQuery({ tokens, isPrefix }: Phrase, labels: string): string {
  const parts = tokens.map((token, index) => {
    const suffix = `${isPrefix && index === tokens.length - 1 ? '*' : ''}${labels}`;
    return quoted(token) + (suffix === '' ? '' : `:${suffix}`);
  });
  return `(${parts.join(' <-> ')})`;
}

function quoted(token: string): string {
  return `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
