// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type IJupyterLabPageFixture, expect, galata, test as base } from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';
import { Solo } from './solo';

export { expect };

/** What people set who have published before: then nothing is left to decide. */
export const SETTLED = {
  ...galata.DEFAULT_SETTINGS,
  '@jupyter-atrium/publishing:panel': {
    licence: 'CC-BY-4.0',
    authors: [{ name: 'A. Rivera' }],
    audience: 'hub',
    includeOutputs: true
  }
};

/** A JupyterLab with an Atrium of its own, in which nothing hangs yet. */
export const test = base.extend<{ solo: Solo }>({
  viewport: { width: 1280, height: 800 },
  // Before the page: what earlier tests left is gone when JupyterLab opens.
  solo: [
    async ({ baseURL, request, tmpPath }, use) => {
      const solo = new Solo(baseURL ?? '', request, tmpPath);
      await solo.empty();
      await use(solo);
    },
    { auto: true }
  ]
});

/** Loads JupyterLab anew, as it was left. */
export async function reload(page: Page): Promise<void> {
  await goTo(page, page.url());
}

/** Waits until JupyterLab would open something again: it saves its layout a moment after the last change. */
export async function layoutHolds(page: Page, name: string): Promise<void> {
  const layout = (): Promise<string> =>
    page.evaluate(async () => {
      const { data } = await window.galata.app.serviceManager.workspaces.fetch('default');
      return JSON.stringify(data['layout-restorer:data'] ?? null);
    });
  await expect.poll(layout).toContain(name);
}

/** Opens JupyterLab by an address. Galata's own way waits for the launcher, which is gone where something is open. */
export async function goTo(page: Page, address: string): Promise<void> {
  const move = (to: string): void =>
    to === window.location.href ? window.location.reload() : window.location.assign(to);
  await Promise.all([page.waitForEvent('load'), page.evaluate(move, address)]);
  await page.locator('.jp-LabShell').waitFor();
  await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
}

/** Atrium's panel at the left. */
export function panel(page: Page): Locator {
  return page.getByRole('region', { name: 'Atrium', exact: true });
}

/** Opens the panel on its gallery, as its keys do. */
export async function openGallery(page: Page): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+Shift+A');
  await panel(page).getByRole('textbox', { name: 'Search works' }).waitFor();
  return panel(page);
}

/** Opens the page of a work from the gallery. */
export async function openPage(page: Page, title: string): Promise<Locator> {
  const gallery = await openGallery(page);
  // Not in the middle, where the buttons of the card come up.
  await gallery
    .getByRole('article', { name: title })
    .first()
    .click({ position: { x: 70, y: 12 } });
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  return workPage(page);
}

/** The page of a work in front. */
export function workPage(page: Page): Locator {
  return page.locator('.jp-Atrium-WorkPage:visible');
}

/** Chooses *Publish to Atrium…* for something in the file browser. */
export async function choosePublish(page: IJupyterLabPageFixture, name: string): Promise<Locator> {
  await page.filebrowser.refresh();
  await page.getByRole('listitem', { name: new RegExp(`^Name: ${name}`) }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Publish to Atrium…' }).click();
  return openPanelOf(page);
}

/** Presses the panel's button although something stands against it: focus then goes there. */
export async function pressNotReady(publishing: Locator): Promise<void> {
  await publishing.locator('[data-part="publish"][aria-disabled="true"]').click({ force: true });
}

/** The publishing panel in front. */
export function openPanelOf(page: Page): Locator {
  return page.locator('.jp-Atrium-PublishPanel:visible');
}
