// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Why nothing came of a request to another hub: `refused` by our guard, `unreachable`, `timeout`, `too-large`,
 * `bad-reply` (what came is not what was asked for), `resting` (it failed too often just now).
 */
export type PeerFault = 'refused' | 'unreachable' | 'timeout' | 'too-large' | 'bad-reply' | 'resting';

/** A request to another hub that came to nothing; its message is for an admin. */
export class PeerFetchError extends Error {
  override name = 'PeerFetchError';
  readonly fault: PeerFault;

  constructor(fault: PeerFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
