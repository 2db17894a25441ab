// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { CompiledQuery } from 'kysely';
import type { Database } from '../../db/schema.ts';
import type { SqliteValue } from '../../db/sqlite.ts';
import type { Remote } from '../../threads/remote.ts';
import { DurabilityError } from '../../content/packs.ts';
import { DiskFullError } from '../../errors.ts';
import { DISK_FULL, type LogCalls, NOT_DURABLE } from './log-calls.ts';

/** SQL with `?` for its values. */
export type Statement = { sql: string; values: readonly SqliteValue[] };
export type Row = Readonly<Record<string, SqliteValue>>;

/** Runs SQL that both engines understand. */
export interface ISql {
  query(sql: string, values: readonly SqliteValue[]): Promise<Row[]>;

  /** Runs statements in one transaction; resolves when it is durable. */
  transact(statements: readonly Statement[]): Promise<void>;
}

/** SQLite, in a thread that nothing else writes its file from. */
export class ThreadSql implements ISql {
  private readonly _thread: Remote<LogCalls>;
  private readonly _path: string;

  /** @param path - of the file; made if absent */
  constructor(thread: Remote<LogCalls>, path: string) {
    this._thread = thread;
    this._path = path;
  }

  query(sql: string, values: readonly SqliteValue[]): Promise<Row[]> {
    return this._thread.call('query', { path: this._path, sql, values });
  }

  async transact(statements: readonly Statement[]): Promise<void> {
    try {
      await this._thread.call('transact', { path: this._path, statements });
    } catch (error) {
      const { name, message } = error as Error;
      throw name === DISK_FULL ? new DiskFullError() : name === NOT_DURABLE ? new DurabilityError(message) : error;
    }
  }

  close(): Promise<void> {
    return this._thread.call('close', { path: this._path });
  }
}

/** PostgreSQL, by the pool of all records. */
export class PostgresSql implements ISql {
  private readonly _db: Database;

  constructor(db: Database) {
    this._db = db;
  }

  async query(sql: string, values: readonly SqliteValue[]): Promise<Row[]> {
    return (await this._db.executeQuery(compiled({ sql, values }))).rows;
  }

  async transact(statements: readonly Statement[]): Promise<void> {
    await this._db.transaction().execute(async transaction => {
      for (const statement of statements) {
        await transaction.executeQuery(compiled(statement));
      }
    });
  }
}

function compiled({ sql, values }: Statement): CompiledQuery<Row> {
  let count = 0;
  return CompiledQuery.raw(
    sql.replaceAll('?', () => `$${++count}`),
    values.map(value => (value instanceof Uint8Array ? Buffer.from(value) : value))
  );
}
