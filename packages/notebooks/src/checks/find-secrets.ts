// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { base64Runs } from './base64-runs.ts';
import { KeywordFinder } from './keyword-finder.ts';
import { SECRET_KINDS, type SecretKind } from './secret-kinds.ts';

/** A stretch of text: characters from `start` up to, not including, `end`. */
export type Span = { readonly start: number; readonly end: number };

/** A secret and where it stands. */
export type FoundSecret = Span & { readonly kind: SecretKind };

/** What people write where a secret would stand. */
const PLACEHOLDER = /example|placeholder|redacted|changeme|x{4}|your[-_]|[-_]your|\.\.\.|[<>*]/i;
/** The same for secrets that only the name before them gives away. */
const PLACEHOLDER_NAMED = /sample|dummy|insert|replace|12345678|abcdefg|password|secret_?key|foobar|mypass/i;
/** Words with dashes between them: made up by a person. */
const WORDS = /^[a-z._-]+$/;
const RANDOM_CHARACTERS = 20;
const MIN_DISTINCT = 6;
const MIN_DISTINCT_NAMED = 8;
/** The longest key we know, with room: 16,384-bit RSA in PEM. */
const KEY_CHARACTERS = 16_000;
const MIN_KEY_BODY = 64;

const BASE64_CHARACTERS = 200_000;
const PEEKED_CHARACTERS = 24;

const KINDS_OF = new KeywordFinder(SECRET_KINDS.map(kind => [kind, kind.keywords]));

/**
 * Finds secrets in decoded text; base64 is decoded once and looked into.
 *
 * @returns in the order of the text, without overlaps
 */
export function findSecrets(text: string): FoundSecret[] {
  return merge([...findPlain(text), ...findEncoded(text)]);
}

function findPlain(text: string): FoundSecret[] {
  return KINDS_OF.in(text).flatMap(kind => [...findKind(text, kind)]);
}

/** Joins overlapping finds; the surest kind names them. */
function merge(found: readonly FoundSecret[]): FoundSecret[] {
  const merged: FoundSecret[] = [];
  for (const secret of [...found].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && secret.start < last.end) {
      const isSurer = SECRET_KINDS.indexOf(secret.kind) < SECRET_KINDS.indexOf(last.kind);
      const kind = isSurer ? secret.kind : last.kind;
      merged[merged.length - 1] = { kind, start: last.start, end: Math.max(last.end, secret.end) };
    } else {
      merged.push(secret);
    }
  }
  return merged;
}

function* findKind(text: string, kind: SecretKind): Generator<FoundSecret> {
  for (const match of text.matchAll(kind.pattern)) {
    const secret = match.groups?.secret ?? '';
    const start = secret === '' ? match.index : match.index + match[0].lastIndexOf(secret);
    const end = secret === '' ? keyEnd(text, match.index + match[0].length) : start + secret.length;
    if (end !== null && (secret === '' || isLikely(secret, kind))) {
      yield { kind, start, end };
    }
  }
}

/** Where a private key ends whose first line ends at a place; null if no key follows. */
function keyEnd(text: string, from: number): number | null {
  const close = text.indexOf('-----', from);
  const bodyEnd = close < 0 ? text.length : close;
  // Inside strings of code or JSON there are quotes, commas, and `\n` for line ends.
  const body = /^[A-Za-z0-9+/=\s,:\\"'-]*/.exec(text.slice(from, Math.min(bodyEnd, from + KEY_CHARACTERS)))?.[0] ?? '';
  if (body.replace(/[^A-Za-z0-9+/]/g, '').length < MIN_KEY_BODY) {
    return null;
  }
  const end = text.startsWith('-----END ', close) ? text.indexOf('-----', close + '-----END '.length) : -1;
  return end < 0 ? from + body.length : end + '-----'.length;
}

function isLikely(secret: string, kind: SecretKind): boolean {
  // The beginning of a secret may be its mark, which is the same for all of its kind.
  const distinct = new Set(secret.slice(-RANDOM_CHARACTERS)).size;
  if (PLACEHOLDER.test(secret) || distinct < MIN_DISTINCT || WORDS.test(secret)) {
    return false;
  }
  if (kind.evidence === 'form') {
    return true;
  }
  const isMixed = /\d/.test(secret) && /[A-Za-z]/.test(secret);
  const isRandom = distinct >= MIN_DISTINCT_NAMED || secret.length < 16;
  return isMixed && isRandom && !PLACEHOLDER_NAMED.test(secret);
}

function findEncoded(text: string): FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const { start, end } of base64Runs(text)) {
    const decoded = end - start > BASE64_CHARACTERS ? null : decodeText(text.slice(start, end));
    const [first] = decoded === null ? [] : findPlain(decoded);
    if (first) {
      found.push({ kind: first.kind, start, end });
    }
  }
  return found;
}

/** Decodes base64 if it holds text, which its first characters tell. */
function decodeText(base64: string): string | null {
  const standard = base64.replaceAll('-', '+').replaceAll('_', '/');
  const start = decodeBinary(standard.slice(0, PEEKED_CHARACTERS));
  // eslint-disable-next-line no-control-regex -- control characters tell that it is no text
  if (start === null || /[\u0000-\u0008\u000e-\u001f\u007f-\u00ff]/.test(start)) {
    return null;
  }
  return decodeBinary(standard.slice(0, standard.length - (standard.length % 4 === 1 ? 1 : 0)));
}

function decodeBinary(base64: string): string | null {
  try {
    return atob(base64);
  } catch {
    return null;
  }
}
