// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Origin } from '@jupyter-atrium/api';
import { readBase } from '@jupyter-atrium/notebooks';
import type { TestService } from '../../hub-service/test/service';
import { startService } from '../../hub-service/test/service';
import { realDisk } from '../src/files/disk';
import { run } from '../src/run';
import { readBaseForm } from '../src/update/base-forms';
import type { TestWorld } from './world';
import { COURSE, HUB, worldOf, writeFiles } from './world';

let service: TestService;
let world: TestWorld;
let work = '';
beforeAll(async () => {
  service = await startService();
  const author = worldOf(service, 'alice');
  writeFiles(join(author.home, 'course'), { ...COURSE, 'run.sh': '#!/bin/sh\n', 'empty.txt': '' });
  await run(['publish', 'course', '--json', '--title', 'Glacier melt: 2024'], author);
  work = (JSON.parse(author.printed.at(-1) ?? '') as { work: string }).work;
  author.clean();
});
afterAll(() => service.stop());
beforeEach(() => {
  world = worldOf(service, 'bob');
});
afterEach(() => world.clean());

type Got = { folder: string; files: number; entry: string };

async function get(...args: string[]): Promise<Got> {
  const code = await run(['get', ...args, '--json'], world);
  expect({ code, reported: world.reported }).toEqual({ code: 0, reported: [] });
  return JSON.parse(world.printed.at(-1) ?? '') as Got;
}

const originIn = (folder: string): Origin =>
  JSON.parse(readFileSync(join(folder, '.atrium/origin.json'), 'utf8')) as Origin;

