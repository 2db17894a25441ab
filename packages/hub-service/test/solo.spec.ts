// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scrubEnvironment } from '../src/env';
import type { TestService } from './service';
import { startService } from './service';
import { socketFetch } from './socket-fetch';

const SECRET = 'made-anew-at-each-start';
const ME = '/me-prefix/api/v1/me';

describe('on one person’s own machine', () => {
  let test: TestService;
  beforeEach(async () => {
    const access = { kind: 'solo' as const, secret: SECRET, username: 'ada' };
    test = await startService({ config: { access, prefix: '/me-prefix/' } });
  });
  afterEach(() => test.stop());

  const ask = (headers: Record<string, string>): Promise<{ statusCode: number; body: string }> =>
    test.service.app.inject({ url: ME, headers: { host: 'localhost:8888', ...headers } });

  it('knows the person by the secret that their Jupyter server adds', async () => {
    const { statusCode, body } = await ask({ 'x-atrium-secret': SECRET });
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ username: 'ada', isSolo: true, can: { readOwn: true, publish: true } });
  });

  it('does not look at tokens and cookies that come along', async () => {
    for (const headers of [
      {},
      { authorization: `token ${SECRET}` },
      { cookie: `x-atrium-secret=${SECRET}` },
      { 'x-atrium-secret': `${SECRET}x` }
    ]) {
      expect((await ask(headers as Record<string, string>)).statusCode).toBe(401);
    }
    const token = { 'x-atrium-secret': SECRET, authorization: 'token of-the-jupyter-server' };
    expect((await ask(token)).statusCode).toBe(200);
  });

  it.each([
    ['its own page', { origin: 'http://localhost:8888', 'sec-fetch-site': 'same-origin' }, 200],
    ['an address typed in', { 'sec-fetch-site': 'none' }, 200],
    ['another site', { origin: 'https://evil.example' }, 403],
    ['another port', { origin: 'http://localhost:9999' }, 403],
    ['an origin that begins alike', { origin: 'http://localhost:8888.evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a link from another site', { 'sec-fetch-site': 'cross-site' }, 403]
  ])('answers %s as it should', async (_, headers, status) => {
    expect((await ask({ 'x-atrium-secret': SECRET, ...headers })).statusCode).toBe(status);
  });

  it('refuses over its socket, where nobody has an address', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'atrium-solo-'));
    const path = join(folder, 'socket');
    await test.service.app.listen({ path });
    const get = (url: string, headers: Record<string, string>): Promise<Response> =>
      socketFetch(path, { host: 'localhost:8888', ...headers })(url, {});
    expect((await get(ME, {})).status).toBe(401);
    const ticket = { authorization: 'token ended' };
    const refused = await get('/me-prefix/api/v1/transfer/files', ticket);
    expect([refused.status, await refused.json()]).toEqual([401, expect.objectContaining({ code: 'ticket-ended' })]);
    rmSync(folder, { recursive: true });
  });

  it('takes the tokens of the Jupyter server out of its environment', () => {
    const env: Record<string, string | undefined> = {
      JUPYTERHUB_API_TOKEN: 'a',
      JUPYTERHUB_USER: 'b',
      JPY_API_TOKEN: 'c',
      PATH: '/bin'
    };
    scrubEnvironment({ env });
    expect(env).toEqual({ PATH: '/bin' });
  });
});
