// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { TAGS } from '../tags';
import { processWith } from './credentials';
import { bring, expect, openGallery, publish, test, unique } from './people';

test.describe('when something is wrong', { tag: TAGS.trouble }, () => {
  test('a killed service leaves what was loaded to be seen, and answers again', async ({ arrive }) => {
    const [folder, title] = [unique('course'), unique('Outlasting')];
    bring('alice', 'statistics-101', folder);
    await publish('alice', folder, '--title', title);
    const page = await arrive('bob');
    const panel = await openGallery(page);
    await expect(panel.getByRole('article', { name: title })).toBeVisible();
    process.kill(processWith('ATRIUM_DATA', `${process.env.ATRIUM_TEST_HUB_FOLDER}/atrium`).pid, 'SIGKILL');
    await panel.getByRole('textbox', { name: 'Search works' }).fill('waiting times');
    await expect(panel.getByText(/The hub does not answer\. Showing what was loaded at/)).toBeVisible();
    await panel.getByText(title).click();
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    await expect(page.getByText('The hub does not answer. Try again')).toBeVisible();

    // JupyterHub starts its services again.
    const again = panel.getByRole('button', { name: 'Try again' });
    await expect(async () => {
      await again.click({ timeout: 1000 });
      await expect(again).toHaveCount(0, { timeout: 5000 });
    }).toPass({ timeout: 90_000 });
    await expect(panel.getByRole('article', { name: title }).locator('mark').first()).toHaveText('waiting');
    const shown = page.getByRole('tabpanel', { name: title });
    await shown.getByRole('button', { name: 'Try again' }).click();
    await expect(shown.getByRole('heading', { name: 'Lab 1: What a summary hides' })).toBeVisible();
  });

  test('a slow line shows what was asked for last, and says that it works on it', async ({ arrive }) => {
    const [folder, title] = [unique('course'), unique('Patience')];
    bring('alice', 'statistics-101', folder);
    await publish('alice', folder, '--title', title);
    const page = await arrive('bob');
    const panel = await openGallery(page);
    const line = await page.context().newCDPSession(page);
    const rate = { latency: 700, downloadThroughput: 60_000, uploadThroughput: 60_000 };
    await line.send('Network.emulateNetworkConditions', { offline: false, ...rate });
    const field = panel.getByRole('textbox', { name: 'Search works' });
    const asked = page.waitForRequest(request => request.url().includes('q=waiting'));
    await field.fill('waiting times');
    await asked;
    await field.fill(title);
    await expect(panel.getByText('1 work', { exact: true }).first()).toBeVisible();
    await expect(panel.getByRole('article')).toHaveCount(1);
    await panel.getByText(title).click();
    const read = page.getByRole('tabpanel', { name: title });
    await expect(read.getByRole('img', { name: 'Loading' }).first()).toBeVisible();
    await expect(read.getByRole('heading', { name: 'Lab 1: What a summary hides' })).toBeVisible();
  });
});
