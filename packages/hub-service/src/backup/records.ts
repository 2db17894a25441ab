// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { place } from './durable.ts';

/** Where a service keeps its data. */
export type Storage = { data: string; databaseUrl: string | null };

/** PostgreSQL's program that copies a database, and the folders it is looked for in. */
export type PgDump = { program: string; path: string };

/** A copy of the records that is not in its place yet. */
export type RecordsCopy = {
  /** Where it is, and where it belongs. */
  at: string;
  place: string;
  /** Ids of the packs it names; null where it cannot be asked. */
  packs: readonly string[] | null;
};

/** Copies the records as they are at one moment, while the service goes on. */
export async function copyRecords(
  { data, databaseUrl }: Storage,
  folder: string,
  pgDump: PgDump
): Promise<RecordsCopy> {
  const at = join(folder, 'records.next');
  if (databaseUrl !== null) {
    await place(at, path => dump(databaseUrl, path, pgDump));
    return { at, place: join(folder, 'atrium.dump'), packs: null };
  }
  await place(at, async path => vacuumInto(join(data, 'atrium.db'), path));
  return { at, place: join(folder, 'atrium.db'), packs: packsOf(at) };
}

/**
 * Copies what is typed in rooms, where that is a file of its own. After the records: then each room they name is in it.
 */
export async function copyRooms({ data, databaseUrl }: Storage, folder: string): Promise<void> {
  const file = join(data, 'rooms.db');
  if (databaseUrl === null && existsSync(file)) {
    await place(join(folder, 'rooms.db'), async path => vacuumInto(file, path));
  }
}

function vacuumInto(from: string, to: string): void {
  const database = new DatabaseSync(from);
  try {
    database.exec('PRAGMA busy_timeout = 10000');
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}

function packsOf(copy: string): string[] {
  const database = new DatabaseSync(copy, { readOnly: true });
  try {
    return database
      .prepare('select id from pack')
      .all()
      .map(row => String(row.id));
  } finally {
    database.close();
  }
}

/** The address stays out of the arguments, which every user of the machine can read. */
async function dump(databaseUrl: string, file: string, { program, path }: PgDump): Promise<void> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl);
  const mode = searchParams.get('sslmode');
  const env = {
    PATH: path,
    PGHOST: decodeURIComponent(hostname),
    ...(port ? { PGPORT: port } : {}),
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    ...(mode ? { PGSSLMODE: mode } : {})
  };
  const child = spawn(program, ['--format=custom', '--schema=atrium', `--file=${file}`], {
    env,
    stdio: ['ignore', 'ignore', 'pipe']
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said = `${said}${data.toString()}`.slice(-1000)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) {
    throw new Error(`pg_dump ended with ${code}: ${said.trim()}`);
  }
}
