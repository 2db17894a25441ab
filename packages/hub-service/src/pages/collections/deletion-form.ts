// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { markup } from '../markup.ts';
import { page } from '../page.ts';
import { PAGES } from '../table.ts';
import { quoted } from '../words.ts';
import { button } from './edit-form.ts';
import { findCollection, worksWords } from './subject.ts';

/** Asks before a collection is deleted. */
export const deletionForm = page(PAGES.deletionForm, async call => {
  const collection = await findCollection(call.ports, call.params.collection);
  const root = `${call.ports.config.prefix}collections/${collection.id}`;
  return {
    title: `Delete ${collection.title}`,
    entry: 'collections',
    body: markup`<h1>Delete ${quoted(collection.title)}?</h1>
<p class="lead">${worksWords(collection.works.length)}: they stay in the gallery, only this list of them goes.</p>
<form class="row gap" method="post" action="${root}/delete">${button(call, PAGES.deleteCollection, collection, ['delete'])}
<button class="primary">Delete the collection</button><a class="button" href="${root}/edit">Keep it</a></form>`
  };
});
