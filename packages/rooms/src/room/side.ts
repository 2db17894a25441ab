// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomMember, RoomVersion, RunClaim, TalkMessage } from '@jupyter-atrium/api';
import { type ISignal, Signal } from '@lumino/signaling';
import * as Y from 'yjs';

/** What the hub writes beside a notebook: only it can, so nobody can speak as another. */
export class RoomSide {
  readonly document = new Y.Doc();
  private readonly _changed = new Signal<this, void>(this);
  private readonly _maps = {
    room: this.document.getMap<{ title: string; state: 'open' | 'closed' }>('room'),
    members: this.document.getMap<RoomMember>('members'),
    talk: this.document.getMap<TalkMessage>('talk'),
    runs: this.document.getMap<RunClaim>('runs'),
    versions: this.document.getMap<RoomVersion>('versions')
  };

  constructor() {
    this.document.on('afterTransaction', ({ changed }: Y.Transaction) => {
      if (changed.size > 0) {
        this._changed.emit();
      }
    });
  }

  dispose(): void {
    this.document.destroy();
    Signal.clearData(this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Null until it has arrived. */
  get room(): { title: string; state: 'open' | 'closed' } | null {
    return this._maps.room.get('room') ?? null;
  }

  get members(): RoomMember[] {
    return [...this._maps.members.values()];
  }

  /** Oldest first. */
  get talk(): TalkMessage[] {
    return [...this._maps.talk.values()].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
  }

  /** Newest first. */
  get versions(): RoomVersion[] {
    return [...this._maps.versions.values()].sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
  }

  /** Who ran a cell last, and whether they still do. */
  run(cell: string): RunClaim | null {
    return this._maps.runs.get(cell) ?? null;
  }
}
