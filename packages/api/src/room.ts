// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { LIMITS } from './limits.ts';
import { Hub, Person, Reader } from './person.ts';
import { Count, Id, Label, Path, Time, nullable, oneOf } from './primitive.ts';

/** What a member may, most first: all; edit; talk and suggest; read. */
export const RoomRole = oneOf(['owner', 'editor', 'commenter', 'viewer']);
export type RoomRole = Type.Static<typeof RoomRole>;

/** A role that can be given with an invitation: owners are named by owners only. */
export const InvitedRole = oneOf(['editor', 'commenter', 'viewer']);
export type InvitedRole = Type.Static<typeof InvitedRole>;

/** The file name a room's notebook has: one segment that ends in `.ipynb`. */
export const RoomFile = Type.String({ minLength: 7, maxLength: LIMITS.pathSegmentBytes, pattern: '^[^/]+\\.ipynb$' });

/** The work and release a room was started from. */
export const RoomSource = Type.Object({ work: Id, label: Label, path: Path });
export type RoomSource = Type.Static<typeof RoomSource>;

/** One notebook edited live, as lists show it to one of its members. */
export const Room = Type.Object({
  id: Id,
  /** `<scheme>://<hub id>/rooms/<id>`: what people pass on. */
  url: Type.String(),
  title: Type.String(),
  /** Below the drive `Rooms:`, fixed at the start: `<slug>-<last 12 digits of the id>/<name>.ipynb`. */
  path: Type.String(),
  hub: Hub,
  startedBy: Person,
  /** The caller's. */
  role: RoomRole,
  /** False: invited and not come yet. */
  hasJoined: Type.Boolean(),
  /** Copies of a document merge only within one epoch. */
  epoch: Count,
  state: oneOf(['open', 'closed', 'deleted']),
  /** Who is connected now, each once. */
  here: Type.Array(Person),
  /** Rows of the table of members: people, and groups as one each. */
  members: Count,
  from: nullable(RoomSource),
  createdAt: Time,
  /** The last edit, message, version or change of members. */
  updatedAt: Time,
  /** Until when a deleted room can be brought back; null while it is not deleted. */
  erasedAt: nullable(Time)
});
export type Room = Type.Static<typeof Room>;

/** A person or group with a role. `name` is shown; of a person not seen on this hub yet it is the user name. */
export const RoomMember = Type.Object({
  id: Id,
  kind: oneOf(['person', 'group']),
  name: Type.String(),
  /** Null: a group, or a person not seen yet. */
  person: nullable(Id),
  role: RoomRole,
  hasJoined: Type.Boolean(),
  addedAt: Time
});
export type RoomMember = Type.Static<typeof RoomMember>;

/** A link that lets people of this hub in. The code is answered once, when it is made. */
export const RoomInvitation = Type.Object({
  id: Id,
  role: InvitedRole,
  by: Person,
  createdAt: Time,
  expiresAt: Time,
  /** People let in so far, and at most. */
  used: Count,
  people: Count
});
export type RoomInvitation = Type.Static<typeof RoomInvitation>;

/** A room with its members; its invitations for owners only, else none. */
export const RoomPage = Type.Object({
  ...Room.properties,
  memberList: Type.Array(RoomMember),
  invitations: Type.Array(RoomInvitation)
});
export type RoomPage = Type.Static<typeof RoomPage>;

export const StartRoom = Type.Object({
  title: Type.String({ minLength: 1, maxLength: LIMITS.titleCharacters }),
  /** Of the room's notebook. */
  file: RoomFile,
  /** Text of an `.ipynb`; exactly one of `notebook` and `from` is given. */
  notebook: nullable(Type.String({ maxLength: LIMITS.roomNotebookBytes })),
  from: nullable(RoomSource),
  invite: Type.Array(Reader, { maxItems: LIMITS.roomMembers }),
  /** Of those invited. */
  role: InvitedRole
});
export type StartRoom = Type.Static<typeof StartRoom>;

/** The number by which Yjs tells writers apart: 32 bits, drawn by the page. */
export const ClientId = Type.Integer({ minimum: 1, maximum: 2 ** 32 - 1 });

export const OpenRoomSession = Type.Object({
  /** All that this page will write under, with those of edits kept while offline. Belong to one person for good. */
  clientIds: Type.Array(ClientId, { minItems: 1, maxItems: LIMITS.roomClientIds })
});
export type OpenRoomSession = Type.Static<typeof OpenRoomSession>;

