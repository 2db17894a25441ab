// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Column types that differ between the engines. */
type Columns = { bytes: string; integer: string; text: string };

/** The types of SQLite, where these tables have a file of their own. */
export const SQLITE_COLUMNS: Columns = { bytes: 'blob', integer: 'integer', text: 'text' };

/**
 * Tables of what is written at every key pressed. With SQLite they are in `rooms.db`, which one thread writes: a commit
 * there stops neither the service's main thread nor its other records.
 */
export function roomLogTables({ bytes, integer, text }: Columns): string[] {
  return [
    `create table if not exists room_log (
      document ${text} not null, seq ${integer} not null, change ${bytes} not null, person ${text} not null,
      at ${integer} not null, primary key (document, seq))`,
    `create table if not exists room_snapshot (
      document ${text} not null, seq ${integer} not null, state ${bytes} not null, sha256 ${text} not null,
      at ${integer} not null, primary key (document, seq))`,
    `create table if not exists room_author (
      document ${text} not null, person ${text} not null, edits ${integer} not null, last_at ${integer} not null,
      primary key (document, person))`,
    `create table if not exists room_blob (
      room ${text} not null, digest ${text} not null, content ${bytes} not null, at ${integer} not null,
      primary key (room, digest))`
  ];
}
