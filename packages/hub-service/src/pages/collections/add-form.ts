// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { canRead } from '../../auth/audience.ts';
import type { CollectionRow } from '../../collections/store.ts';
import type { WorkRow } from '../../works/store.ts';
import { type Markup, markup } from '../markup.ts';
import type { PageCall } from '../page.ts';
import { PAGES } from '../table.ts';
import { countWords, quoted } from '../words.ts';
import { findWorks } from '../find-works.ts';
import { button } from './edit-form.ts';

const MOST_FOUND = 8;
const ID_WITHIN = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;

type Found = { id: string; title: string; by: string };

/** Draws what adds works: a search, and a button beside each find. Without script the find is a page of its own. */
export async function addForm(call: PageCall, collection: CollectionRow, root: string): Promise<Markup> {
  const words = (call.query.get('find') ?? '').trim();
  const found = words === '' ? null : await find(call, words);
  return markup`<h2 class="group" id="add">Add a work</h2>
<form class="search gap" role="search" action="${root}/edit#add"><input type="search" name="find" aria-label="Words, or the link of a work" placeholder="Words, or the link of a work" value="${words}"><button>Find</button></form>
${found && results(call, collection, found, root)}`;
}

async function find(call: PageCall, words: string): Promise<readonly Found[]> {
  const id = ID_WITHIN.exec(words.toLowerCase())?.[0];
  if (id !== undefined) {
    const work = await call.ports.works.find(id);
    return work && canRead(call.caller, work) && work.state === 'live' ? [foundOf(work)] : [];
  }
  const { hits } = await findWorks(call.ports, call.caller, { q: words, limit: MOST_FOUND, facets: false });
  return hits.map(({ work }) => ({ id: work.id, title: work.card.title, by: work.owner.name }));
}

function foundOf({ id, owner, release }: WorkRow): Found {
  return { id, title: release?.card.title ?? '', by: owner.name };
}

function results(call: PageCall, collection: CollectionRow, found: readonly Found[], root: string): Markup {
  if (found.length === 0) {
    return markup`<p class="gap">No work you may see matches this.</p>`;
  }
  return markup`<p class="meta small gap">${countWords(found.length, 'work')} found</p><ul class="listed plain">${found.map(
    ({ id, title, by }) =>
      markup`<li><div class="row"><span>${quoted(title)} <span class="meta">by ${quoted(by)}</span></span>${
        collection.works.includes(id)
          ? markup`<span class="meta end">Here already</span>`
          : markup`<form class="inline end" method="post" action="${root}/add">${button(call, PAGES.addWork, collection, [id])}<input type="hidden" name="work" value="${id}"><button aria-label="Add ${title}">Add</button></form>`
      }</div></li>`
  )}</ul>`;
}
