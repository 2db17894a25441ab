// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Client } from '@jupyter-atrium/client';
import { Browser, type Visited } from './browser';
import { aPng } from './image';
import { CARD, fill, decision, notebook, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const ROOT = '/services/atrium';
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A notebook that shows what pages show. */
const LAB = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
  cells: [
    { cell_type: 'markdown', id: 'a', metadata: {}, source: '# Glacier melt\n\nThe *trend*. ![Map](figures/map.png)' },
    {
      cell_type: 'code',
      id: 'b',
      metadata: {},
      execution_count: 1,
      source: 'import numpy',
      outputs: [{ output_type: 'stream', name: 'stdout', text: 'minus 16.2 Gt' }]
    }
  ]
});
const FILES = {
  'glacier-melt.ipynb': LAB,
  'figures/map.png': Buffer.from(PNG, 'base64'),
  'data/heights.csv': 'track,height\n1,2\n',
  'notes.md': '# Notes\n\nSee [the lab](glacier-melt.ipynb).'
};

describe('the page of a work', () => {
  let test: TestService;
  let alice: Client;
  let bob: Browser;
  beforeEach(async () => {
    test = await startService();
    alice = test.as('alice', { displayName: 'A. Rivera' });
    bob = new Browser(test, test.hub.inPages('bob'));
  });
  afterEach(() => test.stop());

  const open = (id: string, query = ''): Promise<Visited> => bob.open(`${ROOT}/works/${id}${query}`);
  const draft = () => alice.openDraft({ body: { work: null, title: 'x', source: 'x', total: null } });

  it('shows the first notebook as its author saved it', async () => {
    const { id } = await publish(alice, FILES);
    const { status, body } = await open(id);
    expect(status).toBe(200);
    expect(body).toContain('<h1><bdi dir="auto">Glacier melt</bdi></h1>');
    expect(body).toContain('The <em>trend</em>.');
    expect(body).toContain('<span class="hljs-keyword">import</span> numpy');
    expect(body).toContain('minus 16.2 Gt');
    expect(body).toContain(`src="data:image/png;base64,${PNG}"`);
    expect(body.match(/Glacier melt<\/bdi><\/h1>|<h2>Glacier/g)).toHaveLength(1);
  });

  it('opens the work in the reader’s own JupyterLab', async () => {
    const { id, url } = await publish(alice, FILES);
    expect((await open(id)).body).toContain(`href="/hub/user-redirect/lab?atrium=${encodeURIComponent(url)}"`);
  });

  it('says who made it, under which licence, and what it needs', async () => {
    const { id } = await publish(alice, FILES);
    const { body } = await open(id);
    expect(body).toContain('A. Rivera');
    expect(body).toContain('CC BY 4.0');
    expect(body).toContain('4 files');
    expect(body).toContain('numpy');
    expect(body).toContain('tag%3A%22glaciology%22');
  });

  it('lists files by folder, each to be read and saved', async () => {
    const { id } = await publish(alice, FILES);
    const { body } = await open(id, '?tab=files');
    expect(body).toContain('?file=data%2Fheights.csv');
    const saved = await bob.open(`${ROOT}/works/${id}/files/data/heights.csv`);
    expect(saved).toMatchObject({
      status: 200,
      body: FILES['data/heights.csv'],
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment; filename="heights.csv"; filename*=UTF-8\'\'heights.csv',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'"
      }
    });
  });

  it.each([
    ['?file=notes.md', 'See <a href="?file=glacier-melt.ipynb">the lab</a>'],
    ['?file=data/heights.csv', 'track,height'],
    ['?file=figures/map.png', `src="data:image/png;base64,${PNG}"`]
  ])('reads %s', async (query, text) => {
    const { id } = await publish(alice, FILES);
    expect((await open(id, query)).body).toContain(text);
  });

  it('says what it cannot show, and offers the file', async () => {
    const { id } = await publish(alice, { ...FILES, 'model.bin': new Uint8Array(10) });
    const { body } = await open(id, '?file=model.bin');
    expect(body).toContain('Files of this kind are not shown here.');
    expect(body).toContain(`href="${id}/files/model.bin"`);
  });

  it.each(['?file=missing.txt', '?file=..%2F..%2Fatrium.db', '?release=9.9.9'])('answers 404 for %s', async query => {
    const { id } = await publish(alice, FILES);
    expect((await open(id, query)).status).toBe(404);
  });

  it('shows older releases, and keeps to the one chosen', async () => {
    const { id } = await publish(alice, FILES);
    await publish(alice, { ...FILES, 'notes.md': '# Newer' }, { work: id, note: 'Notes rewritten.' });
    const versions = (await open(id, '?tab=versions')).body;
    expect(versions).toContain('Notes rewritten.');
    expect(versions).toContain('The first release');
    const old = (await open(id, '?release=1.0.0&file=notes.md')).body;
    expect(old).toContain('This is an older release.');
    expect(old).toContain('See <a href="?file=');
    expect(old).toContain('?tab=files&amp;release=1.0.0');
    expect((await open(id, '?file=notes.md')).body).toContain('Newer');
  });

  it('shows what it was made from and made into, as far as the reader may know', async () => {
    const source = await publish(alice, FILES);
    const made = await publish(
      test.as('carol', { displayName: 'L. Novák' }),
      { 'b.ipynb': notebook('2') },
      {
        card: { ...CARD, title: 'Altimetry primer' },
        madeFrom: [{ work: source.url, manifest: source.manifest }]
      }
    );
    expect((await open(source.id, '?tab=lineage')).body).toContain('Altimetry primer');
    expect((await open(made.id, '?tab=lineage')).body).toMatch(/Made from[\s\S]*Glacier melt/);
    await alice.editWork({ params: { work: source.id }, body: { audience: 'private' } });
    const hidden = (await open(made.id, '?tab=lineage')).body;
    expect(hidden).toContain('A private work by');
    expect(hidden).not.toContain('Glacier melt');
  });

  it('says how to cite it', async () => {
    const { id, url } = await publish(alice, FILES);
    const { body } = await open(id, '?tab=cite');
    expect(body).toContain('@misc{rivera');
    expect(body).toContain(url);
    expect(body).toContain('cff-version: 1.2.0');
  });

  it('does not exist for people it is not shared with, nor does a file of it', async () => {
    const { id } = await publish(alice, FILES, { audience: 'private', readers: [{ kind: 'person', name: 'carol' }] });
    const hidden = await open(id);
    const missing = await open('01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e');
    const strip = (text: string): string => text.replace(/value="[\w-]+"/g, '');
    expect(hidden.status).toBe(404);
    expect(strip(hidden.body)).toBe(strip(missing.body));
    expect((await open(id, '/files/notes.md')).status).toBe(404);
    const carol = new Browser(test, test.hub.inPages('carol'));
    expect((await carol.open(`${ROOT}/works/${id}`)).status).toBe(200);
  });

  it('says who withdrew it, when and why; its owner still reads it', async () => {
    const { id } = await publish(alice, FILES);
    await alice.withdrawWork({
      params: { work: id },
      body: { label: null, scope: 'retract', category: 'error', reason: 'data of station 4.' }
    });
    const gone = await open(id);
    expect(gone.status).toBe(410);
    expect(gone.body).toMatch(
      /A\. Rivera<\/bdi> withdrew this on \d+ \w+ \d{4}: there is an error in it \(<bdi dir="auto">data of station 4<\/bdi>\)\. Copies/
    );
    expect(gone.body).not.toContain('numpy');
    expect((await open(id, '/files/notes.md')).status).toBe(410);
    const owner = new Browser(test, test.hub.inPages('alice', [], { displayName: 'A. Rivera' }));
    const own = await owner.open(`${ROOT}/works/${id}`);
    expect(own.status).toBe(200);
    expect(own.body).toContain('Only you still see it.');
  });

  it('keeps nothing of an erased work but the day', async () => {
    const { id } = await publish(alice, FILES);
    await open(id);
    await alice.withdrawWork({
      params: { work: id },
      body: { label: null, scope: 'erase', reason: 'names a patient' }
    });
    const gone = await open(id);
    expect(gone.status).toBe(410);
    expect(gone.body).toMatch(/It was erased on \d+ \w+ \d{4}\./);
    expect(gone.body).not.toMatch(/Glacier|Rivera|patient/);
  });

  it('shows its cover on the home page', async () => {
    const opened = await draft();
    const cover = await alice.putCover({ params: { draft: opened.draft.id }, body: aPng(640, 400) });
    const sealed = await fill(alice, opened, FILES);
    await alice.publishDraft({ params: { draft: opened.draft.id }, body: decision(sealed, cover) });
    await test.service.context.search.caughtUp();
    const { body } = await bob.open(`${ROOT}/`);
    expect(body).toContain('New here');
    expect(body).toContain(
      `<img class="cover" src="data:image/png;base64,${aPng(640, 400).toString('base64')}" alt="">`
    );
  });
});

