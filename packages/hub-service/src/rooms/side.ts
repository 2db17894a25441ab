// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RunClaim } from '@jupyter-atrium/api';
import type { Stores } from '../stores.ts';
import type { SideChange } from './live/document-calls.ts';
import type { Documents } from './live/documents.ts';
import type { LiveDocument } from './live/live-document.ts';
import { roomOf, sideName } from './names.ts';
import { presentMember, presentMessage, presentVersion } from './present.ts';

type SideStores = Pick<Stores, 'rooms' | 'talk' | 'versions'>;

/**
 * The document `side` of rooms: what the records say, shown live. Only the service writes it, and it is made anew from
 * the records whenever it is loaded, so that it can lag but never lie.
 */
export class Side {
  private readonly _documents: Documents;
  private readonly _stores: SideStores;
  /** Changes of one document, one after the other. */
  private readonly _lines = new WeakMap<LiveDocument, Promise<void>>();

  constructor(documents: Documents, stores: SideStores) {
    this._documents = documents;
    this._stores = stores;
  }

  /**
   * Makes a document that was loaded what the records say.
   *
   * @param runs - claims that go on, by their cells
   */
  load(document: LiveDocument, runs: Readonly<Record<string, RunClaim>>): Promise<void> {
    return this._inLine(document, async () => {
      const maps = { ...(await this._maps(roomOf(document.name))), runs };
      const { name } = document;
      await document.change(thread => thread.call('project', { name, maps }), '');
    });
  }

  /** Shows changes to whoever is in the room; nothing is to be done if nobody is. */
  async show(room: string, epoch: number, changes: readonly SideChange[]): Promise<void> {
    const name = sideName(room, epoch);
    const document = this._documents.find(name);
    if (document) {
      await this._inLine(document, () =>
        document.change(thread => thread.call('side', { name, changes: [...changes] }), '')
      );
    }
  }

  /** Shows the members as they are now. */
  async showMembers(room: string, epoch: number): Promise<void> {
    const name = sideName(room, epoch);
    const document = this._documents.find(name);
    if (document) {
      await this._inLine(document, async () => {
        const maps = { members: await this._members(room) };
        await document.change(thread => thread.call('project', { name, maps }), '');
      });
    }
  }

  private _inLine(document: LiveDocument, act: () => Promise<void>): Promise<void> {
    const turn = (this._lines.get(document) ?? Promise.resolve()).then(act);
    this._lines.set(
      document,
      turn.catch(() => undefined)
    );
    return turn;
  }

  private async _maps(id: string): Promise<Record<string, Record<string, unknown>>> {
    const { rooms, talk, versions } = this._stores;
    const room = await rooms.find(id);
    return {
      room: { room: { title: room?.title ?? '', state: room?.state ?? 'closed' } },
      members: await this._members(id),
      talk: byId((await talk.all(id)).map(presentMessage)),
      versions: byId((await versions.all(id)).map(presentVersion)),
      suggestions: {}
    };
  }

  private async _members(room: string): Promise<Record<string, unknown>> {
    return byId((await this._stores.rooms.members(room)).map(presentMember));
  }
}

function byId(values: readonly { id: string }[]): Record<string, unknown> {
  return Object.fromEntries(values.map(value => [value.id, value]));
}
