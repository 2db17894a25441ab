// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Snippet, Work } from '@jupyter-atrium/api';
import { hubOf } from '../../hub.ts';
import type { Covers } from '../covers.ts';
import { icon } from '../icons.ts';
import { type Markup, markup } from '../markup.ts';
import type { PagePorts } from '../ports.ts';
import { ago, quoted } from '../words.ts';

/** Draws works as cards, three across. */
export function cardList(works: readonly Work[], covers: Covers, place: CardPlace): Markup {
  return markup`<ul class="cards">${works.map(
    work => markup`<li class="card">${covers.draw(work.card.cover, 'cover')}<div class="words">
<a class="two" href="${place.prefix}works/${work.id}">${quoted(work.card.title)}</a>
<p class="two">${quoted(work.card.summary)}</p>
<p class="meta small">${bylineOf(work, place)}</p></div></li>`
  )}</ul>`;
}

/** Where cards stand, and at which hub. */
export type CardPlace = { prefix: string; now: number; ownHub: string };

/** Says where and when cards are drawn. */
export function cardPlace({ config, clock }: Pick<PagePorts, 'config' | 'clock'>): CardPlace {
  return { prefix: config.prefix, now: clock.now(), ownHub: hubOf(config).id };
}

/** Whose a work is, and how old; of a work of another hub, which one. */
function bylineOf(work: Work, { now, ownHub }: CardPlace): Markup {
  return work.hub.id === ownHub
    ? markup`${authorsOf(work)} · ${ago(Date.parse(work.updatedAt), now)}`
    : markup`<span class="elsewhere">${icon('globe')}<span>${authorsOf(work)} · ${quoted(work.hub.name)}</span></span>`;
}

/** A work that a search found. */
export type Hit = { work: Work; snippet: Snippet | null };

/** Draws what a search found, with the place that matched. */
export function hitList(hits: readonly Hit[], covers: Covers, place: CardPlace): Markup {
  return markup`<ul class="hits">${hits.map(
    ({ work, snippet }) => markup`<li class="hit">${covers.draw(work.card.cover, 'thumb')}<div>
<a class="title" href="${place.prefix}works/${work.id}">${quoted(work.card.title)}</a>
<p class="meta small">${bylineOf(work, place)}</p>
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
