// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Says what was thrown to operators, who can do something about it; a refused connection has no message but a code. */
export function faultOf(error: unknown): string {
  const { message, code } = (error ?? {}) as { message?: unknown; code?: unknown };
  return String(message || code || error);
}
