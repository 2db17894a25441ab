// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestWorld } from '../../test/world';
import { answering, makeWorld } from '../../test/world';
import { run } from '../run';
import { hubSetting } from './hub';
import { keepHub } from './hubs-file';

const HUB = 'https://hub-a.example/services/atrium/';

let world: TestWorld;
let config = '';
beforeEach(() => {
  world = makeWorld();
  config = join(world.home, '.config/atrium');
});
afterEach(() => world.clean());

const setting = (env: Record<string, string>): object => hubSetting({ env: { HOME: world.home, ...env } });

describe('hubSetting', () => {
  it('takes address and token from the environment, with a final slash', () => {
    expect(setting({ ATRIUM_HUB: HUB.slice(0, -1), ATRIUM_TOKEN: 't' })).toEqual({ address: HUB, token: 't' });
  });

  it('takes the hub of the last login', () => {
    keepHub(config, 'https://other.example/', 'o');
    keepHub(config, HUB, 'a');
    expect(setting({})).toEqual({ address: HUB, token: 'a' });
    expect(setting({ ATRIUM_HUB: 'https://other.example/' })).toEqual({
      address: 'https://other.example/',
      token: 'o'
    });
  });

  it('takes a Unix socket', () => {
    expect(setting({ ATRIUM_HUB: 'unix:/run/atrium/socket', ATRIUM_TOKEN: 't' })).toEqual({
      address: 'unix:/run/atrium/socket',
      token: 't'
    });
  });

  it.each(['hub.example', 'ftp://hub.example/', 'https://hub.example/?token=x', 'https://me:pw@hub.example/'])(
    'refuses the address %s',
    address => {
      expect(() => setting({ ATRIUM_HUB: address, ATRIUM_TOKEN: 't' })).toThrow(/ATRIUM_HUB must look like/);
    }
  );

  it('says that a token is missing', () => {
    expect(() => setting({ ATRIUM_HUB: HUB })).toThrow(
      `There is no token for ${HUB}. Run \`atrium login\`, or set ATRIUM_TOKEN.`
    );
  });

  it('says that its file is damaged', () => {
    const path = join(config, 'hubs.json');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '{');
    expect(() => setting({})).toThrow(`${path} cannot be read. Delete it, then run \`atrium login\` again.`);
  });
});

describe('login', () => {
  const me = {
    person: { id: 'x', name: 'A. Rivera' },
    hub: { id: 'hub-a.example/services/atrium', name: 'Ocean Hub' },
    can: { publish: true }
  };
  const tokens: (string | undefined)[] = [];
  beforeEach(() => {
    tokens.length = 0;
    world.fetch = async (_url, init) => {
      tokens.push((init.headers as Record<string, string>).Authorization);
      return Response.json(me);
    };
  });

  it('tries the token, then keeps it for its owner alone', async () => {
    world.readInput = async () => 'geheim\n';
    expect(await run(['login', HUB, '--token-stdin'], world)).toBe(0);
    expect(world.printed).toEqual(['Logged in to Ocean Hub as A. Rivera. You may publish.']);
    expect(tokens).toEqual(['token geheim']);
    expect(statSync(join(config, 'hubs.json')).mode & 0o777).toBe(0o600);
    expect(statSync(config).mode & 0o777).toBe(0o700);
    expect(hubSetting(world)).toEqual({ address: HUB, token: 'geheim' });
  });

  it('asks for what it needs', async () => {
    expect(await run(['login'], answering(world, HUB))).toBe(0);
    expect(world.asked).toEqual(['Address of the hub’s Atrium: ', `Token for ${HUB}: `]);
  });

  it('keeps nothing that does not work', async () => {
    const refusal = { code: 'not-logged-in', message: 'The hub does not know this token. Make a new one.' };
    world.fetch = async () => Response.json(refusal, { status: 401 });
    world.readInput = async () => 'wrong';
    expect(await run(['login', HUB, '--token-stdin'], world)).toBe(1);
    expect(() => hubSetting(world)).toThrow('No hub is set');
  });

  it('says how to log in where nobody is at the terminal', async () => {
    expect(await run(['login', HUB], world)).toBe(2);
    expect(world.reported).toEqual(['Nobody is at the terminal. Name the HUB and give the token with --token-stdin.']);
  });
});
