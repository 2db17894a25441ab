// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { holds } from '../../auth/caller.ts';
import { CollectionNotFoundError } from '../../errors.ts';
import { Covers } from '../covers.ts';
import { type Markup, markup } from '../markup.ts';
import { page } from '../page.ts';
import { PAGES } from '../table.ts';
import { quoted } from '../words.ts';
import { cardPlace, hitList } from '../works/cards.ts';
import { findCollection, placesOf, worksWords } from './subject.ts';

/** A page of one collection: its text, its works in the curator's order. */
export const collectionPage = page(PAGES.collection, async ({ ports, caller, params }) => {
  const collection = await findCollection(ports, params.collection);
  const places = await placesOf(ports, caller, collection);
  const works = places.flatMap(place => place.work ?? []);
  const isCurator = holds(caller, 'curate');
  if (works.length === 0 && !isCurator) {
    throw new CollectionNotFoundError();
  }
  const { prefix } = ports.config;
  const covers = await Covers.of(ports, works);
  return {
    title: collection.title,
    entry: 'collections',
    body: markup`<div class="head"><h1>${quoted(collection.title)}</h1>${isCurator && markup`<a href="${prefix}collections/${collection.id}/edit">Edit</a>`}</div>
<p class="meta">${worksWords(works.length)}${collection.isFeatured && ' · featured'}</p>
${paragraphs(collection.text)}
${hitList(
  works.map(work => ({ work, snippet: null })),
  covers,
  cardPlace(ports)
)}`
  };
});

/** Draws plain text; empty lines part paragraphs. */
export function paragraphs(text: string): Markup {
  const parts = text.split(/\n\s*\n/).filter(part => part.trim() !== '');
  return markup`${parts.map(part => markup`<p class="lead gap">${quoted(part)}</p>`)}`;
}
