// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Word } from './analyser.ts';
import { analyse, analyseWord, plainToken } from './analyser.ts';

const ASCII = /^[\0-\x7f]*$/;
const DIGIT = 1;
const LOWER = 2;
const UPPER = 4;
const JOINER = 8;

/** Kinds of ASCII signs; 0: stands in no word. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindOf(sign: string): number {
  if (/[a-z]/.test(sign)) {
    return LOWER;
  }
  if (/[A-Z]/.test(sign)) {
    return UPPER;
  }
  return /\d/.test(sign) ? DIGIT : sign === '_' ? JOINER : 0;
}

/** Gathers the tokens of a text, and the forms that are kept apart. */
export type TokenSink = { readonly tokens: string[]; readonly tail: string[] };

/**
 * Cuts a text into tokens: what `analyse` says, in half the time for the texts there are most of.
 *
 * @param sink - gets them in order
 */
export function addTokens(text: string, sink: TokenSink): void {
  for (const line of text.split('\n')) {
    if (ASCII.test(line)) {
      addAsciiLine(line, sink);
    } else {
      analyse(line).forEach(word => addAll(word, sink));
    }
  }
}

function addAsciiLine(line: string, sink: TokenSink): void {
  let start = -1;
  let kinds = 0;
  for (let at = 0; at <= line.length; at++) {
    // Beyond the end: no kind.
    const kind = KINDS[line.charCodeAt(at)] ?? 0;
    if (kind !== 0) {
      start = start < 0 ? at : start;
      kinds |= kind;
    } else if (start >= 0) {
      addWord(line.slice(start, at), kinds, sink);
      start = -1;
      kinds = 0;
    }
  }
}

function addWord(word: string, kinds: number, sink: TokenSink): void {
  if ((kinds & (UPPER | JOINER)) !== 0) {
    addAll(analyseWord(word), sink);
    return;
  }
  const token = plainToken(word, kinds === DIGIT);
  if (token !== null) {
    sink.tokens.push(token);
  }
}

function addAll({ tokens, tail }: Word, sink: TokenSink): void {
  sink.tokens.push(...tokens);
  sink.tail.push(...tail);
}
