// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Snippet } from '@jupyter-atrium/api';
import type { TokenPlace } from './analyser.ts';
import { findTokens } from './analyser.ts';
import type { EngineQuery, PassageText, WorkFacts } from './engine.ts';
import type { Field } from './fields.ts';
import type { Phrase, Term } from './query.ts';

/** Signs of a snippet, and how many of them stand before the first match. */
const LENGTH = 160;
const LEAD = 40;
/** Signs read at once: of long texts, a page of results reads little. */
const STRETCH = 480;
const PLAIN = /^[a-z0-9]+$/;

type Mark = [start: number, end: number];
type Part = { field: Field; path: string | null; text: string };

/**
 * Cuts the place out of a passage that shows best why it matches: with most of the terms, the first of equals.
 *
 * @param facts - of the work: where only a name matches, that name is shown
 * @returns null where nothing but the title matches
 */
export function makeSnippet(query: EngineQuery, passage: PassageText, facts: WorkFacts): Snippet | null {
  const parts: Part[] = [
    ...passage.segments.map(segment => ({ ...segment, path: passage.path })),
    { field: 'prose' as const, path: null, text: passage.summary },
    ...[...facts.tags, ...facts.packages, ...facts.authors].map(text => ({ field: 'names' as const, path: null, text }))
  ].filter(({ field }) => query.fields.size === 0 || query.fields.has(field));
  const roots = rootsOf(query);
  // Roots miss words whose accents are written, and later parts of compounds; then all is read.
  return (roots && bestOf(query, parts, roots)) ?? bestOf(query, parts, /(?=[\s\S])/g);
}

function bestOf(query: EngineQuery, parts: readonly Part[], start: RegExp): Snippet | null {
  let best: Snippet | null = null;
  let most = 0;
  for (const { field, path, text } of parts) {
    for (const stretch of stretchesOf(text, start)) {
      const { marks, terms } = findTerms(query, stretch.text);
      if (terms > most) {
        most = terms;
        best = { field, path, ...cut(stretch, marks) };
      }
      if (most === query.all.length) {
        return best;
      }
    }
  }
  return best;
}

/** Part of a text, on one line; the text goes on before or after it. */
type Stretch = { text: string; isCutBefore: boolean; isCutAfter: boolean };

/** Stretches of a text in which a match may stand, each beginning shortly before it. */
function* stretchesOf(text: string, start: RegExp): Generator<Stretch> {
  const finder = new RegExp(start);
  for (let found = finder.exec(text); found; found = finder.exec(text)) {
    const from = wordStart(text, Math.max(0, found.index - LEAD));
    const to = from + STRETCH;
    const line = text.slice(from, to).replace(/\s+/g, ' ');
    yield { text: line, isCutBefore: from > 0, isCutAfter: to < text.length };
    finder.lastIndex = Math.max(to - LEAD, found.index + 1);
  }
}

/** The begin of a word at or after a place, if one is near. */
function wordStart(text: string, at: number): number {
  const space = at === 0 ? -1 : text.slice(at, at + LEAD).search(/\s/);
  return space < 0 ? at : at + space + 1;
}

/** Finds all terms in a text; marks are in order and apart. */
function findTerms(query: EngineQuery, text: string): { marks: Mark[]; terms: number } {
  const places = findTokens(text);
  const words = places.filter(place => !place.isTail);
  const all: Mark[] = [];
  let terms = 0;
  for (const term of query.all) {
    const marks = marksOf(term, words, places);
    all.push(...marks);
    terms += marks.length > 0 ? 1 : 0;
  }
  return { marks: merged(all), terms };
}

function marksOf(term: Term, words: readonly TokenPlace[], places: readonly TokenPlace[]): Mark[] {
  return term.anyOf.flatMap(phrase => {
    const among = phrase.tokens.length === 1 ? places : words;
    return [...among.keys()]
      .filter(at => isAt(phrase, among, at))
      .map((at): Mark => {
        const last = among[at + phrase.tokens.length - 1];
        return [among[at]?.start ?? 0, last?.end ?? 0];
      });
  });
}

function isAt({ tokens, isPrefix }: Phrase, places: readonly TokenPlace[], at: number): boolean {
  return tokens.every((token, index) => {
    const found = places[at + index]?.token;
    const isOpen = isPrefix && index === tokens.length - 1;
    return found !== undefined && (isOpen ? found.startsWith(token) : found === token);
  });
}

function merged(marks: Mark[]): Mark[] {
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const apart: Mark[] = [];
  for (const [start, end] of marks) {
    const last = apart.at(-1);
    if (last && start <= last[1]) {
      last[1] = Math.max(last[1], end);
    } else {
      apart.push([start, end]);
    }
  }
  return apart;
}

/** The part of a text that holds most marks, with these. */
function cut({ text, isCutBefore, isCutAfter }: Stretch, marks: readonly Mark[]): { text: string; marks: Mark[] } {
  const reach = (from: number): number => marks.filter(([start, end]) => start >= from && end <= from + LENGTH).length;
  const starts = marks.map(([start]) => (start <= LEAD ? 0 : wordStart(text, start - LEAD)));
  const from = starts.reduce((best, start) => (reach(start) > reach(best) ? start : best), starts[0] ?? 0);
  const to = Math.min(from + LENGTH, text.length);
  const lead = isCutBefore || from > 0 ? '…' : '';
  return {
    // A cut may part a sign in two.
    text: `${lead}${text.slice(from, to)}${isCutAfter || to < text.length ? '…' : ''}`.toWellFormed(),
    marks: marks
      .filter(([start]) => start >= from && start < to)
      .map(([start, end]): Mark => [start - from + lead.length, Math.min(end, to) - from + lead.length])
  };
}

/** Finds fast where words of the terms may stand; null if one cannot be found by its letters. */
function rootsOf(query: EngineQuery): RegExp | null {
  const phrases = query.all.flatMap(term => term.anyOf);
  if (!phrases.every(({ tokens: [first = ''] }) => PLAIN.test(first))) {
    return null;
  }
  const roots = phrases.map(({ tokens: [first = ''], isPrefix }) => {
    // A plural in -ies has its stem in -y; a compound may be written with underscores.
    const letters = [...first.replace(/(?<=..)y$/, '')].join('_?');
    return isPrefix ? letters : `${letters}(?![a-z0-9]{4})`;
  });
  return new RegExp(`(?<![a-z0-9])(?:${roots.join('|')})`, 'gi');
}
