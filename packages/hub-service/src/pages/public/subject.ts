// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { WorkNotFoundError } from '../../errors.ts';
import type { WorkRow } from '../../works/store.ts';
import type { PagePorts } from '../ports.ts';
import { ID } from '../works/id.ts';

/**
 * Finds a work that has a page for anybody: a public one of this hub. Those of other hubs have theirs at home.
 *
 * @throws WorkNotFoundError for all others alike
 */
export async function findPublic({ works }: Pick<PagePorts, 'works'>, id: string): Promise<WorkRow> {
  const work = ID.test(id) ? await works.find(id) : null;
  if (!work || work.home || work.audience !== 'public') {
    throw new WorkNotFoundError();
  }
  return work;
}

/** The address of that page below the prefix; null: the work has none. */
export async function publicPlace(ports: Pick<PagePorts, 'works'>, id: string): Promise<string | null> {
  const work = await findPublic(ports, id).catch(() => null);
  return work && `public/${work.id}`;
}
