// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Why works and releases were withdrawn, in a word programs know. */
export const withdrawals: Migration = async (db, { text }) => {
  for (const table of ['work', 'release']) {
    await sql.raw(`alter table ${table} add column withdraw_category ${text}`).execute(db);
  }
};
