// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { STOP_WORDS } from './stop-words.ts';

/** Goes up with every change of what this file makes of a text; an index of another version is built anew. */
export const ANALYSER_VERSION = 1;

const LONGEST_TOKEN = 64;
const LONGEST_NUMBER = 4;
const SHORTEST_STEM = 4;

/** Scripts that part no words by spaces, by extension, so that their shared marks belong to them. */
const DENSE = '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const WORD = /[\p{L}\p{M}\p{Nd}_]+/gu;
const PIECE = new RegExp(`[${DENSE}]+|[^${DENSE}]+`, 'gu');
const IS_DENSE = new RegExp(`^[${DENSE}]`, 'u');
const HAS_DENSE = new RegExp(`[${DENSE}]`, 'u');
const CASE_CHANGE = /(?<=\p{Ll}\p{M}*)(?=\p{Lu})|(?<=\p{Lu}\p{M}*)(?=\p{Lu}\p{M}*\p{Ll})/u;
const ASCII = /^[\0-\x7f]*$/;
const ASCII_CASE_CHANGE = /[a-z](?=[A-Z])|[A-Z](?=[A-Z][a-z])/g;
const PLAIN = /^[a-z0-9]+$/;
const NUMBER = /^\p{Nd}+$/u;
const MARKED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;

const LONGEST_STOP_WORD = Math.max(...[...STOP_WORDS].map(word => word.length));

/** What the index keeps of a word. */
export type Word = {
  /** In order, for phrases; empty if all of the word is dropped. */
  readonly tokens: readonly string[];
  /** Forms kept once, at the end of a field: a compound's parts joined; last signs of runs cut in pairs. */
  readonly tail: readonly string[];
  /** The joined form of a word that is a compound as a whole; null for others. */
  readonly joined: string | null;
  /** The word as written, folded but neither stemmed nor dropped, if it can match as a prefix; else null. */
  readonly prefix: string | null;
  /** The word is one sign of a script without spaces: it stands inside runs, where pairs were kept. */
  readonly isSign: boolean;
};

/** Words repeat: what was once made of one is kept. Longer ones would be slices that hold their whole text in memory. */
const KNOWN_WORDS = 100_000;
const LONGEST_KNOWN = 12;
const known = new Map<string, Word>();

/**
 * Cuts a text into words, for index and query alike.
 *
 * @param text - anything
 * @returns the words in order, each with its tokens
 */
export function analyse(text: string): Word[] {
  return (text.normalize('NFKC').match(WORD) ?? []).map(analyseWord);
}

/** A word of a text and where it stands, in UTF-16 units. */
export type Place = { readonly word: Word; readonly start: number; readonly end: number };

/** Finds the words of a text as it is written. */
export function findWords(text: string): Place[] {
  const { normal, at } = normalised(text);
  return [...normal.matchAll(WORD)].map(({ 0: word, index }) => ({
    word: analyseWord(word),
    start: at(index),
    end: at(index + word.length)
  }));
}

/** A token and where its word, or its signs, stand; `isTail`: a form kept apart. */
export type TokenPlace = {
  readonly token: string;
  readonly isTail: boolean;
  readonly start: number;
  readonly end: number;
};

/** Finds the tokens of a text as it is written, in order. */
export function findTokens(text: string): TokenPlace[] {
  const { normal, at } = normalised(text);
  const found: TokenPlace[] = [];
  for (const { 0: word, index } of normal.matchAll(WORD)) {
    for (const piece of HAS_DENSE.test(word) ? word.matchAll(PIECE) : [{ 0: word, index: 0 }]) {
      const start = index + piece.index;
      const places = IS_DENSE.test(piece[0]) ? signPlaces(piece[0]) : wordPlaces(piece[0]);
      places.forEach(place => found.push({ ...place, start: at(start + place.start), end: at(start + place.end) }));
    }
  }
  return found;
}

function wordPlaces(piece: string): TokenPlace[] {
  const { tokens, tail } = analyseWord(piece);
  const place = { start: 0, end: piece.length };
  return [
    ...tokens.map(token => ({ token, isTail: false, ...place })),
    ...tail.map(token => ({ token, isTail: true, ...place }))
  ];
}

function signPlaces(run: string): TokenPlace[] {
  const signs = [...run.matchAll(/[^_]/gu)].map(({ 0: sign, index }) => ({
    sign,
    start: index,
    end: index + sign.length
  }));
  const [first] = signs;
  if (first && signs.length === 1) {
    return [{ token: first.sign, isTail: false, start: first.start, end: first.end }];
  }
  const pairs = signs.slice(1).map(({ sign, end }, index) => ({
    token: `${signs[index]?.sign}${sign}`,
    isTail: false,
    start: signs[index]?.start ?? 0,
    end
  }));
  const last = signs.at(-1);
  return last ? [...pairs, { token: last.sign, isTail: true, start: last.start, end: last.end }] : [];
}

/**
 * Gives the tokens of a lower-case ASCII word, for who cuts words by himself.
 *
 * @param isNumber - it is all digits
 * @returns null if it is dropped
 */
