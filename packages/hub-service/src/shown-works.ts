// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Work } from '@jupyter-atrium/api';
import { type Asker, canRead } from './auth/audience.ts';
import type { Config } from './config.ts';
import type { Stores } from './stores.ts';
import { isListed } from './works/policy.ts';
import { presentWork } from './works/present.ts';

/**
 * Reads those of some works that lists may show to somebody: by the records, which decide whatever an index says.
 *
 * @returns works by id; hidden, withdrawn and missing ones are absent
 */
export async function shownWorks(
  { works, config }: Pick<Stores, 'works'> & { config: Config },
  asker: Asker,
  ids: readonly string[]
): Promise<Map<string, Work>> {
  const rows = await works.findMany(ids);
  const shown = [...rows.values()].filter(row => isListed(row) && canRead(asker, row));
  return new Map(shown.map(row => [row.id, presentWork(config, row)]));
}
