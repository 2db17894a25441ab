// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { LIMITS } from '../limits.ts';
import type { Operation } from '../operation.ts';
import { Reader } from '../person.ts';
import { Id } from '../primitive.ts';
import {
  InvitedRole,
  OpenRoomSession,
  Room,
  RoomInvitation,
  RoomPage,
  RoomRole,
  RoomSession,
  StartRoom
} from '../room.ts';

const RoomPath = Type.Object({ room: Id });

export const listRooms = {
  id: 'listRooms',
  method: 'GET',
  path: '/rooms',
  summary: 'Lists the rooms the caller is a member of or invited to, last changed first.',
  scope: 'own',
  rate: 'read',
  audit: null,
  reply: Type.Object({ rooms: Type.Array(Room) }),
  problems: []
} as const satisfies Operation;

export const startRoom = {
  id: 'startRoom',
  method: 'POST',
  path: '/rooms',
  summary: 'Starts a room on a notebook, with the caller as its owner.',
  scope: 'publish',
  rate: 'write',
  audit: 'room.start',
  body: StartRoom,
  bodyBytes: LIMITS.roomBodyBytes,
  reply: RoomPage,
  problems: [
    'work-not-found',
    'release-not-found',
    'file-not-found',
    'work-withdrawn',
    'bad-content',
    'too-large',
    'too-many-rooms',
    'service-busy',
    'disk-full'
  ]
} as const satisfies Operation;

export const getRoom = {
  id: 'getRoom',
  method: 'GET',
  path: '/rooms/:room',
  summary: 'Reads one room with its members.',
  scope: 'own',
  rate: 'read',
  audit: null,
  params: RoomPath,
  reply: RoomPage,
  problems: ['room-not-found']
} as const satisfies Operation;

export const editRoom = {
  id: 'editRoom',
  method: 'PATCH',
  path: '/rooms/:room',
  summary: 'Renames a room, closes it so that it can only be read, or opens it again.',
  scope: 'own',
  rate: 'write',
  audit: 'room.edit',
  params: RoomPath,
  body: Type.Object({
    title: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.titleCharacters })),
    isClosed: Type.Optional(Type.Boolean())
  }),
  reply: RoomPage,
  problems: ['room-not-found', 'not-allowed']
} as const satisfies Operation;

export const deleteRoom = {
  id: 'deleteRoom',
  method: 'DELETE',
  path: '/rooms/:room',
  summary: 'Deletes a room for everyone; its owners can bring it back for a while.',
  scope: 'own',
  rate: 'write',
  audit: 'room.delete',
  params: RoomPath,
  reply: null,
  problems: ['room-not-found', 'not-allowed']
} as const satisfies Operation;

export const bringBackRoom = {
  id: 'bringBackRoom',
  method: 'POST',
  path: '/rooms/:room/bring-back',
  summary: 'Brings back a deleted room.',
  scope: 'own',
  rate: 'write',
  audit: 'room.bring-back',
  params: RoomPath,
  reply: RoomPage,
  problems: ['room-not-found', 'not-allowed']
} as const satisfies Operation;

export const openRoomSession = {
  id: 'openRoomSession',
  method: 'POST',
  path: '/rooms/:room/sessions',
  summary: 'Lets a member in: answers the right to act in the room and a ticket for each of its documents.',
  scope: 'own',
  rate: 'read',
  audit: 'room.enter',
  params: RoomPath,
  body: OpenRoomSession,
  reply: RoomSession,
  problems: ['room-not-found', 'client-id-taken', 'service-busy']
} as const satisfies Operation;

export const renewRoomSession = {
  id: 'renewRoomSession',
  method: 'POST',
  path: '/rooms/:room/sessions/:session',
  summary: 'Lengthens a session of the caller, whose connections go on, and answers fresh tickets.',
  scope: 'own',
  rate: 'read',
  audit: null,
  params: Type.Object({ room: Id, session: Id }),
  body: OpenRoomSession,
  reply: RoomSession,
  problems: ['room-not-found', 'session-ended', 'client-id-taken']
} as const satisfies Operation;

