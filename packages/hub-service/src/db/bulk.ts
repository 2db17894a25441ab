// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { setImmediate } from 'node:timers/promises';
import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Records } from './database.ts';
import type { SqliteValue } from './sqlite.ts';

/** Rows written or looked up before others get a turn: 5 to 10 ms of the main thread. */
const SLICE = 1000;

/** How a value travels to PostgreSQL. */
type ColumnType = 'text' | 'int8' | 'bytea';

/** Where many rows of one shape go. Names are those of the tables, in snake case. */
export type BulkTarget = {
  table: string;
  columns: Readonly<Record<string, ColumnType>>;
  /** What follows the values, such as `on conflict do nothing`. */
  suffix?: string;
};

/**
 * Inserts many rows.
 *
 * NOTE: only inside a transaction, because SQLite has one connection: outside, the rows would join whichever transaction
 * is open.
 *
 * @param rows - values in the order of the target's columns
 */
export async function insertMany(
  records: Records,
  target: BulkTarget,
  rows: readonly (readonly SqliteValue[])[]
): Promise<void> {
  for (let at = 0; at < rows.length; at += SLICE) {
    if (at > 0) {
      await setImmediate();
    }
    await insertSlice(records, target, rows.slice(at, at + SLICE));
  }
}

async function insertSlice(
  { db, sqlite }: Records,
  { table, columns, suffix = '' }: BulkTarget,
  rows: readonly (readonly SqliteValue[])[]
): Promise<void> {
  const names = Object.keys(columns);
  const into = `insert into ${table} (${names.map(name => `"${name}"`).join(', ')})`;
  if (sqlite) {
    const insert = sqlite.prepare(`${into} values (${names.map(() => '?').join(', ')}) ${suffix}`);
    for (const row of rows) {
      insert.run(...row);
    }
    return;
  }
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  // `where true`: SQL would else take `on conflict` for a join's condition.
  const text = `${into} select * from unnest(${arrays.join(', ')}) where true ${suffix}`;
  await db.executeQuery(
    CompiledQuery.raw(
      text,
      names.map((_, index) => rows.map(row => row[index]))
    )
  );
}

/**
 * Looks many values up, some at a time, so that others get a turn.
 *
 * @param find - answers for one slice
 */
export async function inSlices<T, R>(
  values: readonly T[],
  find: (slice: readonly T[]) => Promise<readonly R[]>
): Promise<R[]> {
  const found: R[] = [];
  for (let at = 0; at < values.length; at += SLICE) {
    if (at > 0) {
      await setImmediate();
    }
    found.push(...(await find(values.slice(at, at + SLICE))));
  }
  return found;
}

/**
 * Makes a list of hashes for `in`, whatever its length, as one parameter.
 *
 * @param hashes - 32 bytes each
 */
export function hashList(records: Records, hashes: readonly Uint8Array[]): RawBuilder<Uint8Array> {
  return records.engine === 'sqlite'
    ? sql`(select unhex(value) from json_each(${JSON.stringify(hashes.map(hash => Buffer.from(hash).toString('hex')))}))`
    : sql`(select unnest(${hashes.map(hash => Buffer.from(hash))}::bytea[]))`;
}

/** Makes a list of texts for `in`, whatever its length, as one parameter. */
export function textList(records: Records, texts: readonly string[]): RawBuilder<string> {
  return records.engine === 'sqlite'
    ? sql`(select value from json_each(${JSON.stringify(texts)}))`
    : sql`(select unnest(${[...texts]}::text[]))`;
}

/** Makes a list of whole numbers for `in`, whatever its length, as one parameter. */
export function numberList(records: Records, numbers: readonly number[]): RawBuilder<number> {
  return records.engine === 'sqlite'
    ? sql`(select value from json_each(${JSON.stringify(numbers)}))`
    : sql`(select unnest(${[...numbers]}::int8[]))`;
}
