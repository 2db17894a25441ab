// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import type { Word } from './analyser.ts';
import { analyse, findWords } from './analyser.ts';
import type { Field } from './fields.ts';
import { FIELDS } from './fields.ts';

/** Tokens that follow each other; with `isPrefix`, the last may be the beginning of one. */
export type Phrase = { readonly tokens: readonly string[]; readonly isPrefix: boolean };

/** Something to find: one of a few phrases. */
export type Term = {
  readonly anyOf: readonly Phrase[];
  /** The word as typed, and where in the query it begins; null for a phrase. */
  readonly typed: { readonly text: string; readonly at: number } | null;
};

export const OPERATORS = ['package', 'tag', 'author', 'language', 'hub'] as const;
export type Operator = (typeof OPERATORS)[number];

/** A demand on the card: the named field holds the words of `value`. */
export type Demand = { readonly operator: Operator; readonly value: string; readonly isNegated: boolean };

/** What a query asks for. */
export type ParsedQuery = {
  /** All of these in one passage. */
  readonly all: readonly Term[];
  /** None of these in the work. */
  readonly none: readonly Term[];
  /** Fields that are looked into; empty: all. */
  readonly fields: ReadonlySet<Field>;
  readonly demands: readonly Demand[];
};

const OPEN = '["“”„]';
const TERM = new RegExp(`(-?)(?:([A-Za-z]+):)?(?:${OPEN}([^"“”„]*)(?:${OPEN}|$)|([^\\s"“”„]+))|\\S`, 'gu');
const SHORTEST_PREFIX = 2;

/**
 * Reads a query as people type it; there is no wrong one.
 *
 * @param typed - words, `"phrases"`, `-without`, `in:code`, `package:`, `tag:`, `author:`, `language:`, `hub:`
 * @param isTyping - the last word may be the beginning of one
 * @returns at most `LIMITS.queryTerms` terms and demands; words that the index never keeps are left out
 */
export function parseQuery(typed: string, isTyping = false): ParsedQuery {
  const text = typed.slice(0, LIMITS.queryCharacters);
  const reader = new QueryReader(isTyping && /\S$/u.test(text) ? text.length : -1);
  for (const match of text.matchAll(TERM)) {
    reader.read(match);
  }
  return reader.query();
}

/** Tells whether a query only browses: it names nothing to find. */
export function isBrowse(query: ParsedQuery): boolean {
  return query.all.length === 0 && query.none.length === 0;
}

class QueryReader {
  private readonly _all: Term[] = [];
  private readonly _none: Term[] = [];
  private readonly _fields = new Set<Field>();
  private readonly _demands: Demand[] = [];
  private readonly _typingAt: number;

  constructor(typingAt: number) {
    this._typingAt = typingAt;
  }

  read(match: RegExpExecArray): void {
    const [whole, minus, name, quoted, word] = match;
    const isNegated = minus === '-';
    const value = quoted ?? word ?? '';
    const operator = name?.toLowerCase();
    if (operator === 'in' && isField(value.toLowerCase())) {
      this._fields.add(value.toLowerCase() as Field);
    } else if (isOperator(operator)) {
      this._demand({ operator, value, isNegated });
    } else if (quoted !== undefined && name === undefined) {
      this._add(isNegated, phraseTerm(quoted));
    } else if (isNegated) {
      this._add(true, phraseTerm(whole.slice(1)));
    } else {
      this._words(whole, match.index);
    }
  }

  query(): ParsedQuery {
    return { all: this._all, none: this._none, fields: this._fields, demands: this._demands };
  }

  private _words(chunk: string, at: number): void {
    const words = analyse(chunk);
    const places = findWords(chunk);
    const isLast = at + chunk.length === this._typingAt;
    for (const [index, word] of words.entries()) {
      const phrases = wordPhrases(word, isLast && index === words.length - 1);
      const place = places.length === words.length ? places[index] : undefined;
      const typed = place ? { text: chunk.slice(place.start, place.end), at: at + place.start } : null;
      this._add(false, phrases.length === 0 ? null : { anyOf: phrases, typed });
    }
  }

  private _demand(demand: Demand): void {
    // While it is typed, `tag:` has no value yet.
    if (demand.value.trim() !== '' && this._room()) {
      this._demands.push(demand);
    }
  }

  private _add(isNegated: boolean, term: Term | null): void {
    if (term && this._room()) {
      (isNegated ? this._none : this._all).push(term);
    }
  }

  private _room(): boolean {
    return this._all.length + this._none.length + this._demands.length < LIMITS.queryTerms;
  }
}

function wordPhrases(word: Word, isTyping: boolean): Phrase[] {
  const phrases: Phrase[] = [];
  const tokens = word.joined === null ? word.tokens : [word.joined];
  if (tokens.length > 0) {
    phrases.push({ tokens, isPrefix: word.isSign });
  }
  if (isTyping && word.prefix !== null && word.prefix.length >= SHORTEST_PREFIX) {
    phrases.push({ tokens: [word.prefix], isPrefix: true });
  }
  return phrases;
}

function phraseTerm(text: string): Term | null {
  const words = analyse(text);
  const tokens = words.flatMap(word => word.tokens);
  return tokens.length === 0 ? null : { anyOf: [{ tokens, isPrefix: words.at(-1)?.isSign ?? false }], typed: null };
}

function isField(text: string): text is Field {
  return (FIELDS as readonly string[]).includes(text);
}

function isOperator(text: string | undefined): text is Operator {
  return (OPERATORS as readonly (string | undefined)[]).includes(text);
}
