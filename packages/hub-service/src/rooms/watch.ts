// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { NoAccessError, NotLoggedInError } from '../errors.ts';
import type { ILiveRoomsOptions, LiveRooms } from './live-rooms.ts';
import type { Session } from './live/sessions.ts';

const TICK_MS = 5000;
/** Less than half a minute, with the time the hub takes to answer. */
const RIGHTS_EVERY_MS = 25_000;
const VERSIONS_EVERY_MS = 60_000;
const ERASE_EVERY_MS = 10 * 60_000;

/** What has to be looked after while people are in rooms. */
export class Watch {
  private readonly _options: ILiveRoomsOptions & { rooms: LiveRooms };
  private readonly _timers: NodeJS.Timeout[] = [];

  constructor(options: ILiveRoomsOptions & { rooms: LiveRooms }) {
    this._options = options;
  }

  start(): void {
    this._timers.push(
      setInterval(() => void this._guard(() => this.tick()), TICK_MS).unref(),
      setInterval(() => void this._guard(() => this.recheckRights()), RIGHTS_EVERY_MS).unref(),
      setInterval(() => void this._guard(() => this.makeVersions()), VERSIONS_EVERY_MS).unref(),
      setInterval(() => void this._guard(() => this.eraseDeleted()), ERASE_EVERY_MS).unref()
    );
  }

  stop(): void {
    this._timers.forEach(timer => clearInterval(timer));
  }

  /** Ends what has expired: sessions, presence, runs. */
  async tick(): Promise<void> {
    const { rooms, clock } = this._options;
    rooms.sessions.expire();
    for (const document of rooms.documents.loaded) {
      document.tell(document.presence.expire(clock.now()));
    }
    for (const { room, epoch, claim } of rooms.runs.expire()) {
      await rooms.side.show(room, epoch, [{ map: 'runs', key: claim.cell, value: claim }]);
    }
  }

  /** Asks the hub anew for everybody who is connected: rights go while connections stay. */
  async recheckRights(): Promise<void> {
    const { rooms } = this._options;
    const connected = rooms.sessions.all.filter(session => session.seats.size > 0);
    const grouped = Map.groupBy(connected, session => session.credential);
    const changed = new Set<string>();
    for (const [credential, sessions] of grouped) {
      await this._recheck(credential, sessions, changed);
    }
    for (const room of changed) {
      await rooms.admission.recheck(room);
    }
  }

  async makeVersions(): Promise<void> {
    const { rooms } = this._options;
    for (const document of rooms.documents.loaded) {
      await rooms.versions.makeDue(document, 'time');
    }
  }

  /** Removes rooms that were deleted long ago, with all that was in them. */
  async eraseDeleted(): Promise<void> {
    const { rooms, stores, clock, change } = this._options;
    for (const id of await stores.rooms.deletedBefore(clock.now() - LIMITS.roomDeletedMs)) {
      // What it names first: a crash between leaves a room that is removed at the next try.
      await rooms.log.erase(id);
      await change(changing => changing.rooms.remove(id));
    }
  }

  private async _recheck(credential: string, sessions: readonly Session[], changed: Set<string>): Promise<void> {
    const { identity, rooms } = this._options;
    try {
      const caller = await identity.ofTokenNow(credential);
      for (const session of sessions) {
        if (!caller.canReadOwn || caller.person !== session.person) {
          rooms.admission.end(session, 'ticket');
        } else if (caller.groups.join('\n') !== session.groups.join('\n')) {
          session.groups = caller.groups;
          changed.add(session.room);
        }
      }
    } catch (error) {
      // A hub that does not answer says nothing of anybody's rights.
      if (error instanceof NotLoggedInError || error instanceof NoAccessError) {
        sessions.forEach(session => rooms.admission.end(session, 'ticket'));
      }
    }
  }

  private async _guard(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this._options.logger.warn('Rooms could not be looked after; it is tried again.', {
        fault: (error as Error).message
      });
    }
  }
}
