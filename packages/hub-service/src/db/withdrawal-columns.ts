// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Withdrawal } from '@jupyter-atrium/api';

type Columns = { withdrawnAt: number | null; withdrawReason: string | null; withdrawCategory: string | null };

/**
 * Answers what is stored of a withdrawal, of a work or of a release; of what is live, nothing.
 *
 * @param now - ms since 1970
 */
export function withdrawalColumns(
  state: 'live' | 'retracted' | 'erased',
  cause: Pick<Withdrawal, 'category' | 'reason'> | null,
  now: number
): Columns {
  if (state === 'live') {
    return { withdrawnAt: null, withdrawReason: null, withdrawCategory: null };
  }
  // Words could say again what was erased.
  const reason = state === 'erased' ? null : (cause?.reason ?? null);
  return { withdrawnAt: now, withdrawReason: reason, withdrawCategory: cause?.category ?? null };
}
