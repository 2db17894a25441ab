// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ProblemCode, Tombstone } from '@jupyter-atrium/api';
import { PROBLEMS } from '@jupyter-atrium/api';

/** A refusal: becomes the reply of the call that met it. */
export class ServiceError extends Error {
  override name = 'ServiceError';
  readonly code: ProblemCode;
  readonly detail: Record<string, unknown> | undefined;

  constructor(code: ProblemCode, message: string, detail?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.detail = detail;
  }

  get status(): number {
    return PROBLEMS[this.code];
  }

  /** Seconds for `Retry-After`; null where trying again does not help. */
  get retryAfter(): number | null {
    const seconds = this.detail?.retryAfter;
    return typeof seconds === 'number' ? seconds : null;
  }
}

export class BadRequestError extends ServiceError {
  override name = 'BadRequestError';
  constructor(message: string) {
    super('bad-request', message);
  }
}

export class NotLoggedInError extends ServiceError {
  override name = 'NotLoggedInError';
  constructor(message = 'Your session has ended. Log in again.') {
    super('not-logged-in', message);
  }
}

/** The token lacks the access scope: most often because the person's server is older than Atrium here. */
export class NoAccessError extends ServiceError {
  override name = 'NoAccessError';
  constructor() {
    super(
      'no-access',
      'This token has no access to Atrium. Your server may have been started before Atrium was set up: restart it; if that does not help, ask your hub’s operator. For a personal token, ask for the scope access:services!service=atrium.'
    );
  }
}

export class NotAllowedError extends ServiceError {
  override name = 'NotAllowedError';
  constructor(message: string) {
    super('not-allowed', message);
  }
}

/** The person may, but not with this kind of token. */
export class WrongTokenError extends ServiceError {
  override name = 'WrongTokenError';
  constructor(message: string) {
    super('wrong-token', message);
  }
}

export class NotFoundError extends ServiceError {
  override name = 'NotFoundError';
  constructor() {
    super('not-found', 'There is nothing at this address.');
  }
}

export class HubUnreachableError extends ServiceError {
  override name = 'HubUnreachableError';
  constructor() {
    super('hub-unreachable', 'JupyterHub does not answer, so your rights are not known. Try again in a minute.', {
      retryAfter: 10
    });
  }
}

export class TooManyRequestsError extends ServiceError {
  override name = 'TooManyRequestsError';
  constructor(retryAfter: number) {
    super('too-many-requests', `Too many calls. Wait ${retryAfter} s, then try again.`, { retryAfter });
  }
}

export class WorkNotFoundError extends ServiceError {
  override name = 'WorkNotFoundError';
  constructor() {
    super('work-not-found', 'There is no such work here, or it is not shared with you. Ask whoever sent you the link.');
  }
}

export class WorkWithdrawnError extends ServiceError {
  override name = 'WorkWithdrawnError';
  constructor(tombstone: Tombstone) {
    const who = tombstone.by ?? 'Its author';
    const what = tombstone.scope === 'erase' ? 'erased' : 'withdrew';
    super('work-withdrawn', `${who} ${what} this on ${tombstone.withdrawnAt.slice(0, 10)}: ${tombstone.reason}`, {
      ...tombstone
    });
  }
}

export class ReleaseNotFoundError extends ServiceError {
  override name = 'ReleaseNotFoundError';
  constructor(label: string) {
    super('release-not-found', `This work has no release “${label}”. Choose one from its versions.`);
  }
}

export class FileNotFoundError extends ServiceError {
  override name = 'FileNotFoundError';
  constructor(path: string) {
    super('file-not-found', `This release has no file “${path}”. Look at its list of files.`);
  }
}

export class CollectionNotFoundError extends ServiceError {
  override name = 'CollectionNotFoundError';
  constructor() {
    super('collection-not-found', 'There is no such collection here. Look at the list of collections.');
  }
}

export class DraftNotFoundError extends ServiceError {
  override name = 'DraftNotFoundError';
  constructor() {
    super('draft-not-found', 'There is no such draft of yours; drafts end a day after their last use. Publish again.');
  }
}

export class BadContentError extends ServiceError {
  override name = 'BadContentError';
  constructor(message: string) {
    super('bad-content', message);
  }
}

export class ChunksMissingError extends ServiceError {
  override name = 'ChunksMissingError';
  /** @param missing - hashes in hex, as many as one call sends */
  constructor(missing: readonly string[]) {
    super('chunks-missing', 'Part of the content has not arrived. Publish again: only what is missing is sent.', {
      missing
    });
  }
}

export class QuotaExceededError extends ServiceError {
  override name = 'QuotaExceededError';
  constructor(used: number, limit: number, needed: number) {
    super(
      'quota-exceeded',
      `You have ${megabytes(limit - used)} left here, this needs ${megabytes(needed)}. Erase works you no longer need, or ask your hub’s operator for more.`,
      {
        used,
        limit,
        needed
      }
    );
  }
}

export class DiskFullError extends ServiceError {
  override name = 'DiskFullError';
  constructor() {
    super(
      'disk-full',
      'The hub’s disk is full. Nothing was published; your draft is kept for a day. Tell your hub’s operator.'
    );
  }
}

export class ServiceBusyError extends ServiceError {
  override name = 'ServiceBusyError';
  constructor(retryAfter: number) {
    super('service-busy', `Atrium has too much to do. Wait ${retryAfter} s, then try again.`, { retryAfter });
  }
}

function megabytes(bytes: number): string {
  return `${Math.max(0, Math.round(bytes / 1e6)).toLocaleString('en')} MB`;
}
