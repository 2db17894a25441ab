// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Token } from '@lumino/coreutils';
import type { Rooms } from './room/rooms';
import type { SetAside } from './room/set-aside';
import type { RoomSettings } from './settings';

/** What the plugins of rooms share. */
export interface IRooms {
  readonly rooms: Rooms;
  readonly settings: RoomSettings;
  readonly setAside: SetAside;
}

/** The token of {@link IRooms}. */
export const IRooms = new Token<IRooms>('@jupyter-atrium/rooms:IRooms', 'The person’s rooms.');
