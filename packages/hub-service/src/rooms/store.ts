// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { InvitedRole, Person, Reader, RoomRole, RoomSource, RoomVersion, TalkAnchor } from '@jupyter-atrium/api';

export type RoomState = 'open' | 'closed' | 'deleted';

export type RoomRow = {
  id: string;
  title: string;
  /** Below the drive. */
  path: string;
  epoch: number;
  state: RoomState;
  startedBy: Person;
  source: RoomSource | null;
  createdAt: number;
  updatedAt: number;
  deletedAt: number | null;
};

/** A person or group with a role, by the name JupyterHub knows them by. */
export type MemberRow = {
  id: string;
  kind: Reader['kind'];
  name: string;
  role: RoomRole;
  addedAt: number;
  /** Null: a group, or somebody who was never here. */
  person: Person | null;
  hasJoined: boolean;
};

export type InvitationRow = {
  id: string;
  role: InvitedRole;
  by: Person;
  createdAt: number;
  expiresAt: number;
  used: number;
  people: number;
};

/** Whom a membership may concern. */
export type Guest = { person: string; username: string; groups: readonly string[] };

/** Rooms with their members and invitations. */
export interface IRoomStore {
  find(id: string): Promise<RoomRow | null>;

  /** Rooms somebody is a member of and has not left, deleted ones too, last changed first. */
  of(guest: Guest): Promise<RoomRow[]>;

  countStartedBy(person: string): Promise<number>;

  add(room: Omit<RoomRow, 'startedBy' | 'deletedAt'> & { startedBy: string }): Promise<void>;

  set(id: string, fields: Partial<Pick<RoomRow, 'title' | 'state' | 'deletedAt'>>): Promise<void>;

  /** Notes that something changed. */
  touch(id: string): Promise<void>;

  /** Rooms deleted before a time. */
  deletedBefore(time: number): Promise<string[]>;

  remove(id: string): Promise<void>;

  members(room: string): Promise<MemberRow[]>;

  /** How many members rooms have. */
  countMembers(rooms: readonly string[]): Promise<Map<string, number>>;

  /** Adds a member, or changes the role of one there is. */
  putMember(room: string, reader: Reader, role: RoomRole): Promise<void>;

  removeMember(id: string): Promise<void>;

  /** Which of these rooms somebody has been in. */
  joined(rooms: readonly string[], person: string): Promise<Set<string>>;

  /** Notes that somebody came, or left for good. */
  putPerson(room: string, person: string, hasLeft: boolean): Promise<void>;

  invitations(room: string): Promise<InvitationRow[]>;

  addInvitation(
    room: string,
    invitation: Omit<InvitationRow, 'by' | 'used'> & { by: string; codeHash: string }
  ): Promise<void>;

  /** Takes one of the places an invitation has; null if there is none such, none left, or it has ended. */
  useInvitation(room: string, codeHash: string): Promise<InvitedRole | null>;

  removeInvitation(room: string, id: string): Promise<boolean>;

  /**
   * Makes client ids a person's for good.
   *
   * @returns false if one is somebody else's; nothing is changed then
   */
  bindClients(room: string, epoch: number, clients: readonly number[], person: string): Promise<boolean>;
}

export type TalkRow = {
  id: string;
  room: string;
  thread: string | null;
  by: Person;
  text: string;
  anchor: TalkAnchor | null;
  at: number;
  editedAt: number | null;
  removedAt: number | null;
  resolved: { by: Person; at: number } | null;
};

/** What is said in rooms. */
export interface ITalkStore {
  all(room: string): Promise<TalkRow[]>;
  find(room: string, id: string): Promise<TalkRow | null>;
  count(room: string): Promise<number>;
  add(message: Pick<TalkRow, 'id' | 'room' | 'thread' | 'text' | 'anchor'> & { by: string }): Promise<void>;
  setText(id: string, text: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** @param by - null: open again */
  resolve(id: string, by: string | null): Promise<void>;
}

export type VersionRow = {
  id: string;
  room: string;
  name: string | null;
  at: number;
  cause: RoomVersion['cause'];
  by: Person | null;
  authors: Person[];
  cells: number;
  digest: string;
};

/** Versions of rooms; the notebooks are blobs of the room’s log. */
export interface IVersionStore {
  /** Newest first. */
  all(room: string): Promise<VersionRow[]>;
  find(room: string, id: string): Promise<VersionRow | null>;
  newest(room: string): Promise<VersionRow | null>;
  add(version: Omit<VersionRow, 'by' | 'authors'> & { by: string | null; authors: readonly string[] }): Promise<void>;
  setName(id: string, name: string): Promise<void>;
  removeMany(ids: readonly string[]): Promise<void>;
}
