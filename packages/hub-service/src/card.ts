// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card, CardFields } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import { ServiceError } from './errors.ts';

/** Plain text: no control or direction-changing character, and a line end only where paragraphs are allowed. */
const NOT_PLAIN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const LICENCE = /^[A-Za-z0-9][A-Za-z0-9.+-]*$/;

export class BadCardError extends ServiceError {
  override name = 'BadCardError';
  constructor(message: string) {
    super('bad-card', message);
  }
}

/**
 * Makes a card of what the author decided and what was read from the files.
 *
 * @param hasFile - whether the release has a file of that path
 * @throws BadCardError
 */
export function makeCard(
  fields: CardFields,
  read: Pick<Card, 'needs' | 'cover' | 'entry'>,
  hasFile: (path: string) => boolean
): Card {
  const card: Card = { ...fields, entry: fields.entry ?? read.entry, needs: read.needs, cover: read.cover };
  demandPlain('title', card.title);
  demandPlain('summary', card.summary.replaceAll('\n', ' '));
  card.authors.forEach(author => demandPlain('author', author.name));
  card.tags.forEach(tag => demandPlain('tag', tag));
  if (card.licence !== null && !LICENCE.test(card.licence)) {
    throw new BadCardError(`“${card.licence}” is not the SPDX identifier of a licence. Choose one from the list.`);
  }
  if (card.entry !== null && !hasFile(card.entry)) {
    throw new BadCardError(`There is no file “${card.entry}” to open first. Choose one of the files.`);
  }
  if (Buffer.byteLength(JSON.stringify(card)) > LIMITS.cardBytes) {
    throw new BadCardError('The card is longer than 8 KiB. Shorten the summary, or name fewer authors and tags.');
  }
  return card;
}

function demandPlain(field: string, text: string): void {
  if (text.trim() === '' && field !== 'summary') {
    throw new BadCardError(`The ${field} is empty. Write one.`);
  }
  if (!text.isWellFormed() || NOT_PLAIN.test(text)) {
    throw new BadCardError(`The ${field} contains an invisible control character. Type it again.`);
  }
}
