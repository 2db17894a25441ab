// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scan } from '@jupyter-atrium/api';
import type { TestWorld } from '../../test/world';
import { COURSE, makeWorld, notebook, writeFiles } from '../../test/world';
import { findSource } from '../files/source';
import { prepareAll } from './prepare-all';
import type { IReadOptions } from './prepare-all';
import { scanSource } from './scan';

let world: TestWorld;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.clean());

const read = (overrides: Partial<IReadOptions> = {}): IReadOptions => ({
  withOutputs: true,
  leaveOut: [],
  cache: join(world.home, '.cache'),
  now: world.now,
  onProgress: () => undefined,
  ...overrides
});

async function scan(path: string, overrides: Partial<IReadOptions> = {}): Promise<Scan> {
  return (await scanSource(findSource(join(world.home, path), path), read(overrides))).scan;
}

const PICTURE = Buffer.from('89504e470d0a1a0a'.padEnd(4000, '0'), 'hex').toString('base64');
const WITH_PICTURE = {
  execution_count: 1,
  outputs: [{ output_type: 'display_data', metadata: {}, data: { 'image/png': PICTURE } }]
};

describe('scanSource', () => {
  it('shows the files of a folder in the order of their paths', async () => {
    writeFiles(join(world.home, 'course'), COURSE);
    const { files, bytes, isFolder, source } = await scan('course');
    expect(files.map(file => file.path)).toEqual(['data/ice.csv', 'index.ipynb', 'week1/lab.ipynb', 'week1/melt.py']);
    expect(bytes).toBe(Object.values(COURSE).join('').length);
    expect({ isFolder, source }).toEqual({ isFolder: true, source: 'course' });
  });

  it('fills in the card from what is there', async () => {
    writeFiles(join(world.home, 'course'), COURSE);
    const { card, from, needs } = await scan('course');
    expect(card).toMatchObject({ title: 'Glacier melt', entry: 'index.ipynb' });
    expect(from).toMatchObject({ title: 'heading' });
    expect(needs.packages).toEqual(['numpy', 'xarray']);
  });

  it('takes one notebook without what lies beside it', async () => {
    writeFiles(world.home, { 'melt.ipynb': COURSE['index.ipynb'], 'secret.txt': 'x' });
    const { files, isFolder } = await scan('melt.ipynb');
    expect({ paths: files.map(file => file.path), isFolder }).toEqual({ paths: ['melt.ipynb'], isFolder: false });
  });

  it('shows what stays out and why', async () => {
    writeFiles(join(world.home, 'course'), { ...COURSE, '.atriumignore': '*.csv\n', '.git/config': '' });
    const { files, leftOut } = await scan('course', { leaveOut: ['week1'] });
    expect(files.map(file => file.path)).toEqual(['index.ipynb']);
    expect(leftOut.map(({ path, reason }) => [path, reason])).toEqual([
      ['.atriumignore', 'hidden'],
      ['.git/', 'version-control'],
      ['data/ice.csv', 'ignore-file'],
      ['week1/', 'chosen']
    ]);
  });

  it('takes marks of trust off what is published, and leaves the file alone', async () => {
    const trusted = notebook('Trusting', 'x', { metadata: { trusted: true } });
    writeFiles(world.home, { 'melt.ipynb': trusted });
    const { files, checks } = await scan('melt.ipynb');
    expect(files[0]?.size).toBeLessThan(trusted.length);
    expect(checks.map(check => [check.kind, check.level])).toContainEqual(['trusted', 'note']);
    expect(readFileSync(join(world.home, 'melt.ipynb'), 'utf8')).toBe(trusted);
  });

  it('publishes a notebook that needs nothing taken out byte for byte', async () => {
    const odd = COURSE['index.ipynb'].replace('\n', '\n\n');
    writeFiles(world.home, { 'melt.ipynb': odd });
    expect((await scan('melt.ipynb')).files[0]?.size).toBe(odd.length);
  });

  it('leaves outputs out, still counting them', async () => {
    writeFiles(world.home, { 'melt.ipynb': notebook('Figures', 'plot()', WITH_PICTURE) });
    const [withOutputs, without] = [await scan('melt.ipynb'), await scan('melt.ipynb', { withOutputs: false })];
    expect(withOutputs.figures).toMatchObject([{ path: 'melt.ipynb', cell: 1, output: 0, mediaType: 'image/png' }]);
    expect(without.figures).toEqual([]);
    expect(without.outputs).toEqual({ figures: 1, tables: 0, others: 0 });
    expect(without.bytes).toBeLessThan(withOutputs.bytes);
  });

  it('finds secrets in what would be published, and only there', async () => {
    const key = 'AKIAIOSFODNN7EXAMPLQ';
    const output = { outputs: [{ output_type: 'stream', name: 'stdout', text: [`aws_access_key_id = ${key}\n`] }] };
    writeFiles(world.home, { 'melt.ipynb': notebook('Keys', 'x', output) });
    expect((await scan('melt.ipynb')).checks.map(check => [check.kind, check.level])).toContainEqual([
      'secret',
      'stop'
    ]);
    expect((await scan('melt.ipynb', { withOutputs: false })).checks.map(check => check.kind)).not.toContain('secret');
  });

  it('stops names that some systems cannot hold', async () => {
    writeFiles(join(world.home, 'course'), { ...COURSE, 'what?.md': '', 'Index.ipynb': COURSE['index.ipynb'] });
    const stops = (await scan('course')).checks.filter(check => check.level === 'stop');
    expect(stops.map(({ kind, path, fixes }) => [kind, path, fixes])).toEqual([
      ['names', 'index.ipynb', ['leave-out']],
      ['names', 'what?.md', ['leave-out']]
    ]);
  });

  it('stops a name that is no text, and lets it be left out', async () => {
    mkdirSync(join(world.home, 'course'));
    writeFiles(join(world.home, 'course'), COURSE);
    writeFileSync(Buffer.concat([Buffer.from(`${world.home}/course/x`), Buffer.from([0xff])]), '');
    const stops = (await scan('course')).checks.filter(check => check.level === 'stop');
    expect(stops.map(({ message }) => message)).toEqual(['“x\ufffd” is not valid UTF-8.']);
    expect((await scan('course', { leaveOut: ['x\ufffd'] })).checks).toEqual([]);
  });

  it('stops a file that is too large for a release without reading it', async () => {
    writeFiles(join(world.home, 'course'), COURSE);
    const place = Buffer.from(join(world.home, 'course/index.ipynb'));
    const stat = { size: 6 * 1024 ** 3, mtimeNs: 0n, ino: 1n };
    const { diskChecks } = await import('./disk-checks');
    expect(diskChecks({ path: 'big.nc', place, isNameBroken: false, stat })).toMatchObject([
      {
        kind: 'size',
        level: 'stop',
        message: '“big.nc” is 6.0 GiB large; a file may have 5 GiB.',
        fixes: ['leave-out']
      }
    ]);
  });

  it('says when there is nothing to publish', async () => {
    mkdirSync(join(world.home, 'empty'));
    await expect(scan('empty')).rejects.toMatchObject({
      code: 'nothing-to-publish',
      message: 'There is nothing to publish in empty: it is empty.'
    });
  });

  it('knows what a copy was made from, wherever in it', async () => {
    const origin = {
      type: 'application/vnd.atrium.copy.v1+json',
      work: 'https://hub-a.example/services/atrium/works/1',
      release: { label: '1.0.0', manifest: `sha256:${'b'.repeat(64)}` }
    };
    writeFiles(join(world.home, 'copy'), { ...COURSE, '.atrium/origin.json': JSON.stringify(origin) });
    const { madeFrom } = await scan('copy/week1/lab.ipynb');
    expect(madeFrom).toEqual({ work: origin.work, manifest: origin.release.manifest });
  });
});

