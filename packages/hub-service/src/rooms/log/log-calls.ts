// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openSqlite } from '../../db/sqlite.ts';
import type { Calls, Handed } from '../../threads/remote.ts';
import type { Row, Statement } from './sql.ts';
import { SQLITE_COLUMNS, roomLogTables } from '../../db/room-log-tables.ts';

const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
/** Names under which faults of the disk leave the thread. */
export const DISK_FULL = 'DiskFullFault';
export const NOT_DURABLE = 'DurabilityFault';

/** Statements kept prepared; those of groups of rows differ by the number of rows. */
const MOST_PREPARED = 200;

type Opened = { database: DatabaseSync; prepared: Map<string, StatementSync> };

/** What the thread does that writes rooms’ logs to SQLite. */
export type LogCalls = ReturnType<typeof logCalls>;

export function logCalls() {
  const files = new Map<string, Opened>();
  const open = (path: string): Opened => {
    const known = files.get(path);
    if (known) {
      return known;
    }
    const opened = { database: openSqlite(path), prepared: new Map<string, StatementSync>() };
    roomLogTables(SQLITE_COLUMNS).forEach(sql => opened.database.exec(sql));
    files.set(path, opened);
    return opened;
  };
  return {
    query({ path, sql, values }: { path: string } & Statement): Handed<Row[]> {
      return { value: prepare(open(path), sql).all(...values) };
    },

    transact({ path, statements }: { path: string; statements: readonly Statement[] }): Handed<void> {
      try {
        transact(open(path), statements);
      } catch (error) {
        throw namedFault(error);
      }
      return { value: undefined };
    },

    close({ path }: { path: string }): Handed<void> {
      files.get(path)?.database.close();
      files.delete(path);
      return { value: undefined };
    }
  } satisfies Calls;
}

/** Only an error's name and message leave a thread. */
function namedFault(error: unknown): unknown {
  const fault = error as Error & { errcode?: number };
  const code = (fault.errcode ?? 0) & 0xff;
  if (code === SQLITE_IOERR || code === SQLITE_FULL) {
    fault.name = code === SQLITE_FULL ? DISK_FULL : NOT_DURABLE;
  }
  return fault;
}

function transact(opened: Opened, statements: readonly Statement[]): void {
  const { database } = opened;
  database.exec('begin immediate');
  try {
    for (const { sql, values } of statements) {
      prepare(opened, sql).run(...values);
    }
    database.exec('commit');
  } catch (error) {
    if (database.isTransaction) {
      database.exec('rollback');
    }
    throw error;
  }
}

function prepare({ database, prepared }: Opened, sql: string): StatementSync {
  const known = prepared.get(sql);
  if (known) {
    return known;
  }
  if (prepared.size >= MOST_PREPARED) {
    prepared.clear();
  }
  const statement = database.prepare(sql);
  prepared.set(sql, statement);
  return statement;
}
