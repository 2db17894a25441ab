// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { writeFileSync } from 'node:fs';
import { Browser, formOf } from './browser';
import { notebook, publish } from './publish';
import { type TestOptions, type TestService, aHubConfig, startService } from './service';

const ROOT = '/services/atrium';
const DAY_MS = 24 * 3_600_000;
const APART = { config: { access: aHubConfig({ hostUrl: 'https://jupyter.example' }).access } };

describe('the health page', () => {
  let test: TestService;
  afterEach(() => test.stop());

  const start = async (options: TestOptions = APART): Promise<void> => {
    test = await startService(options);
  };
  const backedUp = (days: number): void => {
    const note = { at: test.clock.now() - days * DAY_MS, bytes: 41e9 };
    writeFileSync(`${test.data}/last-backup.json`, JSON.stringify(note));
  };
  const open = async (): Promise<string> => {
    const ada = new Browser(test, test.hub.inPages('ada', ['custom:atrium:admin']));
    await test.service.context.search.caughtUp();
    return (await ada.open(`${ROOT}/health`)).body;
  };
  const verdict = async (): Promise<string> => verdictIn(await open());
  const verdictIn = (body: string): string =>
    (/role="status">.*?<span>(.*?)<\/span>/.exec(body)?.[1] ?? '').replace(/<\/?b>/g, '').trim();

  it('says in one sentence that all is well, then the numbers', async () => {
    await start();
    backedUp(0);
    await publish(test.as('alice'), { 'a.ipynb': notebook('1') });
    const body = await open();
    expect(verdictIn(body)).toBe('All is well.');
    expect(body).toContain('Today, 41 GB');
    expect(body).toMatch(/SQLite, writes in [\d.]+ ms/);
    expect(body).toContain('100 GB of 200 GB used');
    expect(body).toContain('1 work, in step');
    expect(body).toContain('Version 6.1.1');
    expect(body).toContain('0 open, 0 sealed');
  });

  it('says what is gravest first', async () => {
    await start({ ...APART, space: async () => ({ free: 1e9, total: 200e9 }) });
    backedUp(9);
    test.hub.release = '5.4.0';
    expect(await verdict()).toBe(
      'The disk is full, the last backup is 9 days old and JupyterHub needs an update. All else is well.'
    );
  });

  it('asks for a backup where there is none', async () => {
    await start();
    expect(await verdict()).toBe('There is no backup yet. All else is well.');
  });

  it.each([
    ['5.5.0', true],
    ['4.9.9', true],
    ['5.5.1', false],
    ['5.10.0', false],
    ['6.0.0', false]
  ])('knows whether JupyterHub %s needs an update', async (release, isOld) => {
    await start();
    backedUp(0);
    test.hub.release = release;
    expect((await verdict()) === 'JupyterHub needs an update. All else is well.').toBe(isOld);
  });

  it('warns when people’s servers share the address', async () => {
    await start({});
    backedUp(0);
    const body = await open();
    expect(verdictIn(body)).toBe('People’s servers share this address. All else is well.');
    expect(body).toContain('Set subdomain_host in JupyterHub');
  });

  it('warns when the public address is not set', async () => {
    await start({ config: { publicUrl: null } });
    backedUp(0);
    expect(await verdict()).toContain('The public address is not set.');
  });

  it('warns when page tokens hold all rights', async () => {
    await start();
    backedUp(0);
    const scopes = ['access:servers!user=bob', 'access:servers!server=bob/', 'access:services!service=atrium'];
    await test.as('bob', { scopes }).getMe();
    expect(await verdict()).toBe('JupyterHub gives pages too many rights. All else is well.');
  });

  it('says that stored content is broken', async () => {
    await start();
    backedUp(0);
    await publish(test.as('alice'), { 'a.ipynb': notebook('1') });
    await test.service.context.records.db.updateTable('chunk').set({ pack: null }).execute();
    const body = await open();
    expect(verdictIn(body)).toBe('Some stored content is broken. All else is well.');
    expect(body).toMatch(/\d+ pieces lost/);
  });

  it('says that the database takes no writes', async () => {
    await start();
    backedUp(0);
    const ada = new Browser(test, test.hub.inPages('ada', ['custom:atrium:admin']));
    await ada.open(`${ROOT}/collections`);
    await test.service.context.search.caughtUp();
    await test.service.context.records.db.schema.alterTable('spent_confirm').renameTo('gone').execute();
    const { body } = await ada.open(`${ROOT}/health`);
    expect(verdictIn(body)).toBe('The database takes no writes. All else is well.');
  });
});

describe('the audit log', () => {
  let test: TestService;
  let ada: Browser;
  beforeEach(async () => {
    test = await startService();
    ada = new Browser(test, test.hub.inPages('ada', ['custom:atrium:admin']));
  });
  afterEach(() => test.stop());

  it('shows who did what, newest first, and proves itself', async () => {
    const { id } = await publish(test.as('alice', { displayName: 'A. Rivera' }), { 'a.ipynb': notebook('1') });
    const { body } = await ada.open(`${ROOT}/audit`);
    expect(body).toContain('Each row follows from the one before');
    expect(body).toMatch(/session\.begin[\s\S]*A\. Rivera[\s\S]*release\.publish[\s\S]*draft\.open/);
    expect(body).toContain(id);
  });

  it('goes back page by page', async () => {
    for (let count = 0; count < 60; count++) {
      const row = { person: 'p', tokenId: null, act: `act.${count}`, object: 'x', detail: { count } };
      await test.service.context.change(({ audit }) => audit.append(row));
    }
    const first = await ada.open(`${ROOT}/audit`);
    expect(first.body).toContain('act.59');
    expect(first.body).not.toContain('>act.5<');
    const older = /href="(\?before=\d+)"/.exec(first.body)?.[1] ?? '';
    const second = await ada.open(`${ROOT}/audit${older}`);
    expect(second.body).toContain('>act.5<');
    expect(second.body).not.toContain('Older');
  });

  it.each([
    ['changed', { act: 'nothing' }],
    ['moved', { hash: '0'.repeat(64) }]
  ])('says when a row was %s', async (_, change) => {
    await publish(test.as('alice'), { 'a.ipynb': notebook('1') });
    await test.service.context.records.db.updateTable('audit').set(change).where('seq', '=', 2).execute();
    expect((await ada.open(`${ROOT}/audit`)).body).toMatch(/Row [23] does not follow from the one before/);
  });
});

