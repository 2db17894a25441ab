// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync, writeFileSync } from 'node:fs';
import type { AtriumError } from '@jupyter-atrium/client';
import type { Page } from '@playwright/test';
import {
  askHub,
  bring,
  choosePublish,
  clientOf,
  expect,
  home,
  hub,
  openGallery,
  publish,
  service,
  test,
  tokenOf,
  unique
} from './people';

const FIRST_LAB = 'lab-1-describing.ipynb';
const RAIN = 'day,mm\n1,3.5\n2,0.0\n';

type Output = { output_type: string; text?: string[]; data?: Record<string, string[]> };

/** The words of a notebook's outputs, cell by cell. */
function outputsOf(path: string): string[] {
  const { cells } = JSON.parse(readFileSync(path, 'utf8')) as { cells: { outputs?: Output[] }[] };
  const words = (output: Output): string => [output.text ?? output.data?.['text/plain'] ?? []].flat().join('');
  return cells.flatMap(cell => cell.outputs ?? []).map(words);
}

async function runningKernels(page: Page, user: string): Promise<unknown[]> {
  const ask = () => page.request.get(`${hub()}user/${user}/api/kernels`);
  // A server that has just started may not be reached by everybody yet.
  await expect.poll(async () => (await ask()).status()).toBe(200);
  return (await ask()).json() as Promise<unknown[]>;
}

test('a course goes from its author’s files through the gallery onto a reader’s kernel', async ({ arrive }) => {
  const [folder, title] = [unique('course'), unique('Buses and luck')];
  bring('alice', 'statistics-101', folder);
  writeFileSync(`${home('alice')}/${folder}/data/rain.csv`, RAIN);

  await test.step('alice publishes the folder by right-click', async () => {
    const page = await arrive('alice');
    const publishing = await choosePublish(page, folder);
    await expect(publishing.getByLabel('Title')).toHaveValue('Statistics 101, autumn course');
    await publishing.getByLabel('Title').fill(title);
    await publishing.getByLabel('Licence').selectOption('CC-BY-SA-4.0');
    await publishing.getByRole('checkbox', { name: 'Include outputs' }).check();
    await expect(publishing.getByText('Ready: 11 files')).toBeVisible();
    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(publishing.getByRole('heading', { name: 'Published as 1.0.0 for this hub' })).toBeFocused();
  });

  const page = await arrive('bob');
  const before = await runningKernels(page, 'bob');
  await test.step('bob finds it by its words and reads it with its outputs, while no kernel runs', async () => {
    const panel = await openGallery(page);
    await panel.getByRole('textbox', { name: 'Search works' }).fill('waiting times');
    const card = panel.getByRole('article', { name: title });
    await expect(card.locator('mark').first()).toHaveText('waiting');
    await card.click();
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    const read = page.getByRole('tabpanel', { name: 'Read' });
    await expect(read.getByRole('heading', { name: 'Lab 1: What a summary hides' })).toBeVisible();
    await expect(read.frameLocator('iframe').first().getByRole('cell', { name: 'Harbour' }).first()).toBeVisible();
    const picture = read.getByRole('img', { name: 'Output of cell 4' });
    await picture.scrollIntoViewIfNeeded();
    await expect(picture).toBeVisible();
    expect(await runningKernels(page, 'bob')).toEqual(before);
  });

  await test.step('bob opens a copy, and runs it to the end with the author’s results', async () => {
    await page
      .getByRole('complementary', { name: 'About this work' })
      .getByRole('button', { name: 'Open a copy' })
      .click();
    const notebook = page.locator('.jp-NotebookPanel:visible');
    await expect(notebook.getByRole('heading', { name: 'Lab 1: What a summary hides' })).toBeVisible();
    const copy = `${home('bob')}/${title.toLowerCase().replaceAll(' ', '-')}`;
    expect(readFileSync(`${copy}/data/rain.csv`, 'utf8')).toBe(RAIN);
    await expect(page.getByText('Python 3 (ipykernel) | Idle')).toBeVisible();
    // Without the author’s results, those found after running are bob's own.
    await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Clear Outputs of All Cells' }).click();
    await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
    await expect(notebook.locator('.jp-InputPrompt').last()).toHaveText('[7]:');
    await page.keyboard.press('ControlOrMeta+s');
    const expected = outputsOf(`${home('alice')}/${folder}/${FIRST_LAB}`);
    await expect.poll(() => outputsOf(`${copy}/${FIRST_LAB}`)).toEqual(expected);
    expect(await runningKernels(page, 'bob')).toHaveLength(before.length + 1);
  });
});