describe('scanSource, again', () => {
  const place = (): string => join(world.home, 'course/index.ipynb');

  it('shows the same without reading what has not changed', async () => {
    writeFiles(join(world.home, 'course'), { ...COURSE, 'paths.py': 'open("/home/alice/ice.csv")\n' });
    [...Object.keys(COURSE), 'paths.py'].forEach(path => utimesSync(join(world.home, 'course', path), 1, 1));
    const first = await scan('course');
    // Same size, same time, same place on disk: only a reader would see the difference.
    writeFileSync(place(), COURSE['index.ipynb'].replace('Glacier', 'Gleaner'));
    utimesSync(place(), 1, 1);
    expect(first.checks.map(check => check.kind)).toContain('personal-path');
    expect(await scan('course')).toEqual(first);
  });

  it('looks again into a file that changed', async () => {
    writeFiles(join(world.home, 'course'), COURSE);
    await scan('course');
    writeFiles(join(world.home, 'course'), { 'index.ipynb': notebook('Sea ice', 'open("/home/alice/ice.csv")') });
    const { card, checks } = await scan('course');
    expect({ title: card.title, kinds: checks.map(check => check.kind) }).toEqual({
      title: 'Sea ice',
      kinds: ['personal-path']
    });
  });

  it('tells of marks of trust each time, though what is published stays the same', async () => {
    writeFiles(join(world.home, 'course'), {
      'index.ipynb': notebook('Trusting', 'x', { metadata: { trusted: true } })
    });
    utimesSync(place(), 1, 1);
    const kinds = async (withOutputs: boolean): Promise<string[]> =>
      (await scan('course', { withOutputs })).checks.map(check => check.kind);
    expect(await kinds(true)).toEqual(['trusted']);
    expect(await kinds(false)).toEqual([]);
    expect(await kinds(true)).toEqual(['trusted']);
  });
});

describe('prepareAll', () => {
  const digests = async (overrides: Partial<IReadOptions> = {}): Promise<string[]> => {
    const { files } = await prepareAll(findSource(join(world.home, 'course'), 'course'), read(overrides));
    return files.map(({ cut }) => cut.digest);
  };
  /** Makes files old enough to be trusted. */
  const age = (paths: readonly string[]): void => paths.forEach(path => utimesSync(join(world.home, path), 1, 1));

  it('reads no file that has not changed since the last time', async () => {
    writeFiles(join(world.home, 'course'), COURSE);
    age(Object.keys(COURSE).map(path => `course/${path}`));
    const first = await digests();
    const place = join(world.home, 'course/data/ice.csv');
    // Same size, same time, same place on disk: only a reader would see the difference.
    writeFileSync(place, COURSE['data/ice.csv'].replace('1\n', '2\n'));
    age(['course/data/ice.csv']);
    expect(statSync(place).size).toBe(COURSE['data/ice.csv'].length);
    expect(await digests()).toEqual(first);
  });

  it('reads a file again that changed', async () => {
    writeFiles(join(world.home, 'course'), COURSE);
    const first = await digests();
    appendFileSync(join(world.home, 'course/data/ice.csv'), '2001,2\n');
    expect(await digests()).not.toEqual(first);
  });

  it('does without its cache', async () => {
    writeFiles(join(world.home, 'course'), COURSE);
    const first = await digests();
    rmSync(join(world.home, '.cache'), { recursive: true });
    expect(await digests()).toEqual(first);
  });

  it('stops at once when it is told to', async () => {
    writeFiles(join(world.home, 'course'), COURSE);
    await expect(digests({ signal: AbortSignal.abort(new Error('Stopped.')) })).rejects.toThrow('Stopped.');
  });
});
