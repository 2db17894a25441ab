// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { stripAnsi } from '../text/ansi.ts';
import { type FoundSecret, type Span, findSecrets } from './find-secrets.ts';
import { findHomes } from './home-paths.ts';

/** Characters shown before and after what was found. */
const AROUND = 60;
const LENGTH = 300;
const SHOWN = 4;
/** Of a shorter secret nothing is shown. */
const MIN_SHOWN = 12;
// eslint-disable-next-line no-control-regex -- control characters would break the line
const UNSEEN = /[\s\u0000-\u001f\u007f]+/g;
const BULLETS = '••••••••••••';

/** Masks a secret: its first four characters, then bullets whose number tells nothing. */
export function maskSecret(secret: string): string {
  return secret.length < MIN_SHOWN ? BULLETS : secret.slice(0, SHOWN) + BULLETS;
}

/**
 * Cuts one line around a finding, with everything secret in it masked, and names of home folders too.
 *
 * @param text - the whole decoded place: a secret cut in two would not be known any more
 * @param found - what the excerpt is about
 * @param secrets - all of the text
 */
export function excerptOf(text: string, found: Span, secrets: readonly FoundSecret[] = findSecrets(text)): string {
  const from = Math.max(text.lastIndexOf('\n', found.start - 1) + 1, found.start - AROUND);
  const lineEnd = text.indexOf('\n', found.end);
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, found.end + AROUND);
  const homes = findHomes(text.slice(from, to)).map(home => ({ start: from + home.start, end: from + home.end }));
  const hidden = [
    ...secrets.map(({ start, end }) => ({ start, end, mask: maskSecret(text.slice(start, end)) })),
    ...homes.map(home => ({ ...home, mask: '•••••' }))
  ].sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = from;
  for (const { start, end, mask } of hidden) {
    if (end > at && start < to) {
      parts.push(text.slice(at, Math.max(start, at)), start < from ? BULLETS : mask);
      at = end;
    }
  }
  parts.push(text.slice(at, Math.max(to, at)));
  return oneLine(parts.join(''));
}

function oneLine(text: string): string {
  const line = stripAnsi(text).replace(UNSEEN, ' ').trim();
  return line.length <= LENGTH ? line : `${line.slice(0, LENGTH - 1)}…`;
}
