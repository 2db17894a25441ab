// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Browser } from './browser';
import { PAYLOADS, dangersIn } from './hostile-markup';
import { CARD, notebook, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const ROOT = '/services/atrium';
const HARMLESS = 'harmless';
/** Ten at a time; in the deep run each alone, so that none hides another. */
const TOGETHER = process.env.ATRIUM_DEEP === '1' ? 1 : 10;
const texts = Array.from({ length: Math.ceil(PAYLOADS.length / TOGETHER) }, (_, index) =>
  PAYLOADS.slice(index * TOGETHER, (index + 1) * TOGETHER).join(' ')
);
const COLLECTION = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';

describe('what strangers wrote', () => {
  let test: TestService;
  let browser: Browser;
  let work: string;
  beforeAll(async () => {
    test = await startService({ config: { contact: null } });
    work = (await publish(test.as('alice'), { 'a & b.ipynb': notebook('1'), 'c.txt': 'x' })).id;
    await publish(test.as('alice'), { 'a & b.ipynb': notebook('2'), 'c.txt': 'x' }, { work });
    await test.service.context.search.caughtUp();
    browser = await curator('ada');
    // So many that the log has a further page from the start.
    for (let count = 0; count < 60; count++) {
      const row = { person: '', tokenId: null, act: 'draft.open', object: work, detail: {} };
      await test.service.context.change(({ audit }) => audit.append(row));
    }
  });
  afterAll(() => test.stop());

  const curator = async (name: string): Promise<Browser> => {
    const made = new Browser(test, test.hub.inPages(name, ['custom:atrium:curate', 'custom:atrium:admin']));
    await made.open(`${ROOT}/collections`);
    return made;
  };

  /** Writes a text wherever a person can write something that pages show. */
  const writeEverywhere = async (text: string): Promise<void> => {
    const { context } = test.service;
    const needs = {
      language: text,
      kernel: { name: text, displayName: text, language: text },
      packages: [text],
      environment: []
    };
    const card = {
      ...CARD,
      title: text,
      summary: text,
      authors: [{ name: text }],
      tags: [text],
      licence: text,
      needs,
      cover: text
    };
    const { db } = context.records;
    for (const { id } of await context.releases.ofWork(work)) {
      await context.releases.setCard(id, card);
    }
    await db.updateTable('release').set({ note: text }).execute();
    await db.updateTable('person').set({ name: text }).execute();
    await context.collections.put({ id: COLLECTION, title: text, text, isFeatured: true, works: [work] });
    const undo = JSON.stringify({ collection: COLLECTION, sentence: text, before: null, after: '' });
    await db.updateTable('session').set({ undo }).execute();
  };

  const places: Record<string, (text: string) => string> = {
    home: () => '/',
    'search words': text => `/?q=${encodeURIComponent(text)}`,
    'a search cursor': text => `/?q=x&cursor=${encodeURIComponent(text)}`,
    'the work': () => `/works/${work}`,
    'a tab that is none': text => `/works/${work}?tab=${encodeURIComponent(text)}`,
    'a file that is none': text => `/works/${work}?file=${encodeURIComponent(text)}`,
    'a release that is none': text => `/works/${work}?release=${encodeURIComponent(text)}`,
    files: () => `/works/${work}?tab=files`,
    versions: () => `/works/${work}?tab=versions`,
    lineage: () => `/works/${work}?tab=lineage`,
    cite: () => `/works/${work}?tab=cite`,
    'the older release': () => `/works/${work}?release=1.0.0`,
    collections: () => '/collections',
    collection: () => `/collections/${COLLECTION}`,
    'the form of a collection': () => `/collections/${COLLECTION}/edit`,
    'what is found to add': text => `/collections/${COLLECTION}/edit?find=${encodeURIComponent(text)}`,
    'the form that deletes': () => `/collections/${COLLECTION}/delete`,
    'the audit log': () => '/audit',
    'a page of the audit log': text => `/audit?before=${encodeURIComponent(text)}`,
    'an address that is none': text => `/${encodeURIComponent(text)}`
  };

  const look = async (place: string, text: string): Promise<{ status: number; dangers: string[] }> => {
    const { status, body } = await browser.open(`${ROOT}${places[place]?.(text) ?? ''}`);
    return { status, dangers: dangersIn(body) };
  };

  it('cannot do anything on any page', async () => {
    await writeEverywhere(HARMLESS);
    const usual = new Map<string, Awaited<ReturnType<typeof look>>>();
    for (const place of Object.keys(places)) {
      usual.set(place, await look(place, HARMLESS));
    }
    const found: unknown[] = [];
    for (const [index, payload] of texts.entries()) {
      // One person may not look at that many pages a minute.
      browser = await curator(`ada-${Math.floor(index / 20)}`);
      await writeEverywhere(payload);
      for (const place of Object.keys(places)) {
        const { status, dangers } = await look(place, payload);
        const more = dangers.filter(danger => !usual.get(place)?.dangers.includes(danger));
        found.push(...more.map(danger => ({ place, payload, danger })));
        expect([place, status]).toEqual([place, usual.get(place)?.status]);
      }
    }
    expect(found).toEqual([]);
  }, 600_000);

  it('is shown as it was written', async () => {
    const payload = '<img src=x onerror=alert(1)>';
    await writeEverywhere(payload);
    const { body } = await browser.open(`${ROOT}/works/${work}`);
    expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;</bdi></h1>');
  });

  it('as the name of the hub, of the contact and of a person stays text', async () => {
    const payload = '<script>alert(1)</script>';
    const other = await startService({ config: { hubName: payload, contact: payload } });
    const person = new Browser(other, other.hub.inPages('bob', [], { displayName: payload }));
    const { body } = await person.open(`${ROOT}/health`);
    expect(body.match(/&lt;script&gt;/g)).toHaveLength(3);
    expect(body).not.toContain('<script>');
    await other.stop();
  });

  it('as the reason of a withdrawal stays text', async () => {
    await writeEverywhere(HARMLESS);
    await test
      .as('alice')
      .withdrawWork({ params: { work }, body: { label: null, scope: 'retract', reason: '<b>x</b>' } });
    const { body } = await browser.open(`${ROOT}/works/${work}`);
    expect(body).toContain('&lt;b&gt;x&lt;/b&gt;');
  });
});
