// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What a hub sent is not what its log must be: nothing of it is taken, and the last good state is kept. */
export class PeerRefusedError extends Error {
  override name = 'PeerRefusedError';
}

/** A hub answered with a status that says to come again later. */
export class PeerAwayError extends Error {
  override name = 'PeerAwayError';
  /** Seconds; null: it did not say. */
  readonly retryAfter: number | null;
  readonly status: number;

  constructor(what: string, status: number, retryAfter: number | null) {
    super(`The hub answered ${status} for ${what}.`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** More came than a hub may bring: an admin has to allow it. */
export class PeerQuotaError extends Error {
  override name = 'PeerQuotaError';
}
