// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { LIMITS, type RoomCloseReason, type RoomRole } from '@jupyter-atrium/api';
import type { IClock } from '../../clock.ts';
import { newId } from '../../clock.ts';

const SECRET_BYTES = 32;

/** Whom a session is for, and where. */
export type SessionFor = {
  room: string;
  epoch: number;
  person: string;
  name: string;
  username: string;
  groups: readonly string[];
  role: RoomRole;
  isClosed: boolean;
  clientIds: readonly number[];
  /** The page's credential, to ask again whether it still counts. */
  credential: string;
};

/** What ends with a session. */
export interface ISeat {
  /** What it is connected by; several seats may share one. */
  readonly socket: object;
  end(reason: RoomCloseReason): void;
}

/** The right of a page to be in a room. In memory only: after a restart, pages ask anew. */
export class Session {
  readonly id: string;
  readonly room: string;
  readonly epoch: number;
  readonly person: string;
  readonly name: string;
  readonly username: string;
  readonly seats = new Set<ISeat>();
  readonly clientIds: Set<number>;
  groups: readonly string[];
  role: RoomRole;
  isClosed: boolean;
  credential: string;
  expiresAt = 0;

  constructor(id: string, of: SessionFor) {
    this.id = id;
    this.room = of.room;
    this.epoch = of.epoch;
    this.person = of.person;
    this.name = of.name;
    this.username = of.username;
    this.groups = of.groups;
    this.role = of.role;
    this.isClosed = of.isClosed;
    this.credential = of.credential;
    this.clientIds = new Set(of.clientIds);
  }

  /** Whether it may edit the notebook. */
  get canEdit(): boolean {
    return !this.isClosed && (this.role === 'owner' || this.role === 'editor');
  }

  endSeats(reason: RoomCloseReason): void {
    for (const seat of [...this.seats]) {
      seat.end(reason);
    }
  }
}

/** A ticket: admits once, to one document. */
type Ticket = { session: Session; document: string; role: RoomRole; expiresAt: number };

/** All sessions and tickets. Secrets are kept hashed. */
export class Sessions {
  private readonly _clock: IClock;
  private readonly _byId = new Map<string, Session>();
  private readonly _byToken = new Map<string, Session>();
  private readonly _tickets = new Map<string, Ticket>();

  constructor(clock: IClock) {
    this._clock = clock;
  }

  get all(): readonly Session[] {
    return [...this._byId.values()];
  }

  /** @returns the session and its token, which is not known later */
  open(of: SessionFor): { session: Session; token: string } {
    const session = new Session(newId(this._clock), of);
    this._byId.set(session.id, session);
    return { session, token: this.lengthen(session) };
  }

  /** Lets a session go on; its token changes, the one before counts as long as it did. */
  lengthen(session: Session): string {
    session.expiresAt = this._clock.now() + LIMITS.roomSessionMs;
    const token = this._secret();
    this._byToken.set(hashOf(token), session);
    return token;
  }

  byId(id: string): Session | null {
    const session = this._byId.get(id);
    return session && this._isLive(session) ? session : null;
  }

  byToken(token: string): Session | null {
    const session = this._byToken.get(hashOf(token));
    return session && this._isLive(session) ? session : null;
  }

  ticketFor(session: Session, document: string): string {
    const ticket = this._secret();
    const expiresAt = this._clock.now() + LIMITS.roomTicketMs;
    this._tickets.set(hashOf(ticket), { session, document, role: session.role, expiresAt });
    return ticket;
  }

  /** Takes a ticket, which is gone then; null if it does not admit to this document now. */
  redeem(secret: string, document: string): Session | null {
    const key = hashOf(secret);
    const ticket = this._tickets.get(key);
    this._tickets.delete(key);
    if (!ticket || ticket.document !== document || ticket.expiresAt < this._clock.now()) {
      return null;
    }
    const { session, role } = ticket;
    return session.role === role && this._isLive(session) ? session : null;
  }

  end(session: Session, reason: RoomCloseReason): void {
    this._byId.delete(session.id);
    session.endSeats(reason);
  }

  /** Forgets what has ended. */
  expire(): void {
    const now = this._clock.now();
    for (const session of this.all.filter(each => each.expiresAt < now)) {
      this.end(session, 'ticket');
    }
    forget(this._byToken, session => !this._isLive(session));
    forget(this._tickets, ticket => ticket.expiresAt < now || !this._isLive(ticket.session));
  }

  private _isLive(session: Session): boolean {
    return this._byId.get(session.id) === session && session.expiresAt >= this._clock.now();
  }

  private _secret(): string {
    return Buffer.from(this._clock.random(SECRET_BYTES)).toString('base64url');
  }
}

function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

function forget<V>(map: Map<string, V>, isGone: (value: V) => boolean): void {
  for (const [key, value] of map) {
    if (isGone(value)) {
      map.delete(key);
    }
  }
}
