// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import { LIMITS } from '@jupyter-atrium/api';
import { onEachEngine } from './engines';
import { NO_ID, itWantsALogin } from './login';
import { digestOf, fetchAll, noise, notebook, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const FILES = { 'a.ipynb': notebook('1'), 'notes/b.txt': 'text\n' };
const ERASE = { label: null, scope: 'erase' as const, reason: 'r' };

onEachEngine(makeDatabase => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });
  afterEach(() => test.stop());
  const service = (): TestService => test;

  describe('listReleases', () => {
    itWantsALogin(service, client => client.listReleases({ params: { work: NO_ID } }));

    it('lists releases newest first, with what changed', async () => {
      const alice = test.as('alice');
      const { id } = await publish(alice, FILES, { note: 'first' });
      await publish(alice, { 'a.ipynb': notebook('2', '3'), 'c.txt': 'c' }, { work: id, note: 'more' });
      const { releases } = await test.as('bob').listReleases({ params: { work: id } });
      expect(releases).toMatchObject([
        {
          label: '1.1.0',
          note: 'more',
          files: 2,
          changes: { files: { added: 1, removed: 1, changed: 1 }, notebooks: 1, cells: { added: 1, changed: 1 } }
        },
        { label: '1.0.0', note: 'first', files: 2, changes: null, by: { name: 'alice' } }
      ]);
    });

    it('shows withdrawn releases to their owner only', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      await publish(test.as('alice'), { ...FILES, 'c.txt': 'c' }, { work: id });
      const body = { label: '1.0.0', scope: 'retract' as const, reason: 'r' };
      await test.as('alice').withdrawWork({ params: { work: id }, body });
      const labels = async (name: string): Promise<string[]> =>
        (await test.as(name).listReleases({ params: { work: id } })).releases.map(release => release.label);
      await expect(labels('bob')).resolves.toEqual(['1.1.0']);
      await expect(labels('alice')).resolves.toEqual(['1.1.0', '1.0.0']);
    });
  });

  describe('getRelease', () => {
    itWantsALogin(service, client => client.getRelease({ params: { work: NO_ID, label: '1.0.0' } }));

    it('lists the files of each release as they were, ordered by the bytes of their paths', async () => {
      const { id } = await publish(test.as('alice'), { 'b.txt': 'b', 'a.txt': 'a', 'é.txt': 'e', 'Z.txt': 'z' });
      await publish(test.as('alice'), { 'b.txt': 'B', 'a.txt': 'a' }, { work: id });
      const entries = async (label: string): Promise<string[][]> =>
        (await test.as('bob').getRelease({ params: { work: id, label } })).entries.map(file => [
          file.path,
          file.digest
        ]);
      await expect(entries('1.0.0')).resolves.toEqual([
        ['Z.txt', digestOf('z')],
        ['a.txt', digestOf('a')],
        ['b.txt', digestOf('b')],
        ['é.txt', digestOf('e')]
      ]);
      await expect(entries('1.1.0')).resolves.toEqual([
        ['a.txt', digestOf('a')],
        ['b.txt', digestOf('B')]
      ]);
    });

    it('names a label that is not there', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      await expect(test.as('bob').getRelease({ params: { work: id, label: '9.9' } })).rejects.toMatchObject({
        code: 'release-not-found',
        message: expect.stringContaining('9.9') as string
      });
    });

    it('keeps the files of other releases when one is erased', async () => {
      const { id } = await publish(test.as('alice'), { 'a.txt': 'a', 'b.txt': 'b' });
      await publish(test.as('alice'), { 'a.txt': 'a', 'b.txt': 'secret' }, { work: id });
      await publish(test.as('alice'), { 'a.txt': 'a', 'b.txt': 'third' }, { work: id });
      const params = { work: id };
      await test.as('alice').withdrawWork({ params, body: { ...ERASE, label: '1.1.0' } });
      const content = async (label: string): Promise<string> =>
        Buffer.from(await test.as('bob').getFile({ params: { ...params, label, '*': 'b.txt' } })).toString();
      await expect(content('1.0.0')).resolves.toBe('b');
      await expect(content('1.2.0')).resolves.toBe('third');
      await expect(content('1.1.0')).rejects.toMatchObject({ code: 'work-withdrawn' });
      await expect(fetchAll(test.as('bob'), id)).resolves.toMatchObject({ 'b.txt': digestOf('third') });
    });
  });

  describe('getFile', () => {
    itWantsALogin(service, client => client.getFile({ params: { work: NO_ID, label: '1.0.0', '*': 'a' } }));

    const bytes = noise(700_000);
    const ask = async (headers: Record<string, string> = {}, path = 'data/big.bin'): Promise<Answer> => {
      const { id } = await publish(test.as('alice'), {
        'data/big.bin': bytes,
        'x.html': '<script>',
        'p.png': 'no png'
      });
      const response = await test.service.app.inject({
        url: `/services/atrium/api/v1/works/${id}/releases/1.0.0/files/${path}`,
        headers: { authorization: `token ${test.hub.own('bob')}`, ...headers }
      });
      return { status: response.statusCode, headers: response.headers, body: response.rawPayload };
    };

    it('answers the file, never as a page of its own', async () => {
      const { status, headers, body } = await ask();
      expect(status).toBe(200);
      expect(createHash('sha256').update(body).digest()).toEqual(createHash('sha256').update(bytes).digest());
      expect(headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-length': '700000',
        'content-disposition': `attachment; filename="big.bin"; filename*=UTF-8''big.bin`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'accept-ranges': 'bytes',
        etag: `"${digestOf(bytes)}"`
      });
      expect((await ask({}, 'x.html')).headers['content-type']).toBe('application/octet-stream');
    });

    it.each([
      ['bytes=0-9', 206, [0, 10]],
      ['bytes=100000-399999', 206, [100_000, 400_000]],
      ['bytes=699990-', 206, [699_990, 700_000]],
      ['bytes=-5', 206, [699_995, 700_000]],
      ['bytes=699999-9999999', 206, [699_999, 700_000]],
      ['bytes=0-1,5-6', 200, [0, 700_000]],
      ['lines=1-2', 200, [0, 700_000]],
      ['bytes=700000-', 416, [0, 0]]
    ])('answers the range %s', async (range, expected, [from = 0, to = 0]) => {
      const { status, headers, body } = await ask({ range });
      expect(status).toBe(expected);
      expect(body.equals(Buffer.from(bytes.subarray(from, to)))).toBe(true);
      const contentRange = expected === 206 ? `bytes ${from}-${to - 1}/700000` : undefined;
      expect(headers['content-range']).toBe(expected === 416 ? 'bytes */700000' : contentRange);
    });

    it('answers everything when the file is not the one the range was meant for', async () => {
      const range = { range: 'bytes=0-9' };
      expect((await ask({ ...range, 'if-range': '"sha256:other"' })).status).toBe(200);
      expect((await ask({ ...range, 'if-range': `"${digestOf(bytes)}"` })).status).toBe(206);
      expect((await ask({ 'if-none-match': `"${digestOf(bytes)}"` })).status).toBe(304);
    });

    it('says when the release has no such file', async () => {
      expect((await ask({}, 'data%2f%2e%2e%2fx.html')).status).toBe(404);
      expect((await ask({}, 'nowhere')).status).toBe(404);
    });
  });

  describe('openCopy', () => {
    itWantsALogin(service, client => client.openCopy({ params: { work: NO_ID }, body: { label: null } }));

    it('tells the origin and gives a ticket for one release', async () => {
      const { id, manifest } = await publish(test.as('alice'), FILES);
      await publish(test.as('alice'), { 'z.txt': 'z' }, { work: id });
      const opened = await test.as('bob').openCopy({ params: { work: id }, body: { label: '1.0.0' } });
      expect(opened).toMatchObject({
        work: id,
        url: `https://hub-a.example/services/atrium/works/${id}`,
        home: { hub: 'hub-a.example/services/atrium', key: '' },
        via: 'https://hub-a.example/services/atrium/',
        title: 'Glacier melt',
        label: '1.0.0',
        manifest,
        files: 2
      });
      const table = await test.as('bob').getFileTable({}, { ticket: opened.ticket });
      expect(table.files.map(file => file.path)).toEqual(['a.ipynb', 'notes/b.txt']);
    });

    it('counts a copy once a person and release', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      const open = (name: string, label: string | null): Promise<unknown> =>
        test.as(name).openCopy({ params: { work: id }, body: { label } });
      await open('bob', null);
      await open('bob', '1.0.0');
      await open('carol', null);
      await publish(test.as('alice'), { 'z.txt': 'z' }, { work: id });
      await open('bob', null);
      await expect(test.as('alice').getWork({ params: { work: id } })).resolves.toMatchObject({ copies: 3 });
    });

    it('gives no ticket to tokens that passed through other hands', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      const scopes = ['access:servers!server=bob/', 'access:services!service=atrium', 'custom:atrium:publish'];
      const visit = test.hub.add('visit', { sessionId: 's', scopes });
      await expect(
        test.withToken(visit).openCopy({ params: { work: id }, body: { label: null } })
      ).rejects.toMatchObject({ status: 403, code: 'wrong-token' });
    });

    it('gives a ticket that ends: unused, or after half a day of use', async () => {
      const { id } = await publish(test.as('alice'), FILES);
      const opened = await test.as('bob').openCopy({ params: { work: id }, body: { label: null } });
      const use = (): Promise<unknown> => test.as('bob').getFileTable({}, { ticket: opened.ticket });
      for (let passed = 0; passed < LIMITS.ticketLifeMs - LIMITS.ticketIdleMs; passed += LIMITS.ticketIdleMs / 2) {
        await use();
        test.clock.pass(LIMITS.ticketIdleMs / 2);
      }
      test.clock.pass(LIMITS.ticketIdleMs + 1);
      await expect(use()).rejects.toMatchObject({ status: 401, code: 'ticket-ended' });
      const again = await test.as('bob').openCopy({ params: { work: id }, body: { label: null } });
      test.clock.pass(LIMITS.ticketIdleMs + 1);
      await expect(test.as('bob').getFileTable({}, { ticket: again.ticket })).rejects.toMatchObject({
        code: 'ticket-ended'
      });
    });
  });
});

type Answer = { status: number; headers: Record<string, unknown>; body: Buffer };
