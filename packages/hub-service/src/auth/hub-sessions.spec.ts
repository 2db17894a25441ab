// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Browser } from '../../test/browser';
import type { TestService } from '../../test/service';
import { startService } from '../../test/service';

const ROOT = '/services/atrium/';
const TEN_MINUTES = 10 * 60_000;
const FOURTEEN_DAYS = 14 * 24 * 3_600_000;

describe('a login', () => {
  let test: TestService;
  let browser: Browser;
  beforeEach(async () => {
    test = await startService();
    browser = new Browser(test, test.hub.inPages('ada'));
  });
  afterEach(() => test.stop());

  const begin = () => browser.ask('GET', `${ROOT}collections?x=1`);
  const location = (headers: Readonly<Record<string, unknown>>): URL =>
    new URL(String(headers.location), 'https://hub-a.example');

  it('goes to the hub with a state and a challenge of its own each time', async () => {
    const [first, second] = [await begin(), await begin()];
    expect(first.status).toBe(302);
    const query = location(first.headers).searchParams;
    expect(location(first.headers).pathname).toBe('/hub/api/oauth2/authorize');
    expect(Object.fromEntries(query)).toMatchObject({
      client_id: 'service-atrium',
      redirect_uri: '/services/atrium/oauth_callback',
      response_type: 'code',
      code_challenge_method: 'S256'
    });
    const other = location(second.headers).searchParams;
    expect(other.get('state')).not.toBe(query.get('state'));
    expect(other.get('code_challenge')).not.toBe(query.get('code_challenge'));
  });

  it('ends at the page it began at', async () => {
    const page = await browser.open(`${ROOT}collections?x=1`);
    expect(page).toMatchObject({ status: 200, path: `${ROOT}collections?x=1` });
    expect(page.body).toContain('ada');
  });

  it('keeps its cookie from scripts, from other paths and from posts of other sites', async () => {
    const { headers } = await begin();
    const back = await browser.ask('GET', test.hub.letIn(String(headers.location), test.hub.inPages('ada')));
    expect(back.headers['set-cookie']).toEqual([
      expect.stringMatching(/^service-atrium-login-.{8}=; .*Max-Age=0/) as string,
      expect.stringMatching(
        /^service-atrium=[\w-]{43}; Path=\/services\/atrium\/; Max-Age=1209600; HttpOnly; SameSite=Lax; Secure$/
      ) as string
    ]);
  });

  it('is good for the browser that began it only', async () => {
    const { headers } = await begin();
    const other = new Browser(test, test.hub.inPages('ada'));
    const back = test.hub.letIn(String(headers.location), test.hub.inPages('ada'));
    const refused = await other.ask('GET', back);
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('was not begun in this browser');
    expect(other.cookies.size).toBe(0);
    // It is left to its own browser.
    expect((await browser.ask('GET', back)).status).toBe(302);
  });

  it('is good once', async () => {
    const { headers } = await begin();
    const cookies = new Map(browser.cookies);
    const address = String(headers.location);
    await browser.ask('GET', test.hub.letIn(address, test.hub.inPages('ada')));
    cookies.forEach((value, name) => browser.cookies.set(name, value));
    const again = await browser.ask('GET', test.hub.letIn(address, test.hub.inPages('ada')));
    expect(again.status).toBe(403);
  });

  it('is good for ten minutes', async () => {
    const { headers } = await begin();
    test.clock.pass(TEN_MINUTES);
    const late = await browser.ask('GET', test.hub.letIn(String(headers.location), test.hub.inPages('ada')));
    expect(late.status).toBe(403);
  });

  it.each(['', '?state=x&code=y', '?code=y', '?state='])('cannot end with “%s”', async query => {
    await begin();
    expect((await browser.ask('GET', `${ROOT}oauth_callback${query}`)).status).toBe(403);
  });

  it('does not end when the hub refuses the code', async () => {
    const { headers } = await begin();
    const state = location(headers.location ? headers : {}).searchParams.get('state') ?? '';
    const refused = await browser.ask('GET', `${ROOT}oauth_callback?code=guessed&state=${state}`);
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('JupyterHub did not confirm this login');
  });

  it('says whom to ask when the hub lets somebody not in', async () => {
    const refused = await browser.ask('GET', `${ROOT}oauth_callback?error=access_denied`);
    expect(refused).toMatchObject({ status: 403, body: expect.stringContaining('Ask your hub’s operator') as string });
  });

  it('is not begun by what is no page visit', async () => {
    const refused = await browser.ask('GET', ROOT, { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' });
    expect(refused.status).toBe(403);
    expect(browser.cookies.size).toBe(0);
  });
});

describe('a session', () => {
  let test: TestService;
  let browser: Browser;
  beforeEach(async () => {
    test = await startService();
    browser = new Browser(test, test.hub.inPages('ada'));
    await browser.open(ROOT);
  });
  afterEach(() => test.stop());

  it('keeps the hub’s token where nobody reads it', () => {
    const files = readdirSync(test.data).filter(name => name.startsWith('atrium.db'));
    const bytes = Buffer.concat(files.map(name => readFileSync(join(test.data, name))));
    const cookie = browser.cookies.get('service-atrium') ?? '';
    expect(bytes.includes('pages-ada')).toBe(false);
    expect(cookie).toHaveLength(43);
    expect(bytes.includes(cookie)).toBe(false);
  });

  it('cannot be made up', async () => {
    browser.cookies.set('service-atrium', 'A'.repeat(43));
    expect((await browser.ask('GET', ROOT)).status).toBe(302);
  });

  it('ends when the hub no longer knows its token', async () => {
    test.hub.users.delete('pages-ada');
    test.clock.pass(30_000);
    expect((await browser.ask('GET', ROOT)).status).toBe(302);
  });

  it('loses rights with the person', async () => {
    const ada = new Browser(test, test.hub.inPages('grace', ['custom:atrium:admin']));
    expect((await ada.open(`${ROOT}audit`)).status).toBe(200);
    test.hub.inPages('grace');
    test.clock.pass(30_000);
    expect((await ada.open(`${ROOT}audit`)).status).toBe(403);
  });

  it('ends after fourteen days', async () => {
    test.clock.pass(FOURTEEN_DAYS);
    expect((await browser.ask('GET', ROOT)).status).toBe(302);
  });

  it('ends when the person logs out, and its cookie is good for nothing then', async () => {
    const cookies = new Map(browser.cookies);
    const page = await browser.press(await browser.open(ROOT), 'Log out');
    expect(page.body).toContain('You are logged out');
    expect(browser.cookies.has('service-atrium')).toBe(false);
    cookies.forEach((value, name) => browser.cookies.set(name, value));
    expect((await browser.ask('GET', ROOT)).status).toBe(302);
  });

  it('waits, and does not end, while the hub is silent', async () => {
    test.hub.isSilent = true;
    test.clock.pass(30_000);
    expect(await browser.ask('GET', ROOT)).toMatchObject({
      status: 503,
      body: expect.stringContaining('JupyterHub does not answer') as string
    });
    test.hub.isSilent = false;
    expect((await browser.ask('GET', `${ROOT}collections`)).status).toBe(200);
  });

  it('is refused without the access scope, and says what to do', async () => {
    const bob = new Browser(test, test.hub.add('pages-bob', { name: 'bob', sessionId: 'x', scopes: [] }));
    const refused = await bob.open(ROOT);
    expect(refused).toMatchObject({ status: 403, body: expect.stringContaining('no access to Atrium') as string });
  });

  it('opens no API', async () => {
    const cookie = `service-atrium=${browser.cookies.get('service-atrium') ?? ''}`;
    const { statusCode } = await test.service.app.inject({ url: `${ROOT}api/v1/me`, headers: { cookie } });
    expect(statusCode).toBe(401);
  });

  it('is written to the audit log, begin and end', async () => {
    await browser.press(await browser.open(ROOT), 'Log out');
    const rows = await test.service.context.audit.before(Number.MAX_SAFE_INTEGER, 10);
    expect(rows.map(row => row.act)).toEqual(['session.end', 'session.begin']);
  });

  it('is one of twenty of its person at most', async () => {
    const oldest = new Map(browser.cookies);
    for (let count = 0; count < 20; count++) {
      test.clock.pass(1);
      await new Browser(test, 'pages-ada').open(ROOT);
    }
    oldest.forEach((value, name) => browser.cookies.set(name, value));
    expect((await browser.ask('GET', ROOT)).status).toBe(302);
  });
});
