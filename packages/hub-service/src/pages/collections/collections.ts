// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { holds } from '../../auth/caller.ts';
import type { CollectionRow } from '../../collections/store.ts';
import { type Markup, markup } from '../markup.ts';
import { type PageCall, type View, page } from '../page.ts';
import { PAGES } from '../table.ts';
import { quoted } from '../words.ts';
import { placesOf, worksWords } from './subject.ts';
import { undoNotice } from './undo.ts';

/** A page of the collections there are. */
export const collectionsPage = page(PAGES.collections, call => collectionsView(call, null));

/** Draws the list, with the form that makes a new one for curators. */
export async function collectionsView(
  call: PageCall,
  wrong: { title: string; sentence: string } | null
): Promise<View> {
  const { ports, caller } = call;
  const isCurator = holds(caller, 'curate');
  const rows = await listed(call, await ports.collections.all());
  const shown = isCurator ? rows : rows.filter(row => row.count > 0);
  return {
    title: 'Collections',
    entry: 'collections',
    ...(wrong ? { status: 422 } : {}),
    body: markup`${undoNotice(call, null)}<h1>Collections</h1>
${shown.length === 0 ? empty(isCurator) : markup`<ul class="listed plain">${shown.map(row => item(call, row))}</ul>`}
${isCurator && createForm(call, wrong)}`
  };
}

type Listed = { collection: CollectionRow; count: number };

async function listed({ ports, caller }: PageCall, all: readonly CollectionRow[]): Promise<Listed[]> {
  const rows: Listed[] = [];
  for (const collection of all) {
    const places = await placesOf(ports, caller, collection);
    rows.push({ collection, count: places.filter(place => place.work !== null).length });
  }
  return rows;
}

function item({ ports }: PageCall, { collection, count }: Listed): Markup {
  const [first = ''] = collection.text.split(/\n\s*\n/);
  return markup`<li><div><a class="title" href="${ports.config.prefix}collections/${collection.id}">${quoted(collection.title)}</a>
<p class="meta small">${worksWords(count)}${collection.isFeatured && ' · featured'}</p>
${first !== '' && markup`<p class="two">${quoted(first)}</p>`}</div></li>`;
}

function empty(isCurator: boolean): Markup {
  return markup`<p class="gap">${
    isCurator
      ? 'There are no collections yet. Make the first: a syllabus, a reading list, what is new.'
      : 'This hub’s curators have made no collections yet.'
  }</p>`;
}

function createForm(call: PageCall, wrong: { title: string; sentence: string } | null): Markup {
  return markup`<h2 class="group">New collection</h2>
<form method="post" action="${call.ports.config.prefix}collections">${call.confirm(PAGES.createCollection, CREATE_TARGET)}
<div class="field"><label for="title">Title</label><input type="text" id="title" name="title" maxlength="200" value="${wrong?.title ?? ''}"${wrong && markup` aria-invalid="true" aria-describedby="wrong"`}>
${wrong && markup`<p id="wrong" class="small">${wrong.sentence}</p>`}</div>
<p class="gap"><button class="primary">Make collection</button></p></form>`;
}

/** What the token of a new collection is bound to: there is no thing yet. */
export const CREATE_TARGET = { object: ['collections', 'new'], version: '' } as const;
