// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import type { TestService } from '../../hub-service/test/service';
import { startService } from '../../hub-service/test/service';
import { run } from '../src/run';
import type { TestWorld } from './world';
import { COURSE, HUB, answering, notebook, worldOf, writeFiles } from './world';

let service: TestService;
let world: TestWorld;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());
beforeEach(() => {
  world = worldOf(service, 'alice');
});
afterEach(() => world.clean());

const REASON = ['--reason', 'Station 4 stood still.'];

async function publish(files: Readonly<Record<string, string>> = COURSE, ...options: string[]): Promise<string> {
  writeFiles(join(world.home, 'course'), files);
  await run(['publish', 'course', '--json', '--licence', 'MIT', ...options], world);
  return (answer() as { work: string }).work;
}

const answer = (): unknown => JSON.parse(world.printed.at(-1) ?? '');

const read = (person: string, work: string): Promise<unknown> => service.as(person).getWork({ params: { work } });

describe('withdraw', () => {
  it('takes a work out of the gallery, says why on its page, and how it comes back', async () => {
    const work = await publish();
    const code = await run(['withdraw', work, ...REASON, '--category', 'error', '--yes'], world);
    expect([code, world.printed.slice(-2)]).toEqual([
      0,
      ['Withdrew “Glacier melt”. Nobody has opened a copy.', `\`atrium restore ${work}\` brings it back.`]
    ]);
    await expect(read('bob', work)).rejects.toMatchObject({
      code: 'work-withdrawn',
      detail: { scope: 'retract', category: 'error', reason: 'Station 4 stood still.' }
    });
  });

  it('takes one release out, named by its label, and answers scripts', async () => {
    const work = await publish();
    await publish({ ...COURSE, 'more.txt': 'more' });
    expect(await run(['withdraw', `${HUB}works/${work}@1.1.0`, ...REASON, '--json'], world)).toBe(0);
    expect(answer()).toMatchObject({ work, release: '1.1.0', scope: 'retract' });
    await expect(read('bob', work)).resolves.toMatchObject({ label: '1.0.0', state: 'live' });
  });

  it('asks before it acts, and does nothing without a yes', async () => {
    const work = await publish();
    expect(await run(['withdraw', work, ...REASON], answering(world, 'n'))).toBe(3);
    expect(world.asked.at(-1)).toBe('Withdraw “Glacier melt”? Nobody has opened a copy. [y/N] ');
    await expect(read('bob', work)).resolves.toMatchObject({ state: 'live' });
  });

  it('erases only where somebody says that it is meant', async () => {
    const work = await publish();
    expect(await run(['withdraw', work, ...REASON, '--erase', '--json'], world)).toBe(3);
    await expect(read('bob', work)).resolves.toMatchObject({ state: 'live' });
    expect(await run(['withdraw', work, ...REASON, '--erase'], answering(world, 'yes'))).toBe(0);
    expect(world.asked.at(-1)).toMatch(/for good\? Nobody can bring it back\./);
    await expect(read('alice', work)).rejects.toMatchObject({ detail: { scope: 'erase', reason: '' } });
  });

  it.each([
    [['--reason', ' '], '--reason is missing.'],
    [[...REASON, '--category', 'boredom'], '--category is one of']
  ])('refuses %j', async (options, words) => {
    expect(await run(['withdraw', '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e', ...options], world)).toBe(2);
    expect(world.reported.at(-1)).toContain(words);
  });

  it('is for the owner only', async () => {
    const work = await publish();
    const bob = worldOf(service, 'bob');
    expect(await run(['withdraw', work, ...REASON, '--yes'], bob)).toBe(1);
    expect(bob.reported).toEqual(['Only its owner can withdraw this work.']);
    bob.clean();
  });
});

describe('restore', () => {
  it('brings back a work that was withdrawn', async () => {
    const work = await publish();
    await run(['withdraw', work, ...REASON, '--yes'], world);
    expect(await run(['restore', work], world)).toBe(0);
    expect(world.printed.at(-1)).toMatch(/^“Glacier melt” is back, and shows 1\.0\.0\.\n/);
    await expect(read('bob', work)).resolves.toMatchObject({ state: 'live' });
  });

  it('says that what was erased is gone', async () => {
    const work = await publish();
    await run(['withdraw', work, ...REASON, '--erase', '--yes'], world);
    expect(await run(['restore', work, '--json'], world)).toBe(1);
    expect(answer()).toMatchObject({ problem: { code: 'work-withdrawn' } });
  });
});

describe('edit', () => {
  it('narrows who may see a work to people and groups named', async () => {
    const work = await publish();
    const args = ['edit', work, '--audience', 'private', '--reader', 'bob', '--reader', 'group:staff', '--json'];
    expect(await run(args, world)).toBe(0);
    expect(answer()).toMatchObject({ work, audience: 'private' });
    await expect(read('alice', work)).resolves.toMatchObject({
      readers: [
        { kind: 'group', name: 'staff' },
        { kind: 'person', name: 'bob' }
      ]
    });
    await expect(read('carol', work)).rejects.toMatchObject({ code: 'work-not-found' });
  });

  it('asks what the checks ask before more people see it, and takes the answer beforehand', async () => {
    const files = { 'index.ipynb': notebook('Melt', 'path = "/home/mnovak/melt"') };
    const work = await publish(files, '--audience', 'private', '--keep', 'personal-path');
    expect(await run(['edit', work, '--audience', 'hub', '--yes'], world)).toBe(3);
    expect(world.reported.at(-1)).toMatch(/^Nothing was changed: 1 question to answer first\./);
    expect(await run(['edit', work, '--audience', 'hub', '--yes', '--keep', 'personal-path'], world)).toBe(0);
    expect(world.printed.at(-1)).toMatch(/^“Melt” is now for everybody on /);
  });

  it.each([
    [[], '--audience is missing.'],
    [['--audience', 'all'], '--audience is one of'],
    [['--audience', 'hub', '--reader', 'bob'], '--reader goes with --audience private.']
  ])('refuses %j', async (options, words) => {
    expect(await run(['edit', '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e', ...options], world)).toBe(2);
    expect(world.reported.at(-1)).toContain(words);
  });
});
