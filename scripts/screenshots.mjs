// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// `npm run screenshots`: takes the pictures of the README in a real JupyterLab on a real JupyterHub with the example works.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';
import { USERS, freePort, personalToken, startHub } from './hub.mjs';
import { environment, root } from './run.mjs';
import { seed } from './seed.mjs';
import { setUp } from './set-up.mjs';

const folder = `${root}.dev/screenshots`;
const settings = `${folder}/settings`;
const images = `${root}docs/images`;
const PASSWORD = 'atrium-demo';
const AUTHOR = 'alice';
const VIEWPORT = { width: 1200, height: 750 };
const PANEL_WIDTH = 360;
const MOST_BYTES = 200_000;
const START_MS = 120_000;

await setUp();
rmSync(folder, { recursive: true, force: true });
mkdirSync(images, { recursive: true });
writeSettings('JupyterLab Light');
const env = { JUPYTERLAB_SETTINGS_DIR: settings };
const hub = await startHub({ folder, host: '127.0.0.1', port: await freePort(), password: PASSWORD, env });
try {
  await seed(hub, await environments(), PASSWORD);
  writeNotebook(`${folder}/home/${AUTHOR}/tides.ipynb`);
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  });
  try {
    await takeAll(browser);
  } finally {
    await browser.close();
  }
} finally {
  await hub.stop();
}

async function takeAll(browser) {
  const light = await openLab(browser);
  await openGallery(light);
  await openWork(light, 'Glacier melt from satellite altimetry');
  await showFigure(light);
  await take(light, 'gallery');
  await publish(light);
  await take(light, 'publish');
  await light.context().close();
  writeSettings('JupyterLab Dark');
  const dark = await openLab(browser);
  await openGallery(dark);
  await dark.getByRole('textbox', { name: 'Search works' }).fill('curve');
  await dark.locator('.jp-Atrium-Card-snippet').first().waitFor();
  await openWork(dark, 'Who earns what');
  await showFigure(dark);
  await take(dark, 'search-dark');
}

/** Logs the author in and waits for their JupyterLab. */
async function openLab(browser) {
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  page.setDefaultTimeout(START_MS);
  await page.goto(
    `${hub.url}hub/login?next=${encodeURIComponent(`/hub/user-redirect/lab/workspaces/auto-${Date.now()}`)}`
  );
  await page.fill('#username_input', AUTHOR);
  await page.fill('#password_input', PASSWORD);
  await page.click('#login_submit');
  await page.locator('.jp-Launcher').waitFor();
  return page;
}

/** Opens Atrium's panel and makes it wide enough for summaries. */
async function openGallery(page) {
  await page.locator('body').press('ControlOrMeta+Shift+A');
  await page.locator('.jp-Atrium-Card').first().waitFor();
  const { x, y, width, height } = await page.locator('#jp-left-stack').boundingBox();
  await page.mouse.move(x + width + 1, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + PANEL_WIDTH, y + height / 2, { steps: 5 });
  await page.mouse.up();
}

async function openWork(page, title) {
  await page.getByRole('article').filter({ hasText: title }).first().click();
  await page.getByRole('heading', { name: title, level: 1 }).click();
  await page.locator('.jp-Atrium-NotebookView-cell').nth(3).waitFor();
}

/** Scrolls to the first figure. */
async function showFigure(page) {
  const figure = page.locator('.jp-Atrium-Output-picture').first();
  // It would load when it comes near, and the page would grow below it.
  await figure.evaluate(picture => picture.setAttribute('loading', 'eager'));
  await figure.waitFor();
  await figure.evaluate(picture => picture.scrollIntoView({ block: 'end' }));
}

/** Begins to publish a notebook in which two things are to be decided. */
async function publish(page) {
  await page.getByRole('tab', { name: 'File Browser' }).click();
  await page.getByRole('listitem', { name: /^Name: tides\.ipynb/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Publish to Atrium…' }).click();
  await page.getByRole('heading', { name: 'Checked just now' }).waitFor();
}

/** Waits until nothing moves any more, then keeps what is seen. */
async function take(page, name) {
  await page.mouse.move(VIEWPORT.width / 2, VIEWPORT.height - 2);
  await page.waitForLoadState('networkidle');
  const path = `${images}/${name}.png`;
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const bytes = statSync(path).size;
  console.log(`docs/images/${name}.png: ${Math.round(bytes / 1000)} kB`);
  if (bytes > MOST_BYTES) {
    throw new Error(`${path} has ${bytes} bytes; the most is ${MOST_BYTES}.`);
  }
}

/** The settings of a person who has published before and wants no news. */
function writeSettings(theme) {
  const files = {
    '@jupyterlab/apputils-extension/notification': { fetchNews: 'false', checkForUpdates: false },
    '@jupyterlab/apputils-extension/themes': { theme },
    '@jupyter-atrium/publishing/panel': {
      licence: 'CC-BY-4.0',
      authors: [{ name: 'A. Rivera' }],
      includeOutputs: true
    }
  };
  for (const [name, content] of Object.entries(files)) {
    const path = `${settings}/${name}.jupyterlab-settings`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(content));
  }
}

/** An example work as its author may have it before publishing: with a token and a path of their own in outputs. */
function writeNotebook(path) {
  const notebook = JSON.parse(readFileSync(`${root}examples/works/amphidromes/amphidromes.ipynb`, 'utf8'));
  const token = randomBytes(16).toString('hex');
  const cells = [
    ['env', '%env JUPYTERHUB_API_TOKEN', `JUPYTERHUB_API_TOKEN=${token}\n`],
    ['path', 'print(Path("m2.csv").resolve())', `/home/${AUTHOR}/tides/m2.csv\n`]
  ].map(([id, source, text], at) => ({
    ...{ cell_type: 'code', id, metadata: {}, source, execution_count: 20 + at },
    outputs: [{ output_type: 'stream', name: 'stdout', text }]
  }));
  writeFileSync(path, JSON.stringify({ ...notebook, cells: [...notebook.cells, ...cells] }));
}

async function environments() {
  const made = USERS.map(async user => [
    user,
    environment({
      ATRIUM_HUB: hub.atrium,
      ATRIUM_TOKEN: await personalToken(hub, user),
      HOME: `${folder}/home/${user}`
    })
  ]);
  return Object.fromEntries(await Promise.all(made));
}
