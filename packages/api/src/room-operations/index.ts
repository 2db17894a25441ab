// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as inRoom from './in-room.ts';
import * as rooms from './rooms.ts';

/** Operations of rooms; they join `operations` as soon as the service answers them. */
export const roomOperations = { ...rooms, ...inRoom };
