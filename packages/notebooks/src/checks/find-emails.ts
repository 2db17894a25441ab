// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Span } from './find-secrets.ts';

const LOCAL = /[\w.%+'-]{1,64}$/;
const DOMAIN = /((?:[a-z0-9-]{1,63}\.){1,8})([a-z]{2,24})(?![\w-]|\.[a-z])/iy;
/** Behind these an `@` belongs to something else: an address with a password, a name of a package or of a profile. */
const BEFORE = /[/@]$|:\/\/[^\s/]{0,100}$/;
/** Accounts of nobody. */
const NOBODY = new Set(
  `git hg user username you your name yourname your.name first.last firstname.lastname someone somebody nobody foo bar
  test noreply no-reply donotreply root jovyan me email mail e-mail john.doe jane.doe`.split(/\s+/)
);
const NOWHERE =
  /(?:^|\.)(?:example|invalid|localhost|test|local|internal)$|(?:^|\.)(?:example\.[a-z.]+|users\.noreply\.github\.com|(?:e?mail|address|domain|company|yourdomain|your-domain|server|host)\.(?:com|org|net|tld))$/;
/** Top-level domains of more than two letters that people have addresses in; in code `a@b.rest` may be a product. */
const TOP_LEVEL = new Set(
  `com org net edu gov mil int info biz name pro aero coop museum jobs travel cat asia post tel dev app tech science
  online site xyz cloud email academy university school education institute foundation health studio design world
  network live life art blog page wiki social space solutions digital agency consulting software systems group company
  team berlin hamburg koeln cologne london paris nyc swiss eus gal bzh scot wales africa quebec bayern wien tirol ruhr
  saarland`.split(/\s+/)
);

/**
 * Finds e-mail addresses in text, in time linear in its length; made-up ones, and those of nobody, are no finding.
 *
 * @returns in the order of the text
 */
export function findEmails(text: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const span = emailAt(text, at);
    if (span) {
      found.push(span);
    }
  }
  return found;
}

/** Masks an address: the name tells whose it is, the domain only where to look. */
export function maskEmail(email: string): string {
  return `•••••${email.slice(email.indexOf('@'))}`;
}

function emailAt(text: string, at: number): Span | null {
  DOMAIN.lastIndex = at + 1;
  const [domain = '', labels = '', top = ''] = DOMAIN.exec(text) ?? [];
  const end = at + 1 + domain.length;
  if (!isPlausible(labels, top) || /[([]/.test(text.charAt(end))) {
    return null;
  }
  const local = (LOCAL.exec(text.slice(Math.max(0, at - 64), at))?.[0] ?? '').replace(/^[.'%+-]+/, '');
  const start = at - local.length;
  const isOther = BEFORE.test(text.slice(Math.max(0, start - 120), start));
  return local === '' || isOther || isMadeUp(local, domain) ? null : { start, end };
}

function isMadeUp(local: string, domain: string): boolean {
  return NOBODY.has(local.toLowerCase()) || NOWHERE.test(domain.toLowerCase());
}

function isPlausible(labels: string, top: string): boolean {
  const isTop = top.length === 2 ? /^(?:[a-z]{2}|[A-Z]{2})$/.test(top) : TOP_LEVEL.has(top.toLowerCase());
  // A label of one letter, or of digits only, is rather a variable or a version.
  const last = labels.slice(0, -1).split('.').at(-1) ?? '';
  return isTop && last.length > 1 && /[a-z]/i.test(last) && !/^-|-$/.test(last);
}
