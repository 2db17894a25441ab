// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JobEvent, LocalCopy, OpenedFolder, Scan, Sealed } from '@jupyter-atrium/api';
import type { TestService } from '../../hub-service/test/service';
import { startService } from '../../hub-service/test/service';
import { run } from '../src/run';
import type { TestWorld } from './world';
import { COURSE, HUB, fetchFrom, makeWorld, writeFiles } from './world';

let service: TestService;
let world: TestWorld;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());
beforeEach(() => {
  // As on a person's server: no token, only the address.
  world = makeWorld({ fetch: fetchFrom(service) });
  Object.assign(world.env, { ATRIUM_URL: HUB });
  writeFiles(join(world.home, 'files/course'), COURSE);
});
afterEach(() => world.clean());

/** Runs a job below the folder `files` and answers its last event. */
async function job(request: object): Promise<JobEvent & { code: number }> {
  world.printed.length = 0;
  world.readInput = async () => JSON.stringify(request);
  const code = await run(['job', '--root', join(world.home, 'files')], world);
  return { ...(JSON.parse(world.printed.at(-1) ?? '{}') as JobEvent), code };
}

const options = { source: 'course', withOutputs: true, leaveOut: [] };

async function publishCourse(): Promise<{ id: string; opened: object }> {
  const alice = service.as('alice');
  const { ticket, draft } = await alice.openDraft({
    body: { work: null, title: 'Ice', source: 'course', total: null }
  });
  const { result } = await job({ job: 'send', ticket, ...options });
  const { filesDigest } = result as Sealed;
  const card = {
    title: 'Ice',
    summary: '',
    authors: [{ name: 'A' }],
    licence: null,
    tags: [],
    inLanguage: [],
    entry: null
  };
  const work = await alice.publishDraft({
    params: { draft: draft.id },
    body: {
      filesDigest,
      acknowledged: [],
      label: null,
      note: '',
      audience: 'hub',
      readers: [],
      card,
      cover: null,
      madeFrom: []
    }
  });
  return { id: work.id, opened: await alice.openCopy({ params: { work: work.id }, body: { label: null } }) };
}

