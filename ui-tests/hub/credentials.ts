// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import type { OpenedDraft } from '@jupyter-atrium/api';
import type { Browser, Page } from '@playwright/test';
import { type User, askHub, clientOf, expect, home, hub, logIn, tokenOf } from './people';

export const ACCESS = 'access:services!service=atrium';
export const PUBLISH = 'custom:atrium:publish';

/** What a credential is worth, as `docs/adr/0006-page-token.md` sorts them. */
export type Kind =
  | 'nobody'
  | 'own'
  | 'own reader'
  | 'visit'
  | 'kernel'
  | 'personal'
  | 'personal reader'
  | 'no access'
  | 'upload ticket'
  | 'download ticket';

export type Credential = { name: string; kind: Kind; token: string | null };

/** One of every credential a real hub gives out. All are alice's, or bob's where he visits her. */
export async function collectCredentials(browser: Browser, work: string): Promise<Credential[]> {
  await startServer('alice');
  await startServer('carol');
  const own = await pageToken(browser, 'alice', 'alice');
  const leaked = await sessionToken(browser);
  return [
    { name: 'none', kind: 'nobody', token: null },
    { name: 'an unknown token', kind: 'nobody', token: 'f'.repeat(32) },
    { name: 'a token that was revoked', kind: 'nobody', token: await revokedToken() },
    { name: 'the page token of the own server', kind: 'own', token: own },
    { name: 'the page token of a reader', kind: 'own reader', token: await pageToken(browser, 'carol', 'carol') },
    { name: 'the page token of another’s server', kind: 'visit', token: await visitToken(browser, 'alice') },
    { name: 'the same after the share ended', kind: 'visit', token: await visitAfterSharing(browser) },
    { name: 'the token behind a session of the service’s pages', kind: 'visit', token: leaked },
    { name: 'the token kernels can read', kind: 'no access', token: kernelToken('alice') },
    { name: 'a token like it, with every right', kind: 'kernel', token: await personalToken() },
    {
      name: 'a token like it, with Atrium’s rights',
      kind: 'kernel',
      token: await personalToken([ACCESS, PUBLISH, 'access:servers!server=alice/', 'users:activity!user=alice'])
    },
    { name: 'a personal token', kind: 'personal', token: tokenOf('alice') },
    { name: 'a personal token for reading', kind: 'personal reader', token: await personalToken([ACCESS]) },
    { name: 'a personal token for something else', kind: 'no access', token: await personalToken([PUBLISH]) },
    { name: 'the token of another service', kind: 'no access', token: setUpToken() },
    { name: 'a ticket to upload', kind: 'upload ticket', token: await uploadTicket() },
    { name: 'a ticket to download', kind: 'download ticket', token: await downloadTicket(work) },
    { name: 'a ticket whose draft is gone', kind: 'nobody', token: await endedTicket() }
  ];
}

const setUpToken = (): string => readFileSync(`${process.env.ATRIUM_TEST_HUB_FOLDER}/set-up-token`, 'utf8');

/** Starts somebody's server, unless it runs. */
async function startServer(user: User): Promise<void> {
  await askHub(`/users/${user}/server`, 'POST');
  const ready = async (): Promise<unknown> => (await askHub(`/users/${user}`)).json();
  await expect.poll(ready, { timeout: 90_000 }).toMatchObject({ servers: { '': { ready: true } } });
}

/** The environment of a process of this hub, as its children see it. */
export function processWith(variable: string, value: string): { pid: number; env: Map<string, string> } {
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    const env = environmentOf(pid);
    if (env.get(variable) === value && env.has('JUPYTERHUB_API_TOKEN')) {
      return { pid: Number(pid), env };
    }
  }
  throw new Error(`No process has ${variable}=${value}.`);
}

