// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';

/** Whose edits of what are kept: copies of a document may merge only within one epoch, and belong to one person. */
export type KeepName = { room: string; epoch: number; person: string };

/** Edits that the hub has not acknowledged, kept in this browser over reloads. */
export interface IKeep {
  /** Brings what was kept into the document. Answers under which ids it was written, and how many edits wait. */
  load(): Promise<{ clientIds: number[]; edits: number }>;
  /** Where the edits come from that `load` brings. */
  readonly origin: unknown;
  /** Remembers how many edits wait, and under which id more are made. */
  note(edits: number, clientId: number): void;
  /** Stops; what is acknowledged need not be kept. */
  end(isSaved: boolean): Promise<void>;
}

export class Keep implements IKeep {
  readonly origin: unknown;
  private readonly _store: IndexeddbPersistence;
  private _clientIds: number[] = [];
  private _noted = '';

  constructor({ room, epoch, person }: KeepName, document: Y.Doc) {
    this._store = new IndexeddbPersistence(`atrium-room:${room}:${epoch}:${person}`, document);
    this.origin = this._store;
  }

  async load(): Promise<{ clientIds: number[]; edits: number }> {
    await this._store.whenSynced;
    this._clientIds = JSON.parse(((await this._store.get('clientIds')) as string | undefined) ?? '[]') as number[];
    const edits = ((await this._store.get('edits')) as number | undefined) ?? 0;
    return { clientIds: this._clientIds, edits };
  }

  note(edits: number, clientId: number): void {
    // Once all is acknowledged, nothing is left that was written under earlier ids.
    const earlier = edits === 0 ? [] : this._clientIds.filter(id => id !== clientId);
    this._clientIds = [...earlier, clientId].slice(-LIMITS.roomClientIds);
    const note = JSON.stringify([edits, this._clientIds]);
    if (note !== this._noted) {
      this._noted = note;
      void this._store.set('edits', edits);
      void this._store.set('clientIds', JSON.stringify(this._clientIds));
    }
  }

  async end(isSaved: boolean): Promise<void> {
    await (isSaved ? this._store.clearData() : this._store.destroy());
  }
}
