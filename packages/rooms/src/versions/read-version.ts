// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomVersion } from '@jupyter-atrium/api';
import type { OpenRoom } from '../room/open-room';

/** Reads the notebook of a version, as text. */
export async function readVersion({ id: version }: RoomVersion, room: OpenRoom): Promise<string> {
  const bytes = await room.act((calls, id, call) => calls.getVersion({ params: { room: id, version } }, call));
  return new TextDecoder().decode(bytes);
}
