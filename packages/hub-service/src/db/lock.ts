// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { Records } from './database.ts';

/**
 * Does something unless another process that shares the database does it now.
 *
 * SQLite's file belongs to one process; there the caller alone keeps order.
 *
 * @param key - any number that stands for the thing
 * @returns false if it was not done
 */
export async function unlessLocked(records: Records, key: number, act: () => Promise<void>): Promise<boolean> {
  if (records.engine === 'sqlite') {
    await act();
    return true;
  }
  return records.db.connection().execute(async connection => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${key}) as got`.execute(connection);
    if (!rows[0]?.got) {
      return false;
    }
    try {
      await act();
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection);
    }
    return true;
  });
}
