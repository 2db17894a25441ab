// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash, timingSafeEqual } from 'node:crypto';
import type { Person } from '@jupyter-atrium/api';
import type { IClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { NoAccessError, NotLoggedInError } from '../errors.ts';
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
   * @param beforeAsking - may throw to spare the hub a question; not called for what is known already
   * @throws NotLoggedInError for a token the hub does not know, NoAccessError for one without the access scope,
   *   HubUnreachableError while the hub is silent
   */
  ofToken(token: string, beforeAsking?: () => Promise<void>): Promise<Caller>;

  /** The same, asked anew whatever is known: for connections that outlive a call. */
  ofTokenNow(token: string): Promise<Caller>;

  /** Resolves the token behind one of our own sessions; throws as `ofToken`. */
  ofSession(token: string): Promise<Caller>;

  /** Whether some page token held all rights of its person: then no page can be told from one on another's server. */
  hasSeenInherit(): boolean;
}

type Entry = { until: number; caller: Promise<Caller> };

/** Asks JupyterHub, at most every 30 s a token, and never writes a token down. */
export class HubIdentity implements IIdentity {
  private readonly _entries = new Map<string, Entry>();
  private readonly _options: HubIdentity.IOptions;
  private _hasSeenInherit = false;

  constructor(options: HubIdentity.IOptions) {
    this._options = options;
  }

  ofToken(token: string, beforeAsking?: () => Promise<void>): Promise<Caller> {
    return this._lookUp(token, false, beforeAsking);
  }

  ofTokenNow(token: string): Promise<Caller> {
    this._entries.delete(keyOf(token, false));
    return this._lookUp(token, false);
  }

  ofSession(token: string): Promise<Caller> {
    return this._lookUp(token, true);
  }

  hasSeenInherit(): boolean {
    return this._hasSeenInherit;
  }

  private _lookUp(token: string, isSession: boolean, beforeAsking?: () => Promise<void>): Promise<Caller> {
    const key = keyOf(token, isSession);
    const now = this._options.clock.now();
    const kept = this._entries.get(key);
    if (kept && kept.until > now) {
      return kept.caller;
    }
    if (this._entries.size >= MOST_KEPT) {
      this._entries.clear();
    }
    // Calls that arrive while the hub is asked share its answer.
    const caller = this._ask(token, isSession, beforeAsking);
    const entry: Entry = { until: now + KEPT_MS, caller };
    this._entries.set(key, entry);
    caller.catch((error: unknown) => {
      // A refusal is kept for a moment; anything else may be over at the next call.
      if (error instanceof NotLoggedInError || error instanceof NoAccessError) {
        entry.until = now + REFUSAL_KEPT_MS;
      } else {
        this._entries.delete(key);
      }
    });
    return caller;
  }

  private async _ask(token: string, isSession: boolean, beforeAsking?: () => Promise<void>): Promise<Caller> {
    await beforeAsking?.();
    const user = await this._options.hub.userOf(token);
    if (!user) {
      throw new NotLoggedInError();
    }
    const kind = classify(user, isSession, this._options.serviceName);
    this._hasSeenInherit ||= kind === 'visit' && user.scopes.includes(`access:servers!user=${user.name}`);
    const person =
      kind === 'service'
        ? { id: '', name: user.name }
        : await this._options.people.see(user.name, user.displayName, user.groups);
    return callerOf(kind, user, person);
  }
}

function keyOf(token: string, isSession: boolean): string {
  return hash('sha256', `${isSession} ${token}`, 'base64');
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
  private _person: Promise<Person> | null = null;

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

  ofTokenNow(token: string): Promise<Caller> {
    return this._caller(token, 'personal');
  }

  ofSession(token: string): Promise<Caller> {
    return this._caller(token, 'session');
  }

  hasSeenInherit(): boolean {
    return false;
  }

  private async _caller(secret: string, kind: 'personal' | 'session'): Promise<Caller> {
    const given = Buffer.from(secret);
    if (given.length !== this._secret.length || !timingSafeEqual(given, this._secret)) {
      throw new NotLoggedInError();
    }
    this._person ??= this._people.see(this._user.name, null, []);
    try {
      return callerOf(kind, this._user, await this._person);
    } catch (error) {
      this._person = null;
      throw error;
    }
  }
}
