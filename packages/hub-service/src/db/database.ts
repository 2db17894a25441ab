// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { CamelCasePlugin, Kysely, sql } from 'kysely';
import { migrate } from './migrate.ts';
import { checkPostgres, postgresDialect } from './postgres.ts';
import type { Database, Tables } from './schema.ts';
import { openSqlite, sqliteDialect } from './sqlite.ts';

/**
 * The records database and which engine holds it. `sqlite` is the connection below `db`, for loops that the query
 * builder would slow down; null with PostgreSQL.
 */
export type Records = { db: Database; engine: 'sqlite' | 'postgres'; sqlite: DatabaseSync | null };

/**
 * Opens the records database and brings its tables up to date.
 *
 * @param data - folder of the SQLite file, made if absent
 * @param url - `postgres://…`; null: SQLite
 * @throws Error when the engine would lose commits, or the database is newer than this program
 */
export async function openRecords(data: string, url: string | null): Promise<Records> {
  const plugins = [new CamelCasePlugin()];
  if (url) {
    const db = new Kysely<Tables>({ dialect: postgresDialect(url), plugins });
    await checkPostgres(db);
    await sql`create schema if not exists atrium`.execute(db);
    await migrate(db, 'postgres');
    return { db, engine: 'postgres', sqlite: null };
  }
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const sqlite = openSqlite(join(data, 'atrium.db'));
  const db = new Kysely<Tables>({ dialect: sqliteDialect(sqlite), plugins });
  await migrate(db, 'sqlite');
  return { db, engine: 'sqlite', sqlite };
}
