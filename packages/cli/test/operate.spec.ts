// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../src/run';
import { type TestWorld, makeWorld } from './world';

/** Nobody listens there. */
const NO_DATABASE = 'postgres://atrium:pw@127.0.0.1:1/atrium';

let world: TestWorld;
beforeEach(() => {
  world = makeWorld();
  world.env = { HOME: world.home, ATRIUM_DATA: join(world.home, 'data'), PATH: '' };
});
afterEach(() => world.clean());

describe('serve', () => {
  it('names the settings that are wrong', async () => {
    world.env = { ...world.env, ATRIUM_DATABASE_URL: 'mysql://x' };
    expect(await run(['serve'], world)).toBe(2);
    expect(world.reported.join()).toMatch(/3 problem\(s\)[\s\S]*JUPYTERHUB_API_URL is missing[\s\S]*postgres:\/\//);
  });

  it('says in its log why it cannot go on', async () => {
    const listen = `unix:${join(world.home, 'socket')}`;
    world.env = { ...world.env, ATRIUM_SECRET: 's', ATRIUM_LISTEN: listen, ATRIUM_DATABASE_URL: NO_DATABASE };
    expect(await run(['serve'], world)).toBe(1);
    expect(JSON.parse(world.reported.at(-1) ?? '')).toMatchObject({
      level: 'error',
      message: 'The service cannot go on.',
      fault: expect.stringContaining('ECONNREFUSED') as string
    });
  });
});

describe('backup', () => {
  it('says why it failed', async () => {
    writeFileSync(join(world.home, 'data'), '');
    expect(await run(['backup', join(world.home, 'backup')], world)).toBe(1);
    expect(world.reported).toEqual(['The backup failed: unable to open database file']);
  });

  it('says that PostgreSQL’s program is missing', async () => {
    world.env = { ...world.env, ATRIUM_DATABASE_URL: NO_DATABASE };
    expect(await run(['backup', join(world.home, 'backup')], world)).toBe(1);
    expect(world.reported).toEqual(['The backup failed: spawn pg_dump ENOENT']);
  });
});
