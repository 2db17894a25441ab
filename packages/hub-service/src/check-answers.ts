// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import { ServiceError } from './errors.ts';

const LEVELS: readonly Check['level'][] = ['stop', 'ask', 'note'];

export class ChecksOpenError extends ServiceError {
  override name = 'ChecksOpenError';
  constructor(checks: readonly Check[]) {
    const stops = checks.filter(check => check.level === 'stop').length;
    const message =
      stops > 0
        ? `${stops === 1 ? 'One finding has' : `${stops} findings have`} to be fixed before this can go out.`
        : `${checks.length === 1 ? 'One question needs' : `${checks.length} questions need`} an answer before this can go out.`;
    super('checks-open', message, { checks });
  }
}

/**
 * Lets through what has nothing left to decide: stops must be fixed, questions answered.
 *
 * @param acknowledged - ids of checks answered with "keep it"
 * @throws ChecksOpenError
 */
export function demandAnswers(checks: readonly Check[], acknowledged: readonly string[]): void {
  const answered = new Set(acknowledged);
  const open = checks.filter(check => check.level === 'stop' || (check.level === 'ask' && !answered.has(check.id)));
  if (open.length > 0) {
    throw new ChecksOpenError(open);
  }
}

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
