// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Withdrawal, WithdrawalCategory } from '@jupyter-atrium/api';
import { type Markup, markup } from '../markup.ts';
import { quoted } from '../words.ts';

const WORDS: Readonly<Record<WithdrawalCategory, string>> = {
  error: 'there is an error in it',
  superseded: 'another work takes its place',
  author: 'its author no longer wants to show it',
  privacy: 'it told something private',
  legal: 'others have rights in it',
  other: ''
};

/** Says why something was withdrawn, as the end of a sentence: ": there is an error in it (station 4 stood still)". */
export function whyWords({ category, reason }: Pick<Withdrawal, 'category' | 'reason'>): Markup {
  const parts = [WORDS[category], quotedEnd(reason)].filter(part => part !== '');
  const [first, second] = parts;
  return markup`${first !== undefined && markup`: ${first}`}${second !== undefined && markup` (${second})`}`;
}

/** A reason without its own full stop. */
function quotedEnd(reason: string): Markup | '' {
  const text = reason.trim().replace(/\.$/, '');
  return text === '' ? '' : quoted(text);
}
