// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { IClock } from '../clock.ts';
import { NotLoggedInError } from '../errors.ts';
import type { Stores } from '../stores.ts';
import type { IIdentity } from './identity.ts';
import type { ISessions, Redirect, Session } from './session.ts';

/** The header in which a person's own Jupyter server says that it let somebody through. */
export const SECRET_HEADER = 'x-atrium-secret';

const SESSION_MS = 14 * 24 * 3_600_000;

/** On one person's own machine their Jupyter server does the login. */
export class SoloSessions implements ISessions {
  private readonly _identity: IIdentity;
  private readonly _stores: Pick<Stores, 'sessions'>;
  private readonly _clock: IClock;

  constructor(identity: IIdentity, stores: Pick<Stores, 'sessions'>, clock: IClock) {
    this._identity = identity;
    this._stores = stores;
    this._clock = clock;
  }

  async find(request: FastifyRequest): Promise<Session | null> {
    const secret = request.headers[SECRET_HEADER];
    if (typeof secret !== 'string') {
      return null;
    }
    const caller = await this._identity.ofSession(secret);
    const id = hash('sha256', `solo ${secret}`, 'base64url');
    const row = await this._stores.sessions.find(id);
    if (!row) {
      const expiresAt = this._clock.now() + SESSION_MS;
      await this._stores.sessions.add({ id, person: caller.person, sealed: '', undo: null, expiresAt });
    }
    return { id, caller, undo: row?.undo ?? null };
  }

  async begin(): Promise<Redirect> {
    throw new NotLoggedInError('This address is served through your own Jupyter server. Open Atrium there.');
  }

  finish(): Promise<Redirect> {
    return this.begin();
  }

  forget(): readonly string[] {
    return [];
  }
}
