// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, type RoomSession } from '@jupyter-atrium/api';
import { type RoomCalls, isPassing, isProblem } from '../calls';
import { type Clock, pause } from './patience';

/** Tickets are used only while they surely hold. */
const TICKET_MS = LIMITS.roomTicketMs - 5000;

/** When a session is renewed, as a share of its life. */
const RENEW_AT = 0.5;

/** Keeps the right of this page to be in a room, and has a fresh ticket for every connection. */
export class SessionKeeper {
  private readonly _options: SessionKeeper.IOptions;
  private readonly _tickets = new Map<string, { ticket: string; until: number }>();
  private _session: RoomSession | null = null;
  private _asking: Promise<RoomSession> | null = null;
  private _timer: number | null = null;
  private _isOver = false;

  constructor(options: SessionKeeper.IOptions) {
    this._options = options;
  }

  get session(): RoomSession | null {
    return this._session;
  }

  /** Stops renewing. */
  dispose(): void {
    this._isOver = true;
    window.clearTimeout(this._timer ?? undefined);
  }

  /**
   * Opens a session, or renews the one there is. Tries until the hub answers.
   *
   * @throws AtriumError if the hub refuses
   */
  refresh(): Promise<RoomSession> {
    this._asking ??= this._ask().finally(() => {
      this._asking = null;
    });
    return this._asking;
  }

  /** Opens a new session: the role may be another. */
  async reopen(): Promise<RoomSession> {
    await this._asking?.catch(() => undefined);
    this._session = null;
    this._tickets.clear();
    return this.refresh();
  }

  /**
   * Answers an unused ticket.
   *
   * @throws AtriumError if the hub refuses
   */
  async ticket(document: string): Promise<string> {
    const kept = this._take(document);
    if (kept !== null) {
      return kept;
    }
    await this.refresh();
    const fresh = this._take(document);
    if (fresh === null) {
      throw new Error(`The hub gave no ticket for ${document}.`);
    }
    return fresh;
  }

  /** Calls inside the room; a session that ended meanwhile is opened anew. */
  async call<T>(act: (call: { ticket: string }) => Promise<T>): Promise<T> {
    const { token } = this._session ?? (await this.refresh());
    try {
      return await act({ ticket: token });
    } catch (error) {
      if (!isProblem(error) || error.code !== 'session-ended') {
        throw error;
      }
      const session = this._session?.token === token ? await this.reopen() : await this.refresh();
      return act({ ticket: session.token });
    }
  }

  private async _ask(): Promise<RoomSession> {
    for (let tries = 0; ; tries += 1) {
      try {
        const session = await this._askOnce();
        this._keep(session);
        return session;
      } catch (error) {
        if (this._isOver || !(isPassing(error) || this._mends(error))) {
          throw error;
        }
        await this._options.clock.sleep(pause(tries, this._options.clock));
      }
    }
  }

  private _askOnce(): Promise<RoomSession> {
    const { calls, room, clientIds } = this._options;
    const body = { clientIds: clientIds() };
    return this._session
      ? calls.renewRoomSession({ params: { room, session: this._session.id }, body })
      : calls.openRoomSession({ params: { room }, body });
  }

  /** Removes what stands in the way of a next try. */
  private _mends(error: unknown): boolean {
    if (isProblem(error) && error.code === 'session-ended') {
      this._session = null;
      return true;
    }
    if (isProblem(error) && error.code === 'client-id-taken') {
      return this._options.drawClientId();
    }
    return false;
  }

  private _keep(session: RoomSession): void {
    const { clock, onSession } = this._options;
    const isOther = session.id !== this._session?.id || session.role !== this._session.role;
    this._session = session;
    for (const { name, ticket } of session.documents) {
      this._tickets.set(name, { ticket, until: clock.now() + TICKET_MS });
    }
    window.clearTimeout(this._timer ?? undefined);
    if (!this._isOver) {
      const life = new Date(session.expiresAt).getTime() - clock.now();
      this._timer = window.setTimeout(() => void this._renew(), Math.max(1000, life * RENEW_AT));
    }
    if (isOther) {
      onSession(session);
    }
  }

  private async _renew(): Promise<void> {
    await this.refresh().catch((error: unknown) => this._options.onRefused(error));
  }

  private _take(document: string): string | null {
    const kept = this._tickets.get(document);
    this._tickets.delete(document);
    return kept && kept.until > this._options.clock.now() ? kept.ticket : null;
  }
}

export namespace SessionKeeper {
  export interface IOptions {
    room: string;
    calls: Pick<RoomCalls, 'openRoomSession' | 'renewRoomSession'>;
    clock: Clock;
    /** All ids under which this page may write. */
    clientIds: () => number[];
    /** Takes another id for this page; false if it cannot. */
    drawClientId: () => boolean;
    /** Called with a new session, or a new role. */
    onSession: (session: RoomSession) => void;
    /** Called when a renewal is refused. */
    onRefused: (error: unknown) => void;
  }
}
