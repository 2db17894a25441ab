// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@jupyter-atrium/client';
import { createClient } from '@jupyter-atrium/client';
import type { HubUser, IJupyterHub } from '../src/auth/jupyterhub';
import type { IClock } from '../src/clock';
import { systemClock } from '../src/clock';
import type { Config, HubAccess } from '../src/config';
import { HubUnreachableError } from '../src/errors';
import type { ServiceOptions } from '../src/open-context';
import type { Service } from '../src/service';
import { openService } from '../src/service';
import { startThreads } from '../src/threads/threads';
import type { MakeDatabase } from './engines';

const ACCESS = 'access:services!service=atrium';
const PUBLISH = 'custom:atrium:publish';

// Two cores may be busy with other spec files.
jest.setTimeout(60_000);

/** A JupyterHub of known tokens; a service spec's stand-in for the real one, which the hub tests use. */
export class FakeHub implements IJupyterHub {
  readonly users = new Map<string, HubUser>();
  /** Logins under way, by their code. */
  private readonly _codes = new Map<string, { challenge: string; redirectUri: string; token: string }>();
  isSilent = false;
  release = '6.1.1';

  async userOf(token: string): Promise<HubUser | null> {
    if (this.isSilent) {
      throw new HubUnreachableError();
    }
    return this.users.get(token) ?? null;
  }

  async version(): Promise<string> {
    await this.userOf('');
    return this.release;
  }

  async exchange(code: string, verifier: string, redirectUri: string): Promise<string | null> {
    const login = this._codes.get(code);
    this._codes.delete(code);
    const isRight = login?.challenge === hash('sha256', verifier, 'base64url') && login.redirectUri === redirectUri;
    return isRight ? login.token : null;
  }

  /**
   * Lets a person in who was sent to log in.
   *
   * @param address - to which the service sent the browser
   * @returns where the hub sends it then
   */
  letIn(address: string, token: string): string {
    const query = new URL(address, 'https://hub-a.example').searchParams;
    const [code, redirectUri] = [`code-${this._codes.size}-${token}`, query.get('redirect_uri') ?? ''];
    this._codes.set(code, { challenge: query.get('code_challenge') ?? '', redirectUri, token });
    return `${redirectUri}?${new URLSearchParams({ code, state: query.get('state') ?? '' }).toString()}`;
  }

  /** Adds the token behind a session of the service's own pages. */
  inPages(name: string, scopes: readonly string[] = [], fields: Partial<HubUser> = {}): string {
    return this.add(`pages-${name}`, {
      name,
      sessionId: `session-${name}`,
      scopes: [ACCESS, ...scopes],
      ...fields
    });
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

/** A clock that tells the time of day, set forward at will. */
export class TestClock implements IClock {
  private _ahead = 0;

  now(): number {
    return Date.now() + this._ahead;
  }

  random(length: number): Uint8Array {
    return systemClock.random(length);
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this._ahead += ms;
  }
}

/** Starting threads from unbuilt sources takes a second: the services of a spec file share them. */
const threads = startThreads();

/** A disk with room, whatever the machine's has. */
export const ROOMY = { free: 100e9, total: 200e9 };

/** A running service over a temporary folder. */
export type TestService = {
  service: Service;
  hub: FakeHub;
  clock: TestClock;
  /** Folder of the service's data. */
  data: string;
  /** A client of a person in their own JupyterLab. */
  as: (name: string, fields?: Partial<HubUser>) => Client;
  /** A client with any token. */
  withToken: (token: string | null) => Client;
  stop: () => Promise<void>;
};

/** What a spec may set. */
export type TestOptions = Omit<ServiceOptions, 'log' | 'clock' | 'hub'> & {
  config?: Partial<Config>;
  /** Makes the records database; SQLite if absent. */
  makeDatabase?: MakeDatabase;
};

/** Starts a service without a network: calls are injected. */
export async function startService({
  config: overrides,
  makeDatabase,
  ...options
}: TestOptions = {}): Promise<TestService> {
  const data = mkdtempSync(join(tmpdir(), 'atrium-service-'));
  const database = await makeDatabase?.();
  const hub = new FakeHub();
  const clock = new TestClock();
  const config = configOf(data, { databaseUrl: database?.url ?? null, ...overrides });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const service = await openService(config, { log, hub, clock, threads, space: async () => ROOMY, ...options });
  const withToken = (token: string | null): Client => createClient({ ...injecting(service), token: () => token });
  return {
    service,
    hub,
    clock,
    data,
    withToken,
    as: (name, fields) => withToken(hub.own(name, fields)),
    stop: async () => {
      await service.stop();
      await database?.drop();
      rmSync(data, { recursive: true, force: true });
    }
  };
}

/** The configuration of a service beside a hub. */
export function aHubConfig(access: Partial<HubAccess> = {}): Config {
  const config = configOf('/nowhere', {});
  return { ...config, access: { ...(config.access as HubAccess), ...access } };
}

function configOf(data: string, overrides: Partial<Config>): Config {
  return {
    version: '0.0.0',
    listen: { host: '127.0.0.1', port: 0 },
    prefix: '/services/atrium/',
    publicUrl: 'https://hub-a.example/services/atrium/',
    data,
    databaseUrl: null,
    hubName: 'Ocean Hub',
    contact: null,
    trustedProxies: [],
    patterns: [],
    peers: { rules: [], proxy: null },
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
