// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import type { CardFields, JobEvent, JobRequest, Scan, Sealed, Work } from '@jupyter-atrium/api';
import { type Client, createClient } from '@jupyter-atrium/client';
import { type IJupyterLabPageFixture, galata, test as base } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

export { expect } from '@jupyterlab/galata';

/** What the tests of one person's own Atrium start from. */
export interface ISolo {
  client: Client;
  /** Writes files below the test's folder: text, or bytes. */
  write(files: Readonly<Record<string, string | Buffer>>): Promise<void>;
  /** Reads a file of the test's folder. */
  read(path: string): Promise<string>;
  /** Publishes a notebook or folder of the test's folder, past every screen. */
  publish(source: string, card?: Partial<CardFields>): Promise<Work>;
}

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
export const test = base.extend<{ solo: ISolo }>({
  viewport: { width: 1280, height: 800 },
  // Before the page: what earlier tests left is gone when JupyterLab opens.
  solo: [
    async ({ baseURL, request, tmpPath }, use) => {
      const server = baseURL ?? '';
      const client = createClient({ base: `${server}/atrium/`, fetch, newKey: randomUUID });
      await empty(client);
      const contents = galata.newContentsHelper(request);
      const run = <T>(job: JobRequest): Promise<T> => runJob(server, job);
      await use({
        client,
        write: async files => {
          for (const [path, content] of Object.entries(files)) {
            const folder = `${tmpPath}/${path}`.split('/').slice(0, -1).join('/');
            await contents.createDirectory(folder);
            const text = typeof content === 'string' ? content : content.toString('base64');
            await contents.uploadContent(text, typeof content === 'string' ? 'text' : 'base64', `${tmpPath}/${path}`);
          }
        },
        read: async path => {
          const reply = await request.get(`${server}/files/${tmpPath}/${path}`);
          return reply.text();
        },
        publish: async (source, card = {}) => {
          const look = { source: `${tmpPath}/${source}`, withOutputs: true, leaveOut: [] };
          const scan = await run<Scan>({ job: 'scan', ...look });
          const { title } = scan.card;
          const opened = await client.openDraft({
            body: { work: null, title, source: look.source, total: scan.bytes }
          });
          const { filesDigest, checks } = await run<Sealed>({ job: 'send', ...look, ticket: opened.ticket });
          const authors = [{ name: 'A. Rivera' }];
          return client.publishDraft({
            params: { draft: opened.draft.id },
            body: {
              filesDigest,
              acknowledged: checks.filter(check => check.level === 'ask').map(check => check.id),
              ...{ label: null, note: '', audience: 'hub', readers: [], cover: null, madeFrom: [] },
              card: { ...scan.card, authors, licence: 'CC-BY-4.0', ...card }
            }
          });
        }
      });
    },
    { auto: true }
  ]
});

/** Takes away what earlier tests left. */
async function empty(client: Client): Promise<void> {
  const { published, drafts } = await client.listMine();
  for (const draft of drafts) {
    await client.discardDraft({ params: { draft: draft.id } });
  }
  for (const work of published.filter(({ state }) => state === 'live')) {
    const body = { label: null, scope: 'erase' as const, reason: 'End of a test.' };
    await client.withdrawWork({ params: { work: work.id }, body });
  }
}

async function runJob<T>(server: string, job: JobRequest): Promise<T> {
  const reply = await fetch(`${server}/jupyter-atrium/jobs`, { method: 'POST', body: JSON.stringify(job) });
  const events = (await reply.text()).trim().split('\n');
  const last = events
    .map(line => JSON.parse(line) as Partial<JobEvent>)
    .filter(event => event.state)
    .at(-1);
  if (last?.state !== 'done') {
    throw new Error(`The job ended so: ${JSON.stringify(last)}`);
  }
  return last.result as T;
}

/** Atrium's panel at the left. */
export function panel(page: IJupyterLabPageFixture): Locator {
  return page.getByRole('region', { name: 'Atrium', exact: true });
}

/** Opens the panel on its gallery, as its keys do. */
export async function openGallery(page: IJupyterLabPageFixture): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+Shift+A');
  await panel(page).getByRole('textbox', { name: 'Search works' }).waitFor();
  return panel(page);
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
export function openPanelOf(page: IJupyterLabPageFixture): Locator {
  return page.locator('.jp-Atrium-PublishPanel:visible');
}
