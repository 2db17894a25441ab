// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, type RoomRole } from '@jupyter-atrium/api';
import * as encoding from 'lib0/encoding';
import { type BytesReader, MalformedError } from './bytes-reader.ts';

/** Who somebody is, as others see it beside a cursor; the service says it, never the page. */
export type PresentUser = {
  id: string;
  username: string;
  name: string;
  display_name: string;
  initials: string;
  color: string;
  hub: string;
  guest: boolean;
  role: RoomRole;
};

/** What a page may say of itself. */
const FIELDS = ['cursors', 'cell', 'view'] as const;

type State = { clock: number; json: string; owner: object; at: number };
/** Who says something of themselves: a connection, and the client ids that are its own. */
export type Speaker = { owner: object; mine: ReadonlySet<number>; user: PresentUser; now: number };

type Entry = { client: number; clock: number; json: string };

/** Where everybody in a document is, in the form of Yjs' awareness. */
export class Presence {
  private readonly _states = new Map<number, State>();

  /**
   * Takes what a connection says of itself, and nothing else.
   *
   * @param body - an awareness update
   * @returns what to tell everybody; null if nothing is left
   * @throws MalformedError
   */
  take(body: BytesReader, { owner, mine, user, now }: Speaker): Uint8Array | null {
    const taken: Entry[] = [];
    for (let left = body.count(3); left > 0; left--) {
      const client = body.number();
      const clock = body.number();
      const text = body.bytes();
      const known = this._states.get(client);
      if (!mine.has(client) || (known && known.clock >= clock)) {
        continue;
      }
      const json = stamp(text, user);
      if (json === 'null') {
        this._states.delete(client);
      } else {
        this._states.set(client, { clock, json, owner, at: now });
      }
      taken.push({ client, clock, json });
    }
    return taken.length > 0 ? encode(taken) : null;
  }

  /** All states, for somebody who comes; null if nobody is there. */
  all(): Uint8Array | null {
    const entries = [...this._states].map(([client, { clock, json }]) => ({ client, clock, json }));
    return entries.length > 0 ? encode(entries) : null;
  }

  /** Takes away what a connection said. */
  leave(owner: object): Uint8Array | null {
    return this._remove(state => state.owner === owner);
  }

  /** Takes away what was not repeated since. */
  expire(now: number): Uint8Array | null {
    return this._remove(state => now - state.at > LIMITS.presenceIdleMs);
  }

  private _remove(isGone: (state: State) => boolean): Uint8Array | null {
    const gone = [...this._states].filter(([, state]) => isGone(state));
    gone.forEach(([client]) => this._states.delete(client));
    return gone.length > 0
      ? encode(gone.map(([client, { clock }]) => ({ client, clock: clock + 1, json: 'null' })))
      : null;
  }
}

function stamp(text: Uint8Array, user: PresentUser): string {
  if (text.length > LIMITS.presenceBytes) {
    throw new MalformedError('A state of presence is too large.');
  }
  const state = parse(Buffer.from(text).toString('utf8'));
  if (state === null) {
    return 'null';
  }
  const kept = FIELDS.filter(field => Object.hasOwn(state, field)).map(field => [field, state[field]] as const);
  return JSON.stringify({ user, ...Object.fromEntries(kept) });
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    throw new MalformedError('A state of presence is no JSON.');
  }
}

function encode(entries: readonly Entry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { client, clock, json } of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, json);
  }
  return encoding.toUint8Array(encoder);
}
