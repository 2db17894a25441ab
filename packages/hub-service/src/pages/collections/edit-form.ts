// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CollectionRow } from '../../collections/store.ts';
import { Covers } from '../covers.ts';
import { type Markup, markup } from '../markup.ts';
import type { PageCall, View } from '../page.ts';
import { page } from '../page.ts';
import { PAGES, type PageRow } from '../table.ts';
import { quoted } from '../words.ts';
import { addForm } from './add-form.ts';
import { type Place, findCollection, placesOf, versionOf } from './subject.ts';
import { undoNotice } from './undo.ts';

/** What was typed and not saved, and why not. */
export type Typed = { title: string; text: string; sentence: string };

/** A page on which curators change a collection; each press is saved at once. */
export const collectionForm = page(PAGES.collectionForm, async call =>
  formView(call, await findCollection(call.ports, call.params.collection), null)
);

/** Draws the form. */
export async function formView(call: PageCall, collection: CollectionRow, typed: Typed | null): Promise<View> {
  const places = await placesOf(call.ports, call.caller, collection);
  const covers = await Covers.of(
    call.ports,
    places.flatMap(place => place.work ?? [])
  );
  const root = `${call.ports.config.prefix}collections/${collection.id}`;
  return {
    title: `Edit ${collection.title}`,
    entry: 'collections',
    ...(typed ? { status: 409 } : {}),
    body: markup`${undoNotice(call, collection.id)}
${typed && markup`<p class="notice warning" role="alert">${typed.sentence}</p>`}
<div class="head"><h1>${quoted(collection.title)}</h1><a href="${root}">Show</a></div>
${words(call, collection, typed, root)}
${featureForm(call, collection, root)}
<h2 class="group">Works, in order</h2>
${places.length === 0 ? markup`<p class="gap">No works yet. Add the first below.</p>` : markup`<ol class="listed">${places.map((place, at) => row(call, { collection, places, place, at, covers, root }))}</ol>`}
${await addForm(call, collection, root)}
<p class="group"><a class="button" href="${root}/delete">Delete…</a></p>`
  };
}

function words(call: PageCall, collection: CollectionRow, typed: Typed | null, root: string): Markup {
  return markup`<form method="post" action="${root}/edit">${button(call, PAGES.editCollection, collection, [])}
<div class="field"><label for="title">Title</label><input type="text" id="title" name="title" maxlength="200" value="${typed?.title ?? collection.title}"></div>
<div class="field"><label for="text">Text</label><textarea id="text" name="text" maxlength="5000" rows="6">
${typed?.text ?? collection.text}</textarea><p class="meta small">Plain text. An empty line begins a new paragraph.</p></div>
<p class="gap"><button class="primary">Save title and text</button></p></form>`;
}

function featureForm(call: PageCall, collection: CollectionRow, root: string): Markup {
  const { isFeatured } = collection;
  return markup`<form class="row gap" method="post" action="${root}/feature">${button(call, PAGES.featureCollection, collection, [isFeatured ? 'no' : 'yes'])}
<input type="hidden" name="featured" value="${isFeatured ? 'no' : 'yes'}"><button>${isFeatured ? 'Do not feature' : 'Feature'}</button>
<span class="meta small">${isFeatured ? 'Shown first in the gallery.' : 'The featured collection is shown first in the gallery; only one is.'}</span></form>`;
}

type Row = {
  collection: CollectionRow;
  places: readonly Place[];
  place: Place;
  at: number;
  covers: Covers;
  root: string;
};

function row(call: PageCall, { collection, places, place, at, covers, root }: Row): Markup {
  const name = place.work ? quoted(place.work.card.title) : hiddenWords(place);
  const form = (what: string, label: string): Markup => {
    const [act, path] = what === 'remove' ? [PAGES.removeWork, 'remove'] : [PAGES.moveWork, 'move'];
    return markup`<form class="inline" method="post" action="${root}/${path}">${button(call, act, collection, [place.id, what])}
<input type="hidden" name="work" value="${place.id}">${what !== 'remove' && markup`<input type="hidden" name="direction" value="${what}">`}
<button aria-label="${label}: ${place.work?.card.title ?? 'a work'}">${label}</button></form>`;
  };
  return markup`<li>${covers.draw(place.work?.card.cover ?? null, 'thumb')}<div>
${place.work ? markup`<a class="title" href="${call.ports.config.prefix}works/${place.id}">${name}</a>` : markup`<span class="meta">${name}</span>`}
<div class="acts">${at > 0 && form('up', 'Move up')}${at < places.length - 1 && form('down', 'Move down')}${form('remove', 'Remove')}</div></div></li>`;
}

function hiddenWords({ why }: Place): string {
  return why === 'withdrawn' ? 'A withdrawn work, not shown to anybody' : 'A work that is not shared with you';
}

/**
 * Draws the token of a button.
 *
 * @param what - all that the press says, so that the token is good for nothing else
 */
export function button(call: PageCall, act: PageRow, collection: CollectionRow, what: readonly string[]): Markup {
  return call.confirm(act, { object: [collection.id, ...what], version: versionOf(collection) });
}