describe('get', () => {
  it('opens a copy in a folder named after the work', async () => {
    const { folder, files, entry } = await get(work);
    expect({ folder, files, entry }).toEqual({
      folder: join(world.home, 'glacier-melt-2024'),
      files: 6,
      entry: join(world.home, 'glacier-melt-2024/index.ipynb')
    });
    expect(readFileSync(join(folder, 'week1/lab.ipynb'), 'utf8')).toBe(COURSE['week1/lab.ipynb']);
    expect(statSync(join(folder, 'run.sh')).mode & 0o111).toBe(0);
    expect(readFileSync(join(folder, 'empty.txt'), 'utf8')).toBe('');
  });

  it('takes the address of a work, and a label', async () => {
    expect((await get(`${HUB}works/${work}@1.0.0`)).files).toBe(6);
  });

  it('opens it where the person says', async () => {
    expect((await get(work, 'courses/ice')).folder).toBe(join(world.home, 'courses/ice'));
  });

  it('touches nothing that is there', async () => {
    mkdirSync(join(world.home, 'ice'));
    writeFileSync(join(world.home, 'ice-2'), 'mine');
    expect((await get(work, 'ice')).folder).toBe(join(world.home, 'ice-3'));
    expect(readdirSync(join(world.home, 'ice'))).toEqual([]);
    expect(readFileSync(join(world.home, 'ice-2'), 'utf8')).toBe('mine');
  });

  it('leaves nothing beside the copy', async () => {
    await get(work, 'ice');
    expect(readdirSync(world.home).filter(name => !['ice', '.local'].includes(name))).toEqual([]);
    expect(readdirSync(join(world.home, 'ice')).sort()).toEqual(
      ['.atrium', 'data', 'empty.txt', 'index.ipynb', 'run.sh', 'week1'].sort()
    );
  });

  it('writes down where the copy came from, and nothing about the person', async () => {
    const { folder } = await get(work);
    const origin = originIn(folder);
    expect(origin).toMatchObject({
      type: 'application/vnd.atrium.copy.v1+json',
      work: `${HUB}works/${work}`,
      title: 'Glacier melt: 2024',
      release: { label: '1.0.0' },
      paths: {},
      left: [],
      aliases: {}
    });
    expect(Object.keys(origin.files)).toHaveLength(6);
    const { base, disk, manifest } = origin.files['data/ice.csv'] ?? {};
    expect({ base, manifest }).toEqual({ base: `sha256:${disk?.sha256}`, manifest: origin.release.manifest });
    const text = readFileSync(join(folder, '.atrium/origin.json'), 'utf8');
    [world.home, 'bob', world.env.ATRIUM_TOKEN ?? ''].forEach(secret => expect(text).not.toContain(secret));
    expect(readFileSync(join(folder, '.atrium/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('keeps what later updates merge with: code and notebooks, not data', async () => {
    const { folder } = await get(work);
    const { files } = originIn(folder);
    const copy = { folder, recordFolder: '.atrium' };
    const base = (path: string): string | undefined =>
      readBaseForm(realDisk, copy, files[path]?.base ?? '')?.toString();
    expect(base('week1/melt.py')).toBe(COURSE['week1/melt.py']);
    expect(readBase(base('index.ipynb') ?? '')?.cells).toHaveLength(2);
    expect(base('data/ice.csv')).toBeUndefined();
    expect(readdirSync(join(folder, '.atrium/base')).sort()).toEqual(['opened.json', 'opened.zst']);
  });

  it('takes from an older copy what nobody changed in it', async () => {
    await get(work, 'one');
    const calls: string[] = [];
    const fetch = world.fetch;
    world.fetch = (url, init) => {
      calls.push(new URL(url).pathname.replace(/.*\/api\/v1/, ''));
      return fetch(url, init);
    };
    const second = await get(work, 'two');
    expect(calls.filter(path => path === '/transfer/fetch')).toEqual([]);
    expect(readFileSync(join(second.folder, 'week1/lab.ipynb'), 'utf8')).toBe(COURSE['week1/lab.ipynb']);

    appendFileSync(join(world.home, 'one/data/ice.csv'), 'mine');
    appendFileSync(join(world.home, 'two/data/ice.csv'), 'mine');
    const third = await get(work, 'three');
    expect(calls.filter(path => path === '/transfer/fetch')).toHaveLength(1);
    expect(readFileSync(join(third.folder, 'data/ice.csv'), 'utf8')).toBe(COURSE['data/ice.csv']);
  });

  it('publishes a copy as made from its origin', async () => {
    await get(work, 'ice');
    writeFileSync(join(world.home, 'ice/mine.md'), '# Mine\n');
    expect(await run(['publish', 'ice', '--yes'], world)).toBe(0);
    const { published } = await service.as('bob').listMine();
    const page = await service.as('bob').getWork({ params: { work: published[0]?.id ?? '' } });
    expect(page.lineage.madeFrom).toMatchObject([{ work, title: 'Glacier melt: 2024' }]);
    const { entries } = await service.as('bob').getRelease({ params: { work: page.id, label: '1.0.0' } });
    expect(entries.filter(entry => entry.path.includes('atrium'))).toEqual([]);
  });

  it('goes on from what an interrupted try fetched', async () => {
    const fetch = world.fetch;
    const asked: string[] = [];
    world.fetch = async (url, init) => {
      asked.push(url);
      const answer = await fetch(url, init);
      if (url.includes('/transfer/fetch') && !world.stop.signal.aborted) {
        setImmediate(() => world.stop.abort(new DOMException('Stopped.', 'AbortError')));
      }
      return answer;
    };
    const code = await run(['get', work, 'ice'], world);
    expect(existsSync(join(world.home, 'ice'))).toBe(code === 0);
    world.stop = new AbortController();
    world.reported.length = 0;
    expect((await get(work, 'ice')).files).toBe(6);
    expect(readdirSync(world.home).filter(name => name.startsWith('.atrium'))).toEqual([]);
  });

  it.each([
    ['nonsense', 2, '“nonsense” is neither the id nor the address of a work. `atrium help get` says how it is used.'],
    ['01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e', 1, expect.stringMatching(/no such work|not find|There is no/i)]
  ])('says that there is no work %s', async (name, code, words) => {
    expect(await run(['get', name], world)).toBe(code);
    expect(world.reported.at(-1)).toEqual(words);
    expect(readdirSync(world.home)).toEqual([]);
  });
});

describe('search and show', () => {
  it('shows a work with its files and releases', async () => {
    expect(await run(['show', work], world)).toBe(0);
    expect(world.printed).toEqual(
      expect.arrayContaining(['Glacier melt: 2024', 'Releases:', '  data/ice.csv  16 bytes'])
    );
  });

  it('shows it as one object', async () => {
    await run(['show', work, '--json'], world);
    const shown = JSON.parse(world.printed.join('')) as { work: { id: string }; files: object[]; releases: object[] };
    expect([shown.work.id, shown.files.length, shown.releases.length]).toEqual([work, 6, 1]);
  });
});
