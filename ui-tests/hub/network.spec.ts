// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type StartedHub, freePort, personalToken, startHub } from '../../scripts/hub.mjs';
import { peerRules } from '../../scripts/network.mjs';
import { code, markdown, notebook } from '../notebooks';
import {
  atrium,
  choosePublish,
  clientOf,
  expect,
  home,
  hub,
  logIn,
  openGallery,
  publish,
  service,
  test,
  tokenOf,
  unique
} from './people';

const folder = fileURLToPath(new URL('../../.dev/test-hub-coast', import.meta.url));
const FIRST = ['x = 1', 'y = 1'];
const SECOND = ['x = 1', 'y = 2'];

let coast: StartedHub;
let bobsToken: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  rmSync(folder, { recursive: true, force: true });
  const env = { HUB_PEER_RULES: peerRules([new URL(hub()).hostname], Number(new URL(hub()).port)) };
  const port = await freePort('127.0.0.2');
  coast = await startHub({ folder, host: '127.0.0.2', port, name: 'Coast Hub', env });
  bobsToken = await personalToken(coast, 'bob');
});
test.afterAll(() => coast.stop());

/** Turns the network on as the page asks for it; answers the fingerprint it shows. */
async function turnOn(page: Page): Promise<string> {
  const key = await page.locator('pre.copy').innerText();
  await page.getByLabel('Its last four letters, from the paper').fill(key.replaceAll(/\s/g, '').slice(-4));
  await page.getByRole('button', { name: 'Turn the network on' }).click();
  await expect(page.getByRole('status')).toContainText('Other hubs can follow this one.');
  return page.locator('dt:has-text("Fingerprint") + dd pre').innerText();
}

function write(course: string, cells: readonly string[]): void {
  const path = `${home('alice')}/${course}`;
  mkdirSync(path, { recursive: true });
  const all = [markdown(`# Tides\n\nWritten for ${course}.`), ...cells.map(source => code(source))];
  writeFileSync(`${path}/tides.ipynb`, notebook(...all.map((cell, index) => ({ ...cell, id: `tides-${index}` }))));
}

/** At the other hub, as bob's terminal there. */
const atCoast = (): Record<string, string> => ({
  ATRIUM_HUB: coast.atrium,
  ATRIUM_TOKEN: bobsToken,
  HOME: `${folder}/home/bob`
});

