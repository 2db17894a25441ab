// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Work } from '@jupyter-atrium/api';
import type { TestService } from '../../hub-service/test/service';
import { startService } from '../../hub-service/test/service';
import { run } from '../src/run';
import type { TestWorld } from './world';
import { COURSE, answering, fetchFrom, notebook, worldOf, writeFiles } from './world';

let service: TestService;
let world: TestWorld;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());
beforeEach(() => {
  world = worldOf(service, `alice${count++}`);
  // Content that no other spec published: what a hub holds already is not sent.
  writeFiles(join(world.home, 'course'), { ...COURSE, 'data/ice.csv': `${COURSE['data/ice.csv']}${count}\n` });
});
afterEach(() => world.clean());

/** Each spec has a person of its own, and so an empty list of works. */
let count = 0;
const person = (): string => `alice${count - 1}`;

type Published = { work: string; release: string; url: string; isUnchanged: boolean };

async function publish(...args: string[]): Promise<Published> {
  const code = await run(['publish', ...args, '--json'], world);
  expect({ code, reported: world.reported }).toEqual({ code: 0, reported: [] });
  return JSON.parse(world.printed.at(-1) ?? '') as Published;
}

const mine = async (): Promise<Work[]> => (await service.as(person()).listMine()).published;

describe('publish', () => {
  it('publishes a folder and says where', async () => {
    const { work, release, url } = await publish('course');
    expect({ release, url }).toEqual({
      release: '1.0.0',
      url: `https://hub-a.example/services/atrium/works/${work}`
    });
    const { entries } = await service.as(person()).getRelease({ params: { work, label: release } });
    expect(entries.map(entry => entry.path)).toEqual([
      'data/ice.csv',
      'index.ipynb',
      'week1/lab.ipynb',
      'week1/melt.py'
    ]);
    const bytes = await service.as(person()).getFile({ params: { work, label: release, '*': 'week1/lab.ipynb' } });
    expect(Buffer.from(bytes).toString()).toBe(COURSE['week1/lab.ipynb']);
  });

  it('fills in the card as the panel does', async () => {
    await publish('course');
    expect((await mine())[0]).toMatchObject({
      audience: 'hub',
      card: { title: 'Glacier melt', authors: [{ name: person() }], licence: null, entry: 'index.ipynb' }
    });
  });

  it('takes what the person says before what the files say', async () => {
    await publish(
      ...['course', '--title', 'Ice', '--summary', 'Less of it.', '--author', 'A. Rivera', '--audience', 'private'],
      ...['--author', 'J. Okafor <0000-0002-1825-0097>', '--licence', 'CC-BY-4.0', '--tag', 'ice', '--label', '2024']
    );
    expect((await mine())[0]).toMatchObject({
      audience: 'private',
      label: '2024',
      card: {
        title: 'Ice',
        summary: 'Less of it.',
        authors: [{ name: 'A. Rivera' }, { name: 'J. Okafor', orcid: '0000-0002-1825-0097' }],
        licence: 'CC-BY-4.0',
        tags: ['ice']
      }
    });
  });

  it('publishes an update of what it published before, and keeps its card and audience', async () => {
    const first = await publish('course', '--title', 'Ice', '--licence', 'MIT', '--audience', 'private');
    appendFileSync(join(world.home, 'course/data/ice.csv'), '2001,2\n');
    const second = await publish('course', '--note', 'One more year.');
    expect(second).toMatchObject({ work: first.work, isUnchanged: false });
    expect(await mine()).toMatchObject([
      { id: first.work, releases: 2, audience: 'private', card: { title: 'Ice', licence: 'MIT' } }
    ]);
    const { releases } = await service.as(person()).listReleases({ params: { work: first.work } });
    expect(releases[0]).toMatchObject({ label: second.release, note: 'One more year.' });
  });

  it('sends only what changed', async () => {
    await publish('course');
    appendFileSync(join(world.home, 'course/data/ice.csv'), '2001,2\n');
    const calls: string[] = [];
    const fetch = world.fetch;
    world.fetch = (url, init) => {
      calls.push(new URL(url).pathname.replace(/.*\/api\/v1/, ''));
      return fetch(url, init);
    };
    await publish('course');
    const three = ['/transfer/have', '/transfer/chunks', '/transfer/seal'];
    expect(calls.splice(0).filter(path => path.startsWith('/transfer/'))).toEqual(three);
    rmSync(join(world.home, '.cache'), { recursive: true });
    appendFileSync(join(world.home, 'course/data/ice.csv'), '2002,3\n');
    await publish('course');
    expect(calls.filter(path => path.startsWith('/transfer/'))).toEqual(['/transfer/base', ...three]);
  });

  it('publishes nothing twice, and asks nobody to find out', async () => {
    const { work } = await publish('course');
    world.fetch = async () => Promise.reject(new Error('Nobody should be asked.'));
    expect(await publish('course')).toMatchObject({ work, release: '1.0.0', isUnchanged: true });
  });

  it('asks a service without a public address only about what came from elsewhere', async () => {
    const { work } = await publish('course');
    const record = join(world.home, 'course/.atrium/published.json');
    writeFileSync(record, readFileSync(record, 'utf8').replaceAll('https://hub-a.example/services/atrium/', '/'));
    const { fetch } = world;
    let calls = 0;
    world.fetch = (url, init) => {
      calls++;
      return fetch(url, init);
    };
    const unchanged = async (): Promise<number> => {
      calls = 0;
      expect(await publish('course')).toMatchObject({ work, release: '1.0.0', isUnchanged: true });
      return calls;
    };
    expect(await unchanged()).toBe(0);
    // As on another machine, to which only the folder was copied.
    rmSync(join(world.home, '.cache'), { recursive: true });
    expect(await unchanged()).toBe(2);
    expect(await unchanged()).toBe(0);
  });

  it('publishes a new work when told to', async () => {
    const { work } = await publish('course');
    expect((await publish('course', '--new')).work).not.toBe(work);
    expect(await mine()).toHaveLength(2);
  });

  it('remembers notebooks of one folder apart from each other and from the folder', async () => {
    const works = [
      await publish('course'),
      await publish('course/week1/lab.ipynb'),
      await publish('course/index.ipynb')
    ];
    expect(new Set(works.map(({ work }) => work)).size).toBe(3);
    expect(await publish('course/week1/lab.ipynb')).toMatchObject({ work: works[1]?.work, isUnchanged: true });
    const record = JSON.parse(readFileSync(join(world.home, 'course/.atrium/published.json'), 'utf8')) as object;
    expect(record).toMatchObject({
      type: 'application/vnd.atrium.published.v1+json',
      sources: { '.': { work: works[0]?.work, label: '1.0.0' }, 'index.ipynb': { work: works[2]?.work } }
    });
  });

  it('publishes somebody else’s folder as a work of one’s own', async () => {
    const { work } = await publish('course');
    const bob = worldOf(service, 'bob', { folder: world.home });
    appendFileSync(join(world.home, 'course/data/ice.csv'), '2001,2\n');
    expect(await run(['publish', 'course', '--title', 'Bob’s', '--json'], bob)).toBe(0);
    const { published } = await service.as('bob').listMine();
    expect(published.map(({ id, card }) => [id === work, card.title])).toEqual([[false, 'Bob’s']]);
    bob.clean();
  });

  it('does not publish over a withdrawn work', async () => {
    const { work } = await publish('course');
    const body = { label: null, scope: 'retract', reason: 'A mistake.' } as const;
    await service.as(person()).withdrawWork({ params: { work }, body });
    appendFileSync(join(world.home, 'course/data/ice.csv'), '2001,2\n');
    expect(await run(['publish', 'course', '--yes'], world)).toBe(3);
    expect(world.reported.at(-1)).toMatch(
      /was withdrawn\. Bring it back in the gallery, or publish a new one with --new/
    );
  });

  it('makes the first figure the cover', async () => {
    const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const outputs = [{ output_type: 'display_data', metadata: {}, data: { 'image/png': picture } }];
    writeFiles(world.home, { 'fig.ipynb': notebook('Figure', 'plot()', { execution_count: 1, outputs }) });
    const { work } = await publish('fig.ipynb');
    const cover = (await mine())[0]?.card.cover ?? '';
    const bytes = await service.as(person()).getCover({ params: { work, cover } });
    expect(Buffer.from(bytes).toString('base64')).toBe(picture);
  });

  it('leaves outputs out on request', async () => {
    const outputs = [{ output_type: 'stream', name: 'stdout', text: ['secret result\n'] }];
    writeFiles(world.home, { 'out.ipynb': notebook('Out', 'x', { execution_count: 1, outputs }) });
    const { work } = await publish('out.ipynb', '--without-outputs');
    const bytes = await service.as(person()).getFile({ params: { work, label: '1.0.0', '*': 'out.ipynb' } });
    expect(Buffer.from(bytes).toString()).not.toContain('secret result');
  });
});

