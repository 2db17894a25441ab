// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomRole } from '@jupyter-atrium/api';
import { type ISignal, Signal } from '@lumino/signaling';
import type { Awareness } from 'y-protocols/awareness';

/** Where somebody looks: the cell at the top, and how far it is scrolled beyond. */
export type View = { readonly cell: string; readonly offset: number };

/** Somebody who is in the room: one page of theirs. The hub says who they are. */
export type Peer = {
  readonly client: number;
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly color: string;
  readonly role: RoomRole;
  /** The cell they are in. */
  readonly cell: string | null;
  readonly view: View | null;
};

type State = { user?: Partial<Peer>; cell?: unknown; view?: unknown };

/** Who is in a room, and where. */
export class Presence {
  private readonly _awareness: Awareness;
  private readonly _changed = new Signal<this, void>(this);

  constructor(awareness: Awareness) {
    this._awareness = awareness;
    awareness.on('change', this._onChange);
  }

  dispose(): void {
    this._awareness.off('change', this._onChange);
    Signal.clearData(this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Other pages that are here, those of the same person too. */
  get others(): Peer[] {
    const states = [...(this._awareness.getStates() as Map<number, State>)];
    return states.flatMap(([client, state]) =>
      client === this._awareness.clientID ? [] : (peerOf(client, state) ?? [])
    );
  }

  /** Says where this page is. */
  tell(where: { cell?: string | null; view?: View }): void {
    for (const [key, value] of Object.entries(where)) {
      this._awareness.setLocalStateField(key, value);
    }
  }

  private readonly _onChange = (): void => this._changed.emit();
}

function peerOf(client: number, { user, cell, view }: State): Peer | null {
  if (!user || typeof user.id !== 'string' || typeof user.name !== 'string') {
    return null;
  }
  return {
    client,
    id: user.id,
    name: user.name,
    initials: user.initials ?? user.name.slice(0, 1),
    color: user.color ?? '',
    role: user.role ?? 'viewer',
    cell: typeof cell === 'string' ? cell : null,
    view: isView(view) ? view : null
  };
}

function isView(view: unknown): view is View {
  const { cell, offset } = (view ?? {}) as Partial<View>;
  return typeof cell === 'string' && typeof offset === 'number';
}
