// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import type { OpenedDraft } from '@jupyter-atrium/api';
import { onEachEngine } from './engines';
import { aPng } from './image';
import { NO_ID, itWantsALogin } from './login';
import { fill, framesOf, publish, sentFiles } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const FILES = { 'a.txt': 'a', 'b.txt': 'b' };
const BODY = { work: null, title: 'Melt', source: 'melt', total: null };
const NO_DRAFT = { status: 404, code: 'draft-not-found' };

onEachEngine(makeDatabase => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });
  afterEach(() => test.stop());
  const service = (): TestService => test;
  const open = (name = 'alice', work: string | null = null): Promise<OpenedDraft> =>
    test.as(name).openDraft({ body: { ...BODY, work } });

  describe('openDraft', () => {
    itWantsALogin(service, client => client.openDraft({ body: BODY }));

    it('wants the right to publish', async () => {
      const scopes = ['access:servers!server=carol/', 'access:services!service=atrium'];
      await expect(test.as('carol', { scopes }).openDraft({ body: BODY })).rejects.toMatchObject({
        status: 403,
        code: 'not-allowed'
      });
    });

    it('opens an empty draft', async () => {
      const { draft, ticket } = await open();
      expect(draft).toMatchObject({
        title: 'Melt',
        source: 'melt',
        work: null,
        base: null,
        state: 'open',
        received: 0
      });
      expect(Buffer.from(ticket, 'base64url')).toHaveLength(32);
    });

    it('starts an update from the newest release', async () => {
      const work = await publish(test.as('alice'), FILES);
      const { draft } = await open('alice', work.id);
      expect(draft.base).toMatchObject({ label: '1.0.0', manifest: work.manifest });
    });

    it('is for works of one’s own', async () => {
      const work = await publish(test.as('alice'), FILES);
      const hidden = await publish(test.as('alice'), FILES, { audience: 'private' });
      await expect(open('bob', work.id)).rejects.toMatchObject({ status: 403, code: 'not-allowed' });
      await expect(open('bob', hidden.id)).rejects.toMatchObject({ status: 404, code: 'work-not-found' });
    });

    it('bounds how many a person has', async () => {
      for (let count = 0; count < LIMITS.draftsPerPerson; count++) {
        await open();
      }
      await expect(open()).rejects.toMatchObject({ status: 429, code: 'too-many-drafts' });
      await expect(open('bob')).resolves.toBeDefined();
    });

    it('refuses what cannot fit, and says how much is left', async () => {
      const total = LIMITS.storedBytesPerPerson + 1;
      await expect(test.as('alice').openDraft({ body: { ...BODY, total } })).rejects.toMatchObject({
        status: 507,
        code: 'quota-exceeded',
        detail: { used: 0, limit: LIMITS.storedBytesPerPerson, needed: total }
      });
    });

    it('keeps no ticket that could be read from the database', async () => {
      const { ticket } = await open();
      const { db } = test.service.context.records;
      const rows = [
        ...(await db.selectFrom('ticket').selectAll().execute()),
        ...(await db.selectFrom('idempotency').selectAll().execute())
      ];
      expect(rows).toHaveLength(2);
      expect(JSON.stringify(rows)).not.toContain(ticket);
    });
  });

  describe('getDraft', () => {
    itWantsALogin(service, client => client.getDraft({ params: { draft: NO_ID } }));

    it('shows a draft to its owner only', async () => {
      const { draft, ticket } = await open();
      await test.as('alice').sendChunks({ body: framesOf(sentFiles(FILES)) }, { ticket });
      const params = { draft: draft.id };
      await expect(test.as('alice').getDraft({ params })).resolves.toMatchObject({ id: draft.id, received: 2 });
      await expect(test.as('bob').getDraft({ params })).rejects.toMatchObject(NO_DRAFT);
    });

    it('ends a day after the last use while open, a week after being sealed', async () => {
      const left = await open();
      const sealed = await open();
      await fill(test.as('alice'), sealed, FILES);
      test.clock.pass(LIMITS.draftIdleMs + 1000);
      await expect(test.as('alice').getDraft({ params: { draft: left.draft.id } })).rejects.toMatchObject(NO_DRAFT);
      const params = { draft: sealed.draft.id };
      await expect(test.as('alice').getDraft({ params })).resolves.toMatchObject({ state: 'sealed' });
      test.clock.pass(LIMITS.draftSealedMs);
      await expect(test.as('alice').getDraft({ params })).rejects.toMatchObject(NO_DRAFT);
    });
  });

  describe('reopenDraft', () => {
    itWantsALogin(service, client => client.reopenDraft({ params: { draft: NO_ID } }));

    it('gives a new ticket that goes on with what has arrived, and ends the old one', async () => {
      const { draft, ticket } = await open();
      const files = sentFiles(FILES);
      await test.as('alice').sendChunks({ body: framesOf(files) }, { ticket });
      const again = await test.as('alice').reopenDraft({ params: { draft: draft.id } });
      const body = Buffer.concat(files.flatMap(file => file.parts.map(part => part.hash)));
      const have = await test.as('alice').haveChunks({ body }, { ticket: again.ticket });
      expect([...have]).toEqual([0b11]);
      await expect(test.as('alice').haveChunks({ body }, { ticket })).rejects.toMatchObject({ code: 'ticket-ended' });
    });

    it('answers a page that names a body and sends none, as JupyterLab’s requests do', async () => {
      const { draft } = await open();
      const { statusCode } = await test.service.app.inject({
        method: 'POST',
        url: `/services/atrium/api/v1/drafts/${draft.id}/tickets`,
        headers: {
          authorization: `token ${test.hub.own('alice')}`,
          'content-type': 'application/json',
          'idempotency-key': 'a-page-without-a-body'
        }
      });
      expect(statusCode).toBe(200);
    });

    it('refuses a sealed draft and other people’s', async () => {
      const opened = await open();
      await fill(test.as('alice'), opened, FILES);
      const params = { draft: opened.draft.id };
      await expect(test.as('alice').reopenDraft({ params })).rejects.toMatchObject({ code: 'draft-sealed' });
      await expect(test.as('bob').reopenDraft({ params })).rejects.toMatchObject(NO_DRAFT);
    });
  });

  describe('discardDraft', () => {
    itWantsALogin(service, client => client.discardDraft({ params: { draft: NO_ID } }));

    it('throws a draft away with its ticket', async () => {
      const { draft, ticket } = await open();
      const params = { draft: draft.id };
      await expect(test.as('bob').discardDraft({ params })).rejects.toMatchObject(NO_DRAFT);
      await test.as('alice').discardDraft({ params });
      await expect(test.as('alice').getDraft({ params })).rejects.toMatchObject(NO_DRAFT);
      await expect(test.as('alice').sendChunks({ body: framesOf(sentFiles(FILES)) }, { ticket })).rejects.toMatchObject(
        { code: 'ticket-ended' }
      );
    });
  });

  describe('putCover', () => {
    itWantsALogin(service, client => client.putCover({ params: { draft: NO_ID }, body: aPng(1, 1) }));

    it('takes images of sane size only', async () => {
      const params = { draft: (await open()).draft.id };
      const put = (body: Uint8Array): Promise<unknown> => test.as('alice').putCover({ params, body });
      await expect(put(aPng(5000, 5000))).resolves.toMatchObject({
        cover: expect.stringMatching(/^sha256:/) as string
      });
      await expect(put(aPng(5001, 5000))).rejects.toMatchObject({ status: 422, code: 'bad-content' });
      await expect(put(Buffer.from('<svg onload="alert(1)"/>'))).rejects.toMatchObject({ code: 'bad-content' });
      await expect(put(Buffer.alloc(LIMITS.coverBytes + 1))).rejects.toMatchObject({ status: 413, code: 'too-large' });
      await expect(test.as('bob').putCover({ params, body: aPng(1, 1) })).rejects.toMatchObject(NO_DRAFT);
    });
  });
});
