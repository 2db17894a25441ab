// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TestWorld } from '../test/world';
import { makeWorld } from '../test/world';
import { run } from './run';

let world: TestWorld;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.clean());

describe('run', () => {
  it('says its version and that of Node', async () => {
    expect(await run(['--version'], world)).toBe(0);
    expect(world.printed).toEqual([`atrium 0.0.0 (Node ${process.versions.node})`]);
  });

  it.each([[[]], [['help']], [['--help']]])('lists what people use with %j', async args => {
    expect(await run(args, world)).toBe(0);
    const said = world.printed.join('\n');
    ['publish', 'check', 'get', 'search', 'show', 'login', 'serve', 'ATRIUM_HUB', '130'].forEach(word =>
      expect(said).toContain(word)
    );
    expect(said).not.toMatch(/^ {2}job/m);
  });

  it.each([[['help', 'publish']], [['publish', '--help']]])('explains one command with %j', async args => {
    expect(await run(args, world)).toBe(0);
    expect(world.printed.join('\n')).toMatch(/Usage: atrium publish PATH \[options\][^]*--without-outputs/);
  });

  it.each([
    [['frobnicate'], 'There is no command “frobnicate”. `atrium help` lists them.'],
    [['publish'], 'PATH is missing. `atrium help publish` says how it is used.'],
    [['publish', 'a', 'b'], '“b” is one argument too many. `atrium help publish` says how it is used.'],
    [['get', 'x', '--frob'], "Unknown option '--frob'. `atrium help get` says how it is used."],
    [['publish', 'a', '--audience', 'all'], /^--audience is one of private, hub, network, public, not “all”\./],
    [['search'], /^WORDS are missing\./],
    [['search', 'x', '--limit', 'many'], /^--limit takes a number\./]
  ])('ends %j with 2, saying how it is used', async (args, words) => {
    expect(await run(args, world)).toBe(2);
    expect(world.reported.at(-1)).toEqual(typeof words === 'string' ? words : expect.stringMatching(words));
    expect(world.printed).toEqual([]);
  });

  it('says how to set a hub', async () => {
    expect(await run(['search', 'ice'], world)).toBe(2);
    expect(world.reported).toEqual([
      'No hub is set. Run `atrium login`, or set ATRIUM_HUB to the address of a hub’s Atrium.'
    ]);
  });

  it('says what went wrong as one object where asked for', async () => {
    expect(await run(['search', 'ice', '--json'], world)).toBe(2);
    expect(JSON.parse(world.printed.join(''))).toMatchObject({ problem: { code: 'not-set-up' } });
    expect(world.reported).toEqual([]);
  });

  it('says that nobody answers', async () => {
    Object.assign(world.env, { ATRIUM_HUB: 'http://127.0.0.1:1/', ATRIUM_TOKEN: 't' });
    expect(await run(['search', 'ice'], world)).toBe(1);
    expect(world.reported).toEqual(['The hub’s Atrium does not answer. Check your connection, then try again.']);
  });
});
