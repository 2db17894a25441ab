// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Covers } from './covers.ts';
import { type Found, findWorks } from './find-works.ts';
import { type Markup, markup } from './markup.ts';
import type { PageCall } from './page.ts';
import { countWords, quoted } from './words.ts';
import { cardPlace, hitList } from './works/cards.ts';

const PAGE = 20;

/**
 * Lists what a search found, page by page.
 *
 * @param words - empty: all works, newest first
 */
export async function searchResults(call: PageCall, words: string): Promise<Markup> {
  const { ports, caller, query } = call;
  const cursor = query.get('cursor');
  const found = await findWorks(ports, caller, {
    ...(words === '' ? { sort: 'newest' } : { q: words }),
    limit: PAGE,
    facets: false,
    ...(cursor === null ? {} : { cursor })
  });
  if (found.total === 0) {
    return nothing(call, words, found);
  }
  const covers = await Covers.of(
    ports,
    found.hits.map(({ work }) => work)
  );
  const further = { ...(words === '' ? { list: 'all' } : { q: words }), cursor: found.next ?? '' };
  return markup`<p class="meta gap" role="status">${countWords(found.total, 'work')}</p>
${hitList(found.hits, covers, cardPlace(ports))}
${found.next !== null && markup`<p class="gap"><a class="button" href="${addressOf(call, further)}">More</a></p>`}`;
}

function nothing(call: PageCall, words: string, { suggestion }: Found): Markup {
  return markup`<p class="gap" role="status">No work matches “${quoted(words)}”.${
    suggestion !== null &&
    markup` Did you mean <a href="${addressOf(call, { q: suggestion })}">${quoted(suggestion)}</a>?`
  }</p>`;
}

function addressOf({ ports }: PageCall, fields: Readonly<Record<string, string>>): string {
  return `${ports.config.prefix}?${new URLSearchParams(fields).toString()}`;
}