export const inviteToRoom = {
  id: 'inviteToRoom',
  method: 'POST',
  path: '/rooms/:room/members',
  summary: 'Makes people and groups of this hub members, or changes the role of those who are.',
  scope: 'publish',
  rate: 'write',
  audit: 'room.invite',
  params: RoomPath,
  body: Type.Object({ invite: Type.Array(Reader, { minItems: 1, maxItems: LIMITS.roomMembers }), role: InvitedRole }),
  reply: RoomPage,
  problems: ['room-not-found', 'not-allowed', 'last-owner', 'too-many-members']
} as const satisfies Operation;

export const setRoomRole = {
  id: 'setRoomRole',
  method: 'PATCH',
  path: '/rooms/:room/members/:member',
  summary: 'Changes the role of a member; effective at once.',
  scope: 'own',
  rate: 'write',
  audit: 'room.role',
  params: Type.Object({ room: Id, member: Id }),
  body: Type.Object({ role: RoomRole }),
  reply: RoomPage,
  problems: ['room-not-found', 'member-not-found', 'not-allowed', 'last-owner']
} as const satisfies Operation;

export const removeFromRoom = {
  id: 'removeFromRoom',
  method: 'DELETE',
  path: '/rooms/:room/members/:member',
  summary: 'Ends a membership at once.',
  scope: 'own',
  rate: 'write',
  audit: 'room.remove',
  params: Type.Object({ room: Id, member: Id }),
  reply: null,
  problems: ['room-not-found', 'member-not-found', 'not-allowed', 'last-owner']
} as const satisfies Operation;

export const leaveRoom = {
  id: 'leaveRoom',
  method: 'POST',
  path: '/rooms/:room/leave',
  summary: 'Ends the caller’s own membership, or declines an invitation; who is in by a group only leaves the list.',
  scope: 'own',
  rate: 'write',
  audit: 'room.leave',
  params: RoomPath,
  reply: null,
  problems: ['room-not-found', 'last-owner']
} as const satisfies Operation;

export const makeInvitation = {
  id: 'makeInvitation',
  method: 'POST',
  path: '/rooms/:room/invitations',
  summary: 'Makes a link that lets people of this hub in.',
  scope: 'publish',
  rate: 'write',
  audit: 'room.link',
  params: RoomPath,
  body: Type.Object({
    role: InvitedRole,
    days: Type.Integer({ minimum: 1, maximum: LIMITS.invitationDays }),
    people: Type.Integer({ minimum: 1, maximum: LIMITS.invitationPeople })
  }),
  reply: Type.Object({
    invitation: RoomInvitation,
    /** 128 random bits, base64url; not answered again. */
    code: Type.String(),
    /** The room's address with `#invite=<code>`. */
    link: Type.String()
  }),
  problems: ['room-not-found', 'not-allowed', 'too-many-invitations']
} as const satisfies Operation;

export const revokeInvitation = {
  id: 'revokeInvitation',
  method: 'DELETE',
  path: '/rooms/:room/invitations/:invitation',
  summary: 'Ends an invitation link; who came by it stays.',
  scope: 'own',
  rate: 'write',
  audit: 'room.unlink',
  params: Type.Object({ room: Id, invitation: Id }),
  reply: null,
  problems: ['room-not-found', 'invitation-not-found', 'not-allowed']
} as const satisfies Operation;

export const acceptInvitation = {
  id: 'acceptInvitation',
  method: 'POST',
  path: '/rooms/:room/accept',
  summary: 'Makes the caller a member by the code of a link. A wrong code says nothing of the room.',
  scope: 'own',
  rate: 'write',
  audit: 'room.accept',
  params: RoomPath,
  body: Type.Object({ code: Type.String({ pattern: '^[0-9A-Za-z_-]{22}$' }) }),
  reply: RoomPage,
  problems: ['invitation-not-found', 'too-many-members']
} as const satisfies Operation;
