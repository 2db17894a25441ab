// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{Nd}_]+/gu;

/** Counts words, roughly: runs of letters and digits; each sign of scripts that do not part words. */
export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0;
}
