// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import { SqliteDialect } from 'kysely';

/** What every connection must answer, or the service does not start: with WAL alone, a power cut loses commits. */
const PRAGMAS: readonly (readonly [name: string, set: string, read: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  ['trusted_schema', 'OFF', 0],
  // What is erased leaves the file, not only the tables.
  ['secure_delete', 'ON', 1]
];

/** Statements kept prepared: preparing costs more than most of them take to run. */
const MOST_PREPARED = 500;

/**
 * Opens an SQLite file so that what is committed is durable.
 *
 * @param path - the file; made if absent
 * @throws Error naming the setting that SQLite did not take
 */
export function openSqlite(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  for (const [name, set, expected] of PRAGMAS) {
    database.exec(`PRAGMA ${name} = ${set}`);
    const row = database.prepare(`PRAGMA ${name}`).get() ?? {};
    const value = Object.values(row)[0];
    if (value !== expected) {
      throw new Error(
        `SQLite answers ${name} = ${String(value)}, not ${expected}: it would lose what it acknowledged.`
      );
    }
  }
  return database;
}

type Prepared = { statement: StatementSync; reader: boolean };

/** Lets Kysely use `node:sqlite`. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  const kept = new Map<string, Prepared>();
  const prepare = (sql: string): Prepared => {
    const known = kept.get(sql);
    if (known) {
      return known;
    }
    const statement = database.prepare(sql);
    const made = { statement, reader: statement.columns().length > 0 };
    if (kept.size >= MOST_PREPARED) {
      kept.clear();
    }
    kept.set(sql, made);
    return made;
  };
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: sql => {
        const { statement, reader } = prepare(sql);
        const values = (parameters: readonly unknown[]): SqliteValue[] => parameters as SqliteValue[];
        return {
          reader,
          all: parameters => statement.all(...values(parameters)),
          run: parameters => statement.run(...values(parameters)),
          iterate: parameters => statement.iterate(...values(parameters))
        };
      }
    }
  });
}

/** What SQLite stores. */
export type SqliteValue = null | number | bigint | string | Uint8Array;
