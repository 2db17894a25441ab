// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type Cell, code, markdown, notebook } from '../notebooks';
import { atrium, clientOf, expect, home, hub, openGallery, publish, test, tokenOf, unique, type User } from './people';

/** Cells keep their ids from release to release, as authors' do. */
const lab = (...cells: Cell[]): string => notebook(...cells.map((cell, index) => ({ ...cell, id: `lab-${index}` })));

const FIRST = lab(
  markdown('# Pressure lab\n\nMeasure it in mbar.'),
  code('FACTOR = 0.01'),
  code('fit = 1'),
  code('# your answer')
);
const SECOND = lab(
  markdown('# Pressure lab\n\nMeasure it in hPa.'),
  code('FACTOR = 0.0102'),
  code('fit = 2'),
  code('# your answer'),
  markdown('Use metres.')
);

function write(user: User, folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(`${home(user)}/${folder}`, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(`${home(user)}/${folder}/${name}`, text);
  }
}

const read = (user: User, path: string): string => readFileSync(`${home(user)}/${path}`, 'utf8');

/** The sources of a notebook on disk. */
function sourcesOf(user: User, path: string): string[] {
  const { cells } = JSON.parse(read(user, path)) as { cells: { source: string | string[] }[] };
  return cells.map(({ source }) => [source].flat().join(''));
}

/** The sources of the open notebook, as its editors show them. */
async function sources(page: Page): Promise<string[]> {
  const cells = page.locator('.jp-NotebookPanel:visible .jp-Notebook .jp-Cell');
  return (await cells.allInnerTexts()).map(text => text.replace(/^\[.*\]:\s*/, '').trim());
}

async function type(page: Page, cell: number, keys: string): Promise<void> {
  await page.locator('.jp-NotebookPanel:visible .jp-Cell').nth(cell).locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(keys);
}

/** Which kernels run for a notebook, and how often code was run in them. */
async function kernelsOf(page: Page, user: User, path: string): Promise<unknown[]> {
  const reply = await page.request.get(`${hub()}user/${user}/api/sessions`);
  const sessions = (await reply.json()) as { path: string; kernel: { id: string } }[];
  return sessions.filter(session => session.path === path).map(session => session.kernel.id);
}