describe('job', () => {
  it('scans for the panel', async () => {
    const { state, result, code } = await job({ job: 'scan', ...options });
    expect({ state, code }).toEqual({ state: 'done', code: 0 });
    expect((result as Scan).files).toHaveLength(4);
    expect((result as Scan).source).toBe('course');
  });

  it('numbers its events and tells how far it is', async () => {
    await job({ job: 'scan', ...options });
    const events = world.printed.map(line => JSON.parse(line) as JobEvent);
    expect(events.map(event => event.seq)).toEqual(events.map((_, index) => index));
    expect(new Set(events.map(event => event.job)).size).toBe(1);
    expect(events[0]).toMatchObject({ state: 'running', phase: 'read', unit: 'bytes', files: [0, 4] });
  });

  it('sends what was scanned, by a ticket alone', async () => {
    const scanned = (await job({ job: 'scan', ...options })).result as Scan;
    const { ticket } = await service
      .as('alice')
      .openDraft({ body: { work: null, title: 'Ice', source: 'course', total: null } });
    const { state, result } = await job({ job: 'send', ticket, ...options });
    expect(state).toBe('done');
    expect((result as Sealed).filesDigest).toBe(scanned.filesDigest);
  });

  it('sends a source that was published before into the draft of a new work', async () => {
    const { id, opened } = await publishCourse();
    const { label, manifest } = opened as { label: string; manifest: string };
    const { filesDigest } = (await job({ job: 'scan', ...options })).result as Scan;
    const published = { work: id, url: `${HUB}works/${id}`, label, manifest, filesDigest };
    await job({ job: 'remember', source: 'course', published });
    const { ticket } = await service
      .as('alice')
      .openDraft({ body: { work: null, title: 'Ice again', source: 'course', total: null } });
    expect(await job({ job: 'send', ticket, ...options })).toMatchObject({ state: 'done', result: { files: 4 } });
  });

  it('remembers what a source was published as, for the next scan', async () => {
    const published = {
      work: '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e',
      url: `${HUB}works/01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e`,
      label: '1.0.0',
      manifest: `sha256:${'b'.repeat(64)}`,
      filesDigest: `sha256:${'c'.repeat(64)}`
    };
    const { state, result } = await job({ job: 'remember', source: 'course/index.ipynb', published });
    expect({ state, result }).toEqual({ state: 'done', result: undefined });
    const scanned = await job({ job: 'scan', ...options, source: 'course/index.ipynb' });
    expect((scanned.result as Scan).published).toEqual(published);
    expect(((await job({ job: 'scan', ...options })).result as Scan).published).toBeNull();
  });

  it('opens a copy and finds it again, moved or not, until it is gone', async () => {
    const { id, opened } = await publishCourse();
    mkdirSync(join(world.home, 'files/works'));
    const folder = (await job({ job: 'open', opened, parent: 'works', name: 'ice' })).result as OpenedFolder;
    expect(folder).toEqual({ folder: 'works/ice', files: 4, entry: 'works/ice/index.ipynb' });

    const copies = async (): Promise<LocalCopy[]> =>
      ((await job({ job: 'copies' })).result as { copies: LocalCopy[] }).copies;
    expect(await copies()).toMatchObject([
      { folder: 'works/ice', title: 'Ice', work: `${HUB}works/${id}`, label: '1.0.0' }
    ]);
    renameSync(join(world.home, 'files/works/ice'), join(world.home, 'files/works/glacier'));
    expect(await copies()).toMatchObject([{ folder: 'works/glacier' }]);
    rmSync(join(world.home, '.local'), { recursive: true });
    expect(await copies()).toMatchObject([{ folder: 'works/glacier' }]);
    rmSync(join(world.home, 'files/works/glacier'), { recursive: true });
    expect(await copies()).toEqual([]);
  });

  it.each(['../outside', '/etc', 'course/../../outside'])('does not look at %s', async source => {
    writeFiles(world.home, { 'outside/a.ipynb': COURSE['index.ipynb'] });
    const { state, problem, code } = await job({ job: 'scan', ...options, source });
    expect({ state, code, problem }).toEqual({
      state: 'failed',
      code: 1,
      problem: { code: 'source-not-found', message: `${source} is not among your files.` }
    });
  });

  it.each([[{}], [{ job: 'format-disk' }], [{ job: 'scan', source: 1 }], ['scan']])(
    'refuses the request %j',
    async request => {
      expect(await job(request as object)).toMatchObject({ state: 'failed', problem: { code: 'bad-request' } });
    }
  );

  it('reaches no service but that of the server it runs on', async () => {
    Object.assign(world.env, { ATRIUM_URL: undefined, ATRIUM_HUB: HUB });
    expect(await job({ job: 'send', ticket: 't', ...options })).toMatchObject({
      problem: { code: 'not-set-up' },
      code: 2
    });
  });

  it('says that a ticket has ended', async () => {
    expect(await job({ job: 'send', ticket: 'x'.repeat(43), ...options })).toMatchObject({
      state: 'failed',
      problem: { code: 'ticket-ended' }
    });
  });

  it('says that it was cancelled', async () => {
    world.stop.abort(new DOMException('Stopped.', 'AbortError'));
    expect(await job({ job: 'scan', ...options })).toMatchObject({ state: 'cancelled', code: 130 });
  });

  it('writes no ticket anywhere', async () => {
    const { ticket } = await service
      .as('alice')
      .openDraft({ body: { work: null, title: 'Ice', source: 'course', total: null } });
    await job({ job: 'send', ticket, ...options });
    const everything = [
      ...world.printed,
      ...world.reported,
      readFileSync(join(world.home, 'files/course/index.ipynb'), 'utf8')
    ];
    expect(everything.join('')).not.toContain(ticket);
  });
});
