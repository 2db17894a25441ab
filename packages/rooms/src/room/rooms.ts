// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Room, RoomPage } from '@jupyter-atrium/api';
import type { AtriumError, IAtrium } from '@jupyter-atrium/connection';
import { type ISignal, Signal } from '@lumino/signaling';
import { type RoomCalls, isProblem } from '../calls';
import { type Loss, OpenRoom } from './open-room';

/** The name of the drive that shows rooms. */
export const DRIVE = 'Rooms';

/** The person's rooms, and those that are open in this page. */
export class Rooms {
  private readonly _atrium: IAtrium;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _openChanged = new Signal<this, OpenRoom>(this);
  private readonly _lost = new Signal<this, { room: OpenRoom; loss: Loss }>(this);
  private readonly _open = new Map<string, OpenRoom>();
  private _list: readonly Room[] | null = null;
  private _error: AtriumError | null = null;
  readonly drive = DRIVE;
  /** Whether edits that wait are kept over reloads. */
  keepsEdits = true;

  constructor(atrium: IAtrium) {
    this._atrium = atrium;
    atrium.changed.connect(() => {
      if (atrium.status === 'ready' && this._list === null) {
        void this.refresh();
      }
    });
  }

  /** Emits after the list changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emits after anything of an open room changed. */
  get openChanged(): ISignal<this, OpenRoom> {
    return this._openChanged;
  }

  /** Emits when an open room's document must be opened afresh. */
  get lost(): ISignal<this, { room: OpenRoom; loss: Loss }> {
    return this._lost;
  }

  /** Last changed first; null until it arrived. */
  get list(): readonly Room[] | null {
    return this._list;
  }

  /** Why the list could not be read. */
  get error(): AtriumError | null {
    return this._error;
  }

  get calls(): RoomCalls {
    return this._atrium.client;
  }

  /** Rooms the person is invited to and has not entered. */
  get invitations(): readonly Room[] {
    return (this._list ?? []).filter(room => !room.hasJoined && room.state === 'open');
  }

  /** Reads the list anew; never throws. */
  async refresh(): Promise<void> {
    if (this._atrium.me?.can.readOwn === false) {
      this._list = [];
      this._changed.emit();
      return;
    }
    try {
      this._list = (await this.calls.listRooms()).rooms;
      this._error = null;
    } catch (error) {
      if (!isProblem(error)) {
        throw error;
      }
      this._error = error;
    }
    this._changed.emit();
  }

  /** Takes what an operation answered into the list. */
  take(page: RoomPage): Room {
    const room: Room = page;
    this._list = [room, ...(this._list ?? []).filter(({ id }) => id !== room.id)];
    this._changed.emit();
    return room;
  }

  /**
   * Finds the room of a path below the drive.
   *
   * @throws AtriumError if the hub does not answer; Error with `response.status` 404 if there is no such room
   */
  async find(path: string): Promise<Room> {
    await this._known();
    const of = (): Room | undefined => this._list?.find(room => room.path === path);
    if (!of()) {
      await this.refresh();
    }
    const room = of();
    if (!room) {
      throw this._error ?? notFound(path);
    }
    return room;
  }

  /** Opens the notebook of a room; it arrives later. */
  open(path: string): OpenRoom {
    const room = new OpenRoom({
      path,
      atrium: this._atrium,
      find: at => this.find(at),
      keepEdits: () => this.keepsEdits
    });
    this._open.set(path, room);
    room.changed.connect(() => this._openChanged.emit(room));
    // Who enters is no longer only invited.
    void room.ready.then(
      ({ hasJoined }) => (hasJoined ? undefined : this.refresh()),
      () => undefined
    );
    room.lost.connect((_, loss) => this._lost.emit({ room, loss }));
    room.notebook.disposed.connect(() => {
      if (this._open.get(path) === room) {
        this._open.delete(path);
      }
      this._openChanged.emit(room);
    });
    return room;
  }

  /** The open room of a path below the drive. */
  at(path: string): OpenRoom | null {
    return this._open.get(path) ?? null;
  }

  /** The open room of a path with its drive. */
  of(path: string | undefined): OpenRoom | null {
    return path?.startsWith(`${DRIVE}:`) ? this.at(path.slice(DRIVE.length + 1)) : null;
  }

  /** Resolves when it is known where the hub's Atrium is. */
  private async _known(): Promise<void> {
    if (this._atrium.status === 'unknown') {
      await new Promise<void>(resolve => {
        const settle = (): void => {
          if (this._atrium.status !== 'unknown') {
            this._atrium.changed.disconnect(settle);
            resolve();
          }
        };
        this._atrium.changed.connect(settle);
      });
    }
  }
}

/** What JupyterLab knows as "there is no such file". */
export function notFound(path: string): Error {
  return Object.assign(new Error(`There is no room at ${path}, or you are not a member.`), {
    response: { status: 404 }
  });
}