function environmentOf(pid: string): Map<string, string> {
  try {
    const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return new Map(lines.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  } catch {
    // Ended meanwhile, or somebody else's.
    return new Map();
  }
}

function kernelToken(user: User): string {
  return processWith('HOME', home(user)).env.get('JUPYTERHUB_API_TOKEN') ?? '';
}

async function personalToken(scopes?: string[]): Promise<string> {
  const reply = await askHub('/users/alice/tokens', 'POST', { note: 'test', ...(scopes ? { scopes } : {}) });
  expect(reply.status).toBe(201);
  return ((await reply.json()) as { token: string }).token;
}

async function revokedToken(): Promise<string> {
  const reply = await askHub('/users/alice/tokens', 'POST', { note: 'test', scopes: [ACCESS, PUBLISH] });
  const { token, id } = (await reply.json()) as { token: string; id: string };
  await askHub(`/users/alice/tokens/${id}`, 'DELETE');
  return token;
}

/** Reads the token that JupyterLab's page is given, on somebody's server; without running JupyterLab. */
async function pageToken(browser: Browser, visitor: User, owner: User): Promise<string> {
  const page = await arriveWithoutScript(browser, visitor, `user/${owner}/lab`);
  const authorize = page.getByRole('button', { name: 'Authorize' });
  const config = page.locator('#jupyter-config-data');
  // Visitors are asked once.
  await config.or(authorize).waitFor({ state: 'attached' });
  if (await authorize.isVisible()) {
    await authorize.click();
  }
  const text = await config.textContent();
  await page.context().close();
  return (JSON.parse(text ?? '{}') as { token: string }).token;
}

async function arriveWithoutScript(browser: Browser, user: User, path: string): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await logIn(page, user, path);
  return page;
}

/** Bob's token on the server of somebody who shared it with him. */
async function visitToken(browser: Browser, owner: User): Promise<string> {
  const share = { user: 'bob', scopes: [`access:servers!server=${owner}/`] };
  expect((await askHub(`/shares/${owner}/`, 'POST', share)).status).toBe(200);
  return pageToken(browser, 'bob', owner);
}

async function visitAfterSharing(browser: Browser): Promise<string> {
  const token = await visitToken(browser, 'carol');
  expect((await askHub('/shares/carol/', 'DELETE')).status).toBe(204);
  return token;
}

/** What the service holds for a session of its own pages, gained as it does. */
async function sessionToken(browser: Browser): Promise<string> {
  const { env } = processWith('ATRIUM_DATA', `${process.env.ATRIUM_TEST_HUB_FOLDER}/atrium`);
  const [client_id, redirect_uri] = [
    env.get('JUPYTERHUB_CLIENT_ID') ?? '',
    env.get('JUPYTERHUB_OAUTH_CALLBACK_URL') ?? ''
  ];
  const code_verifier = randomBytes(32).toString('base64url');
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
  const asked = { client_id, redirect_uri, response_type: 'code', state: 's', code_challenge };
  const query = new URLSearchParams({ ...asked, code_challenge_method: 'S256' });
  const page = await arriveWithoutScript(browser, 'alice', 'hub/home');
  const [callback] = await Promise.all([
    page.waitForRequest(request => new URL(request.url()).pathname.endsWith('/oauth_callback')),
    page.goto(`${hub()}hub/api/oauth2/authorize?${query}`)
  ]);
  const code = new URL(callback.url()).searchParams.get('code') ?? '';
  await page.context().close();
  const client_secret = env.get('JUPYTERHUB_API_TOKEN') ?? '';
  const swap = { client_id, client_secret, grant_type: 'authorization_code', code, redirect_uri, code_verifier };
  const reply = await fetch(`${hub()}hub/api/oauth2/token`, { method: 'POST', body: new URLSearchParams(swap) });
  return ((await reply.json()) as { access_token: string }).access_token;
}

async function uploadTicket(): Promise<string> {
  return (await openDraft()).ticket;
}

async function endedTicket(): Promise<string> {
  const { draft, ticket } = await openDraft();
  await clientOf(tokenOf('alice')).discardDraft({ params: { draft: draft.id } });
  return ticket;
}

function openDraft(): Promise<OpenedDraft> {
  return clientOf(tokenOf('alice')).openDraft({ body: { work: null, title: 't', source: 's', total: null } });
}

async function downloadTicket(work: string): Promise<string> {
  return (await clientOf(tokenOf('alice')).openCopy({ params: { work }, body: { label: null } })).ticket;
}
