// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Author, Card } from '@jupyter-atrium/api';
import { checkPath, LICENCES } from '@jupyter-atrium/api';
import type { NetworkCard } from '../log/format/index.ts';

const ORCID = /^https:\/\/orcid\.org\/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const MOST_LANGUAGES = 10;

/**
 * Makes of a card that travelled the one the gallery shows. What our own form does not allow is left out.
 *
 * @param hubName - stands for the authors of a card that names none
 */
export function cardOf(card: NetworkCard, hubName: string): Card {
  const { hub } = card;
  return {
    title: card.name,
    summary: card.description ?? '',
    authors: authorsOf(card, hubName),
    licence: LICENCES.some(({ id }) => id === hub.spdx) ? hub.spdx : null,
    tags: [...new Set(card.keywords ?? [])].filter(Boolean),
    inLanguage: (card.inLanguage ?? []).filter(each => LANGUAGE.test(each)).slice(0, MOST_LANGUAGES),
    entry: hub.entry !== undefined && checkPath(hub.entry) === null ? hub.entry : null,
    needs: needsOf(hub),
    cover: card.image ?? null
  };
}

function needsOf({ language = '', kernels, packages = [] }: NetworkCard['hub']): Card['needs'] {
  const [name] = kernels;
  const spoken = language.toLowerCase();
  const kernel = name === undefined ? null : { name, displayName: name, language: spoken };
  return { language: spoken || null, kernel, packages, environment: [] };
}

function authorsOf({ creator = [] }: NetworkCard, hubName: string): Author[] {
  const authors = creator
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, id }) => {
      const orcid = ORCID.exec(id ?? '')?.[1];
      return { name, ...(orcid === undefined ? {} : { orcid }) };
    });
  return authors.length > 0 ? authors : [{ name: hubName }];
}
