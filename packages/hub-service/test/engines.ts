// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Where a service of a spec keeps its records; null: SQLite in its own folder. */
export type MakeDatabase = () => Promise<{ url: string | null; drop: () => Promise<void> }>;

const DEBIAN = '/usr/lib/postgresql';
const START_MS = 30_000;

/**
 * Describes the same behaviour once an engine: SQLite always, PostgreSQL where its server programs are found.
 *
 * @param describeIt - gets what makes a fresh database
 */
export function onEachEngine(describeIt: (makeDatabase: MakeDatabase) => void): void {
  describe('on SQLite', () => describeIt(async () => ({ url: null, drop: async () => undefined })));
  const programs = findPrograms();
  (programs ? describe : describe.skip)('on PostgreSQL', () => {
    let cluster: Cluster | null = null;
    afterAll(() => cluster?.stop());
    describeIt(async () => {
      cluster ??= await startCluster(programs ?? '');
      return cluster.makeDatabase();
    });
  });
}

/** The folder of PostgreSQL’s server programs; null if there is none. */
export function findPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [process.env.POSTGRES_BIN, ...versions.map(version => `${DEBIAN}/${version}/bin`)];
  return folders.find(folder => folder && existsSync(`${folder}/initdb`)) ?? null;
}

type Cluster = { makeDatabase: MakeDatabase; stop: () => Promise<void> };

/** Starts a PostgreSQL of its own, as somebody who is not root, on a free port of loopback. */
async function startCluster(programs: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-postgres-'));
  const owner = ownerOf();
  if (owner) {
    chownSync(folder, owner.uid, owner.gid);
  }
  const options = { cwd: folder, stdio: 'ignore' as const, ...owner };
  execFileSync(
    `${programs}/initdb`,
    ['-D', `${folder}/data`, '-U', 'atrium', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    options
  );
  const port = await freePort();
  const server = spawn(
    `${programs}/postgres`,
    ['-D', `${folder}/data`, '-p', `${port}`, '-h', '127.0.0.1', '-k', folder, '-c', 'shared_buffers=32MB'],
    options
  );
  const ended = new Promise(resolve => server.once('exit', resolve));
  const admin = await connect(port);
  let count = 0;
  return {
    makeDatabase: async () => {
      const name = `atrium_${count++}`;
      await admin.query(`create database ${name}`);
      return {
        url: `postgres://atrium@127.0.0.1:${port}/${name}`,
        drop: async () => void (await admin.query(`drop database ${name} with (force)`))
      };
    },
    stop: async () => {
      await admin.end();
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** PostgreSQL refuses to run as root. */
function ownerOf(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) {
    return null;
  }
  const id = (kind: string): number => Number(execFileSync('id', [kind, 'nobody']).toString());
  return { uid: id('-u'), gid: id('-g') };
}

async function connect(port: number): Promise<pg.Client> {
  for (const end = Date.now() + START_MS; ;) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'atrium', database: 'postgres' });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
