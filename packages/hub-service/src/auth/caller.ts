// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Scope } from '@jupyter-atrium/api';
import { NoAccessError, NotAllowedError, NotLoggedInError, WrongTokenError } from '../errors.ts';
import type { HubUser } from './jupyterhub.ts';

/**
 * What a credential is, decided once a call.
 *
 * * `session`: the person in the service's own pages, by our cookie
 * * `own-server`: the page token of the person's own JupyterLab
 * * `personal`: a token the person made for programs
 * * `visit`: a page token that passed through another's machine, or a leaked session token
 * * `kernel`: a token every kernel of that server can read, or one with all rights
 * * `service`: not a person
 */
export type CallerKind = 'session' | 'own-server' | 'personal' | 'visit' | 'kernel' | 'service';

/** Who calls, with which credential. */
export type Caller = {
  kind: CallerKind;
  /** Opaque id of the person; empty for a service. */
  person: string;
  username: string;
  /** The name shown to others. */
  name: string;
  groups: readonly string[];
  scopes: ReadonlySet<string>;
  tokenId: string | null;
  /** May see what is private or theirs. */
  canReadOwn: boolean;
};

const PUBLISH = 'custom:atrium:publish';
const CURATE = 'custom:atrium:curate';
const ADMIN = 'custom:atrium:admin';

/** Kinds whose credential only the person themselves holds. */
const OWN: ReadonlySet<CallerKind> = new Set<CallerKind>(['session', 'own-server', 'personal']);

/**
 * Classifies a credential from the hub's answer; first match wins, default deny.
 *
 * @param user - the hub's answer for the token
 * @param isSession - the token stands behind our own session cookie
 * @param serviceName - the name this service is registered under
 * @throws NoAccessError for a person's token without the access scope
 * @see docs/adr/0006-page-token.md
 */
export function classify(user: HubUser, isSession: boolean, serviceName: string): CallerKind {
  if (user.kind !== 'user') {
    return 'service';
  }
  if (!user.scopes.includes('access:services') && !user.scopes.includes(`access:services!service=${serviceName}`)) {
    throw new NoAccessError();
  }
  if (isSession) {
    return 'session';
  }
  const servers = user.scopes.filter(scope => scope.startsWith('access:servers'));
  if (user.sessionId !== null) {
    // Exactly one server scope, naming the person's own server: after a withdrawn share a visit token keeps `publish`
    // and loses the foreign scope, and `access:servers!user=<name>` also occurs in visit tokens.
    const [only] = servers;
    const isOwn = servers.length === 1 && only?.startsWith(`access:servers!server=${user.name}/`);
    return isOwn ? 'own-server' : 'visit';
  }
  const isKernel = servers.length > 0 || user.scopes.some(scope => scope.startsWith('users:activity'));
  return isKernel ? 'kernel' : 'personal';
}

/** Makes the caller of a classified credential. */
export function callerOf(kind: CallerKind, user: HubUser, person: { id: string; name: string }): Caller {
  return {
    kind,
    person: person.id,
    username: user.name,
    name: person.name,
    groups: user.groups,
    scopes: new Set(user.scopes),
    tokenId: user.tokenId,
    canReadOwn: OWN.has(kind)
  };
}

const HOLDS: Readonly<Record<Scope, (caller: Caller) => boolean>> = {
  none: () => true,
  access: caller => caller.kind !== 'service',
  own: caller => caller.canReadOwn,
  publish: caller => caller.canReadOwn && caller.scopes.has(PUBLISH),
  curate: caller => caller.kind === 'session' && caller.scopes.has(CURATE),
  admin: caller => caller.kind === 'session' && caller.scopes.has(ADMIN),
  metrics: caller => caller.scopes.has('read:metrics'),
  // Tickets hold these, never persons.
  upload: () => false,
  download: () => false,
  room: () => false
};

/** Tells whether a caller may do a kind of act at all. */
export function holds(caller: Caller, scope: Scope): boolean {
  return HOLDS[scope](caller);
}

/**
 * Refuses a caller who may not do a kind of act.
 *
 * @param caller - null: nobody showed a credential
 * @param contact - whom to ask for the right
 */
export function demand(caller: Caller | null, scope: Scope, contact: string | null): asserts caller is Caller {
  if (caller === null) {
    throw new NotLoggedInError();
  }
  if (holds(caller, scope)) {
    return;
  }
  if (caller.kind === 'service') {
    throw new NoAccessError();
  }
  if (scope === 'publish' && caller.canReadOwn) {
    const who = contact ?? 'your hub’s operator';
    throw new NotAllowedError(`You may read here, not publish. Ask ${who} for the right to publish.`);
  }
  if (scope === 'curate' || scope === 'admin') {
    throw new NotAllowedError('This is done in Atrium’s own pages, by people with that right.');
  }
  throw new WrongTokenError(wrongTokenWords(caller.kind));
}

function wrongTokenWords(kind: CallerKind): string {
  return kind === 'visit'
    ? 'This page is on another person’s server: from here you can only read. Open your own server to do this.'
    : 'This token can be read by kernels, or has all your rights, so it may only read. Make a personal token with the scopes access:services!service=atrium and custom:atrium:publish.';
}