describe('probes', () => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService();
  });
  afterEach(() => test.stop());

  const get = (path: string, headers: Record<string, string> = {}) =>
    test.service.app.inject({ url: `${ROOT}${path}`, headers });

  it('say without a login that the service lives and is ready', async () => {
    expect((await get('/health/live')).json()).toEqual({ isAlive: true });
    expect((await get('/health/ready')).json()).toEqual({ isReady: true });
  });

  it('say that it is not ready without its database, and nothing else', async () => {
    const { records } = test.service.context;
    const execute = jest.spyOn(records.db, 'getExecutor').mockImplementation(() => {
      throw new Error('secret');
    });
    const answer = await get('/health/ready');
    execute.mockRestore();
    expect(answer.statusCode).toBeGreaterThanOrEqual(500);
    expect(answer.body).not.toContain('secret');
    expect((await get('/health/live')).statusCode).toBe(200);
  });

  it('count for whoever may read metrics, a service of the hub for example', async () => {
    test.hub.add('prometheus', { kind: 'service', name: 'prometheus', scopes: ['read:metrics'] });
    await publish(test.as('alice'), { 'a.ipynb': notebook('1') });
    await test.as('alice').getMe();
    const answer = await get('/metrics', { authorization: 'token prometheus' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of [
      /^atrium_calls_total\{name="getMe",status="200"\} 1$/m,
      /^atrium_calls_total\{name="publishDraft",status="200"\} 1$/m,
      /^atrium_call_seconds_count\{name="getMe"\} 1$/m,
      /^atrium_transaction_seconds_count \d+$/m,
      /^atrium_bytes_total\{direction="received"\} [1-9]\d+$/m,
      /^atrium_records\{kind="works"\} 1$/m,
      /^atrium_records\{kind="openDrafts"\} 0$/m,
      /^atrium_store_bytes [1-9]\d+$/m,
      /^atrium_store_lost_chunks 0$/m,
      /^atrium_disk_bytes\{kind="free"\} 100000000000$/m,
      /^atrium_search_pending_changes \d+$/m,
      /^atrium_thread_waiting_calls\{thread="preview"\} 0$/m,
      /^atrium_thread_waiting_calls\{thread="rooms"\} 0$/m,
      /^atrium_rooms\{kind="sockets"\} 0$/m,
      /^atrium_event_loop_delay_seconds\{quantile="0\.99"\} [\d.e-]+$/m
    ]) {
      expect(answer.body).toMatch(line);
    }
  });

  it.each([
    ['nobody', {}, 401],
    ['an unknown token', { authorization: 'token x' }, 401],
    ['a person', { authorization: 'token own-alice' }, 403]
  ])('count nothing for %s', async (_, headers, status) => {
    test.hub.own('alice');
    const answer = await get('/metrics', headers);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).not.toContain('atrium_');
  });
});

describe('on one person’s own machine', () => {
  let test: TestService;
  const headers = { 'x-atrium-secret': 'of-this-start', host: 'localhost:8888', origin: 'http://localhost:8888' };
  beforeEach(async () => {
    test = await startService({
      config: {
        prefix: '/',
        publicUrl: null,
        hubName: 'This computer',
        access: { kind: 'solo', secret: 'of-this-start', username: 'me' }
      }
    });
  });
  afterEach(() => test.stop());

  it('pages open through the person’s own Jupyter server only', async () => {
    const browser = new Browser(test, '');
    expect((await browser.ask('GET', '/collections', headers)).status).toBe(200);
    expect((await browser.ask('GET', '/collections')).status).toBe(401);
    expect((await browser.ask('GET', '/collections', { ...headers, 'x-atrium-secret': 'guessed' })).status).toBe(401);
  });

  it('collections are made, and what was done is taken back', async () => {
    const browser = new Browser(test, '');
    const { confirm } = formOf((await browser.ask('GET', '/collections', headers)).body, 'Make collection').fields;
    const body = new URLSearchParams({ confirm: confirm ?? '', title: 'Week 1' }).toString();
    const made = await browser.ask('POST', '/collections', headers, body);
    expect(made.status).toBe(303);
    const page = await browser.ask('GET', String(made.headers.location), headers);
    expect(page.body).toContain('Made the collection “Week 1”.');
    expect(page.body).toContain('>Undo<');
  });

  it('metrics are the person’s', async () => {
    const answer = await test.service.app.inject({ url: '/metrics', headers });
    expect(answer.body).toContain('atrium_calls_total');
  });

  it('health says nothing of a hub', async () => {
    const { body } = await new Browser(test, '').ask('GET', '/health', headers);
    expect(body).not.toContain('JupyterHub');
  });
});
