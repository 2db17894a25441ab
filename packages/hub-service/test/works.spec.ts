// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { onEachEngine } from './engines';
import { aPng } from './image';
import { NO_ID, itWantsALogin } from './login';
import { CARD, decision, fill, notebook, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const FILES = { 'a.ipynb': notebook('import numpy'), 'b.txt': 'text\n' };
const NOT_FOUND = { status: 404, code: 'work-not-found' };

onEachEngine(makeDatabase => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });
  afterEach(() => test.stop());
  const service = (): TestService => test;

  describe('getWork', () => {
    itWantsALogin(service, client => client.getWork({ params: { work: NO_ID } }));

    it('shows the card as its author wrote it, and what was read from the files', async () => {
      const { id } = await publish(test.as('alice', { displayName: 'A. Rivera' }), FILES, {
        card: { ...CARD, licence: null }
      });
      await expect(test.as('bob').getWork({ params: { work: id } })).resolves.toMatchObject({
        id,
        url: `https://hub-a.example/services/atrium/works/${id}`,
        owner: { name: 'A. Rivera' },
        card: {
          ...CARD,
          licence: null,
          entry: 'a.ipynb',
          cover: null,
          needs: { language: 'python', kernel: { name: 'python3' }, packages: ['numpy'] }
        },
        label: '1.0.0',
        state: 'live',
        readers: [],
        can: { edit: false, publish: false, withdraw: false }
      });
    });

    it('hides private works from everybody who is not named', async () => {
      const { id } = await publish(test.as('alice'), FILES, {
        audience: 'private',
        readers: [
          { kind: 'person', name: 'bob' },
          { kind: 'group', name: 'chemistry' }
        ]
      });
      const get = { params: { work: id } };
      await expect(test.as('bob').getWork(get)).resolves.toMatchObject({ id, readers: [] });
      await expect(test.as('carol', { groups: ['chemistry'] }).getWork(get)).resolves.toMatchObject({ id });
      await expect(test.as('dora', { groups: ['physics'] }).getWork(get)).rejects.toMatchObject(NOT_FOUND);
      await expect(test.as('alice').getWork(get)).resolves.toMatchObject({
        readers: [{ kind: 'group' }, { kind: 'person' }],
        can: { edit: true, publish: true, withdraw: true }
      });
    });

    it('hides private works from tokens that passed through other hands', async () => {
      const { id } = await publish(test.as('alice'), FILES, { audience: 'private' });
      const access = 'access:services!service=atrium';
      const visit = test.hub.add('visit', { sessionId: 's', scopes: ['access:servers!server=bob/', access] });
      const kernel = test.hub.add('kernel', { scopes: ['access:servers!server=alice/', access] });
      for (const token of [visit, kernel]) {
        await expect(test.withToken(token).getWork({ params: { work: id } })).rejects.toMatchObject(NOT_FOUND);
      }
    });

    it('shows no kin of a work that came from nowhere and was made into nothing', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      const { lineage } = await test.as('bob').getWork({ params: { work: id } });
      expect(lineage).toEqual({ madeFrom: [], madeInto: [] });
    });

    it('shows where a work came from and what was made of it, as far as the reader may know', async () => {
      const source = await publish(test.as('alice'), FILES);
      const made = await publish(
        test.as('bob'),
        { 'a.ipynb': notebook('import numpy as np') },
        { madeFrom: [{ work: source.url, manifest: source.manifest }] }
      );
      await publish(
        test.as('carol'),
        { 'a.ipynb': notebook('1') },
        { audience: 'private', madeFrom: [{ work: source.url, manifest: source.manifest }] }
      );
      const madePage = await test.as('dora').getWork({ params: { work: made.id } });
      expect(madePage.lineage.madeFrom).toMatchObject([{ work: source.id, label: '1.0.0', by: 'alice' }]);
      const sourcePage = await test.as('dora').getWork({ params: { work: source.id } });
      expect(sourcePage.lineage.madeInto).toMatchObject([{ work: made.id, by: 'bob' }]);
      await test.as('alice').editWork({ params: { work: source.id }, body: { audience: 'private' } });
      const later = await test.as('dora').getWork({ params: { work: made.id } });
      expect(later.lineage.madeFrom).toEqual([{ work: null, url: null, title: '', by: 'alice', label: null }]);
    });
  });

  describe('getCover', () => {
    itWantsALogin(service, client => client.getCover({ params: { work: NO_ID, cover: `sha256:${'a'.repeat(64)}` } }));

    it('answers the image of a work the caller may read, and no other bytes', async () => {
      const alice = test.as('alice');
      const opened = await alice.openDraft({ body: { work: null, title: 't', source: 's', total: null } });
      const png = aPng(8, 8);
      const { cover } = await alice.putCover({ params: { draft: opened.draft.id }, body: png });
      const sealed = await fill(alice, opened, FILES);
      const params = { draft: opened.draft.id };
      const work = await alice.publishDraft({ params, body: decision(sealed, { cover, audience: 'private' }) });
      const bytes = await alice.getCover({ params: { work: work.id, cover } });
      expect(Buffer.from(bytes)).toEqual(png);
      await expect(test.as('bob').getCover({ params: { work: work.id, cover } })).rejects.toMatchObject(NOT_FOUND);
      const { entries } = await alice.getRelease({ params: { work: work.id, label: '1.0.0' } });
      const other = entries[0]?.digest ?? '';
      await expect(alice.getCover({ params: { work: work.id, cover: other } })).rejects.toMatchObject({
        code: 'file-not-found'
      });
    });
  });

  const NOTHING = { title: '', cover: null, label: null, manifest: null, note: '', publishedAt: null };

  describe('listNewest', () => {
    itWantsALogin(service, client => client.listNewest({ query: { works: NO_ID } }));

    it('says what has become of works, and nothing of hidden and unknown ones', async () => {
      const open = await publish(test.as('alice'), { 'a.txt': 'a' });
      const hidden = await publish(test.as('alice'), { 'b.txt': 'b' }, { audience: 'private' });
      const gone = await publish(test.as('alice'), { 'c.txt': 'c' });
      await test.as('alice').withdrawWork({
        params: { work: gone.id },
        body: { label: null, scope: 'retract', reason: 'Wrong data.' }
      });
      const later = await publish(test.as('alice'), { 'a.txt': 'b' }, { work: open.id, note: 'Fixed.' });
      const works = [open.id, hidden.id, gone.id, NO_ID].join(',');
      const asked = await test.as('bob').listNewest({ query: { works } });
      expect(asked.works.toSorted((a, b) => (a.work < b.work ? -1 : 1))).toEqual([
        {
          work: open.id,
          state: 'live',
          title: 'Glacier melt',
          cover: null,
          label: '1.1.0',
          manifest: later.manifest,
          note: 'Fixed.',
          publishedAt: later.updatedAt
        },
        { work: gone.id, state: 'retracted', ...NOTHING }
      ]);
    });

    it('says no more than that nothing has changed', async () => {
      const { id } = await publish(test.as('alice'), { 'a.txt': 'a' });
      const ask = async (
        tag: string
      ): Promise<{ statusCode: number; headers: Record<string, unknown>; body: string }> =>
        test.service.app.inject({
          url: `/services/atrium/api/v1/newest?works=${id}`,
          headers: { authorization: `token ${test.hub.own('bob')}`, ...(tag && { 'if-none-match': tag }) }
        });
      const first = await ask('');
      const tag = String(first.headers.etag);
      expect(await ask(tag)).toMatchObject({ statusCode: 304, body: '' });
      await publish(test.as('alice'), { 'a.txt': 'b' }, { work: id });
      expect(await ask(tag)).toMatchObject({ statusCode: 200 });
    });

    it('refuses what is no list of ids', async () => {
      await expect(test.as('bob').listNewest({ query: { works: 'x' } })).rejects.toMatchObject({ status: 400 });
    });
  });

  describe('listMine', () => {
    itWantsALogin(service, client => client.listMine());

    it('lists what the caller published, newest first, and open drafts', async () => {
      const first = await publish(test.as('alice'), FILES);
      test.clock.pass(1000);
      const second = await publish(test.as('alice'), { 'c.txt': 'c' }, { audience: 'private' });
      await publish(test.as('bob'), { 'd.txt': 'd' });
      const opened = await test
        .as('alice')
        .openDraft({ body: { work: null, title: 'Next', source: 'next', total: 10 } });
      const mine = await test.as('alice').listMine();
      expect(mine.published.map(work => work.id)).toEqual([second.id, first.id]);
      expect(mine.drafts).toMatchObject([{ id: opened.draft.id, title: 'Next', state: 'open', sealed: null }]);
    });
  });

  describe('editWork', () => {
    itWantsALogin(service, client => client.editWork({ params: { work: NO_ID }, body: {} }));

    it('changes the card and who may see the work', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      const card = { ...CARD, title: 'Ice', entry: 'b.txt' };
      const page = await test.as('alice').editWork({
        params: { work: id },
        body: { card, audience: 'private', readers: [{ kind: 'person', name: 'bob' }] }
      });
      expect(page).toMatchObject({
        card: { ...card, needs: { packages: ['numpy'] } },
        audience: 'private',
        readers: [{ kind: 'person', name: 'bob' }],
        label: '1.0.0'
      });
      await expect(test.as('carol').getWork({ params: { work: id } })).rejects.toMatchObject(NOT_FOUND);
    });

    it('refuses a card that names a file the release has not, and control characters', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      const edit = (card: typeof CARD): Promise<unknown> =>
        test.as('alice').editWork({ params: { work: id }, body: { card } });
      await expect(edit({ ...CARD, entry: 'nowhere.md' })).rejects.toMatchObject({ code: 'bad-card' });
      await expect(edit({ ...CARD, title: 'Ice\u202eeci' })).rejects.toMatchObject({ code: 'bad-card' });
      await expect(edit({ ...CARD, licence: 'my own' })).rejects.toMatchObject({ code: 'bad-card' });
    });

    it('is for the owner only', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      const edit = { params: { work: id }, body: { audience: 'public' as const } };
      await expect(test.as('bob').editWork(edit)).rejects.toMatchObject({ status: 403, code: 'not-allowed' });
    });

    it('asks again about findings before more people see the work', async () => {
      const files = { 'a.ipynb': notebook('open("/home/alice/data.csv")') };
      const { id } = await publish(test.as('alice'), files, { audience: 'private' });
      const edit = (acknowledged: string[]): Promise<unknown> =>
        test.as('alice').editWork({ params: { work: id }, body: { audience: 'hub', acknowledged } });
      const refusal = await edit([]).catch((error: { code: string; detail: { checks: { id: string }[] } }) => error);
      expect(refusal).toMatchObject({ code: 'checks-open', detail: { checks: [{ kind: 'personal-path' }] } });
      const { detail } = refusal as { detail: { checks: { id: string }[] } };
      await expect(edit(detail.checks.map(check => check.id))).resolves.toMatchObject({ audience: 'hub' });
      await expect(
        test.as('alice').editWork({ params: { work: id }, body: { audience: 'private' } })
      ).resolves.toMatchObject({ audience: 'private' });
    });
  });

  describe('withdrawWork', () => {
    const body = { label: null, scope: 'retract' as const, reason: 'data error' };
    itWantsALogin(service, client => client.withdrawWork({ params: { work: NO_ID }, body }));

    it('is for the owner only', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      await expect(test.as('bob').withdrawWork({ params: { work: id }, body })).rejects.toMatchObject({
        code: 'not-allowed'
      });
    });

    it('leaves a tombstone that says who, why and when', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      await test.as('alice').withdrawWork({ params: { work: id }, body });
      await expect(test.as('bob').getWork({ params: { work: id } })).rejects.toMatchObject({
        status: 410,
        code: 'work-withdrawn',
        detail: { title: 'Glacier melt', by: 'alice', scope: 'retract', reason: 'data error' }
      });
      await expect(test.as('alice').getWork({ params: { work: id } })).resolves.toMatchObject({
        state: 'retracted',
        withdrawal: { category: 'other', reason: 'data error' }
      });
    });

    it('tells the owner why and when a release was withdrawn, and nothing of what is live', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      await publish(test.as('alice'), { ...FILES, 'c.txt': 'c' }, { work: id });
      const why = { ...body, label: '1.1.0', category: 'superseded' as const };
      await test.as('alice').withdrawWork({ params: { work: id }, body: why });
      const { releases } = await test.as('alice').listReleases({ params: { work: id } });
      expect(releases.map(release => release.withdrawal)).toEqual([
        { category: 'superseded', reason: 'data error', withdrawnAt: expect.any(String) as string },
        null
      ]);
    });

    it('falls back to the release before when the newest is withdrawn', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      await publish(test.as('alice'), { ...FILES, 'c.txt': 'c' }, { work: id });
      await test.as('alice').withdrawWork({ params: { work: id }, body: { ...body, label: '1.1.0' } });
      await expect(test.as('bob').getWork({ params: { work: id } })).resolves.toMatchObject({
        label: '1.0.0',
        releases: 1,
        state: 'live'
      });
      await expect(test.as('bob').getRelease({ params: { work: id, label: '1.1.0' } })).rejects.toMatchObject({
        code: 'work-withdrawn'
      });
    });

    it('erases for everybody: nothing says any more what it was', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      await test
        .as('alice')
        .withdrawWork({ params: { work: id }, body: { ...body, scope: 'erase', category: 'privacy' } });
      for (const name of ['alice', 'bob']) {
        await expect(test.as(name).getWork({ params: { work: id } })).rejects.toMatchObject({
          status: 410,
          detail: { title: null, by: null, scope: 'erase', category: 'privacy', reason: '' }
        });
      }
      await expect(test.as('alice').listMine()).resolves.toMatchObject({ published: [] });
    });

    it('answers 404 for an erased private work to everybody but its owner', async () => {
      const { id } = await publish(test.as('alice'), FILES, {
        audience: 'private',
        readers: [{ kind: 'person', name: 'bob' }]
      });
      await test.as('alice').withdrawWork({ params: { work: id }, body: { ...body, scope: 'erase' } });
      await expect(test.as('bob').getWork({ params: { work: id } })).rejects.toMatchObject(NOT_FOUND);
    });
  });

  describe('restoreWork', () => {
    itWantsALogin(service, client => client.restoreWork({ params: { work: NO_ID }, body: { label: null } }));

    it('brings back a retracted work, and one whose last release was retracted', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      for (const label of [null, '1.0.0']) {
        const body = { label, scope: 'retract' as const, reason: 'r' };
        await test.as('alice').withdrawWork({ params: { work: id }, body });
        await expect(test.as('bob').getWork({ params: { work: id } })).rejects.toMatchObject({ status: 410 });
        await test.as('alice').restoreWork({ params: { work: id }, body: { label: null } });
        await expect(test.as('bob').getWork({ params: { work: id } })).resolves.toMatchObject({ label: '1.0.0' });
      }
    });

    it('cannot bring back what was erased', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      const body = { label: null, scope: 'erase' as const, reason: 'r' };
      await test.as('alice').withdrawWork({ params: { work: id }, body });
      await expect(test.as('alice').restoreWork({ params: { work: id }, body: { label: null } })).rejects.toMatchObject(
        { status: 410, code: 'work-withdrawn' }
      );
    });
  });
});
