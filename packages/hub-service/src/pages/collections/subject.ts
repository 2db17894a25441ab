// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Collection, Work } from '@jupyter-atrium/api';
import { canRead } from '../../auth/audience.ts';
import type { Caller } from '../../auth/caller.ts';
import type { CollectionRow } from '../../collections/store.ts';
import { CollectionNotFoundError } from '../../errors.ts';
import type { Stores } from '../../stores.ts';
import { presentWork } from '../../works/present.ts';
import type { WorkRow } from '../../works/store.ts';
import type { PagePorts } from '../ports.ts';
import { ID } from '../works/id.ts';

/** A place in a collection; `work` null: not for this person's eyes, or withdrawn. */
export type Place = { id: string; work: Work | null; why: 'hidden' | 'withdrawn' | null };

/** Finds a collection by the id in an address. @throws CollectionNotFoundError */
export async function findCollection(
  { collections }: Pick<Stores, 'collections'>,
  id: string | undefined
): Promise<CollectionRow> {
  const found = id !== undefined && ID.test(id) ? await collections.find(id) : null;
  if (!found) {
    throw new CollectionNotFoundError();
  }
  return found;
}

/** Lists the works of a collection in its order, as far as a person may see them. */
export async function placesOf(
  ports: Pick<Stores, 'works'> & Pick<PagePorts, 'config'>,
  caller: Caller,
  { works }: Pick<CollectionRow, 'works'>
): Promise<Place[]> {
  const rows = await ports.works.findMany(works);
  return works.map(id => placeOf(ports, caller, id, rows.get(id)));
}

function placeOf(ports: Pick<PagePorts, 'config'>, caller: Caller, id: string, row: WorkRow | undefined): Place {
  if (!row || !canRead(caller, row)) {
    return { id, work: null, why: 'hidden' };
  }
  return row.state === 'live' && row.release
    ? { id, work: presentWork(ports.config, row), why: null }
    : { id, work: null, why: 'withdrawn' };
}

/** A collection as it is written. */
export type Snapshot = Omit<CollectionRow, 'createdAt' | 'updatedAt'>;

/** Changes whenever a collection does: what a confirm token is bound to. */
export function versionOf({ title, text, isFeatured, works }: Snapshot): string {
  return JSON.stringify([title, text, isFeatured, works]);
}

/** Puts what a list says of a collection into words. */
export function worksWords(count: Collection['works']): string {
  return count === 0 ? 'No works yet' : count === 1 ? '1 work' : `${count.toLocaleString('en')} works`;
}
