// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Span } from './find-secrets.ts';

/** A home folder named in text: the span is that of the person's name in it. */
export type FoundHome = Span & {
  /** Where the path begins. */
  readonly from: number;
  /** After the folder's separator, where the path inside it begins. */
  readonly inside: number;
};

const HOME =
  /(?<![\w.~-])(?:\/(?:home|Users)\/|[A-Za-z]:(?:\\{1,2}|\/)Users(?:\\{1,2}|\/))(?<name>[^\s/\\:*?"'`<>|,;()[\]{}$%&]{1,64})(?=(?<separator>\/|\\{1,2})?)/g;

/** Names of accounts that many people share; they tell nothing. */
const SHARED_ACCOUNTS = new Set(
  `jovyan user username name you me your runner ubuntu vagrant docker public shared default guest root rstudio mambauser
  vscode codespace coder app student students yourname your_name your-name username1 someone admin work xxx ...`.split(
    /\s+/
  )
);

/** Finds home folders in text; those of shared accounts are no finding. */
export function findHomes(text: string): FoundHome[] {
  if (!text.includes('/home/') && !text.includes('Users')) {
    return [];
  }
  const found: FoundHome[] = [];
  for (const match of text.matchAll(HOME)) {
    const { name = '', separator = '' } = match.groups ?? {};
    if (!SHARED_ACCOUNTS.has(name.toLowerCase())) {
      const end = match.index + match[0].length;
      found.push({ from: match.index, start: end - name.length, end, inside: end + separator.length });
    }
  }
  return found;
}
