// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A login that began here and has not come back. */
export type LoginRow = {
  /** The hash of the state in the address. */
  id: string;
  /** The hash of the secret in the browser's cookie. */
  browser: string;
  /** PKCE verifier and the page to go to, sealed with that secret. */
  sealed: string;
  expiresAt: number;
};

/** A session of the service's own pages. */
export type SessionRow = {
  /** The hash of the secret in the browser's cookie. */
  id: string;
  person: string;
  /** The hub's token, sealed with that secret. */
  sealed: string;
  /** What the person did last, and how to take it back; null: nothing. */
  undo: string | null;
  expiresAt: number;
};

/** Logins, sessions and spent confirm tokens. What has expired is never found, and swept when something is added. */
export interface ISessionStore {
  addLogin(login: LoginRow): Promise<void>;

  /** Finds a login and removes it: a state is good once. */
  takeLogin(id: string): Promise<LoginRow | null>;

  add(session: SessionRow): Promise<void>;

  find(id: string): Promise<SessionRow | null>;

  /** Notes how to take back what a session did last. */
  setUndo(id: string, undo: string | null): Promise<void>;

  remove(id: string): Promise<void>;

  /** Tells whether a confirm token was spent. */
  isSpent(nonce: string): Promise<boolean>;

  /**
   * Spends a confirm token.
   *
   * @returns false if it was spent before
   */
  spend(nonce: string, expiresAt: number): Promise<boolean>;
}
