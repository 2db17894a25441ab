// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { acts, pages } from '../src/pages/index';
import { PAGES, type PageRow } from '../src/pages/table';
import { Browser } from './browser';
import type { TestService } from './service';
import { startService } from './service';

const ROOT = '/services/atrium';
const CURATE = 'custom:atrium:curate';
const ADMIN = 'custom:atrium:admin';
const rows: readonly PageRow[] = Object.values(PAGES);
const withSession = rows.filter(row => row.right !== 'none');

/** The address of a row, with something in the place of its parameters. */
function addressOf({ path }: PageRow): string {
  return `${ROOT}${path.replace(/:\w+/g, '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e').replace('*', 'a.txt')}`;
}

describe('the table of pages', () => {
  it('names every page and act that is served, and nothing else', () => {
    const served = [...pages, ...acts].map(({ row }) => row);
    expect(served.toSorted(byId)).toEqual(rows.toSorted(byId));
    expect(new Set(rows.map(row => `${row.method} ${row.path}`)).size).toBe(rows.length);
  });

  it('has an audit row for every act, and a right for every act on what is not only the person’s own', () => {
    const posts = rows.filter(row => row.method === 'POST');
    expect(posts.filter(row => row.audit === null)).toEqual([]);
    const own = posts.filter(row => row.right !== 'curate' && row.right !== 'admin');
    expect(own.map(row => row.id)).toEqual(['endSession', 'answerSecret']);
  });
});

