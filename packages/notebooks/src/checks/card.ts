// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CardFields } from '@jupyter-atrium/api';
import { type WorkRule, toCheck } from './rule.ts';

type Missing = readonly [isMissing: (card: Partial<CardFields>) => boolean, message: string, because: string];

const FIELDS: readonly Missing[] = [
  [card => !card.title?.trim(), 'The card has no title.', 'People could not tell what it is.'],
  [card => !card.authors?.length, 'The card names no author.', 'Nobody could be credited.'],
  [card => !card.licence, 'The card names no licence.', 'Nobody may reuse it without asking you.']
];

/** Asks for what a card should have. */
export const card: WorkRule = (_paths, { card: fields }) => {
  if (!fields) {
    return [];
  }
  return FIELDS.filter(([isMissing]) => isMissing(fields)).map(([, message, because]) =>
    toCheck({ kind: 'card', level: 'ask', path: null, place: 'card', message, because, identity: message })
  );
};
