// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomCloseReason, RoomSession } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { Caller } from '../auth/caller.ts';
import type { IClock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { AppContext } from '../context.ts';
import { hubOf } from '../hub.ts';
import type { Stores } from '../stores.ts';
import { ClientIdTakenError } from './errors.ts';
import type { Documents } from './live/documents.ts';
import type { PresentUser } from './live/presence.ts';
import type { RoomSocket } from './live/room-socket.ts';
import { Seat, SeatEndedError } from './live/seat.ts';
import type { Session, Sessions } from './live/sessions.ts';
import { notebookName, sideName } from './names.ts';
import { type Entered, roleOf } from './policy.ts';

/** Colours JupyterLab has for collaborators. */
const COLORS = 7;
const MOST_INITIALS = 2;

export interface IAdmissionOptions {
  config: Config;
  clock: IClock;
  stores: Stores;
  change: AppContext['change'];
  sessions: Sessions;
  documents: Documents;
}

/** Lets people into rooms, and out. */
export class Admission {
  private readonly _options: IAdmissionOptions;

  constructor(options: IAdmissionOptions) {
    this._options = options;
  }

  /**
   * Opens a session of a member.
   *
   * @param credential - with which the page came, to ask again later whether it counts
   * @throws ClientIdTakenError
   */
  async open(
    { room, role }: Entered,
    { person, name, username, groups }: Caller,
    clientIds: readonly number[],
    credential: string
  ): Promise<RoomSession> {
    const { sessions } = this._options;
    await this._bind(room.id, room.epoch, clientIds, person);
    const { session, token } = sessions.open({
      ...{ room: room.id, epoch: room.epoch, person, name, username, groups, role, clientIds, credential },
      isClosed: room.state !== 'open'
    });
    return this._present(session, token);
  }

  /** Lengthens a session, and lets the page write under more client ids. */
  async renew(session: Session, clientIds: readonly number[], credential: string): Promise<RoomSession> {
    const fresh = clientIds.filter(id => !session.clientIds.has(id));
    await this._bind(session.room, session.epoch, fresh, session.person);
    fresh.forEach(id => session.clientIds.add(id));
    session.credential = credential;
    return this._present(session, this._options.sessions.lengthen(session));
  }

  /** Lets a page into a document; see `Admit`. */
  async admit(name: string, ticket: string, socket: RoomSocket): Promise<Seat> {
    const { sessions, documents, clock } = this._options;
    const session = sessions.redeem(ticket, name);
    if (!session) {
      throw new SeatEndedError('ticket');
    }
    this._demandPlace(session, socket);
    const document = await documents.open(name);
    const seat = new Seat({
      document,
      session,
      user: this._userOf(session),
      socket,
      now: () => clock.now(),
      onEnd: ended => {
        socket.leave(ended);
        documents.left(document);
      }
    });
    if (sessions.byId(session.id) !== session || documents.find(name) !== document) {
      // It ended while the document was loaded.
      documents.left(document);
      throw new SeatEndedError('ticket');
    }
    return seat;
  }

  /** Gives everybody in a room the role they have now; who has another one must come in anew. */
  async recheck(room: string): Promise<void> {
    const { sessions, stores } = this._options;
    const inRoom = sessions.all.filter(session => session.room === room);
    if (inRoom.length === 0) {
      return;
    }
    const row = await stores.rooms.find(room);
    const members = row && row.state !== 'deleted' ? await stores.rooms.members(room) : [];
    const isClosed = row?.state !== 'open';
    for (const session of inRoom) {
      const role = roleOf(members, session);
      if (role === null) {
        sessions.end(session, 'role');
      } else if (role !== session.role || isClosed !== session.isClosed) {
        session.role = role;
        session.isClosed = isClosed;
        session.endSeats('role');
      }
    }
  }

  end(session: Session, reason: RoomCloseReason): void {
    this._options.sessions.end(session, reason);
  }

  private async _bind(room: string, epoch: number, clients: readonly number[], person: string): Promise<void> {
    if (clients.length === 0) {
      return;
    }
    await this._options.change(async ({ rooms }) => {
      if (!(await rooms.bindClients(room, epoch, clients, person))) {
        throw new ClientIdTakenError();
      }
      await rooms.putPerson(room, person, false);
    });
  }

  private _demandPlace({ room, person }: Session, socket: RoomSocket): void {
    const { sessions } = this._options;
    const inRoom = sessions.all.filter(each => each.room === room).flatMap(each => [...each.seats]);
    const own = sessions.all.filter(each => each.person === person).flatMap(each => [...each.seats]);
    const sockets = new Set(own.map(seat => seat.socket)).add(socket);
    const connected = new Set(inRoom.map(seat => seat.socket)).add(socket);
    if (connected.size > LIMITS.roomConnections || sockets.size > LIMITS.roomSocketsPerPerson) {
      throw new SeatEndedError('rate');
    }
  }

  private _present(session: Session, token: string): RoomSession {
    const { config, sessions } = this._options;
    const { id, role, person, name, epoch, isClosed, room } = session;
    const names = [notebookName(room, epoch), sideName(room, epoch)];
    return {
      id,
      token,
      expiresAt: new Date(session.expiresAt).toISOString(),
      role,
      person: { id: person, name },
      color: colorOf(person),
      epoch,
      state: isClosed ? 'closed' : 'open',
      socket: socketAddress(config),
      documents: names.map((document, index) => ({
        name: document,
        ticket: sessions.ticketFor(session, document),
        isReadOnly: index > 0 || !session.canEdit
      }))
    };
  }

  private _userOf({ person, name, role }: Session): PresentUser {
    return {
      id: person,
      username: person,
      name,
      display_name: name,
      initials: initialsOf(name),
      color: colorOf(person),
      hub: hubOf(this._options.config).id,
      guest: false,
      role
    };
  }
}

function socketAddress({ publicUrl, prefix }: Config): string {
  return `${publicUrl?.replace(/^http/, 'ws') ?? prefix}rooms/socket`;
}

function colorOf(person: string): string {
  // The last digits of an id are chance.
  return `var(--jp-collaborator-color${(Number.parseInt(person.slice(-6), 16) % COLORS) + 1})`;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, MOST_INITIALS)
    .map(word => Array.from(word)[0] ?? '')
    .join('');
}