describe('a page', () => {
  let test: TestService;
  beforeAll(async () => {
    test = await startService();
  });
  afterAll(() => test.stop());

  const browserOf = async (name: string, scopes: readonly string[]): Promise<Browser> => {
    const browser = new Browser(test, test.hub.inPages(name, scopes));
    await browser.open(`${ROOT}/collections`);
    return browser;
  };

  it.each(withSession.filter(row => row.method === 'GET').map(row => [row.id, row] as const))(
    '%s sends nobody in without a login',
    async (_, row) => {
      const answer = await new Browser(test, '').ask('GET', addressOf(row));
      expect(answer.status).toBe(302);
      expect(String(answer.headers.location)).toMatch(/^\/hub\/api\/oauth2\/authorize\?/);
      expect(answer.body).toBe('');
    }
  );

  it.each(withSession.filter(row => row.method === 'POST').map(row => [row.id, row] as const))(
    '%s does nothing without a login, and says how to go on',
    async (_, row) => {
      const answer = await new Browser(test, '').send(addressOf(row), {});
      expect(answer.status).toBe(401);
      expect(answer.body).toContain('so nothing was done. Log in again, then repeat it.');
    }
  );

  it.each(
    rows
      .filter(row => row.right === 'curate' || row.right === 'admin')
      .flatMap(row => [
        [row.id, 'a person', [], row] as const,
        ...(row.right === 'admin' ? [[row.id, 'a curator', [CURATE], row] as const] : [])
      ])
  )('%s is closed to %s, and says whom to ask', async (_, who, scopes, row) => {
    const browser = await browserOf(who.replace(' ', '-'), scopes);
    const answer =
      row.method === 'GET' ? await browser.ask('GET', addressOf(row)) : await browser.send(addressOf(row), {});
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('Ask your hub’s operator for that right.');
  });

  it('names whom the operator named', async () => {
    const other = await startService({ config: { contact: 'Ada (ada@hub.example)' } });
    const answer = await new Browser(other, other.hub.inPages('bob')).open(`${ROOT}/health`);
    expect(answer.body).toContain('Ask Ada (ada@hub.example) for that right.');
    await other.stop();
  });

  it.each(rows.filter(row => !row.isOpen).map(row => [row.id, row] as const))(
    '%s opens only as a page of its own',
    async (_, row) => {
      const browser = await browserOf('ada', [CURATE, ADMIN]);
      const wrong: Record<string, string | undefined>[] = [
        { 'sec-fetch-mode': undefined, 'sec-fetch-dest': undefined },
        { 'sec-fetch-mode': undefined },
        { 'sec-fetch-dest': undefined },
        { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
        { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
        { 'sec-fetch-mode': 'same-origin', 'sec-fetch-dest': 'empty' },
        { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
        { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'frame' },
        { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'object' },
        { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'embed' },
        // A service worker that asks again for what it caught.
        { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'empty' },
        { 'sec-fetch-mode': 'Navigate' },
        { 'sec-fetch-mode': 'navigate, cors' },
        { 'sec-fetch-mode': 'websocket', 'sec-fetch-dest': 'websocket' }
      ];
      for (const headers of wrong) {
        const answer = await browser.ask(row.method, addressOf(row), { origin: 'https://hub-a.example', ...headers });
        expect([headers, answer.status]).toEqual([headers, 403]);
        expect(answer.body).not.toContain('name="confirm"');
      }
    }
  );

  it.each(withSession.map(row => [row.id, row] as const))('%s is opened by no token in a header', async (_, row) => {
    const tokens = [
      test.hub.own('alice', { scopes: ['access:servers!server=alice/', 'access:services', CURATE, ADMIN] }),
      test.hub.add('personal', { scopes: ['access:services', CURATE, ADMIN] }),
      test.hub.inPages('grace', [CURATE, ADMIN])
    ];
    for (const token of tokens) {
      const headers = { authorization: `token ${token}`, origin: 'https://hub-a.example' };
      const { status } = await new Browser(test, '').ask(row.method, addressOf(row), headers);
      expect([302, 401]).toContain(status);
    }
  });

  it('answers the hub’s own look at the service, which is no page visit', async () => {
    for (const url of [ROOT, `${ROOT}/`]) {
      expect((await test.service.app.inject({ url })).statusCode).toBeLessThan(500);
    }
  });

  it('lets nothing run, loads nothing, stands in no frame and has no opener', async () => {
    const browser = await browserOf('ada', [CURATE, ADMIN]);
    for (const path of ['', '/collections', '/health', '/audit', '/nowhere', '/works/x']) {
      const { headers, body } = await browser.ask('GET', `${ROOT}${path}`);
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/
        ) as string,
        'cross-origin-opener-policy': 'noopener-allow-popups',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'content-type': 'text/html; charset=utf-8'
      });
      expect(body).not.toMatch(/<script|<link|<iframe| on\w+=| style=/i);
    }
  });

  it('that is not there says so, and leads on', async () => {
    const answer = await (await browserOf('ada', [])).ask('GET', `${ROOT}/nowhere`);
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('There is nothing at this address.');
    expect(answer.body).toContain(`href="${ROOT}/"`);
  });

  it('shows in its header what the person may open', async () => {
    const entries = async (name: string, scopes: readonly string[]): Promise<string[]> => {
      const { body } = await (await browserOf(name, scopes)).ask('GET', `${ROOT}/collections`);
      const [nav = ''] = /<nav[\s\S]*?<\/nav>/.exec(body) ?? [];
      return [...nav.matchAll(/>(\w+)<\/a>/g)].map(match => match[1] ?? '');
    };
    expect(await entries('bob', [])).toEqual(['Gallery', 'Collections']);
    expect(await entries('ada', [CURATE, ADMIN])).toEqual(['Gallery', 'Collections', 'Hubs', 'Health']);
  });

  it('says nothing of a fault but where it was noted', async () => {
    const browser = await browserOf('ada', [CURATE, ADMIN]);
    const { audit } = test.service.context;
    const before = jest.spyOn(audit, 'before').mockRejectedValueOnce(new Error('secret of the database'));
    const answer = await browser.ask('GET', `${ROOT}/audit`);
    before.mockRestore();
    expect(answer.status).toBe(500);
    expect(answer.body).toMatch(/Something went wrong .* it was noted as req-\w+/);
    expect(answer.body).not.toContain('secret of the database');
  });
});

function byId(one: PageRow, other: PageRow): number {
  return one.id < other.id ? -1 : 1;
}
