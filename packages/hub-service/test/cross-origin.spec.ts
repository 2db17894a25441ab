// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { InjectOptions } from 'fastify';
import { type TestService, aHubConfig, startService } from './service';

const ME = '/services/atrium/api/v1/me';

describe('the API, called by pages of other origins', () => {
  let test: TestService;
  afterEach(() => test.stop());

  const start = async (hostUrl: string): Promise<void> => {
    test = await startService({ config: { access: aHubConfig({ hostUrl }).access } });
  };
  const call = (origin: string, options: InjectOptions = {}) =>
    test.service.app.inject({ url: ME, ...options, headers: { origin, ...options.headers } });
  const allowed = async (origin: string, options?: InjectOptions): Promise<unknown> =>
    (await call(origin, options)).headers['access-control-allow-origin'];

  it.each(['https://hub.example:8443', 'https://alice.hub.example:8443'])(
    'answers %s on a hub of subdomains',
    async origin => {
      await start('https://hub.example:8443');
      const preflight = await call(origin, { method: 'OPTIONS' });
      expect(preflight.statusCode).toBe(204);
      expect(preflight.headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-headers': 'authorization, content-type, idempotency-key',
        vary: 'Origin'
      });
      const reply = await call(origin, { headers: { authorization: `token ${test.hub.own('alice')}` } });
      expect(reply.statusCode).toBe(200);
      expect(reply.headers['access-control-allow-origin']).toBe(origin);
      expect(reply.headers['access-control-allow-credentials']).toBeUndefined();
    }
  );

  it.each([
    'https://other.example:8443',
    'https://evilhub.example:8443',
    'http://alice.hub.example:8443',
    'https://alice.hub.example',
    'https://alice.hub.example:8443.other.example',
    'null'
  ])('does not answer %s', async origin => {
    await start('https://hub.example:8443');
    expect(await allowed(origin)).toBeUndefined();
    expect((await call(origin, { method: 'OPTIONS' })).statusCode).toBe(404);
  });

  it('lets nobody read its own pages', async () => {
    await start('https://hub.example');
    expect(await allowed('https://alice.hub.example', { url: '/services/atrium/' })).toBeUndefined();
  });

  it('allows no other origin where all have one host name', async () => {
    await start('');
    expect(await allowed('https://hub-a.example')).toBeUndefined();
  });
});
