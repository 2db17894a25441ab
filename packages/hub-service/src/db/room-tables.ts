// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Tables of rooms. What is written at every key pressed lies elsewhere: `db/room-log-tables.ts`. */
export type RoomTables = {
  room: {
    id: string;
    title: string;
    path: string;
    epoch: number;
    state: string;
    startedBy: string;
    /** JSON of the work it was started from; null: from a notebook. */
    source: string | null;
    createdAt: number;
    updatedAt: number;
    deletedAt: number | null;
  };
  roomMember: { id: string; room: string; kind: string; name: string; role: string; addedAt: number };
  /** Who was in a room, whatever made them a member. */
  roomPerson: { room: string; person: string; joinedAt: number; leftAt: number | null };
  roomInvitation: {
    id: string;
    room: string;
    codeHash: string;
    role: string;
    by: string;
    createdAt: number;
    expiresAt: number;
    used: number;
    people: number;
  };
  /** Whose a Yjs client id is: for good, within an epoch. */
  roomClient: { room: string; epoch: number; client: number; person: string };
  roomTalk: {
    id: string;
    room: string;
    thread: string | null;
    by: string;
    text: string;
    anchor: string | null;
    at: number;
    editedAt: number | null;
    removedAt: number | null;
    resolvedBy: string | null;
    resolvedAt: number | null;
  };
  roomVersion: {
    id: string;
    room: string;
    name: string | null;
    at: number;
    cause: string;
    by: string | null;
    /** JSON: ids of people. */
    authors: string;
    cells: number;
    /** Of the notebook, which is a blob of the room. */
    digest: string;
  };
};
