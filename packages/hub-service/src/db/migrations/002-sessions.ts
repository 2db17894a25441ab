// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Logins and sessions of the service's own pages. */
export const sessions: Migration = async (db, { integer, text }) => {
  const statements = [
    `create table login (
      id ${text} primary key, browser ${text} not null, sealed ${text} not null, expires_at ${integer} not null)`,
    'create index login_expires on login (expires_at)',
    `create table session (
      id ${text} primary key, person ${text} not null references person, sealed ${text} not null, undo ${text},
      expires_at ${integer} not null)`,
    'create index session_person on session (person, expires_at)',
    'create index session_expires on session (expires_at)',
    `create table spent_confirm (nonce ${text} primary key, expires_at ${integer} not null)`,
    'create index spent_confirm_expires on spent_confirm (expires_at)'
  ];
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
};
