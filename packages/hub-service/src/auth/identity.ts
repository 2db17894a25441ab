// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { NotLoggedInError } from '../errors.ts';
import type { IPersonStore } from '../people/store.ts';
import type { Caller } from './caller.ts';
import { callerOf, classify } from './caller.ts';
import type { HubUser, IJupyterHub } from './jupyterhub.ts';

const KEPT_MS = 30_000;
const REFUSAL_KEPT_MS = 5_000;
const MOST_KEPT = 10_000;

/** Whose a credential is. */
export interface IIdentity {
  /**
   * Resolves the token of an API call.
   *
   * @throws NotLoggedInError for a token the hub does not know, NoAccessError for one without the access scope,
   *   HubUnreachableError while the hub is silent
   */
  ofToken(token: string): Promise<Caller>;

  /** Resolves the token behind one of our own sessions; throws as `ofToken`. */
  ofSession(token: string): Promise<Caller>;
}

type Entry = { until: number; user: Promise<HubUser | null> };

/** Asks JupyterHub, at most every 30 s a token, and never writes a token down. */
export class HubIdentity implements IIdentity {
  private readonly _entries = new Map<string, Entry>();
  private readonly _options: HubIdentity.IOptions;

  constructor(options: HubIdentity.IOptions) {
    this._options = options;
  }

  ofToken(token: string): Promise<Caller> {
    return this._resolve(token, false);
  }

  ofSession(token: string): Promise<Caller> {
    return this._resolve(token, true);
  }

  private async _resolve(token: string, isSession: boolean): Promise<Caller> {
    const user = await this._lookUp(token);
    if (!user) {
      throw new NotLoggedInError();
    }
    const kind = classify(user, isSession, this._options.serviceName);
    const person =
      kind === 'service'
        ? { id: '', name: user.name }
        : await this._options.people.see(user.name, user.displayName, user.groups);
    return callerOf(kind, user, person);
  }

  private _lookUp(token: string): Promise<HubUser | null> {
    const key = createHash('sha256').update(token).digest('base64');
    const now = this._options.clock.now();
    const kept = this._entries.get(key);
    if (kept && kept.until > now) {
      return kept.user;
    }
    if (this._entries.size >= MOST_KEPT) {
      this._entries.clear();
    }
    // Calls that arrive while the hub is asked share its answer.
    const user = this._options.hub.userOf(token);
    const entry: Entry = { until: now + KEPT_MS, user };
    this._entries.set(key, entry);
    user.then(
      found => {
        entry.until = now + (found ? KEPT_MS : REFUSAL_KEPT_MS);
      },
      () => this._entries.delete(key)
    );
    return user;
  }
}

export declare namespace HubIdentity {
  interface IOptions {
    hub: IJupyterHub;
    people: IPersonStore;
    clock: IClock;
    serviceName: string;
  }
}

/** One person on their own machine: whoever knows the secret of this start is that person, with all rights. */
export class SoloIdentity implements IIdentity {
  private readonly _secret: Buffer;
  private readonly _user: HubUser;
  private readonly _people: IPersonStore;

  constructor(access: Extract<Config['access'], { kind: 'solo' }>, people: IPersonStore) {
    this._secret = Buffer.from(access.secret);
    this._people = people;
    this._user = {
      kind: 'user',
      name: access.username,
      groups: [],
      sessionId: null,
      tokenId: null,
      scopes: ['custom:atrium:publish', 'custom:atrium:curate', 'custom:atrium:admin'],
      displayName: null
    };
  }

  ofToken(token: string): Promise<Caller> {
    return this._caller(token, 'personal');
  }

  ofSession(token: string): Promise<Caller> {
    return this._caller(token, 'session');
  }

  private async _caller(secret: string, kind: 'personal' | 'session'): Promise<Caller> {
    const given = Buffer.from(secret);
    if (given.length !== this._secret.length || !timingSafeEqual(given, this._secret)) {
      throw new NotLoggedInError();
    }
    return callerOf(kind, this._user, await this._people.see(this._user.name, null, []));
  }
}
