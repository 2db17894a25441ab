// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomRow } from './store.ts';
import type { AppContext } from '../context.ts';
import { NotAllowedError } from '../errors.ts';
import { RoomNotFoundError } from './errors.ts';
import type { Session } from './live/sessions.ts';
import { type RoomRight, mayInRoom } from './policy.ts';

/**
 * Finds the room a session is for.
 *
 * @param id - the room the call names
 * @param right - what it wants to do there; `talk` and `edit` only while the room is open
 * @throws RoomNotFoundError for any other room, NotAllowedError
 */
export async function roomOfSession(
  { rooms }: Pick<AppContext, 'rooms'>,
  session: Session,
  id: string,
  right: RoomRight
): Promise<RoomRow> {
  const room = session.room === id ? await rooms.find(id) : null;
  if (!room || room.state === 'deleted') {
    throw new RoomNotFoundError();
  }
  if (!mayInRoom(session.role, right)) {
    throw new NotAllowedError('Your role in this room does not allow this. Ask one of its owners.');
  }
  if (right !== 'read' && room.state !== 'open') {
    throw new NotAllowedError('This room is closed. You can read it and save a copy.');
  }
  return room;
}
