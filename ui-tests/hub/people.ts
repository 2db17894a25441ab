// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Client, createClient } from '@jupyter-atrium/client';
import { type Locator, type Page, test as base } from '@playwright/test';

export { expect } from '@playwright/test';

export type User = 'alice' | 'bob' | 'carol' | 'ada';

/** The hub's address, its Atrium's, and where its people keep their files. */
export const hub = (): string => process.env.ATRIUM_TEST_HUB ?? '';
export const service = (): string => `${hub()}services/atrium/`;
export const home = (user: User): string => `${process.env.ATRIUM_TEST_HUB_FOLDER}/home/${user}`;
export const tokenOf = (user: User): string => process.env[`ATRIUM_TEST_TOKEN_${user}`] ?? '';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = `${root}jupyter_atrium/program/atrium.mjs`;

/** People in browsers of their own, which are closed after the test. */
export const test = base.extend<{ arrive: (user: User, path?: string) => Promise<Page> }>({
  arrive: async ({ browser }, use) => {
    const pages: Page[] = [];
    // A workspace of its own: no tab of an earlier test opens again.
    await use(async (user, path = `hub/user-redirect/lab/workspaces/${randomUUID()}`) => {
      const page = await (await browser.newContext()).newPage();
      pages.push(page);
      await logIn(page, user, path);
      return page;
    });
    await Promise.all(pages.map(page => page.context().close()));
  }
});

/** Asks for a path of the hub, or an address of another, which asks who is there. */
export async function logIn(page: Page, user: User, path: string): Promise<void> {
  await page.goto(new URL(path, hub()).href);
  await page.fill('#username_input', user);
  await page.fill('#password_input', 'atrium-demo');
  await page.click('#login_submit');
}

/** A name that no other test uses: all of them share one hub. In letters, as searches pass over long numbers. */
export function unique(name: string): string {
  const letters = Array.from(randomBytes(8), byte => String.fromCharCode('a'.charCodeAt(0) + (byte % 26)));
  return `${name} ${letters.join('')}`;
}

/** Puts an example work into somebody's files. */
export function bring(user: User, example: string, folder: string): void {
  cpSync(`${root}examples/works/${example}`, `${home(user)}/${folder}`, { recursive: true });
}

export type Said = { code: number; out: string; error: string };

/** Runs the command line as somebody's terminal does. */
export async function atrium(user: User, args: string[], env: Record<string, string> = {}): Promise<Said> {
  const own = { ATRIUM_HUB: service(), ATRIUM_TOKEN: tokenOf(user), HOME: home(user), PATH: process.env.PATH ?? '' };
  try {
    const options = { cwd: home(user), env: { ...own, ...env } };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args], options);
    return { code: 0, out: stdout, error: stderr };
  } catch (failure) {
    const { code, stdout, stderr } = failure as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, error: stderr };
  }
}

export type Published = { work: string; release: string; url: string };

/** Publishes a folder of somebody's files past every screen. */
export async function publish(user: User, folder: string, ...options: string[]): Promise<Published> {
  const said = await atrium(user, ['publish', folder, '--yes', '--json', '--licence', 'CC-BY-4.0', ...options]);
  if (said.code !== 0) {
    throw new Error(`${folder} was not published: ${said.error}`);
  }
  return JSON.parse(said.out) as Published;
}

/** Somebody's client of the service. */
export function clientOf(token: string, base = service()): Client {
  return createClient({ base, token: () => token, fetch, newKey: randomUUID });
}

/** Asks the hub, as whoever set it up. */
export function askHub(path: string, method = 'GET', body?: object): Promise<Response> {
  const token = readFileSync(`${process.env.ATRIUM_TEST_HUB_FOLDER}/set-up-token`, 'utf8');
  const headers = { authorization: `token ${token}`, 'content-type': 'application/json' };
  return fetch(`${hub()}hub/api${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

/** Opens Atrium's panel at the left on its gallery. */
export async function openGallery(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: 'Atrium' }).click();
  const panel = page.getByRole('region', { name: 'Atrium', exact: true });
  await panel.getByRole('textbox', { name: 'Search works' }).waitFor();
  return panel;
}

/** Chooses *Publish to Atrium…* for something in the file browser. */
export async function choosePublish(page: Page, name: string): Promise<Locator> {
  await page.getByRole('listitem', { name: new RegExp(`^Name: ${name}`) }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Publish to Atrium…' }).click();
  return page.locator('.jp-Atrium-PublishPanel:visible');
}
