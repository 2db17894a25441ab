// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { stripAnsi } from '../text/ansi.ts';
import { findEmails, maskEmail } from './find-emails.ts';
import { type Span, findSecrets } from './find-secrets.ts';
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
 * Cuts one line around a finding, with everything secret in it masked, and people's names in addresses and paths too.
 *
 * @param text - the whole decoded place: a secret cut in two would not be known any more
 * @param found - what the excerpt is about
 * @param hidden - what else of the text is not shown
 */
export function excerptOf(text: string, found: Span, hidden: readonly Span[] = []): string {
  const from = Math.max(text.lastIndexOf('\n', found.start - 1) + 1, found.start - AROUND);
  const lineEnd = text.indexOf('\n', found.end);
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, found.end + AROUND);
  const masked = [
    ...findSecrets(text).map(({ start, end }) => ({ start, end, mask: maskSecret(text.slice(start, end)) })),
    ...hidden.map(({ start, end }) => ({ start, end, mask: BULLETS })),
    ...personal(text, from, to)
  ].sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = from;
  for (const { start, end, mask } of masked) {
    if (end > at && start < to) {
      parts.push(text.slice(at, Math.max(start, at)), start < from ? BULLETS : mask);
      at = end;
    }
  }
  parts.push(text.slice(at, Math.max(to, at)));
  return oneLine(parts.join(''));
}

function personal(text: string, from: number, to: number): (Span & { mask: string })[] {
  // An address may begin before what is shown, or end after it.
  const start = Math.max(0, from - AROUND);
  const near = text.slice(start, to + AROUND);
  return [
    ...findHomes(near).map(home => ({ start: start + home.start, end: start + home.end, mask: '•••••' })),
    ...findEmails(near).map(span => ({
      start: start + span.start,
      end: start + span.end,
      mask: maskEmail(near.slice(span.start, span.end))
    }))
  ];
}

function oneLine(text: string): string {
  const line = stripAnsi(text).replace(UNSEEN, ' ').trim();
  return line.length <= LENGTH ? line : `${line.slice(0, LENGTH - 1)}…`;
}
