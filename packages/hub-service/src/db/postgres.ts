// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

const INT8 = 20;

/** Settings with which PostgreSQL would lose what it acknowledged, or lie about it. */
const REFUSED: readonly (readonly [name: string, bad: string])[] = [
  ['fsync', 'off'],
  ['full_page_writes', 'off'],
  ['synchronous_commit', 'off'],
  ['data_sync_retry', 'on']
];

/**
 * Lets Kysely use PostgreSQL; tables live in the schema `atrium`.
 *
 * @param url - `postgres://…`
 * @param max - most connections at once
 */
export function postgresDialect(url: string, max = 10): PostgresDialect {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      // Times and sizes fit a number; `int8` would arrive as text.
      oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown)
  };
  const pool = new pg.Pool({ connectionString: url, max, types, options: '-c search_path=atrium' });
  // A connection that breaks while idle is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}

/**
 * Refuses a PostgreSQL that is too old or would lose commits.
 *
 * @throws Error naming the setting and what it must be
 */
export async function checkPostgres(db: Database): Promise<void> {
  const version = await setting(db, 'server_version_num');
  if (Number(version) < 150000) {
    throw new Error(`PostgreSQL 15 or newer is needed; this one says ${version}.`);
  }
  for (const [name, bad] of REFUSED) {
    if ((await setting(db, name)) === bad) {
      throw new Error(
        `PostgreSQL has ${name} = ${bad}: it would lose what it acknowledged. Change it, then start again.`
      );
    }
  }
}

async function setting(db: Database, name: string): Promise<string> {
  const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db);
  return rows[0]?.value ?? '';
}
