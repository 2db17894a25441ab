// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PublishDraft, Sealed, Work } from '@jupyter-atrium/api';
import { LIMITS, writeManifest } from '@jupyter-atrium/api';
import { onEachEngine } from './engines';
import { aPng } from './image';
import { NO_ID, itWantsALogin } from './login';
import { CARD, decision, digestOf, fill, notebook, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const FILES = { 'a.ipynb': notebook('1'), 'b.txt': 'b' };
const PATHS = { 'a.ipynb': notebook('open("/home/alice/x.csv")') };
const SECRET = { 'a.ipynb': notebook(`token = "ghp_${'a1B2c3D4e5F6'.repeat(3)}"`) };

onEachEngine(makeDatabase => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });
  afterEach(() => test.stop());
  const service = (): TestService => test;

  type Ready = { draft: string; sealed: Sealed };
  const prepare = async (files: Parameters<typeof fill>[2], work: string | null = null): Promise<Ready> => {
    const opened = await test.as('alice').openDraft({ body: { work, title: 't', source: 's', total: null } });
    return { draft: opened.draft.id, sealed: await fill(test.as('alice'), opened, files) };
  };
  const send = ({ draft, sealed }: Ready, fields: Partial<PublishDraft> = {}): Promise<Work> =>
    test.as('alice').publishDraft({ params: { draft }, body: decision(sealed, fields) });

  describe('publishDraft', () => {
    itWantsALogin(service, client =>
      client.publishDraft({
        params: { draft: NO_ID },
        body: { ...decision({ filesDigest: digestOf(''), checks: [] } as unknown as Sealed) }
      })
    );

    it('makes a sealed draft the newest release of a work', async () => {
      const first = await send(await prepare(FILES));
      expect(first).toMatchObject({ label: '1.0.0', releases: 1, files: 2, audience: 'hub' });
      test.clock.pass(1000);
      const second = await send(await prepare({ ...FILES, 'c.txt': 'c' }, first.id));
      expect(second).toMatchObject({ id: first.id, label: '1.1.0', releases: 2, files: 3 });
      expect(Date.parse(second.updatedAt)).toBeGreaterThan(Date.parse(first.updatedAt));
    });

    it('asks about a file that a notebook reads until it is published with it', async () => {
      const lab = notebook('open("data/ice.csv")');
      const ready = await prepare({ 'a.ipynb': lab });
      expect(ready.sealed.checks).toMatchObject([{ kind: 'missing-file', level: 'ask', path: 'a.ipynb' }]);
      await expect(send(ready, { acknowledged: [] })).rejects.toMatchObject({ code: 'checks-open' });
      expect((await prepare({ 'a.ipynb': lab, 'data/ice.csv': '1' })).sealed.checks).toEqual([]);
    });

    it('names a release by the manifest that anybody can write anew', async () => {
      const { id, manifest } = await send(await prepare(FILES));
      const { db } = test.service.context.records;
      const row = await db.selectFrom('release').selectAll().where('work', '=', id).executeTakeFirstOrThrow();
      const { entries } = await test.as('bob').getRelease({ params: { work: id, label: '1.0.0' } });
      const crate = Buffer.from(row.crateBytes ?? []);
      expect(digestOf(crate)).toBe(row.crate);
      const written = writeManifest(
        {
          work: `https://hub-a.example/services/atrium/works/${id}`,
          label: '1.0.0',
          licence: 'CC-BY-4.0',
          createdAt: new Date(row.createdAt).toISOString(),
          crate: { digest: row.crate, size: crate.length }
        },
        entries
      );
      expect(digestOf(written)).toBe(manifest);
    });

    it('refuses other files than the person looked at', async () => {
      const ready = await prepare(FILES);
      await expect(send(ready, { filesDigest: digestOf('other') })).rejects.toMatchObject({
        status: 409,
        code: 'draft-changed',
        detail: { filesDigest: ready.sealed.filesDigest }
      });
    });

    it('refuses a draft that is open, and other people’s', async () => {
      const opened = await test.as('alice').openDraft({ body: { work: null, title: 't', source: 's', total: null } });
      const ready = await prepare(FILES);
      await expect(send({ ...ready, draft: opened.draft.id })).rejects.toMatchObject({ code: 'draft-not-sealed' });
      await expect(
        test.as('bob').publishDraft({ params: { draft: ready.draft }, body: decision(ready.sealed) })
      ).rejects.toMatchObject({ status: 404, code: 'draft-not-found' });
    });

    it('publishes a draft once', async () => {
      const ready = await prepare(FILES);
      await send(ready);
      await expect(send(ready)).rejects.toMatchObject({ code: 'draft-not-sealed' });
      await expect(test.as('alice').getDraft({ params: { draft: ready.draft } })).resolves.toMatchObject({
        state: 'published'
      });
    });

    it('wants every question answered', async () => {
      const ready = await prepare(PATHS);
      await expect(send(ready, { acknowledged: [] })).rejects.toMatchObject({
        status: 409,
        code: 'checks-open',
        detail: { checks: [{ kind: 'personal-path', level: 'ask', path: 'a.ipynb' }] }
      });
      await expect(send(ready)).resolves.toMatchObject({ label: '1.0.0' });
    });

    it('never lets a secret out, whatever was acknowledged', async () => {
      const ready = await prepare(SECRET);
      const acknowledged = ready.sealed.checks.map(check => check.id);
      const refusal = await send(ready, { acknowledged }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'checks-open', detail: { checks: [{ kind: 'secret', level: 'stop' }] } });
      expect(JSON.stringify(refusal)).not.toContain('a1B2c3D4e5F6a1B2');
    });

    it('refuses an update of an older release than the newest', async () => {
      const { id } = await send(await prepare(FILES));
      const late = await prepare({ 'z.txt': 'late' }, id);
      await send(await prepare({ 'y.txt': 'early' }, id));
      await expect(send(late)).rejects.toMatchObject({
        status: 409,
        code: 'base-moved',
        detail: { label: '1.1.0' }
      });
    });

    it('refuses an update without a change', async () => {
      const { id } = await send(await prepare(FILES));
      await expect(send(await prepare(FILES, id))).rejects.toMatchObject({ status: 409, code: 'nothing-changed' });
    });

    it('takes labels once a work', async () => {
      const { id } = await send(await prepare(FILES), { label: '2026-spring' });
      const next = await prepare({ 'z.txt': 'z' }, id);
      await expect(send(next, { label: '2026-spring' })).rejects.toMatchObject({ status: 409, code: 'label-taken' });
      await expect(send(next)).resolves.toMatchObject({ label: '1.0.0' });
    });

    it('shows a private work to the people and groups named', async () => {
      const readers = [{ kind: 'person' as const, name: 'bob' }];
      const { id } = await send(await prepare(FILES), { audience: 'private', readers });
      await expect(test.as('bob').getWork({ params: { work: id } })).resolves.toMatchObject({ id });
      await expect(test.as('carol').getWork({ params: { work: id } })).rejects.toMatchObject({ status: 404 });
    });

    it('takes the cover that was put into the draft, or that the work has, and no other', async () => {
      const ready = await prepare(FILES);
      const { cover } = await test.as('alice').putCover({ params: { draft: ready.draft }, body: aPng(2, 2) });
      await expect(send(ready, { cover: digestOf('other') })).rejects.toMatchObject({ code: 'bad-content' });
      const work = await send(ready, { cover });
      expect(work.card.cover).toBe(cover);
      const update = await prepare({ 'z.txt': 'z' }, work.id);
      await expect(send(update, { cover })).resolves.toMatchObject({ card: { cover } });
    });

    it('refuses a card longer than eight kilobytes', async () => {
      const authors = Array.from({ length: 100 }, (_, index) => ({ name: `${index} ${'x'.repeat(100)}` }));
      await expect(send(await prepare(FILES), { card: { ...CARD, authors } })).rejects.toMatchObject({
        status: 422,
        code: 'bad-card'
      });
    });

    it('bounds how many releases a person publishes a day', async () => {
      const { db } = test.service.context.records;
      const { id } = await send(await prepare(FILES));
      const row = await db.selectFrom('release').selectAll().where('work', '=', id).executeTakeFirstOrThrow();
      for (let seq = 2; seq <= LIMITS.releasesPerDay; seq++) {
        const again = { ...row, id: `r${seq}`, seq, label: `0.${seq}`, manifest: `m${seq}` };
        await db.insertInto('release').values(again).execute();
      }
      await expect(send(await prepare({ 'z.txt': 'z' }))).rejects.toMatchObject({ status: 429 });
    });

    it('tells the search index', async () => {
      const { id } = await send(await prepare(FILES));
      const rows = await test.service.context.records.db.selectFrom('searchChange').select('work').execute();
      expect(rows).toEqual([{ work: id }]);
    });

    it('writes one line into the audit log, with no content', async () => {
      const { id } = await send(await prepare(FILES));
      const [last] = await test.service.context.audit.before(Number.MAX_SAFE_INTEGER, 1);
      expect(last).toMatchObject({ act: 'release.publish', object: id, detail: { label: '1.0.0', audience: 'hub' } });
      await expect(test.service.context.audit.firstBroken()).resolves.toBeNull();
    });

    it('publishes once when two calls with one key arrive together', async () => {
      const ready = await prepare(FILES);
      const call = { key: 'one-key-for-both' };
      const input = { params: { draft: ready.draft }, body: decision(ready.sealed) };
      const [first, second] = await Promise.all([
        test.as('alice').publishDraft(input, call),
        test.as('alice').publishDraft(input, call)
      ]);
      expect(second).toEqual(first);
      expect((await test.as('alice').listMine()).published).toHaveLength(1);
    });

    it('lets one of two racing updates win', async () => {
      const { id } = await send(await prepare(FILES));
      const racers = [await prepare({ 'y.txt': 'y' }, id), await prepare({ 'z.txt': 'z' }, id)];
      const outcomes = await Promise.allSettled(racers.map(ready => send(ready)));
      expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find(outcome => outcome.status === 'rejected')).toMatchObject({ reason: { code: 'base-moved' } });
    });
  });

  it('names as sources only works that the author can read', async () => {
    const hidden = await publish(test.as('bob'), FILES, { audience: 'private' });
    const open = await publish(test.as('bob'), { 'o.txt': 'o' }, { audience: 'public' });
    const foreign = { work: 'https://other.example/works/1', manifest: digestOf('f') };
    const madeFrom = [
      { work: hidden.url, manifest: hidden.manifest },
      { work: open.url, manifest: open.manifest },
      foreign
    ];
    const { id } = await publish(test.as('alice'), { 'n.txt': 'n' }, { madeFrom });
    const { lineage } = await test.as('alice').getWork({ params: { work: id } });
    expect(lineage.madeFrom.map(source => source.work ?? source.url)).toEqual([open.id, foreign.work]);
    const rows = await test.service.context.records.db.selectFrom('release').select(['work', 'crateBytes']).execute();
    const crate = Buffer.from(rows.find(row => row.work === id)?.crateBytes ?? []).toString();
    expect(crate).toContain(open.url);
    expect(crate).not.toContain(hidden.url);
  });
});