test('a student’s open notebook takes an update with every fix, keeps every edit and the kernel, and goes back', async ({
  arrive
}) => {
  const [folder, title] = [unique('course'), unique('Pressure lab')];
  const copy = title.toLowerCase().replaceAll(' ', '-');
  write('alice', folder, { 'lab.ipynb': FIRST, 'helpers.py': 'x = 1\n' });
  const { url } = await publish('alice', folder, '--title', title);

  const path = `hub/user-redirect/lab/workspaces/${randomUUID()}?atrium=${encodeURIComponent(url)}`;
  const page = await arrive('bob', path);
  const review = page.locator('.jp-Atrium-ReviewPanel:visible');
  let kernels: unknown[] = [];
  await test.step('bob opens a copy, runs it, and edits it without saving', async () => {
    await page.getByRole('button', { name: 'Open a copy', exact: true }).click();
    const opened = page.locator('.jp-NotebookPanel:visible');
    await expect(opened).toContainText('FACTOR');
    await expect(page.getByText('Python 3 (ipykernel) | Idle')).toBeVisible();
    await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
    await expect(opened.locator('.jp-InputPrompt').nth(2)).toHaveText('[2]:');
    await type(page, 2, 'fit = 3');
    await type(page, 3, '# your answer\nanswer = 42');
    kernels = await kernelsOf(page, 'bob', `${copy}/lab.ipynb`);
    expect(kernels).toHaveLength(1);
  });

  await test.step('alice publishes an update, and bob is told of it where he looks', async () => {
    write('alice', folder, { 'lab.ipynb': SECOND, 'helpers.py': 'x = 2\n' });
    await publish('alice', folder, '--note', 'Corrects the units.');
    await openGallery(page);
    await page.getByRole('tab', { name: 'Mine' }).click();
    const mine = page.getByRole('feed', { name: 'My copies' }).getByRole('article', { name: title });
    await expect(mine).toContainText('1.0.0, newest is 1.1.0');
    await page.getByRole('button', { name: 'Update available' }).click();
  });

  await test.step('the review says what comes, and asks about what both changed', async () => {
    await expect(review.getByText('4 fixes to apply, 1 kept yours, 1 to decide. Nothing will be lost.')).toBeVisible();
    await expect(review.getByText('Corrects the units.')).toBeVisible();
    const conflict = review.getByRole('article', { name: 'Cell 3, you both changed the same lines, undecided' });
    await conflict.getByRole('radio', { name: 'Both' }).click();
    await expect(review.getByRole('article', { name: /^Cell 3, .* Both$/ })).toBeVisible();
  });

  await test.step('applied, all is in the notebook and on disk, and its kernel goes on', async () => {
    await review.getByRole('button', { name: 'Apply update' }).click();
    await expect(review.getByText(/fixes applied, .* 0 to decide, 0 lost\./)).toBeVisible();
    const merged = ['FACTOR = 0.0102', 'fit = 3', 'fit = 2', '# your answer\nanswer = 42', 'Use metres.'];
    await page.getByRole('tab', { name: 'lab.ipynb' }).click();
    await expect.poll(() => sources(page)).toEqual([expect.stringContaining('Measure it in hPa.'), ...merged]);
    await expect.poll(() => sourcesOf('bob', `${copy}/lab.ipynb`).slice(1)).toEqual(merged);
    expect(read('bob', `${copy}/helpers.py`)).toBe('x = 2\n');
    expect(await kernelsOf(page, 'bob', `${copy}/lab.ipynb`)).toEqual(kernels);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('taken back, only the release is gone', async () => {
    await page.getByRole('tab', { name: `Update ${copy}` }).click();
    await review.getByRole('button', { name: 'Undo the update' }).click();
    await expect(review.getByText('Back to 1.0.0. What you edited since is kept.')).toBeVisible();
    await page.getByRole('tab', { name: 'lab.ipynb' }).click();
    const before = ['FACTOR = 0.01', 'fit = 3', '# your answer\nanswer = 42'];
    await expect.poll(() => sources(page)).toEqual([expect.stringContaining('Measure it in mbar.'), ...before]);
    expect(read('bob', `${copy}/helpers.py`)).toBe('x = 1\n');
  });
});

test('an instructor in the middle gets the author’s updates, and the students theirs', async () => {
  const [folder, title] = [unique('course'), unique('Pressure lab')];
  const taken = unique('taken');
  write('alice', folder, { 'lab.ipynb': FIRST, 'helpers.py': 'x = 1\n' });
  const first = await publish('alice', folder, '--title', title);

  // bob makes a course of his own of a copy, and carol is a student of it.
  await atrium('bob', ['get', first.work, taken]);
  write('bob', taken, { 'welcome.md': '# Welcome to our course\n' });
  const second = await publish('bob', taken, '--title', `${title} at North`);
  expect(second.work).not.toBe(first.work);
  const copy = unique('student');
  await atrium('carol', ['get', second.work, copy]);
  const answered = read('carol', `${copy}/lab.ipynb`).replace('# your answer', 'answer = 42');
  writeFileSync(`${home('carol')}/${copy}/lab.ipynb`, answered);

  // alice's fix reaches bob by his copy, and carol only once bob has published it.
  write('alice', folder, { 'lab.ipynb': SECOND, 'helpers.py': 'x = 2\n' });
  await publish('alice', folder);
  expect((await atrium('carol', ['update', copy])).out).not.toContain('Updated');
  const updated = await atrium('bob', ['update', taken]);
  expect(updated).toMatchObject({ code: 0 });
  expect(updated.out).toContain(`from 1.0.0 to 1.1.0: `);
  expect(read('bob', `${taken}/welcome.md`)).toBe('# Welcome to our course\n');
  const again = await publish('bob', taken);
  expect([again.work, again.release]).toEqual([second.work, '1.1.0']);
  const said = await atrium('carol', ['update', copy]);
  expect(said).toMatchObject({ code: 0 });
  expect(sourcesOf('carol', `${copy}/lab.ipynb`)).toEqual([
    '# Pressure lab\n\nMeasure it in hPa.',
    'FACTOR = 0.0102',
    'fit = 2',
    'answer = 42',
    'Use metres.'
  ]);

  const { lineage } = await clientOf(tokenOf('bob')).getWork({ params: { work: second.work } });
  expect(lineage.madeFrom).toMatchObject([{ work: first.work, label: '1.1.0' }]);
});
