// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { SETTLED, choosePublish, expect, openPanelOf, pressNotReady, test } from '../lab';
import { code, markdown, notebook, stream } from '../notebooks';

test.use({ mockSettings: SETTLED });

const LAB = [markdown('# Statistics 101\n\nWeek by week.'), code('import numpy'), code('1 + 1', stream('2'))];

test('a folder goes out without what is nobody else’s, and nothing goes out that would break elsewhere', async ({
  page,
  solo
}) => {
  await solo.write({
    'course/lab01.ipynb': notebook(...LAB),
    'course/data.csv': 'x\n1\n',
    'course/broken.ipynb': '{"cells": [',
    'course/Data.csv': 'x\n2\n',
    'course/aux.txt': 'a name that some systems keep for themselves',
    'course/private/grades.csv': 'ada,1\n',
    'course/.atriumignore': 'private/\n',
    'course/.env': 'nothing',
    'course/.git/config': '[core]\n',
    'course/.ipynb_checkpoints/lab01-checkpoint.ipynb': notebook(...LAB)
  });
  const publishing = await choosePublish(page, 'course');
  const findings = publishing.getByRole('listitem').filter({ hasText: 'To fix:' });

  await test.step('what is left out is told with its reason', async () => {
    await expect(publishing.getByLabel('Title')).toHaveValue('Course');
    await expect(publishing.getByText(/^\d left out: .*version control/)).toBeVisible();
    await publishing.getByRole('button', { name: 'Show what is left out' }).click();
    const out = publishing.getByRole('list', { name: 'Files left out' });
    await expect(out.getByRole('listitem').filter({ hasText: '.git/' })).toContainText('version control, 1 file');
    await expect(out.getByRole('listitem').filter({ hasText: '_checkpoints/' })).toContainText('checkpoints, 1 file');
    await expect(out.getByRole('listitem').filter({ hasText: '.env' })).toContainText('hidden');
    await expect(out.getByRole('listitem').filter({ hasText: 'private/' })).toContainText('ignore file, 1 file');
  });

  await test.step('names and files that break elsewhere stand against it', async () => {
    await expect(publishing.getByText('Fix 3 things before this can go out.')).toBeVisible();
    await expect(findings.filter({ hasText: 'are one name on some systems' })).toHaveCount(1);
    await expect(findings.filter({ hasText: '“aux.txt”' })).toContainText('Some systems could not open it.');
    await expect(findings.filter({ hasText: 'broken.ipynb' })).toHaveCount(1);
    await pressNotReady(publishing);
    await expect(publishing.getByRole('listitem').locator(':focus')).toHaveCount(1);
  });

  await test.step('leaving a file out settles it, until that is taken back', async () => {
    await findings.filter({ hasText: '“aux.txt”' }).getByRole('button', { name: 'Leave the file out' }).click();
    await expect(publishing.getByText('aux.txt is left out.')).toBeVisible();
    await expect(publishing.getByText('Fix 2 things before this can go out.')).toBeVisible();
    await publishing.getByRole('button', { name: 'Undo' }).click();
    await expect(publishing.getByText('Fix 3 things before this can go out.')).toBeVisible();
    for (const name of ['“aux.txt”', 'one name', 'broken.ipynb']) {
      await findings.filter({ hasText: name }).getByRole('button', { name: 'Leave the file out' }).click();
      await expect(findings.filter({ hasText: name })).toHaveCount(0);
    }
    await publishing
      .getByRole('list', { name: 'Files left out' })
      .getByRole('button', { name: /aux\.txt/ })
      .waitFor();
  });

  await test.step('the rest goes out', async () => {
    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(publishing.getByRole('heading', { name: 'Published as 1.0.0' })).toBeVisible();
    const [work] = (await solo.client.listMine()).published;
    const params = { work: work?.id ?? '', label: '1.0.0' };
    const { entries } = await solo.client.getRelease({ params });
    const paths = entries.map(({ path }) => path.toLowerCase()).filter(path => !path.startsWith('_atrium'));
    expect(paths.sort()).toEqual(['data.csv', 'lab01.ipynb']);
    expect(await solo.read('course/aux.txt')).toContain('a name');
  });
});

test('an update shows what changed, cell by cell, and says so to whoever has a copy', async ({ page, solo }) => {
  await solo.write({ 'course/lab01.ipynb': notebook(...LAB), 'course/data.csv': 'x\n1\n' });
  const work = await solo.publish('course');
  const [heading, imports, sum] = LAB;
  const cells = [heading ?? {}, imports ?? {}, { ...sum, source: '1 + 2' }, code('print("new")')];
  await solo.write({ 'course/lab01.ipynb': notebook(...cells), 'course/more.csv': 'y\n' });

  const publishing = await choosePublish(page, 'course');
  await expect(publishing.getByRole('heading', { name: 'What changed since 1.0.0' })).toBeVisible();
  await expect(publishing.getByText('1 notebook, 2 cells; 1 file added.')).toBeVisible();
  await expect(publishing.getByRole('article')).toHaveCount(2);
  await expect(publishing.getByRole('article', { name: 'Cell 3, changed' })).toContainText('1 + 2');
  await expect(publishing.getByRole('article', { name: 'Cell 4, added' })).toContainText('print("new")');
  await expect(publishing.getByText('Cells 1–2 are the same')).toBeVisible();
  await expect(publishing.getByText('Card as it was.')).toBeVisible();
  await expect(publishing.getByText('People with a copy will be offered this.')).toBeVisible();

  const label = publishing.getByLabel('Label');
  await label.fill('1.0.0');
  await expect(label).toHaveAttribute('aria-invalid', 'true');
  await label.fill('2.0.0');
  await publishing.getByLabel('What should people know?').fill('Three, not two.');
  await publishing.getByRole('button', { name: 'Publish update' }).click();
  await expect(publishing.getByRole('heading', { name: 'Published as 2.0.0' })).toBeVisible();
  const { releases } = await solo.client.listReleases({ params: { work: work.id } });
  expect(releases.map(release => [release.label, release.note])).toEqual([
    ['2.0.0', 'Three, not two.'],
    ['1.0.0', '']
  ]);

  await page.activity.closePanel('Publish update course');
  await choosePublish(page, 'course');
  await expect(openPanelOf(page).getByText('Same as 2.0.0: nothing to publish.')).toBeVisible();
});
