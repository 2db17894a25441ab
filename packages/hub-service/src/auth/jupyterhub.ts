// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What the hub says of a token. */
export type HubUser = {
  kind: string;
  name: string;
  groups: readonly string[];
  /** Set exactly on OAuth tokens. */
  sessionId: string | null;
  tokenId: string | null;
  scopes: readonly string[];
  displayName: string | null;
};

/** The part of JupyterHub's API that the service uses. */
export interface IJupyterHub {
  /**
   * Asks whose token this is.
   *
   * @returns null for an unknown, expired or revoked token
   * @throws HubUnreachableError without an answer
   */
  userOf(token: string): Promise<HubUser | null>;

  /**
   * Swaps an OAuth code for a token.
   *
   * @returns null when the hub refuses the code
   * @throws HubUnreachableError without an answer
   */
  exchange(code: string, verifier: string, redirectUri: string): Promise<string | null>;

  /**
   * Asks which version it is.
   *
   * @throws HubUnreachableError without an answer
   */
  version(): Promise<string>;
}
