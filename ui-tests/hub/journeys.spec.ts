// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { bring, choosePublish, expect, home, hub, openGallery, test, unique } from './people';

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
  return (await page.request.get(`${hub()}user/${user}/api/kernels`)).json() as Promise<unknown[]>;
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
    await expect(page.getByText('Python 3 (ipykernel) | Idle')).toBeVisible({ timeout: 60_000 });
    // Without the author’s results, those found after running are bob's own.
    await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Clear Outputs of All Cells' }).click();
    await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
    await expect(notebook.locator('.jp-InputPrompt').last()).toHaveText('[7]:', { timeout: 60_000 });
    await page.keyboard.press('ControlOrMeta+s');
    const expected = outputsOf(`${home('alice')}/${folder}/${FIRST_LAB}`);
    await expect.poll(() => outputsOf(`${copy}/${FIRST_LAB}`)).toEqual(expected);
    expect(await runningKernels(page, 'bob')).toHaveLength(before.length + 1);
  });
});
