// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';

const hub = (): string => process.env.ATRIUM_TEST_HUB ?? '';
const pages = (): string => `${hub()}services/atrium/`;
const program = fileURLToPath(new URL('../../jupyter_atrium/program/atrium.mjs', import.meta.url));

/** Logs somebody in, who is sent to the hub by the page they ask for. */
async function logIn(browser: Browser, user: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${pages()}collections`);
  await page.fill('#username_input', user);
  await page.fill('#password_input', 'atrium-demo');
  await page.click('#login_submit');
  await expect(page).toHaveURL(`${pages()}collections`);
  return page;
}

function publish(title: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-pages-'));
  const cell = { cell_type: 'markdown', id: 'a', metadata: {}, source: `# ${title}\n\nRead me.` };
  const metadata = { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } };
  writeFileSync(join(folder, 'a.ipynb'), JSON.stringify({ cells: [cell], metadata, nbformat: 4, nbformat_minor: 5 }));
  const env = { ...process.env, ATRIUM_HUB: pages(), ATRIUM_TOKEN: process.env.ATRIUM_TEST_TOKEN_alice };
  const said = execFileSync(process.execPath, [program, 'publish', folder, '--json'], { env });
  return (JSON.parse(said.toString()) as { url: string }).url;
}

test.describe('the service’s own pages', () => {
  test('lead through the login to what was asked for, and out again, without script', async ({ browser }) => {
    const page = await logIn(browser, 'carol', { javaScriptEnabled: false });
    await expect(page.getByRole('navigation')).toHaveText('GalleryCollections');
    await page.getByRole('button', { name: 'Log out' }).click();
    await expect(page.getByRole('heading')).toHaveText('You are logged out of Atrium’s pages');
    expect((await page.context().cookies(pages())).map(cookie => cookie.name)).not.toContain('service-atrium');
  });

  test('show a work, and open it in JupyterLab', async ({ browser }) => {
    const url = publish('Lake levels');
    const page = await logIn(browser, 'carol', { javaScriptEnabled: false });
    await page.goto(url);
    await expect(page.getByRole('heading', { name: 'Lake levels' })).toBeVisible();
    await expect(page.locator('.preview p')).toHaveText('Read me.');
    await expect(page.getByRole('link', { name: 'Open in JupyterLab' })).toHaveAttribute(
      'href',
      `/hub/user-redirect/lab?atrium=${encodeURIComponent(url)}`
    );
  });

  test('let a curator make a collection, order it and take a step back, without script', async ({ browser }) => {
    const [first, second] = [publish('Tides'), publish('Waves')];
    const page = await logIn(browser, 'ada', { javaScriptEnabled: false });
    await page.getByLabel('Title').fill('Water');
    await page.getByRole('button', { name: 'Make collection' }).click();
    for (const url of [first, second]) {
      await page.getByLabel('Words, or the link of a work').fill(url);
      await page.getByRole('button', { name: 'Find' }).click();
      await page.getByRole('button', { name: /^Add / }).click();
    }
    const order = () => page.locator('ol a.title').allTextContents();
    expect(await order()).toEqual(['Tides', 'Waves']);
    await page.getByRole('button', { name: 'Move up: Waves' }).click();
    expect(await order()).toEqual(['Waves', 'Tides']);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await order()).toEqual(['Tides', 'Waves']);
  });

  test('are closed to people without the right, and say whom to ask', async ({ browser }) => {
    const page = await logIn(browser, 'bob');
    await page.goto(`${pages()}health`);
    await expect(page.locator('.lead')).toHaveText(/Ask ada for that right\.$/);
  });
});

test.describe('a hostile page', () => {
  let victim: Page;
  let target: string;
  test.beforeEach(async ({ browser }) => {
    victim = await logIn(browser, 'ada');
    await victim.getByLabel('Title').fill('Untouched');
    await victim.getByRole('button', { name: 'Make collection' }).click();
    target = victim.url();
  });
  test.afterEach(async () => {
    // Its own visit shows that nothing was changed.
    await victim.goto(target);
    await expect(victim.getByRole('heading', { level: 1 })).toHaveText('Untouched');
    await victim.context().close();
  });

  /** Opens a page that an attacker wrote: on another person's server, or on another site. */
  async function attack(where: 'server' | 'site'): Promise<Page> {
    const address = where === 'server' ? `${hub()}user/alice/evil` : `${hub().replace('127.0.0.1', '127.0.0.2')}evil`;
    await victim
      .context()
      .route(address, route => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    const page = await victim.context().newPage();
    await page.goto(address);
    return page;
  }

  for (const where of ['server', 'site'] as const) {
    test(`on another ${where} reads no page, however it asks`, async () => {
      const page = await attack(where);
      const read = await page.evaluate(async address => {
        const texts: Promise<string>[] = (['cors', 'same-origin', 'no-cors'] as const).map(mode =>
          fetch(address, { mode, credentials: 'include' }).then(reply => reply.text())
        );
        for (const [tag, attribute] of Object.entries({ iframe: 'src', embed: 'src', object: 'data' })) {
          const element = document.createElement(tag) as HTMLIFrameElement;
          element.setAttribute(attribute, address);
          document.body.append(element);
          const done = new Promise(resolve =>
            ['load', 'error'].forEach(type => element.addEventListener(type, resolve))
          );
          texts.push(done.then(() => element.contentDocument?.documentElement.outerHTML ?? ''));
        }
        const opened = window.open(address);
        await new Promise(resolve => setTimeout(resolve, 2000));
        texts.push((async () => opened?.document.documentElement.outerHTML ?? '')());
        const late = new Promise<string>(resolve => setTimeout(() => resolve(''), 3000));
        return Promise.all(texts.map(text => Promise.race([text.catch(() => ''), late])));
      }, target);
      expect(read.filter(text => text.includes('Untouched') || text.includes('name="confirm"'))).toEqual([]);
    });

    test(`on another ${where} changes nothing by a form`, async () => {
      const page = await attack(where);
      await page.evaluate(address => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action: address });
        for (const [name, value] of Object.entries({ title: 'Taken over', text: '', confirm: 'x' })) {
          form.append(Object.assign(document.createElement('input'), { name, value }));
        }
        document.body.append(form);
        form.submit();
      }, target);
      await expect(page.locator('.lead')).toHaveText(/so nothing was done\./);
    });

    test(`on another ${where} changes nothing by a request`, async () => {
      const page = await attack(where);
      const status = await page.evaluate(async address => {
        const body = new URLSearchParams({ title: 'Taken over', text: '', confirm: 'x' });
        navigator.sendBeacon(address, body);
        const reply = await fetch(address, { method: 'POST', body, credentials: 'include' }).catch(() => null);
        return reply?.status ?? 0;
      }, target);
      expect([0, 403]).toContain(status);
    });
  }

  test('that put a worker over the whole origin gets no page by asking again', async () => {
    const script = `
      self.oninstall = () => self.skipWaiting();
      self.onactivate = event => event.waitUntil(clients.claim());
      self.onfetch = event => event.respondWith(
        fetch(event.request).then(async reply => new Response('seen ' + reply.status + (await reply.text()).includes('name="confirm"')))
      );`;
    await victim
      .context()
      .route(`${hub()}user/alice/worker.js`, route =>
        route.fulfill({ contentType: 'text/javascript', body: script, headers: { 'service-worker-allowed': '/' } })
      );
    const page = await attack('server');
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/user/alice/worker.js', { scope: '/' });
      await navigator.serviceWorker.ready;
    });
    await page.goto(target);
    await expect(page.locator('body')).toHaveText('seen 403false');
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/'))?.unregister());
    await page.close();
  });
});
