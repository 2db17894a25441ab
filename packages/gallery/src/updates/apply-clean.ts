// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AppliedUpdate, UpdateOptions } from '@jupyter-atrium/api';
import type { IUpdates } from './copy-updates';

/** How an update is done about which nobody was asked: what was deleted comes back, and nothing is chosen. */
const OPTIONS: UpdateOptions = { deleted: 'restore', leave: [], conflicts: null, choices: {} };

/**
 * Updates a copy at once if the update leaves nothing new to decide.
 *
 * @returns what it did; null if somebody has to look at it first: nothing was changed
 * @throws AtriumError
 */
export async function applyClean(
  updates: Pick<IUpdates, 'status' | 'plan' | 'apply'>,
  folder: string
): Promise<AppliedUpdate | null> {
  const status = await updates.status(folder);
  const plan = await updates.plan(status, OPTIONS);
  const known = new Set(status.pending.map(({ pending }) => pending.id));
  const isClean = plan.report.pending.every(({ id }) => known.has(id));
  return isClean ? updates.apply(status, OPTIONS, plan) : null;
}
