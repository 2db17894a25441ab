// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AtriumError, Client } from '@jupyter-atrium/connection';

/** The calls of rooms. */
export type RoomCalls = Client;

/** Whether what was thrown is a refusal, or no answer, of the hub. */
export function isProblem(error: unknown): error is AtriumError {
  return error instanceof Error && 'code' in error && 'retryInMs' in error;
}

/** Whether asking again later may be answered. */
export function isPassing(error: unknown): boolean {
  return isProblem(error) && (error.status === 0 || error.status === 429 || error.status >= 500);
}
