// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What is done inside a room, with the token of a session. Their effect shows in the document `side`. */
import * as Type from 'typebox';
import { LIMITS } from '../limits.ts';
import type { Operation } from '../operation.ts';
import { Digest, Id, nullable } from '../primitive.ts';
import { ClaimRun, EditTalk, PostTalk, RoomVersion, RunClaim, TalkMessage, VersionName } from '../room.ts';

const RoomPath = Type.Object({ room: Id });
const MessagePath = Type.Object({ room: Id, message: Id });
const VersionPath = Type.Object({ room: Id, version: Id });

export const postTalk = {
  id: 'postTalk',
  method: 'POST',
  path: '/rooms/:room/talk',
  summary: 'Says something in a room’s talk.',
  scope: 'room',
  rate: 'write',
  audit: null,
  params: RoomPath,
  body: PostTalk,
  reply: TalkMessage,
  problems: ['room-not-found', 'message-not-found', 'not-allowed', 'too-many-messages']
} as const satisfies Operation;

export const editTalk = {
  id: 'editTalk',
  method: 'PATCH',
  path: '/rooms/:room/talk/:message',
  summary: 'Changes the text of one’s own message.',
  scope: 'room',
  rate: 'write',
  audit: 'talk.edit',
  params: MessagePath,
  body: EditTalk,
  reply: TalkMessage,
  problems: ['room-not-found', 'message-not-found', 'not-allowed']
} as const satisfies Operation;

export const removeTalk = {
  id: 'removeTalk',
  method: 'DELETE',
  path: '/rooms/:room/talk/:message',
  summary: 'Removes the text of one’s own message; owners remove any.',
  scope: 'room',
  rate: 'write',
  audit: 'talk.remove',
  params: MessagePath,
  reply: null,
  problems: ['room-not-found', 'message-not-found', 'not-allowed']
} as const satisfies Operation;

export const resolveTalk = {
  id: 'resolveTalk',
  method: 'POST',
  path: '/rooms/:room/talk/:message/resolve',
  summary: 'Marks a thread as done, or as open again.',
  scope: 'room',
  rate: 'write',
  audit: 'talk.resolve',
  params: MessagePath,
  body: Type.Object({ isResolved: Type.Boolean() }),
  reply: TalkMessage,
  problems: ['room-not-found', 'message-not-found', 'not-allowed']
} as const satisfies Operation;

export const claimRun = {
  id: 'claimRun',
  method: 'POST',
  path: '/rooms/:room/runs',
  summary: 'Claims the outputs of a cell for one run, so that one person publishes them at a time.',
  scope: 'room',
  rate: 'read',
  audit: null,
  params: RoomPath,
  body: ClaimRun,
  reply: RunClaim,
  /** `detail.claim` of `run-claimed` is whose run goes on. */
  problems: ['room-not-found', 'not-allowed', 'run-claimed']
} as const satisfies Operation;

export const releaseRun = {
  id: 'releaseRun',
  method: 'DELETE',
  path: '/rooms/:room/runs/:run',
  summary: 'Says that a run has ended. Its claim stays to tell who ran the cell.',
  scope: 'room',
  rate: 'read',
  audit: null,
  params: Type.Object({ room: Id, run: RunClaim.properties.run }),
  reply: null,
  problems: ['room-not-found']
} as const satisfies Operation;

export const listVersions = {
  id: 'listVersions',
  method: 'GET',
  path: '/rooms/:room/versions',
  summary: 'Lists the versions of a room, newest first.',
  scope: 'room',
  rate: 'read',
  audit: null,
  params: RoomPath,
  reply: Type.Object({ versions: Type.Array(RoomVersion) }),
  problems: ['room-not-found']
} as const satisfies Operation;

export const makeVersion = {
  id: 'makeVersion',
  method: 'POST',
  path: '/rooms/:room/versions',
  summary: 'Keeps the notebook as it is now. Without a name and without a change since the last one, answers that one.',
  scope: 'room',
  rate: 'write',
  audit: 'room.version',
  params: RoomPath,
  body: Type.Object({ name: nullable(VersionName.properties.name) }),
  reply: RoomVersion,
  problems: ['room-not-found', 'not-allowed', 'disk-full']
} as const satisfies Operation;

export const nameVersion = {
  id: 'nameVersion',
  method: 'PATCH',
  path: '/rooms/:room/versions/:version',
  summary: 'Names a version, which is then kept for good.',
  scope: 'room',
  rate: 'write',
  audit: 'room.name-version',
  params: VersionPath,
  body: VersionName,
  reply: RoomVersion,
  problems: ['room-not-found', 'version-not-found', 'not-allowed']
} as const satisfies Operation;

export const getVersion = {
  id: 'getVersion',
  method: 'GET',
  path: '/rooms/:room/versions/:version/notebook',
  summary: 'Reads the notebook of a version, as an `.ipynb`.',
  scope: 'room',
  rate: 'read',
  audit: null,
  params: VersionPath,
  reply: { mediaType: 'application/x-ipynb+json', maxBytes: LIMITS.roomJsonBytes },
  problems: ['room-not-found', 'version-not-found']
} as const satisfies Operation;

export const restoreVersion = {
  id: 'restoreVersion',
  method: 'POST',
  path: '/rooms/:room/versions/:version/restore',
  summary:
    'Makes the notebook what it was, by new edits; what is there now becomes a version before, which is answered.',
  scope: 'room',
  rate: 'write',
  audit: 'room.restore',
  params: VersionPath,
  reply: RoomVersion,
  problems: ['room-not-found', 'version-not-found', 'not-allowed', 'service-busy', 'disk-full']
} as const satisfies Operation;

export const putBlob = {
  id: 'putBlob',
  method: 'PUT',
  path: '/rooms/:room/blobs/:digest',
  summary: 'Stores an output value that is too large for the document.',
  scope: 'room',
  rate: 'write',
  audit: null,
  params: Type.Object({ room: Id, digest: Digest }),
  body: { mediaType: 'application/octet-stream', maxBytes: LIMITS.roomBlobBytes },
  reply: null,
  problems: ['room-not-found', 'not-allowed', 'bad-content', 'too-large', 'disk-full']
} as const satisfies Operation;

export const getBlob = {
  id: 'getBlob',
  method: 'GET',
  path: '/rooms/:room/blobs/:digest',
  summary: 'Reads such a value.',
  scope: 'room',
  rate: 'read',
  audit: null,
  params: Type.Object({ room: Id, digest: Digest }),
  reply: { mediaType: 'application/octet-stream', maxBytes: LIMITS.roomBlobBytes },
  problems: ['room-not-found', 'file-not-found']
} as const satisfies Operation;