describe('publish, when something has to be decided', () => {
  const failing = notebook('Broken', 'x', {
    execution_count: 1,
    outputs: [{ output_type: 'error', ename: 'ValueError', evalue: 'no', traceback: ['ValueError: no'] }]
  });
  const withKey = notebook('Key', 'aws_access_key_id = "AKIAIOSFODNN7EXAMPLQ"');

  it('refuses what must be fixed, naming it and never showing it', async () => {
    writeFiles(world.home, { 'key.ipynb': withKey });
    expect(await run(['publish', 'key.ipynb', '--yes', '--keep', 'secret'], world)).toBe(3);
    const said = world.reported.join('\n');
    expect(said).toMatch(/Nothing was published: 1 thing to fix first\.\n {2}stop key\.ipynb: /);
    expect(said).not.toContain('AKIAIOSFODNN7EXAMPLQ');
    expect(await mine()).toEqual([]);
  });

  it.each([['--yes'], ['--json']])('refuses a question with %s, as one object where asked for', async flag => {
    writeFiles(world.home, { 'broken.ipynb': failing });
    expect(await run(['publish', 'broken.ipynb', flag], world)).toBe(3);
    if (flag === '--json') {
      const { problem } = JSON.parse(world.printed.join('')) as { problem: { code: string; detail: object } };
      expect(problem).toMatchObject({ code: 'needs-decision', detail: { checks: [{ kind: 'error-output' }] } });
    } else {
      expect(world.reported.join('\n')).toMatch(/1 question to answer first\.\n {2}ask .*\[--keep error-output-/);
    }
  });

  it('refuses a question when nobody is at the terminal', async () => {
    writeFiles(world.home, { 'broken.ipynb': failing });
    expect(await run(['publish', 'broken.ipynb'], world)).toBe(3);
  });

  it('takes an answer given beforehand, for one finding or all of a kind', async () => {
    writeFiles(world.home, { 'broken.ipynb': failing });
    expect(await publish('broken.ipynb', '--keep', 'error-output')).toMatchObject({ release: '1.0.0' });
  });

  it('asks the person who is there', async () => {
    writeFiles(world.home, { 'broken.ipynb': failing });
    expect(await run(['publish', 'broken.ipynb'], answering(world, 'y'))).toBe(0);
    expect(world.asked).toEqual([
      'Publish with this as they are? [y/N] ',
      expect.stringMatching(/^Publish “Broken” \(1 file, \d+ bytes\) for everybody on Ocean Hub\? \[y\/N\] $/)
    ]);
  });

  it('publishes nothing when the person says no', async () => {
    expect(await run(['publish', 'course'], answering(world, 'n'))).toBe(3);
    expect(world.reported.at(-1)).toBe('Nothing was published.');
    expect(await mine()).toEqual([]);
  });
});

describe('publish, when something goes wrong', () => {
  /** Lets calls of one path fail as often as said. */
  function failing(path: string, times: number, answer: () => Promise<Response>): TestWorld['fetch'] {
    const fetch = fetchFrom(service);
    let left = times;
    return async (url, init) => (url.includes(path) && left-- > 0 ? answer() : fetch(url, init));
  }

  it('goes on from where it was stopped, with the same draft', async () => {
    writeFileSync(
      join(world.home, 'course/big.bin'),
      Buffer.alloc(12_000_000, 'x').map((_, i) => (i * 7919) >> 8)
    );
    const sent: number[] = [];
    let isStopped = false;
    const fetch = world.fetch;
    world.fetch = async (url, init) => {
      if (url.includes('/transfer/chunks')) {
        sent.push((init.body as Uint8Array).length);
      }
      if (url.includes('/transfer/seal') && !isStopped) {
        isStopped = true;
        world.stop.abort(new DOMException('Stopped.', 'AbortError'));
      }
      return fetch(url, init);
    };
    expect(await run(['publish', 'course', '--yes'], world)).toBe(130);
    expect(world.reported.at(-1)).toBe('Stopped. The same command goes on from there.');
    expect(sent).toHaveLength(1);
    world.stop = new AbortController();
    world.reported.length = 0;
    await publish('course');
    expect(sent).toHaveLength(1);
    expect((await service.as(person()).listMine()).drafts).toEqual([]);
  });

  it('gets a fresh ticket when the first one ended', async () => {
    const ended = { code: 'ticket-ended', message: 'This ticket has ended.' };
    world.fetch = failing('/transfer/chunks', 1, async () => Response.json(ended, { status: 401 }));
    expect(await publish('course')).toMatchObject({ release: '1.0.0' });
  });

  it('says that the hub’s disk is full', async () => {
    const full = {
      code: 'disk-full',
      message: 'The hub’s disk is full. Nothing is published; your draft is kept for a day.'
    };
    world.fetch = failing('/transfer/chunks', 9, async () => Response.json(full, { status: 507 }));
    expect(await run(['publish', 'course', '--yes'], world)).toBe(1);
    expect(world.reported).toEqual([full.message]);
  });

  it('makes one release even when the last answer is lost', async () => {
    const fetch = fetchFrom(service);
    let isLost = false;
    world.fetch = async (url, init) => {
      const answer = await fetch(url, init);
      if (url.endsWith('/publish') && !isLost) {
        isLost = true;
        throw new TypeError('fetch failed');
      }
      return answer;
    };
    await run(['publish', 'course', '--json'], world);
    expect(world.reported).toEqual(['Connection lost. Trying again in 1 s.']);
    expect(await mine()).toMatchObject([{ releases: 1 }]);
  });

  it.each([
    [
      'that may read only',
      ['access:services!service=atrium'],
      'You may read on Ocean Hub, not publish with this token. Its operator can allow it.'
    ],
    [
      'that kernels could hold',
      ['access:servers!server=carol/', 'access:services!service=atrium', 'custom:atrium:publish'],
      'This token may only read: kernels could hold it, or it has all your rights. `atrium help login` says how to make one.'
    ]
  ])('does not publish with a token %s', async (what, scopes, words) => {
    const reader = worldOf(service, 'reader', {});
    Object.assign(reader.env, { ATRIUM_TOKEN: service.hub.add(what.replaceAll(' ', '-'), { name: 'carol', scopes }) });
    writeFiles(reader.home, { 'a.ipynb': COURSE['index.ipynb'] });
    expect(await run(['publish', 'a.ipynb', '--yes'], reader)).toBe(1);
    expect(reader.reported.at(-1)).toBe(words);
    reader.clean();
  });

  it('names a source that is not there, or is none', async () => {
    rmSync(join(world.home, 'course/week1'), { recursive: true });
    expect(await run(['publish', 'course/week1', '--yes'], world)).toBe(1);
    expect(await run(['publish', 'course/data/ice.csv', '--yes'], world)).toBe(1);
    expect(world.reported).toEqual([
      'course/week1: There is no such file or folder; it may have been moved.',
      'course/data/ice.csv is neither a notebook nor a folder. Publish the folder it is in.'
    ]);
  });
});