test('a link leads to the page of a work, and from there into a JupyterLab that was not running', async ({
  arrive
}) => {
  const [folder, title] = [unique('course'), unique('Linked')];
  bring('alice', 'statistics-101', folder);
  const { url } = await publish('alice', folder, '--title', title);
  await askHub('/users/ada/server', 'DELETE');
  await expect.poll(async () => (await (await askHub('/users/ada')).json()) as unknown).toMatchObject({ servers: {} });
  const page = await arrive('ada', url.slice(hub().length));
  await expect(page).toHaveURL(url);
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.locator('.preview').getByRole('cell', { name: 'Harbour' }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Open in JupyterLab' }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeFocused({ timeout: 90_000 });
  await expect(page).toHaveURL(`${hub()}user/ada/lab`);
  await expect(page.getByRole('button', { name: 'Open a copy' })).toBeEnabled();
});

test('an update shows its author what changed, and readers which version changed what', async ({ arrive }) => {
  const [folder, title] = [unique('course'), unique('Renewed')];
  bring('alice', 'statistics-101', folder);
  const { work } = await publish('alice', folder, '--title', title);
  bring('alice', 'statistics-101.next', folder);
  const page = await arrive('alice');
  const publishing = await choosePublish(page, folder);
  await expect(publishing.getByText('1 notebook, 7 cells, 1 cell run again; 1 file changed.')).toBeVisible();
  await publishing.getByLabel('What should people know?').fill('Millimetres, not centimetres.');
  await publishing.getByRole('button', { name: 'Publish update' }).click();
  await expect(publishing.getByRole('heading', { name: 'Published as 1.1.0 for this hub' })).toBeFocused();

  const reader = await arrive('bob', `hub/user-redirect/lab?atrium=${encodeURIComponent(`${service()}works/${work}`)}`);
  await reader.getByRole('tab', { name: 'Versions 2' }).click();
  const newest = reader.getByRole('tabpanel', { name: 'Versions 2' }).getByRole('listitem').first();
  await expect(newest).toContainText('Millimetres, not centimetres.');
  await expect(newest).toContainText('6 cells changed, 1 cell added, 1 file changed');
  await expect(reader.getByText('First release')).toBeVisible();
});

test('somebody who may not publish is told so before anything is sent', async ({ arrive }) => {
  const folder = unique('mine');
  bring('carol', 'lorenz-curves', folder);
  const page = await arrive('carol');
  const sent: string[] = [];
  page.on('request', request => {
    if (request.method() !== 'GET' && request.url().startsWith(service())) {
      sent.push(request.url());
    }
  });
  const publishing = await choosePublish(page, folder);
  await expect(publishing.getByText('You may read here, not publish. Ask ada.')).toBeVisible();
  await publishing.locator('[data-part="publish"][aria-disabled="true"]').click({ force: true });
  await expect(publishing.getByText('You may read here, not publish. Ask ada.')).toBeVisible();
  expect(sent).toEqual([]);
});

test('a private work is nowhere for others: not by its id, in a search, on a page', async ({ arrive }) => {
  const [folder, title] = [unique('draft'), unique('Secretive')];
  bring('alice', 'lorenz-curves', folder);
  const { work, url } = await publish('alice', folder, '--title', title, '--audience', 'private');
  const found = async (user: 'alice' | 'bob' | 'ada'): Promise<[string, number]> => {
    const client = clientOf(tokenOf(user));
    const read = await client.getWork({ params: { work } }).then(
      page => page.card.title,
      (refusal: AtriumError) => refusal.code
    );
    return [read, (await client.searchWorks({ query: { q: title } })).total];
  };
  expect(await found('alice')).toEqual([title, 1]);
  expect(await found('bob')).toEqual(['work-not-found', 0]);
  // Who curates and administers sees no more.
  expect(await found('ada')).toEqual(['work-not-found', 0]);
  const page = await arrive('bob', `hub/user-redirect/lab?atrium=${encodeURIComponent(url)}`);
  await expect(page.getByText('There is no such work here, or you may not see it.')).toBeVisible();
  await expect(page.getByText(title)).toHaveCount(0);
  expect((await page.goto(url))?.status()).toBe(404);
  await expect(page.getByText(title)).toHaveCount(0);
});
