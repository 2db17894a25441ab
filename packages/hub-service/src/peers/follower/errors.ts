// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Following a hub came to nothing; the message is for an admin. */
export class PeerFollowError extends Error {
  override name = 'PeerFollowError';
}

/** What a hub sent is not what its log must be: nothing of it is taken, and the last good state is kept. */
export class PeerRefusedError extends PeerFollowError {
  override name = 'PeerRefusedError';
}

/** A hub answered with a status that says to come again later. */
export class PeerAwayError extends PeerFollowError {
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
export class PeerQuotaError extends PeerFollowError {
  override name = 'PeerQuotaError';
  /** Entries its log has. */
  readonly size: number;

  constructor(message: string, size: number) {
    super(message);
    this.size = size;
  }
}
