// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Span } from '../checks/find-secrets.ts';

/** What stands for a text after it was taken out. */
export const REDACTED = 'REDACTED';

/** Takes stretches out of a text; they are in its order, and do not overlap. */
export function redactSpans(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start), REDACTED);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
