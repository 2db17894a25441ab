// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CollectionRow } from '../../collections/store.ts';
import type { Session } from '../../auth/session.ts';
import { NotAllowedError } from '../../errors.ts';
import type { Stores } from '../../stores.ts';
import { type Markup, markup } from '../markup.ts';
import { type PageCall, act } from '../page.ts';
import { PAGES } from '../table.ts';
import { type Snapshot, versionOf } from './subject.ts';

/** What a person did last to a collection. */
type Undo = {
  collection: string;
  /** What was done, in the past tense. */
  sentence: string;
  /** What to write to take it back; null: it was made by this. Absent: it cannot be taken back. */
  before?: readonly [Snapshot, ...Snapshot[]] | null;
  /** How the collection was left; null: deleted. */
  after: string | null;
};

/** Writes down how to take an act back. */
export function writeUndo(undo: Undo): string {
  return JSON.stringify(undo);
}

/** What stays of a collection when it is to be written again. */
export function snapshotOf({ id, title, text, isFeatured, works }: CollectionRow): Snapshot {
  return { id, title, text, isFeatured, works };
}

/**
 * Draws what the person did last, with the way back.
 *
 * @param collection - whose page it is; null: the list, which shows what is left of deleted ones
 */
export function undoNotice(call: PageCall, collection: string | null): Markup | null {
  const undo = readUndo(call.session);
  const isHere = undo && (collection === null ? undo.after === null : undo.collection === collection);
  if (!isHere) {
    return null;
  }
  const target = targetOf(call.session, undo.collection);
  return markup`<div class="notice" role="status"><span>${undo.sentence}</span>${
    undo.before !== undefined &&
    markup`<form class="inline" method="post" action="${call.ports.config.prefix}collections/${undo.collection}/undo">${call.confirm(PAGES.undo, target)}<button class="link">Undo</button></form>`
  }</div>`;
}

/** Takes back what the person did last, unless somebody changed the collection since. */
export const undo = act(PAGES.undo, {
  find: async ({ params, session }) => {
    const collection = params.collection ?? '';
    const found = readUndo(session);
    if (found?.collection !== collection || found.before === undefined) {
      throw new NotAllowedError('There is nothing to take back here.');
    }
    return { ...targetOf(session, collection), back: `collections/${collection}/edit`, thing: found };
  },
  run: async ({ stores }, { collection, before, after, sentence }) => {
    const now = await stores.collections.find(collection);
    if ((now ? versionOf(now) : null) !== after) {
      throw new NotAllowedError('Somebody changed this collection since, so nothing was taken back. Look at it again.');
    }
    if (!before) {
      await stores.collections.remove(collection);
      return { next: 'collections' };
    }
    await writeAll(stores, before);
    return {
      next: `collections/${collection}/edit`,
      undo: writeUndo({ collection, sentence: `Taken back: ${sentence}`, after: versionOf(before[0]) })
    };
  }
});

async function writeAll({ collections }: Stores, before: readonly Snapshot[]): Promise<void> {
  for (const snapshot of before) {
    await collections.put(snapshot);
  }
}

function targetOf({ undo: text }: Session, collection: string): { object: [string, string]; version: string } {
  return { object: [collection, 'undo'], version: text ?? '' };
}

function readUndo({ undo: text }: Session): Undo | null {
  return text === null ? null : (JSON.parse(text) as Undo);
}
