// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.ts';

/** A person in the service's own pages. */
export type Session = {
  /** Names the session; what the cookie holds cannot be found from it. */
  id: string;
  caller: Caller;
  /** What the person did last, and how to take it back. */
  undo: string | null;
};

/** Where to send the browser, with which `Set-Cookie` headers. */
export type Redirect = { location: string; cookies: readonly string[] };

/** Who looks at the service's own pages. */
export interface ISessions {
  /**
   * Finds the session behind a request; what it may do is asked anew each time.
   *
   * @returns null without a session, or after it ended
   * @throws NoAccessError, HubUnreachableError
   */
  find(request: FastifyRequest): Promise<Session | null>;

  /**
   * Begins a login that leads back to the page asked for.
   *
   * @throws NotLoggedInError where logins are not done here
   */
  begin(request: FastifyRequest): Promise<Redirect>;

  /**
   * Ends a login that comes back from the hub.
   *
   * @throws NotAllowedError unless this browser began it, within ten minutes
   */
  finish(request: FastifyRequest, query: URLSearchParams): Promise<Redirect>;

  /** The `Set-Cookie` headers that make a browser forget its session. */
  forget(request: FastifyRequest): readonly string[];
}
