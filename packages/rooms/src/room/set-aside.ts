// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type * as nbformat from '@jupyterlab/nbformat';
import type * as Indexed from 'lib0/indexeddb';
import { type ISignal, Signal } from '@lumino/signaling';
import type { LossReason } from '../live/connection';

/** A notebook whose edits a room did not take. */
export type Aside = { readonly reason: LossReason; readonly notebook: nbformat.INotebookContent };

/** Keeps what rooms did not take, until the person has decided; in this browser, over reloads. */
export interface IAsideStore {
  read(path: string): Promise<Aside | null>;
  write(path: string, aside: Aside | null): Promise<void>;
}

/** What of which room is set aside. */
export class SetAside {
  private readonly _store: IAsideStore;
  private readonly _known = new Map<string, Aside | null>();
  private readonly _changed = new Signal<this, string>(this);

  constructor(store: IAsideStore) {
    this._store = store;
  }

  /** Emits the path of a room after what is set aside of it changed. */
  get changed(): ISignal<this, string> {
    return this._changed;
  }

  /** Null: nothing, or it is not known yet. */
  of(path: string): Aside | null {
    if (!this._known.has(path)) {
      this._known.set(path, null);
      void this._store.read(path).then(aside => aside && this._set(path, aside));
    }
    return this._known.get(path) ?? null;
  }

  async add(path: string, aside: Aside): Promise<void> {
    this._set(path, aside);
    await this._store.write(path, aside);
  }

  async discard(path: string): Promise<void> {
    this._set(path, null);
    await this._store.write(path, null);
  }

  private _set(path: string, aside: Aside | null): void {
    this._known.set(path, aside);
    this._changed.emit(path);
  }
}

/** Keeps it in the browser's database. */
export class BrowserAsides implements IAsideStore {
  async read(path: string): Promise<Aside | null> {
    const { store, idb } = await this._open('readonly');
    const text = (await idb.get(store, path)) as string | undefined;
    return text === undefined ? null : (JSON.parse(text) as Aside);
  }

  async write(path: string, aside: Aside | null): Promise<void> {
    const { store, idb } = await this._open('readwrite');
    await (aside ? idb.put(store, JSON.stringify(aside), path) : idb.del(store, path));
  }

  private async _open(access: 'readonly' | 'readwrite'): Promise<{ store: IDBObjectStore; idb: Database }> {
    const idb = await import('lib0/indexeddb');
    const database = await idb.openDB('atrium-set-aside', made => idb.createStores(made, [['rooms']]));
    const [store] = idb.transact(database, ['rooms'], access);
    if (!store) {
      throw new Error('The browser does not keep what was set aside.');
    }
    return { store, idb };
  }
}

type Database = typeof Indexed;
