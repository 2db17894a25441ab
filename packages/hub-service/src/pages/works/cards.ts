// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Snippet, Work } from '@jupyter-atrium/api';
import type { Covers } from '../covers.ts';
import { type Markup, markup } from '../markup.ts';
import { ago, quoted } from '../words.ts';

/** Draws works as cards, three across. */
export function cardList(works: readonly Work[], covers: Covers, { prefix, now }: CardPlace): Markup {
  return markup`<ul class="cards">${works.map(
    work => markup`<li class="card">${covers.draw(work.card.cover, 'cover')}<div class="words">
<a class="two" href="${prefix}works/${work.id}">${quoted(work.card.title)}</a>
<p class="two">${quoted(work.card.summary)}</p>
<p class="meta small">${authorsOf(work)} · ${ago(Date.parse(work.updatedAt), now)}</p></div></li>`
  )}</ul>`;
}

/** Where cards stand. */
export type CardPlace = { prefix: string; now: number };

/** A work that a search found. */
export type Hit = { work: Work; snippet: Snippet | null };

/** Draws what a search found, with the place that matched. */
export function hitList(hits: readonly Hit[], covers: Covers, { prefix, now }: CardPlace): Markup {
  return markup`<ul class="hits">${hits.map(
    ({ work, snippet }) => markup`<li class="hit">${covers.draw(work.card.cover, 'thumb')}<div>
<a class="title" href="${prefix}works/${work.id}">${quoted(work.card.title)}</a>
<p class="meta small">${authorsOf(work)} · ${ago(Date.parse(work.updatedAt), now)}</p>
<p class="two">${snippet ? marked(snippet) : quoted(work.card.summary)}</p></div></li>`
  )}</ul>`;
}

/** Draws plain text with its matches marked. */
export function marked({ text, marks }: Snippet): Markup {
  let at = 0;
  const parts = marks.map(([start, end]) => {
    const part = markup`${text.slice(at, start)}<mark>${text.slice(start, end)}</mark>`;
    at = end;
    return part;
  });
  return markup`<bdi dir="auto">${parts}${text.slice(at)}</bdi>`;
}

/** Names who made a work; beyond three, how many more. */
export function authorsOf({ card }: Pick<Work, 'card'>): Markup {
  const shown = card.authors.slice(0, 3).map(author => quoted(author.name));
  const more = card.authors.length - shown.length;
  return markup`${shown.map((name, index) => markup`${index > 0 && ', '}${name}`)}${more > 0 && ` and ${more} more`}`;
}
