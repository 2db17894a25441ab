// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as collections from './collections.ts';
import * as drafts from './drafts.ts';
import * as inRoom from './in-room.ts';
import * as people from './people.ts';
import * as releases from './releases.ts';
import * as rooms from './rooms.ts';
import * as transfer from './transfer.ts';
import * as works from './works.ts';

/** The contract: every operation of the service, by its id. */
export const operations = {
  ...people,
  ...works,
  ...releases,
  ...drafts,
  ...transfer,
  ...collections,
  ...rooms,
  ...inRoom
};

export type Operations = typeof operations;
