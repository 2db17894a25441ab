// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ProblemCode } from '@jupyter-atrium/api';
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
