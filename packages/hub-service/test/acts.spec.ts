// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Browser, formOf } from './browser';
import type { TestService } from './service';
import { startService } from './service';

const ROOT = '/services/atrium';
const CURATE = 'custom:atrium:curate';
const TEN_MINUTES = 10 * 60_000;

describe('an act on a page', () => {
  let test: TestService;
  let ada: Browser;
  let edit: string;
  beforeEach(async () => {
    test = await startService();
    ada = new Browser(test, test.hub.inPages('ada', [CURATE]));
    const page = await ada.press(await ada.open(`${ROOT}/collections`), 'Make collection', { title: 'Week 1' });
    edit = page.path;
  });
  afterEach(() => test.stop());

  const titles = async (): Promise<string[]> => {
    const all = await test.service.context.collections.all();
    return all.map(collection => collection.title);
  };
  const form = async (): Promise<{ action: string; fields: Record<string, string> }> => {
    const { body } = await ada.open(edit);
    const { action, fields } = formOf(body, 'Save title and text');
    return { action, fields: { ...fields, title: 'Changed' } };
  };

  it('is done for the form of its page', async () => {
    const { action, fields } = await form();
    expect((await ada.send(action, fields)).status).toBe(200);
    expect(await titles()).toEqual(['Changed']);
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['a site whose name begins like ours', 'https://hub-a.example.evil.example'],
    ['a site whose name ends like ours', 'https://evil-hub-a.example'],
    ['a user name before our host', 'https://hub-a.example@evil.example'],
    ['another port', 'https://hub-a.example:8443'],
    ['http', 'http://hub-a.example'],
    ['a path behind our origin', 'https://hub-a.example/'],
    ['capital letters', 'https://HUB-A.example'],
    ['a dot behind our host', 'https://hub-a.example.'],
    ['a look-alike', 'https://hub‐a.example'],
    ['a sandboxed page', 'null'],
    ['nobody', ''],
    ['two origins', 'https://hub-a.example https://evil.example'],
    ['a subdomain', 'https://alice.hub-a.example'],
    ['a file', 'file://'],
    ['an extension', 'chrome-extension://abcdef']
  ])('is refused from %s', async (_, origin) => {
    const { action, fields } = await form();
    const answer = await ada.send(action, fields, { origin });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('nothing was done');
    expect(await titles()).toEqual(['Week 1']);
  });

  it.each([
    ['no token', {}],
    ['an empty token', { confirm: '' }],
    ['a made-up token', { confirm: 'A'.repeat(94) }]
  ])('is refused with %s', async (_, fields) => {
    const { action } = await form();
    const answer = await ada.send(action, { title: 'Changed', text: '', ...fields });
    expect(answer.status).toBe(403);
    expect(await titles()).toEqual(['Week 1']);
  });

  it('is refused with the token of another button of the same page', async () => {
    const { body } = await ada.open(edit);
    const { action } = formOf(body, 'Save title and text');
    const { confirm = '' } = formOf(body, 'Feature').fields;
    expect((await ada.send(action, { confirm, title: 'Changed', text: '' })).status).toBe(403);
    expect(await titles()).toEqual(['Week 1']);
  });

  it('is refused with the same button’s token of another thing', async () => {
    const other = await ada.press(await ada.open(`${ROOT}/collections`), 'Make collection', { title: 'Week 2' });
    const { confirm = '' } = formOf((await ada.open(other.path)).body, 'Save title and text').fields;
    const { action } = await form();
    expect((await ada.send(action, { confirm, title: 'Changed', text: '' })).status).toBe(403);
    expect(await titles()).toEqual(['Week 1', 'Week 2']);
  });

  it('is refused with the token of another curator, and of another session of the same one', async () => {
    const { action, fields } = await form();
    for (const browser of [
      new Browser(test, test.hub.inPages('grace', [CURATE])),
      new Browser(test, test.hub.inPages('ada', [CURATE]))
    ]) {
      await browser.open(`${ROOT}/collections`);
      expect((await browser.send(action, fields)).status).toBe(403);
    }
    expect(await titles()).toEqual(['Week 1']);
  });

  it('is done once, however often its button is pressed', async () => {
    const { action, fields } = await form();
    await ada.send(action, fields);
    const again = await ada.send(action, { ...fields, title: 'Twice' });
    expect(again).toMatchObject({ status: 200, path: edit });
    expect(await titles()).toEqual(['Changed']);
    const rows = await test.service.context.audit.before(Number.MAX_SAFE_INTEGER, 10);
    expect(rows.filter(row => row.act === 'collection.edit')).toHaveLength(1);
  });

  it('asks again when its page is older than ten minutes, and keeps what was typed', async () => {
    const { action, fields } = await form();
    test.clock.pass(TEN_MINUTES);
    const late = await ada.send(action, { ...fields, text: 'Long thought about.' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('open for more than ten minutes');
    expect(await titles()).toEqual(['Week 1']);
    await ada.press({ ...late, path: edit }, 'Save title and text');
    const [collection] = await test.service.context.collections.all();
    expect(collection).toMatchObject({ title: 'Changed', text: 'Long thought about.' });
  });

  it('asks again when somebody else changed the thing meanwhile', async () => {
    const { action, fields } = await form();
    const grace = new Browser(test, test.hub.inPages('grace', [CURATE]));
    await grace.press(await grace.open(edit), 'Save title and text', { title: 'By Grace' });
    const answer = await ada.send(action, fields);
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('Somebody changed this while the page was open');
    expect(await titles()).toEqual(['By Grace']);
  });

  it('does not show what a forged form typed', async () => {
    const { action } = await form();
    const answer = await ada.send(action, { confirm: 'x', title: 'Forged', text: '' });
    expect(answer.body).not.toContain('Forged');
  });

  it('takes no JSON, no multipart and no plain text', async () => {
    const { action, fields } = await form();
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain']) {
      const answer = await ada.send(action, fields, { 'content-type': type });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    expect(await titles()).toEqual(['Week 1']);
  });

  it('takes no form longer than any of ours', async () => {
    const { action, fields } = await form();
    const answer = await ada.send(action, { ...fields, text: 'x'.repeat(200_000) });
    expect(answer.status).toBe(400);
    expect(await titles()).toEqual(['Week 1']);
  });

  it('ends with the right of its person', async () => {
    const { action, fields } = await form();
    test.hub.inPages('ada');
    test.clock.pass(30_000);
    expect((await ada.send(action, fields)).status).toBe(403);
    expect(await titles()).toEqual(['Week 1']);
  });

  it('is written to the audit log together with what it did', async () => {
    const { action, fields } = await form();
    await ada.send(action, fields);
    const [row] = await test.service.context.audit.before(Number.MAX_SAFE_INTEGER, 1);
    expect(row).toMatchObject({ act: 'collection.edit', object: edit.split('/')[4], tokenId: 'a1' });
    expect(await test.service.context.audit.firstBroken()).toBeNull();
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const { action, fields } = await form();
    await ada.open(edit);
    // The audit log cannot be written: then nothing is.
    const { db } = test.service.context.records;
    await db.schema.alterTable('audit').renameTo('audit_gone').execute();
    expect((await ada.send(action, fields)).status).toBe(500);
    await db.schema.alterTable('audit_gone').renameTo('audit').execute();
    expect(await titles()).toEqual(['Week 1']);
    expect((await ada.send(action, fields)).status).toBe(200);
    expect(await titles()).toEqual(['Changed']);
  });

  it('of a hub without a public address is done for the host the browser names', async () => {
    const other = await startService({ config: { publicUrl: null } });
    const browser = new Browser(other, other.hub.inPages('ada', [CURATE]));
    const { body } = await browser.open(`${ROOT}/collections`);
    const { action, fields } = formOf(body, 'Make collection');
    const send = (origin: string) =>
      browser.send(action, { ...fields, title: 'Week 1' }, { origin, host: 'hub-a.example' });
    expect((await send('https://evil.example')).status).toBe(403);
    expect((await send('hub-a.example')).status).toBe(403);
    expect((await send('https://hub-a.example')).status).toBe(200);
    await other.stop();
  });
});