test('what alice publishes for the network on her hub, bob finds, opens, updates and loses on his', async ({
  arrive,
  browser
}) => {
  test.setTimeout(600_000);
  const [course, title] = [unique('tides'), unique('Tides')];
  const visit = async (user: 'ada' | 'bob', address: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(90_000);
    await logIn(page, user, address);
    return page;
  };
  const admin = await visit('ada', `${coast.atrium}network`);
  const checkNow = async (): Promise<void> => {
    await admin.getByRole('button', { name: 'Check now' }).click();
    await expect(admin.getByRole('status')).toContainText('Followed.');
  };
  const found = async (): Promise<(string | null)[]> => {
    const { hits } = await clientOf(bobsToken, coast.atrium).searchWorks({ query: { q: title } });
    return hits.map(({ work }) => `${work.card.title} ${work.label}`);
  };
  /** A log is signed within a second of what changed it. */
  const untilFound = (what: readonly string[]): Promise<void> =>
    expect.poll(async () => (await checkNow(), found())).toEqual(what);

  await test.step('both administrators turn the network on, and his follows hers once the keys are the same', async () => {
    await turnOn(admin);
    const hers = await visit('ada', `${service()}network`);
    const fingerprint = await turnOn(hers);
    await hers.context().close();
    await admin.goto(`${coast.atrium}hubs`);
    await admin.getByLabel('Its address').fill(hub());
    await admin.getByRole('button', { name: 'Look at this hub' }).click();
    await expect(admin.locator('code')).toHaveText(fingerprint);
    await admin.getByRole('checkbox', { name: 'I compared the key' }).check();
    await admin.getByRole('button', { name: 'Follow North Hub' }).click();
    await expect(admin.getByRole('heading', { name: 'North Hub' })).toBeVisible();
  });

  await test.step('alice publishes for the network, and is told what that means', async () => {
    write(course, FIRST);
    const page = await arrive('alice');
    const publishing = await choosePublish(page, course);
    await publishing.getByLabel('Title').fill(title);
    await publishing.getByLabel('Licence').selectOption('CC-BY-4.0');
    await publishing.getByRole('radio', { name: /^Network/ }).check();
    await expect(publishing.getByText(/^Any hub can read it, .* cannot be forced to vanish/)).toBeVisible();
    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(publishing.getByRole('heading', { name: 'Published as 1.0.0 for the network' })).toBeFocused();
    await page.context().close();
  });

  await untilFound([`${title} 1.0.0`]);
  const page = await visit('bob', `${coast.url}hub/user-redirect/lab/workspaces/${randomUUID()}`);
  const copy = `${folder}/home/bob/${title.toLowerCase().replaceAll(' ', '-')}`;
  await test.step('bob finds it with its home, reads it, and opens a copy', async () => {
    const panel = await openGallery(page);
    await expect(panel.getByRole('heading', { name: 'From other hubs' })).toBeVisible();
    await panel.getByRole('textbox', { name: 'Search works' }).fill(title);
    const card = panel.getByRole('article', { name: title });
    await expect(card).toContainText(new URL(hub()).host);
    await card.click();
    const about = page.getByRole('complementary', { name: 'About this work' });
    await expect(page.getByRole('tabpanel', { name: 'Read' }).getByText('y = 1')).toBeVisible();
    await expect(about).toContainText(new URL(hub()).host);
    await about.getByRole('button', { name: 'Open a copy' }).click();
    await expect(page.locator('.jp-NotebookPanel:visible')).toContainText('y = 1');
    expect(readFileSync(`${copy}/tides.ipynb`, 'utf8')).toBe(
      readFileSync(`${home('alice')}/${course}/tides.ipynb`, 'utf8')
    );
  });

  await test.step('her update reaches his copy through his own hub', async () => {
    write(course, SECOND);
    await publish('alice', course);
    await untilFound([`${title} 1.1.0`]);
    await page.getByRole('tab', { name: 'Mine' }).click();
    await page.getByRole('button', { name: 'Update available' }).click();
    const review = page.locator('.jp-Atrium-ReviewPanel:visible');
    await review.getByRole('button', { name: 'Apply update' }).click();
    await expect.poll(() => readFileSync(`${copy}/tides.ipynb`, 'utf8')).toContain('y = 2');
  });

  await test.step('what bob makes of it says whose work it came from', async () => {
    const args = ['publish', copy, '--yes', '--json', '--licence', 'CC-BY-4.0', '--title', `${title} at the coast`];
    const said = await atrium('bob', args, atCoast());
    const { work } = JSON.parse(said.out) as { work: string };
    const { lineage } = await clientOf(bobsToken, coast.atrium).getWork({ params: { work } });
    expect(lineage.madeFrom).toMatchObject([{ title, label: '1.1.0', by: 'alice' }]);
    expect(lineage.madeFrom[0]?.url).toContain(service());
    await atrium('bob', ['withdraw', work, '--yes', '--reason', 'Data error.'], atCoast());
  });

  await test.step('she withdraws it: it is gone there, and his copy stays', async () => {
    const { hits } = await clientOf(tokenOf('alice')).searchWorks({ query: { q: title } });
    const work = hits[0]?.work.id ?? '';
    expect(await atrium('alice', ['withdraw', work, '--yes', '--reason', 'Data error.'])).toMatchObject({ code: 0 });
    await untilFound([]);
    await page.goto(`${coast.atrium}works/${work}`);
    await expect(page.getByText(/withdrew this on .* Copies people opened stay theirs\./)).toBeVisible();
    expect(readFileSync(`${copy}/tides.ipynb`, 'utf8')).toContain('y = 2');
  });

  await test.step('both logs can be proved from anywhere', async () => {
    for (const address of [service(), coast.atrium]) {
      expect(await atrium('carol', ['verify', address])).toMatchObject({ code: 0 });
    }
  });
  await Promise.all([page, admin].map(each => each.context().close()));
});