describe('the home page', () => {
  let test: TestService;
  let bob: Browser;
  beforeEach(async () => {
    test = await startService();
    bob = new Browser(test, test.hub.inPages('bob'));
  });
  afterEach(() => test.stop());

  const home = async (query = ''): Promise<string> => {
    await test.service.context.search.caughtUp();
    return (await bob.open(`${ROOT}/${query}`)).body;
  };

  it('of an empty hub says how to begin', async () => {
    expect(await home()).toContain('No work hangs here yet. Publish the first');
  });

  it('shows new works, and none that is not shared', async () => {
    await publish(test.as('alice'), { 'a.ipynb': notebook('1') });
    const card = { ...CARD, title: 'Hidden' };
    await publish(test.as('alice'), { 'b.ipynb': notebook('2') }, { audience: 'private', card });
    const body = await home();
    expect(body).toContain('Glacier melt');
    expect(body).toContain('>All 1</a>');
    expect(body).not.toContain('Hidden');
  });

  it('shows the featured collection first', async () => {
    const work = await publish(test.as('alice'), { 'a.ipynb': notebook('1') });
    const id = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';
    await test.service.context.collections.put({ id, title: 'Week 1', text: '', isFeatured: true, works: [work.id] });
    expect(await home()).toMatch(/Week 1[\s\S]*All 1[\s\S]*Glacier melt[\s\S]*New here/);
  });

  it('finds works by what they do, with the place that matched', async () => {
    await publish(test.as('alice'), { 'a.ipynb': notebook('kriging = gauss(x)') });
    const body = await home('?q=kriging');
    expect(body).toContain('1 work');
    expect(body).toContain('<mark>kriging</mark>');
    expect(body).toContain('value="kriging"');
  });

  it('leads through all works, twenty a page, newest first', async () => {
    for (let count = 1; count <= 21; count++) {
      const card = { ...CARD, title: `Work ${count}.` };
      await publish(test.as('alice'), { 'a.ipynb': notebook(String(count)) }, { card });
    }
    const first = await home('?list=all');
    expect(first).toContain('21 works');
    expect(first.match(/class="hit"/g)).toHaveLength(20);
    expect(first).toContain('Work 21.');
    const more = /href="[^"]*(\?list=all[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await home(more);
    expect(second.match(/class="hit"/g)).toHaveLength(1);
    expect(second).toContain('Work 1.');
    expect(second).not.toContain('>More<');
  });

  it('says that nothing matches, as text', async () => {
    await publish(test.as('alice'), { 'a.ipynb': notebook('1') });
    expect(await home('?q=%3Cb%3Enothing%3C%2Fb%3E')).toContain(
      'No work matches “<bdi dir="auto">&lt;b&gt;nothing&lt;/b&gt;</bdi>”.'
    );
  });

  it('stays usable while the index is being built', async () => {
    await new Promise(resolve => setImmediate(resolve));
    const page = await bob.open(`${ROOT}/`);
    expect(page.status).toBe(503);
    expect(page.body).toContain('The search index is being built.');
    expect(page.body).toContain('role="search"');
  });
});
