// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { IClock } from '../clock.ts';
import type { Config, HubAccess } from '../config.ts';
import type { Records } from '../db/database.ts';
import { NotAllowedError, NotLoggedInError } from '../errors.ts';
import { type Stores, inTransaction } from '../stores.ts';
import { isHttps } from './browser-address.ts';
import { type CookieStyle, cookieStyle, readCookie, writeCookie } from './cookies.ts';
import type { IIdentity } from './identity.ts';
import type { IJupyterHub } from './jupyterhub.ts';
import { nextPath } from './next-path.ts';
import type { SecretKey } from './secret-key.ts';
import type { ISessions, Redirect, Session } from './session.ts';

const LOGIN_MS = 10 * 60_000;
/** JupyterHub's own tokens end then too. */
const SESSION_MS = 14 * 24 * 3_600_000;
const SECRET_BYTES = 32;
/** Characters of the state that tell the cookies of two logins apart. */
const SUFFIX_CHARACTERS = 8;

/** Sessions that begin with a login at JupyterHub (OAuth code flow with PKCE). */
export class HubSessions implements ISessions {
  private readonly _options: HubSessions.IOptions;

  constructor(options: HubSessions.IOptions) {
    this._options = options;
  }

  async find(request: FastifyRequest): Promise<Session | null> {
    const { stores, key, identity } = this._options;
    const secret = readCookie(request.headers.cookie, this._style(request), '');
    const row = secret === null ? null : await stores.sessions.find(hashOf(secret));
    const token = row && secret !== null ? key.open(secret, row.sealed) : null;
    if (!row || token === null) {
      return null;
    }
    try {
      return { id: row.id, caller: await identity.ofSession(token), undo: row.undo };
    } catch (error) {
      if (error instanceof NotLoggedInError) {
        await stores.sessions.remove(row.id);
        return null;
      }
      throw error;
    }
  }

  async begin(request: FastifyRequest): Promise<Redirect> {
    const { config, access, key, stores, clock } = this._options;
    const [state, browser, verifier] = [this._secret(), this._secret(), this._secret()];
    const next = nextPath(request.url, config.prefix);
    const sealed = key.seal(browser, JSON.stringify({ verifier, next } satisfies Sealed));
    await stores.sessions.addLogin({
      id: hashOf(state),
      browser: hashOf(browser),
      sealed,
      expiresAt: clock.now() + LOGIN_MS
    });
    const query = new URLSearchParams({
      client_id: access.clientId,
      redirect_uri: access.callbackUrl,
      response_type: 'code',
      state,
      code_challenge: hash('sha256', verifier, 'base64url'),
      code_challenge_method: 'S256'
    });
    return {
      location: `${access.hostUrl}${access.baseUrl}hub/api/oauth2/authorize?${query.toString()}`,
      cookies: [writeCookie(this._style(request), suffixOf(state), browser, LOGIN_MS / 1000)]
    };
  }

  async finish(request: FastifyRequest, query: URLSearchParams): Promise<Redirect> {
    const { access, hub, identity } = this._options;
    const style = this._style(request);
    const state = query.get('state') ?? '';
    const { verifier, next } = await this._login(request, style, state);
    const code = query.get('code');
    const token = code === null ? null : await hub.exchange(code, verifier, access.callbackUrl);
    if (token === null) {
      throw new NotAllowedError(
        'JupyterHub did not confirm this login. Open Atrium again; if that does not help, ask your hub’s operator.'
      );
    }
    const { person, tokenId } = await identity.ofSession(token);
    const secret = await this._open({ person, tokenId, token });
    return {
      location: next,
      cookies: [writeCookie(style, suffixOf(state), '', 0), writeCookie(style, '', secret, SESSION_MS / 1000)]
    };
  }

  forget(request: FastifyRequest): readonly string[] {
    return [writeCookie(this._style(request), '', '', 0)];
  }

  /** Takes the login a callback belongs to. */
  private async _login(request: FastifyRequest, style: CookieStyle, state: string): Promise<Sealed> {
    const { key, stores } = this._options;
    const browser = readCookie(request.headers.cookie, style, suffixOf(state));
    // A state that another browser brings is left to the one that began it.
    const login = browser === null ? null : await stores.sessions.takeLogin(hashOf(state));
    const sealed = login && browser !== null ? key.open(browser, login.sealed) : null;
    if (sealed === null || login?.browser !== hashOf(browser ?? '')) {
      throw new NotAllowedError(
        'This login was not begun in this browser, or more than ten minutes ago. Open Atrium again, and let your browser keep its cookies.'
      );
    }
    return JSON.parse(sealed) as Sealed;
  }

  private async _open({ person, tokenId, token }: { person: string; tokenId: string | null; token: string }) {
    const { records, clock, key } = this._options;
    const secret = this._secret();
    const id = hashOf(secret);
    await inTransaction(records, clock, async ({ sessions, audit }) => {
      await sessions.add({
        id,
        person,
        sealed: key.seal(secret, token),
        undo: null,
        expiresAt: clock.now() + SESSION_MS
      });
      await audit.append({ person, tokenId, act: 'session.begin', object: person, detail: {} });
    });
    return secret;
  }

  private _secret(): string {
    return Buffer.from(this._options.clock.random(SECRET_BYTES)).toString('base64url');
  }

  private _style(request: FastifyRequest): CookieStyle {
    return cookieStyle(this._options.config, isHttps(this._options.config, request));
  }
}

export declare namespace HubSessions {
  interface IOptions {
    config: Config;
    access: HubAccess;
    stores: Pick<Stores, 'sessions'>;
    records: Records;
    identity: IIdentity;
    hub: IJupyterHub;
    key: SecretKey;
    clock: IClock;
  }
}

/** What only the browser that began a login can open. */
type Sealed = { verifier: string; next: string };

function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

function suffixOf(state: string): string {
  return `-login-${state.slice(0, SUFFIX_CHARACTERS)}`;
}
