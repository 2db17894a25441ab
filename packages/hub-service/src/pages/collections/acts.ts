// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { canRead } from '../../auth/audience.ts';
import { newId } from '../../clock.ts';
import type { CollectionRow } from '../../collections/store.ts';
import { NotAllowedError, WorkNotFoundError } from '../../errors.ts';
import { type ActCall, type Done, type Target, act } from '../page.ts';
import { PAGES } from '../table.ts';
import { CREATE_TARGET, collectionsView } from './collections.ts';
import { formView } from './edit-form.ts';
import { findCollection, versionOf } from './subject.ts';
import { snapshotOf, writeUndo } from './undo.ts';
import { readWords } from './words.ts';

/** More works are no collection any more: its pages would not end. */
const MOST_WORKS = 500;

/** Makes an empty collection. */
export const createCollection = act(PAGES.createCollection, {
  find: async ({ form }) => ({ ...CREATE_TARGET, back: 'collections', thing: readWords(form) }),
  run: async ({ ports, stores }, { title }) => {
    const id = newId(ports.clock);
    const collection = { id, title, text: '', isFeatured: false, works: [] };
    await stores.collections.put(collection);
    return {
      next: `collections/${id}/edit`,
      object: id,
      undo: undoOf(collection, `Made the collection “${title}”.`, null)
    };
  },
  refuse: async (call, { title }, sentence) => collectionsView(call, { title, sentence }),
  fault: words => words.fault
});

/** Changes title and text. */
export const editCollection = act(PAGES.editCollection, {
  find: async call => {
    const collection = await findCollection(call.stores, call.params.collection);
    return { ...targetOf(collection, []), thing: { collection, words: readWords(call.form) } };
  },
  run: async (call, { collection, words }) =>
    change(call, collection, { title: words.title, text: words.text }, 'Saved title and text.'),
  refuse: async (call, { collection, words }, sentence) =>
    formView(call, collection, { title: words.title, text: words.text, sentence }),
  fault: ({ words }) => words.fault
});

/** Puts a work at the end of a collection. */
export const addWork = act(PAGES.addWork, {
  find: workTarget(call => [call.form.get('work') ?? '']),
  run: async (call, collection) => {
    const id = call.form.get('work') ?? '';
    const work = await call.stores.works.find(id);
    if (!work || !canRead(call.caller, work) || work.state !== 'live') {
      throw new WorkNotFoundError();
    }
    if (collection.works.length >= MOST_WORKS) {
      throw new NotAllowedError(`A collection holds ${MOST_WORKS} works at most. Begin another one.`);
    }
    const title = work.release?.card.title ?? '';
    const works = [...collection.works.filter(each => each !== id), id];
    return change(call, collection, { works }, `Added “${title}”.`, { work: id });
  }
});

/** Moves a work one place up or down. */
export const moveWork = act(PAGES.moveWork, {
  find: workTarget(call => [call.form.get('work') ?? '', call.form.get('direction') ?? '']),
  run: async (call, collection) => {
    const id = call.form.get('work') ?? '';
    const isUp = call.form.get('direction') === 'up';
    const at = collection.works.indexOf(id);
    const to = at + (isUp ? -1 : 1);
    if (at < 0 || to < 0 || to >= collection.works.length) {
      throw new WorkNotFoundError();
    }
    const works = collection.works.filter(each => each !== id);
    works.splice(to, 0, id);
    const title = await titleOf(call, id);
    return change(call, collection, { works }, `Moved ${title} ${isUp ? 'up' : 'down'}.`, { work: id, to });
  }
});

/** Takes a work out. */
export const removeWork = act(PAGES.removeWork, {
  find: workTarget(call => [call.form.get('work') ?? '', 'remove']),
  run: async (call, collection) => {
    const id = call.form.get('work') ?? '';
    const works = collection.works.filter(each => each !== id);
    return change(call, collection, { works }, `Removed ${await titleOf(call, id)}.`, { work: id });
  }
});

/** Makes a collection the featured one, or no longer. */
export const featureCollection = act(PAGES.featureCollection, {
  find: workTarget(call => [call.form.get('featured') ?? '']),
  run: async (call, collection) => {
    const isFeatured = call.form.get('featured') === 'yes';
    const others = isFeatured ? (await call.stores.collections.all()).filter(each => each.isFeatured) : [];
    const after = { ...snapshotOf(collection), isFeatured };
    await call.stores.collections.put(after);
    return {
      next: `collections/${collection.id}/edit`,
      detail: { isFeatured },
      undo: writeUndo({
        collection: collection.id,
        sentence: isFeatured ? 'Featured this collection.' : 'This collection is no longer featured.',
        before: [snapshotOf(collection), ...others.map(snapshotOf)],
        after: versionOf({ ...collection, isFeatured })
      })
    };
  }
});

/** Deletes a collection; its works stay. */
export const deleteCollection = act(PAGES.deleteCollection, {
  find: workTarget(() => ['delete']),
  run: async ({ stores }, collection) => {
    await stores.collections.remove(collection.id);
    const sentence = `Deleted the collection “${collection.title}”.`;
    return {
      next: 'collections',
      undo: writeUndo({ collection: collection.id, sentence, before: [snapshotOf(collection)], after: null })
    };
  }
});

/** Finds the collection in the address; `what` is all that the press says beside it. */
function workTarget(what: (call: ActCall) => string[]): (call: ActCall) => Promise<Target<CollectionRow>> {
  return async call => {
    const collection = await findCollection(call.stores, call.params.collection);
    return { ...targetOf(collection, what(call)), thing: collection };
  };
}

function targetOf(collection: CollectionRow, what: readonly string[]): Omit<Target<never>, 'thing'> {
  return {
    object: [collection.id, ...what],
    version: versionOf(collection),
    back: `collections/${collection.id}/edit`
  };
}

async function change(
  { stores }: ActCall,
  collection: CollectionRow,
  fields: Partial<Pick<CollectionRow, 'title' | 'text' | 'works'>>,
  ...[sentence, detail = {}]: [string, Done['detail']?]
): Promise<Done> {
  const after = { ...snapshotOf(collection), ...fields };
  await stores.collections.put(after);
  return {
    next: `collections/${collection.id}/edit`,
    detail,
    undo: undoOf(after, sentence, collection)
  };
}

function undoOf(after: ReturnType<typeof snapshotOf>, sentence: string, before: CollectionRow | null): string {
  return writeUndo({
    collection: after.id,
    sentence,
    before: before && [snapshotOf(before)],
    after: versionOf(after)
  });
}

async function titleOf({ stores, caller }: ActCall, id: string): Promise<string> {
  const work = await stores.works.find(id);
  return work?.release && canRead(caller, work) ? `“${work.release.card.title}”` : 'a work';
}
