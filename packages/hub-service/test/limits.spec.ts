// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import type { InjectOptions } from 'fastify';
import { onEachEngine } from './engines';
import { NO_ID } from './login';
import { CARD, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const FILES = { 'a.txt': 'a' };
const DRAFTS = '/services/atrium/api/v1/drafts';
const BODY = { work: null, title: 't', source: 's', total: null };

onEachEngine(makeDatabase => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });
  afterEach(() => test.stop());

  type Answer = { status: number; body: { code: string; message: string }; retryAfter: string | undefined };
  const ask = async ({ headers, ...options }: InjectOptions): Promise<Answer> => {
    const authorization = `token ${test.hub.own('alice')}`;
    const response = await test.service.app.inject({ ...options, headers: { authorization, ...headers } });
    const retryAfter = response.headers['retry-after'];
    return { status: response.statusCode, body: response.json(), retryAfter };
  };
  const post = (payload: string, type = 'application/json'): Promise<Answer> =>
    ask({ method: 'POST', url: DRAFTS, payload, headers: { 'content-type': type } });

  describe('a call that is not as it should be', () => {
    it.each([
      ['a field that is missing', JSON.stringify({ ...BODY, title: undefined }), /title/],
      ['a field of another type', JSON.stringify({ ...BODY, total: 'many' }), /“total” must be/],
      ['a field that is too long', JSON.stringify({ ...BODY, title: 'x'.repeat(301) }), /“title” must not have more/],
      ['no JSON', '{"work":', /JSON/],
      ['nothing', '', /empty/i]
    ])('is told in one sentence: %s', async (_, payload, words) => {
      const { status, body } = await post(payload);
      expect({ status, code: body.code }).toEqual({ status: 400, code: 'bad-request' });
      expect(body.message).toMatch(words);
      expect(body.message).toMatch(/^[A-Z“][^\n]*\.$/);
    });

    it('is refused if it is nested too deeply', async () => {
      const deep = `${'['.repeat(65)}${']'.repeat(65)}`;
      await expect(post(`{"work":${deep}}`)).resolves.toMatchObject({
        status: 400,
        body: { message: expect.stringContaining('nested') as string }
      });
      const flat = JSON.stringify({ ...BODY, title: '['.repeat(100) });
      await expect(post(flat)).resolves.toMatchObject({ status: 200 });
    });

    it.each(['{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}'])(
      'is refused if it names what every object has: %s',
      async payload => {
        await expect(post(payload)).resolves.toMatchObject({ status: 400, body: { code: 'bad-request' } });
        expect(({} as { x?: number }).x).toBeUndefined();
      }
    );

    it('is refused if it does not say that it is JSON, as forms of other sites cannot', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
        await expect(post(JSON.stringify(BODY), type)).resolves.toMatchObject({ status: 400 });
      }
    });

    it('takes bodies as they are, without making text of null or numbers of text', async () => {
      await expect(publish(test.as('alice'), FILES, { card: { ...CARD, licence: null } })).resolves.toMatchObject({
        card: { licence: null }
      });
      await expect(post(JSON.stringify({ ...BODY, total: '5' }))).resolves.toMatchObject({ status: 400 });
    });

    it('is refused by its length before it is read', async () => {
      const payload = JSON.stringify({ ...BODY, title: 'x'.repeat(LIMITS.apiBodyBytes) });
      await expect(post(payload)).resolves.toMatchObject({ status: 413, body: { code: 'too-large' } });
    });

    it('learns nothing but an id when the service is at fault', async () => {
      jest.spyOn(test.service.context.works, 'find').mockRejectedValue(new Error('secret detail'));
      const { status, body } = await ask({ url: `/services/atrium/api/v1/works/${NO_ID}` });
      expect(status).toBe(500);
      expect(body).toMatchObject({ code: 'internal-error', detail: { request: expect.any(String) as string } });
      expect(JSON.stringify(body)).not.toContain('secret detail');
    });
  });

  describe('calls with one idempotency key', () => {
    const call = { key: 'same-key-for-all' };

    it('act once and answer the same', async () => {
      const alice = test.as('alice');
      const first = await alice.openDraft({ body: BODY }, call);
      await expect(alice.openDraft({ body: BODY }, call)).resolves.toEqual(first);
      await expect(alice.listMine()).resolves.toMatchObject({ drafts: [{ id: first.draft.id }] });
    });

    it('act once also when they arrive together', async () => {
      const alice = test.as('alice');
      const answers = await Promise.all([1, 2, 3].map(() => alice.openDraft({ body: BODY }, call)));
      expect(new Set(answers.map(answer => answer.ticket)).size).toBe(1);
      expect((await alice.listMine()).drafts).toHaveLength(1);
    });

    it('are others for another person and another act', async () => {
      const first = await test.as('alice').openDraft({ body: BODY }, call);
      const other = await test.as('bob').openDraft({ body: BODY }, call);
      expect(other.draft.id).not.toBe(first.draft.id);
      const again = await test.as('alice').reopenDraft({ params: { draft: first.draft.id } }, call);
      expect(again.ticket).not.toBe(first.ticket);
    });

    it('are forgotten after a day', async () => {
      const first = await test.as('alice').openDraft({ body: BODY }, call);
      test.clock.pass(LIMITS.idempotencyMs + 1);
      await test.service.context.upkeep.expire();
      const second = await test.as('alice').openDraft({ body: BODY }, call);
      expect(second.draft.id).not.toBe(first.draft.id);
    });

    it('want a key that can be one', async () => {
      await expect(test.as('alice').openDraft({ body: BODY }, { key: 'short' })).rejects.toMatchObject({
        code: 'bad-request'
      });
    });
  });

  describe('too many calls', () => {
    it('are refused a person, with the time to wait', async () => {
      const url = '/services/atrium/api/v1/me';
      const ends: number[] = [];
      for (let count = 0; count <= LIMITS.callsPerMinute; count++) {
        ends.push((await ask({ url })).status);
      }
      expect(ends.filter(status => status === 200)).toHaveLength(LIMITS.callsPerMinute);
      const { status, body, retryAfter } = await ask({ url });
      expect({ status, code: body.code }).toEqual({ status: 429, code: 'too-many-requests' });
      expect(Number(retryAfter)).toBeGreaterThan(0);
      await expect(test.as('bob').getMe()).resolves.toBeDefined();
    });

    it('with wrong tokens stop before the hub is asked', async () => {
      const userOf = jest.spyOn(test.hub, 'userOf');
      const guess = (count: number): Promise<Answer> =>
        ask({ url: '/services/atrium/api/v1/me', headers: { authorization: `token guess${count}` } });
      await test.as('bob').getMe();
      for (let count = 0; count <= LIMITS.failuresPerMinute; count++) {
        await guess(count);
      }
      const asked = userOf.mock.calls.length;
      await expect(guess(0.5)).resolves.toMatchObject({ status: 429 });
      expect(userOf.mock.calls).toHaveLength(asked);
      await expect(test.as('bob').getMe()).resolves.toBeDefined();
    });
  });
});
