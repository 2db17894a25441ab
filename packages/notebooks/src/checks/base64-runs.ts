// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Span } from './find-secrets.ts';

const SHORTEST = 32;
const ASCII = 128;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-';
const IS_BASE64 = new Uint8Array(ASCII);
for (const character of ALPHABET) {
  IS_BASE64[character.charCodeAt(0)] = 1;
}

/**
 * Finds the longest stretches of at least 32 characters of base64, in either alphabet, as
 * `/[A-Za-z0-9+/_-]{32,}/g` would.
 *
 * Looks at each 32nd character first, because a stretch cannot lie between two of them: in prose most are never seen.
 */
export function* base64Runs(text: string): Generator<Span> {
  for (let at = SHORTEST - 1; at < text.length;) {
    const start = runStart(text, at);
    if (start > at + 1 - SHORTEST) {
      at = start + SHORTEST - 1;
    } else {
      const end = runEnd(text, at + 1);
      yield { start, end };
      at = end + SHORTEST;
    }
  }
}

/** Where the run begins that ends at a place, or behind that place; at most 31 characters are looked at. */
function runStart(text: string, at: number): number {
  const first = at + 1 - SHORTEST;
  for (let start = at; start >= first; start--) {
    if (!isBase64(text, start)) {
      return start + 1;
    }
  }
  return first;
}

function runEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isBase64(text, end)) {
    end += 1;
  }
  return end;
}

function isBase64(text: string, at: number): boolean {
  return IS_BASE64[text.charCodeAt(at)] === 1;
}
