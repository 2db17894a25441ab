// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAtrium } from '@jupyter-atrium/connection';

/** Calls the service. */
export type Client = IAtrium['client'];

/** A call or job that was refused, or that reached nobody. */
export type Refusal = NonNullable<IAtrium['error']>;

/** Tells a refusal from other errors; null for those. */
export function refusalOf(error: unknown): Refusal | null {
  // Each labextension may carry its own copy of the class, so its name tells.
  return error instanceof Error && error.name === 'AtriumError' && 'code' in error ? (error as Refusal) : null;
}

/** Whether the person cancelled. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
