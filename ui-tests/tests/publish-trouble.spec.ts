// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { SETTLED, choosePublish, expect, openPanelOf, reload, test } from '../lab';
import { ATRIUM, JOBS, cut, hold, intercept, startsJob, tell } from '../network';
import { markdown, notebook } from '../notebooks';
import { TAGS } from '../tags';

test.use({ mockSettings: SETTLED });

const FILES = { 'notes.ipynb': notebook(markdown('# Field notes\n\nOne week.')) };
const PUBLISH = /\/drafts\/[^/]+\/publish/;

test('sending can be left, cancelled and taken up again', { tag: TAGS.trouble }, async ({ page, solo }) => {
  await solo.write(FILES);
  const publishing = await choosePublish(page, 'notes.ipynb');
  const publish = publishing.getByRole('button', { name: 'Publish', exact: true });
  await publishing.getByLabel('Title').fill('Notes of a week');

  await test.step('cancelled, it stops; nothing is published', async () => {
    const release = await hold(page, JOBS, startsJob('send'));
    await publish.click();
    await expect(publishing.getByRole('progressbar')).toBeVisible();
    await expect(publishing.getByLabel('Title')).toBeDisabled();
    await publishing.getByRole('button', { name: 'Cancel' }).click();
    await expect(
      publishing.getByRole('paragraph').filter({ hasText: /^Stopped.* Nothing is published yet\./ })
    ).toBeVisible();
    release();
    expect((await solo.client.listMine()).published).toEqual([]);
  });

  await test.step('out of sight, a toast tells how it goes', async () => {
    const release = await hold(page, JOBS, startsJob('send'));
    await publishing.getByRole('button', { name: 'Continue' }).click();
    await expect(publishing.getByRole('progressbar')).toBeVisible();
    await page.activity.activateTab('Launcher');
    const toast = page.locator('.Toastify__toast').filter({ hasText: /Preparing…|Reading the files…/ });
    await toast.getByRole('button', { name: 'Show' }).click();
    await expect(publishing).toBeVisible();
    await expect(toast).toHaveCount(0);
    await reload(page);
    release();
  });

  await test.step('after the page was loaded anew, it can be continued', async () => {
    await expect(publishing.getByLabel('Title')).toHaveValue('Notes of a week');
    await expect(
      publishing.getByRole('paragraph').filter({ hasText: /^Stopped.* Nothing is published yet\./ })
    ).toBeVisible();
    await publishing.getByRole('button', { name: 'Continue' }).click();
    await expect(publishing.getByRole('heading', { name: 'Published as 1.0.0' })).toBeVisible();
    const { published, drafts } = await solo.client.listMine();
    expect(published.map(({ card }) => card.title)).toEqual(['Notes of a week']);
    expect(drafts).toEqual([]);
  });
});

test('a network that fails costs nothing that was written', { tag: TAGS.trouble }, async ({ page, solo }) => {
  await solo.write(FILES);
  const publishing = await choosePublish(page, 'notes.ipynb');
  const publish = publishing.getByRole('button', { name: 'Publish', exact: true });
  await publishing.getByLabel('Title').fill('Notes of a week');

  await test.step('before anything was sent', async () => {
    const mend = await cut(page, ATRIUM);
    await publish.click();
    await expect(publishing.getByRole('alert')).toContainText('The hub does not answer.');
    mend();
    await expect(publishing.getByLabel('Title')).toHaveValue('Notes of a week');
  });

  await test.step('while sending', async () => {
    const sent = { phase: 'send' as const, done: 64, total: 100, files: [0, 1] satisfies [number, number] };
    const problem = { code: 'unreachable', message: 'The hub does not answer.' } as const;
    const mend = await tell(page, 'send', { state: 'running', ...sent }, { state: 'failed', problem });
    await publish.click();
    await expect(publishing.getByRole('alert')).toContainText('Connection lost at 64 %.');
    await expect(publishing.getByRole('paragraph').filter({ hasText: 'Stopped at 64 %.' })).toBeVisible();
    mend();
  });

  await test.step('while publishing, where only asking again can tell', async () => {
    const mend = await intercept(page, PUBLISH, async route => {
      await route.fetch();
      await route.abort();
    });
    await publishing.getByRole('button', { name: 'Continue' }).click();
    await expect(publishing.getByRole('alert')).toContainText('The connection was lost while publishing.');
    mend();
    await publishing.getByRole('button', { name: 'Continue' }).click();
    await expect(openPanelOf(page).getByRole('heading', { name: 'Published as 1.0.0' })).toBeVisible();
    expect((await solo.client.listMine()).published.map(({ label, releases }) => [label, releases])).toEqual([
      ['1.0.0', 1]
    ]);
  });
});
