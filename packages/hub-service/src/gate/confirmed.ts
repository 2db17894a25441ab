// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';

const LEVELS: readonly Check['level'][] = ['stop', 'ask', 'note'];

/**
 * Makes notes of the secrets of which the person said, one by one on the service's own page, that they are none.
 *
 * The word stands for the same text in the same place, also in later releases. It can be taken back.
 *
 * @param confirmed - ids of such checks
 */
export function withConfirmed(checks: readonly Check[], confirmed: ReadonlySet<string>): Check[] {
  const said = checks.map((check): Check =>
    check.kind === 'secret' ? { ...check, level: confirmed.has(check.id) ? 'note' : 'stop' } : check
  );
  // Worst first, as before.
  return said.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}
