// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobProblemCode, ProblemCode } from '@jupyter-atrium/api';

/** A call that was refused, or that reached nobody; or a job that failed. */
export class AtriumError extends Error {
  override name = 'AtriumError';
  /** HTTP status; 0 without an answer. */
  readonly status: number;
  /** `unreachable`: no answer, or one that did not come from an Atrium service. */
  readonly code: ProblemCode | JobProblemCode;
  readonly detail: Readonly<Record<string, unknown>>;
  /** Milliseconds the service asks to wait before the next try; null if it does not say. */
  readonly retryInMs: number | null;

  constructor(options: AtriumError.IOptions) {
    super(options.message, { cause: options.cause });
    this.status = options.status;
    this.code = options.code;
    this.detail = options.detail ?? {};
    this.retryInMs = options.retryInMs ?? null;
  }
}

export declare namespace AtriumError {
  interface IOptions {
    message: string;
    status: number;
    code: ProblemCode | JobProblemCode;
    detail?: Record<string, unknown>;
    retryInMs?: number | null;
    cause?: unknown;
  }
}