export function plainToken(word: string, isNumber: boolean): string | null {
  if (word.length > (isNumber ? LONGEST_NUMBER : LONGEST_TOKEN)) {
    return null;
  }
  if (word.length <= LONGEST_STOP_WORD && STOP_WORDS.has(word)) {
    return null;
  }
  return word.length >= SHORTEST_STEM && word.endsWith('s') ? stem(word) : word;
}

/** Folds a text for comparing it as a whole: one case, no marks. */
export function fold(text: string): string {
  return foldWord(text.normalize('NFKC')).trim();
}

export function analyseWord(word: string): Word {
  if (word.length > LONGEST_KNOWN) {
    return makeWord(word);
  }
  const found = known.get(word);
  if (found) {
    return found;
  }
  if (known.size >= KNOWN_WORDS) {
    known.clear();
  }
  const made = makeWord(word);
  known.set(word, made);
  return made;
}

function makeWord(word: string): Word {
  if (ASCII.test(word) || !HAS_DENSE.test(word)) {
    const { tokens, joined, prefix } = spacedPiece(word);
    return { tokens, tail: joined === null ? [] : [joined], joined, prefix, isSign: false };
  }
  const pieces = (word.match(PIECE) ?? []).map(piece =>
    IS_DENSE.test(piece) ? densePiece(piece) : spacedPiece(piece)
  );
  const tokens = pieces.flatMap(piece => piece.tokens);
  const tail = pieces.flatMap(piece => (piece.joined === null ? [] : [piece.joined]));
  const isSign = tokens.length === 1 && [...word].length === 1;
  return { tokens, tail, joined: null, prefix: null, isSign };
}

type Piece = { tokens: string[]; joined: string | null; prefix: string | null };

/** A word of a script with spaces: maybe a compound such as `read_csv` or `XMLHttp`. */
function spacedPiece(word: string): Piece {
  if (PLAIN.test(word)) {
    const token = finish(word);
    return { tokens: token === null ? [] : [token], joined: null, prefix: usable(word) };
  }
  const parts = ASCII.test(word) ? asciiParts(word) : partsOf(word);
  const whole = parts.join('');
  return {
    tokens: parts.flatMap(part => (PLAIN.test(part) ? analyseWord(part).tokens : (finish(part) ?? []))),
    joined: parts.length > 1 ? finish(whole) : null,
    prefix: usable(whole)
  };
}

function partsOf(word: string): string[] {
  const parts = word.split('_').flatMap(part => part.split(CASE_CHANGE));
  return parts.filter(part => part !== '').map(foldWord);
}

function asciiParts(word: string): string[] {
  const parted = word.replace(ASCII_CASE_CHANGE, '$&_').toLowerCase().split('_');
  return parted.filter(part => part !== '');
}

/** A run of a script without spaces: overlapping pairs of signs, and its last sign as its `joined` form. */
function densePiece(run: string): Piece {
  const signs = [...foldWord(run)].filter(sign => sign !== '_');
  const pairs = signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
  return signs.length > 1
    ? { tokens: pairs, joined: signs.at(-1) ?? null, prefix: null }
    : { tokens: signs, joined: null, prefix: null };
}

function finish(folded: string): string | null {
  const whole = usable(folded);
  if (whole === null || !PLAIN.test(whole)) {
    return whole;
  }
  return plainToken(whole, false);
}

/** Null for what is never kept: long numbers, hashes and other endless words. */
function usable(folded: string): string | null {
  const isLong = folded.length > LONGEST_TOKEN || (folded.length > LONGEST_NUMBER && NUMBER.test(folded));
  return isLong || folded === '' ? null : folded;
}

// Marks mean accents in these three scripts only; elsewhere they are vowels.
function foldWord(word: string): string {
  const lower = word.toLowerCase();
  return PLAIN.test(lower) ? lower : lower.normalize('NFD').replace(MARKED, '$1').normalize('NFC').replaceAll('ς', 'σ');
}

/**
 * Takes the plural from an English word of four letters and more that ends in s.
 *
 * @see Harman, “How effective is suffixing?”, JASIS 42 (1991): the S-stemmer, here with `-sses`
 */
function stem(token: string): string {
  if (token.endsWith('ies')) {
    return /[ae]ies$/.test(token) ? token : `${token.slice(0, -3)}y`;
  }
  if (token.endsWith('sses')) {
    return token.slice(0, -2);
  }
  return /(?:[aeo]es|us|ss)$/.test(token) ? token : token.slice(0, -1);
}

/** A sign with all that may change form together with it. */
const CLUSTER = /[\s\S][\p{M}\uff9e\uff9f\u1160-\u11ff\uffa0-\uffdc]*/gu;

/** NFKC, and where each of its units comes from. */
function normalised(text: string): { normal: string; at: (index: number) => number } {
  if (text.normalize('NFKC') === text) {
    return { normal: text, at: index => index };
  }
  const origin: number[] = [];
  let normal = '';
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const part = cluster.normalize('NFKC');
    const isSame = part === cluster;
    for (let at = 0; at < part.length; at++) {
      origin.push(isSame ? index + at : index);
    }
    normal += part;
  }
  origin.push(text.length);
  return { normal, at: index => origin[index] ?? text.length };
}
