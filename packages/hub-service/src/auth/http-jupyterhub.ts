// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { HubAccess } from '../config.ts';
import { HubUnreachableError } from '../errors.ts';
import type { HubUser, IJupyterHub } from './jupyterhub.ts';

const TIMEOUT_MS = 10_000;

/** JupyterHub over its REST API. */
export class HttpJupyterHub implements IJupyterHub {
  private readonly _access: HubAccess;

  constructor(access: HubAccess) {
    this._access = access;
  }

  async userOf(token: string): Promise<HubUser | null> {
    const response = await this._call('/user', { headers: { authorization: `token ${token}` } });
    // The hub answers 403, never 401, for a token it does not know.
    if (response.status === 403 || response.status === 401) {
      return null;
    }
    return readUser((await this._json(response)) as RawUser);
  }

  async exchange(code: string, verifier: string, redirectUri: string): Promise<string | null> {
    const body = new URLSearchParams({
      client_id: this._access.clientId,
      client_secret: this._access.apiToken,
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier
    });
    const response = await this._call('/oauth2/token', { method: 'POST', body });
    if (response.status >= 400 && response.status < 500) {
      return null;
    }
    return ((await this._json(response)) as { access_token?: string }).access_token ?? null;
  }

  async version(): Promise<string> {
    const body = (await this._json(await this._call('/', {}))) as { version?: string };
    return body.version ?? 'unknown';
  }

  private async _call(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this._access.apiUrl}${path}`, {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS)
      });
    } catch {
      throw new HubUnreachableError();
    }
  }

  private async _json(response: Response): Promise<unknown> {
    const body: unknown = response.ok ? await response.json().catch(() => null) : null;
    if (body === null) {
      throw new HubUnreachableError();
    }
    return body;
  }
}

type RawUser = {
  kind?: string;
  name?: string;
  groups?: string[];
  session_id?: string | null;
  token_id?: string | null;
  scopes?: string[];
  user_info?: { display_name?: string; name?: string } | null;
};

function readUser(raw: RawUser): HubUser {
  return {
    kind: raw.kind ?? '',
    name: raw.name ?? '',
    groups: raw.groups ?? [],
    sessionId: raw.session_id ?? null,
    tokenId: raw.token_id ?? null,
    scopes: raw.scopes ?? [],
    displayName: raw.user_info?.display_name ?? null
  };
}
