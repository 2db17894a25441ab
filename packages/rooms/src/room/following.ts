// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type ISignal, Signal } from '@lumino/signaling';
import type { Peer, Presence } from './presence';

/** Whom this page follows. */
export class Following {
  private readonly _presence: Presence;
  private readonly _changed = new Signal<this, void>(this);
  private _person: string | null = null;

  constructor(presence: Presence) {
    this._presence = presence;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Null: nobody, or they have left. */
  get peer(): Peer | null {
    return this._presence.others.find(({ id }) => id === this._person) ?? null;
  }

  start(person: string): void {
    this._person = person;
    this._changed.emit();
  }

  stop(): void {
    if (this._person !== null) {
      this._person = null;
      this._changed.emit();
    }
  }
}
