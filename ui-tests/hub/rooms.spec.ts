// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, home, test, unique } from './people';

/** Writes a notebook of code cells into somebody's files. */
function write(user: 'alice', name: string, sources: readonly string[]): void {
  const cells = sources.map((source, index) => ({
    ...{ cell_type: 'code', id: `cell-${index}`, metadata: {}, outputs: [], execution_count: null },
    source
  }));
  const kernelspec = { name: 'python3', display_name: 'Python 3 (ipykernel)' };
  const notebook = { cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 };
  writeFileSync(`${home(user)}/${name}`, JSON.stringify(notebook));
}

/** Starts a room on a notebook of the file browser, inviting somebody. */
async function start(page: Page, name: string, invited: string, role: string): Promise<void> {
  await page.getByRole('listitem', { name: new RegExp(`^Name: ${name}`) }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Start a Room…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Name or group' }).fill(invited);
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: 'They may' }).selectOption(role);
  await dialog.getByRole('button', { name: 'Start room' }).click();
}

/** Enters a room by the panel. */
async function enter(page: Page, title: string): Promise<void> {
  await page.getByRole('tab', { name: 'Atrium' }).click();
  const panel = page.getByRole('region', { name: 'Atrium', exact: true });
  await panel.getByRole('tab', { name: /Rooms/ }).click();
  await panel.getByRole('button', { name: new RegExp(title) }).click();
}

const light = (page: Page): Locator => page.locator('.jp-Atrium-Light');
const cell = (page: Page, index: number): Locator => page.locator('.jp-Notebook:visible .jp-Cell').nth(index);
const source = (page: Page, index: number): Locator => cell(page, index).locator('.cm-content');
const outputs = (page: Page, index: number): Locator => cell(page, index).locator('.jp-OutputArea-output');

async function run(page: Page, index: number): Promise<void> {
  await source(page, index).click();
  await page.keyboard.press('Control+Enter');
}

test('two people edit, run and talk in one room, each on an own server and kernel', async ({ arrive }) => {
  const name = unique('shared');
  write('alice', `${name}.ipynb`, ['x = 1', 'print("hello from", x)']);
  const alice = await arrive('alice');
  await start(alice, name, 'bob', 'editor');
  await expect(light(alice)).toContainText('Saved on the hub');

  const bob = await arrive('bob');
  await enter(bob, name);
  await expect(source(bob, 1)).toHaveText('print("hello from", x)');

  await test.step('what one types, the other sees', async () => {
    await source(alice, 0).click();
    await alice.keyboard.press('End');
    await alice.keyboard.type('23');
    await expect(source(bob, 0)).toHaveText('x = 123');
    await expect(light(alice)).toContainText('Saved on the hub');
    await expect(cell(bob, 0)).toHaveAttribute('data-atrium-here', /.+/);
  });

  await test.step('what one runs, the other sees, and runs for themselves', async () => {
    await run(alice, 0);
    await run(alice, 1);
    await expect(outputs(bob, 1)).toHaveText('hello from 123');
    await expect(cell(bob, 1)).toContainText('ran this on');
    await run(bob, 1);
    await expect(outputs(bob, 1)).toContainText("name 'x' is not defined");
    await expect(outputs(alice, 1)).toContainText("name 'x' is not defined");
  });

  await test.step('they talk beside a cell', async () => {
    await source(bob, 1).click();
    await bob.keyboard.press('Escape');
    await bob.keyboard.press('t');
    await bob.getByRole('textbox', { name: 'Write to the room' }).fill('Run the first cell, too.');
    await bob.keyboard.press('Control+Enter');
    await alice.locator('.jp-Atrium-Faces-button').click();
    await expect(alice.getByRole('log', { name: 'Talk' })).toContainText('Run the first cell, too.');
  });

  await test.step('a reload brings the same room back, without a question', async () => {
    await bob.reload();
    await expect(source(bob, 0)).toHaveText('x = 123');
    await expect(light(bob)).toContainText('Saved on the hub');
    await expect(bob.getByRole('dialog')).toHaveCount(0);
    await expect(cell(bob, 2)).toHaveCount(0);
  });
});

test('who may only read sees what others do, changes nothing, and runs for themselves', async ({ arrive }) => {
  const name = unique('read');
  write('alice', `${name}.ipynb`, ['print(6 * 7)']);
  const alice = await arrive('alice');
  await start(alice, name, 'bob', 'viewer');
  await expect(light(alice)).toContainText('Saved on the hub');
  const bob = await arrive('bob');
  await enter(bob, name);
  await expect(bob.getByText('You can read and run privately here.')).toBeVisible();

  // What is run before the kernel is there goes nowhere.
  await expect(bob.getByText('Python 3 (ipykernel) | Idle')).toBeVisible();
  await source(bob, 0).click();
  await bob.keyboard.type('changed');
  await bob.keyboard.press('Control+Enter');
  await expect(outputs(bob, 0)).toHaveText('42');
  await expect(cell(bob, 0)).toContainText('Private run: only you see this output.');
  await expect(source(bob, 0)).toHaveText('print(6 * 7)');
  await expect(outputs(alice, 0)).toHaveCount(0);

  await source(alice, 0).click();
  await alice.keyboard.press('Home');
  await alice.keyboard.type('# ');
  await expect(source(bob, 0)).toHaveText('# print(6 * 7)');
});

test('edits made while the hub does not answer are kept, and join the room when it is back', async ({ arrive }) => {
  const name = unique('away');
  write('alice', `${name}.ipynb`, ['x = 1']);
  const alice = await arrive('alice');
  await start(alice, name, 'bob', 'editor');
  await expect(light(alice)).toContainText('Saved on the hub');
  const bob = await arrive('bob');
  await enter(bob, name);
  await expect(source(bob, 0)).toHaveText('x = 1');

  await alice.context().setOffline(true);
  await source(alice, 0).click();
  await alice.keyboard.press('End');
  await alice.keyboard.type('0');
  await expect(light(alice)).not.toContainText('Saved');
  await alice.context().setOffline(false);

  await expect(light(alice)).toContainText('Saved on the hub');
  await expect(source(bob, 0)).toHaveText('x = 10');
});
