// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Route } from '../route.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { bringBackRoom } from './bring-back-room.ts';
import { claimRun } from './claim-run.ts';
import { deleteRoom } from './delete-room.ts';
import { editRoom } from './edit-room.ts';
import { editTalk } from './edit-talk.ts';
import { getBlob } from './get-blob.ts';
import { getRoom } from './get-room.ts';
import { getVersion } from './get-version.ts';
import { inviteToRoom } from './invite-to-room.ts';
import { leaveRoom } from './leave-room.ts';
import { listRooms } from './list-rooms.ts';
import { listVersions } from './list-versions.ts';
import { makeInvitation } from './make-invitation.ts';
import { makeVersion } from './make-version.ts';
import { nameVersion } from './name-version.ts';
import { openRoomSession } from './open-room-session.ts';
import { postTalk } from './post-talk.ts';
import { putBlob } from './put-blob.ts';
import { releaseRun } from './release-run.ts';
import { removeFromRoom } from './remove-from-room.ts';
import { removeTalk } from './remove-talk.ts';
import { renewRoomSession } from './renew-room-session.ts';
import { resolveTalk } from './resolve-talk.ts';
import { restoreVersion } from './restore-version.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { setRoomRole } from './set-room-role.ts';
import { startRoom } from './start-room.ts';

export const rooms: readonly Route[] = [
  acceptInvitation,
  bringBackRoom,
  claimRun,
  deleteRoom,
  editRoom,
  editTalk,
  getBlob,
  getRoom,
  getVersion,
  inviteToRoom,
  leaveRoom,
  listRooms,
  listVersions,
  makeInvitation,
  makeVersion,
  nameVersion,
  openRoomSession,
  postTalk,
  putBlob,
  releaseRun,
  removeFromRoom,
  removeTalk,
  renewRoomSession,
  resolveTalk,
  restoreVersion,
  revokeInvitation,
  setRoomRole,
  startRoom
];
