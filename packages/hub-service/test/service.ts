// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@jupyter-atrium/client';
import { createClient } from '@jupyter-atrium/client';
import type { HubUser, IJupyterHub } from '../src/auth/jupyterhub';
import type { Config } from '../src/config';
import type { Service } from '../src/service';
import { openService } from '../src/service';

const ACCESS = 'access:services!service=atrium';
const PUBLISH = 'custom:atrium:publish';

/** A JupyterHub of known tokens; a service spec's stand-in for the real one, which the hub tests use. */
export class FakeHub implements IJupyterHub {
  readonly users = new Map<string, HubUser>();
  isSilent = false;

  async userOf(token: string): Promise<HubUser | null> {
    return this.users.get(token) ?? null;
  }

  async exchange(): Promise<string | null> {
    return null;
  }

  /** Adds the page token of a person's own server; further fields replace the usual ones. */
  own(name: string, fields: Partial<HubUser> = {}): string {
    return this.add(`own-${name}`, {
      name,
      sessionId: `session-${name}`,
      scopes: [`access:servers!server=${name}/`, ACCESS, PUBLISH],
      ...fields
    });
  }

  add(token: string, fields: Partial<HubUser>): string {
    this.users.set(token, {
      kind: 'user',
      name: 'alice',
      groups: [],
      sessionId: null,
      tokenId: 'a1',
      scopes: [ACCESS],
      displayName: null,
      ...fields
    });
    return token;
  }
}

/** A running service over a temporary folder. */
export type TestService = {
  service: Service;
  hub: FakeHub;
  /** A client of a person in their own JupyterLab. */
  as: (name: string, fields?: Partial<HubUser>) => Client;
  /** A client with any token. */
  withToken: (token: string | null) => Client;
  stop: () => Promise<void>;
};

/** Starts a service without a network: calls are injected. */
export async function startService(overrides: Partial<Config> = {}): Promise<TestService> {
  const data = mkdtempSync(join(tmpdir(), 'atrium-service-'));
  const hub = new FakeHub();
  const config: Config = {
    version: '0.0.0',
    listen: { host: '127.0.0.1', port: 0 },
    prefix: '/services/atrium/',
    publicUrl: 'https://hub-a.example/services/atrium/',
    data,
    databaseUrl: null,
    hubName: 'Ocean Hub',
    contact: null,
    trustedProxies: [],
    access: {
      kind: 'hub',
      apiUrl: 'http://127.0.0.1:1/hub/api',
      apiToken: 'secret',
      serviceName: 'atrium',
      clientId: 'service-atrium',
      callbackUrl: '/services/atrium/oauth_callback',
      baseUrl: '/',
      hostUrl: '',
      cookieHostPrefix: false,
      isManaged: false
    },
    ...overrides
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const service = await openService(config, { log, hub });
  const withToken = (token: string | null): Client => createClient({ ...injecting(service), token: () => token });
  return {
    service,
    hub,
    withToken,
    as: (name, fields) => withToken(hub.own(name, fields)),
    stop: async () => {
      await service.stop();
      rmSync(data, { recursive: true, force: true });
    }
  };
}

let keys = 0;

function injecting({ app }: Service): Parameters<typeof createClient>[0] {
  return {
    base: '/services/atrium/',
    newKey: () => `key-of-test-${keys++}`,
    fetch: async (url, init) => {
      const response = await app.inject({
        url,
        method: (init.method ?? 'GET') as 'GET',
        headers: init.headers as Record<string, string>,
        ...(init.body
          ? { payload: typeof init.body === 'string' ? init.body : Buffer.from(init.body as Uint8Array) }
          : {})
      });
      const headers = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const body = response.statusCode === 204 ? null : new Uint8Array(response.rawPayload);
      return new Response(body, { status: response.statusCode, headers });
    }
  };
}
