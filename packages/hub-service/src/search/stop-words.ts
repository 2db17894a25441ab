// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** English words too frequent to tell works apart, folded; part of the analyser's version. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been but by can for from had has have he her his how i if in into is it its me my no not of ' +
    'on or our she so such than that the their them then there these they this to was we were what when where which ' +
    'who will with you your'
  ).split(' ')
);