/** The right to be in a room for `LIMITS.roomSessionMs`; renewed before, connections go on. */
export const RoomSession = Type.Object({
  id: Id,
  /** Sent as `Authorization: token …` with calls of scope `room`. */
  token: Type.String(),
  expiresAt: Time,
  role: RoomRole,
  person: Person,
  /** The person's colour in this room: `#rrggbb`. */
  color: Type.String(),
  epoch: Count,
  state: oneOf(['open', 'closed']),
  /** Address of the WebSocket: absolute, or a path on the service's origin if it only knows that. */
  socket: Type.String(),
  /** One ticket a document; each admits once, within `LIMITS.roomTicketMs`. */
  documents: Type.Array(
    Type.Object({
      /** `<room>/<epoch>/notebook` or `<room>/<epoch>/side`. */
      name: Type.String(),
      ticket: Type.String(),
      isReadOnly: Type.Boolean()
    })
  )
});
export type RoomSession = Type.Static<typeof RoomSession>;

/** Where in the notebook a message belongs. */
export const TalkAnchor = Type.Object({
  cellId: Type.String({ minLength: 1, maxLength: 64 }),
  /** Yjs relative positions as base64url of their encoding; null: the whole cell. */
  start: nullable(Type.String({ maxLength: 512 })),
  end: nullable(Type.String({ maxLength: 512 })),
  /** The text spoken of, as it was. */
  quote: Type.String({ maxLength: 1000 })
});
export type TalkAnchor = Type.Static<typeof TalkAnchor>;

const TalkText = Type.String({ minLength: 1, maxLength: LIMITS.talkCharacters });

/** One message; `side` holds it in its map `talk` by its id. */
export const TalkMessage = Type.Object({
  id: Id,
  /** The message it answers, which begins the thread; null: begins one. */
  thread: nullable(Id),
  by: Person,
  /** Markdown without raw HTML; empty once removed. */
  text: Type.String(),
  anchor: nullable(TalkAnchor),
  at: Time,
  editedAt: nullable(Time),
  removedAt: nullable(Time),
  /** Of a message that begins a thread. */
  resolved: nullable(Type.Object({ by: Person, at: Time }))
});
export type TalkMessage = Type.Static<typeof TalkMessage>;

export const PostTalk = Type.Object({ thread: nullable(Id), text: TalkText, anchor: nullable(TalkAnchor) });
export type PostTalk = Type.Static<typeof PostTalk>;

export const EditTalk = Type.Object({ text: TalkText });
export type EditTalk = Type.Static<typeof EditTalk>;

/** Who publishes the outputs of a cell; `side` holds it in its map `runs` by the cell's id. */
export const RunClaim = Type.Object({
  cell: Type.String({ minLength: 1, maxLength: 64 }),
  /** Drawn by the page: one run of one cell. */
  run: Type.String({ pattern: '^[0-9A-Za-z_-]{8,64}$' }),
  by: Person,
  /** Of the page that runs it. */
  session: Id,
  kernel: Type.String({ maxLength: 100 }),
  startedAt: Time,
  /** Null: runs. */
  endedAt: nullable(Time)
});
export type RunClaim = Type.Static<typeof RunClaim>;

export const ClaimRun = Type.Object({
  cell: RunClaim.properties.cell,
  run: RunClaim.properties.run,
  /** Its shown name. */
  kernel: RunClaim.properties.kernel,
  /** Though another's run of the cell goes on. */
  takeOver: Type.Boolean()
});
export type ClaimRun = Type.Static<typeof ClaimRun>;

/** A notebook as it was; `side` holds it in its map `versions` by its id. */
export const RoomVersion = Type.Object({
  id: Id,
  /** Null: made by itself. */
  name: nullable(Type.String()),
  at: Time,
  /** Why it was made. */
  cause: oneOf(['start', 'time', 'leave', 'restore', 'accept', 'publish', 'named']),
  /** Whoever named it or caused it; null: nobody did. */
  by: nullable(Person),
  /** Whose edits came since the version before. */
  authors: Type.Array(Person),
  cells: Count
});
export type RoomVersion = Type.Static<typeof RoomVersion>;

export const VersionName = Type.Object({
  name: Type.String({ minLength: 1, maxLength: LIMITS.versionNameCharacters })
});
export type VersionName = Type.Static<typeof VersionName>;

/** Stands in a bundle of data for a value that is a blob: `{ digest, size, mime }`. */
export const BLOB_TYPE = 'application/vnd.atrium.blob.v1+json';

/** Why the service closed a document's connection: the word it gives as reason. */
export const ROOM_CLOSE_REASONS = [
  /** Unknown, used or late: keep edits, reconnect with a fresh session. */
  'ticket',
  'rate',
  'restart',
  'storage',
  /** Edits came under a client id of another person, or one not bound: reload the document under a new id. */
  'client-id',
  /** Removed, or in another role now: open a session anew. */
  'role',
  /** Set aside, never sent again. */
  'epoch',
  'refused',
  'too-large',
  'full'
] as const;
export type RoomCloseReason = (typeof ROOM_CLOSE_REASONS)[number];
