// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Collection, Work } from '@jupyter-atrium/api';
import type { Asker } from '../auth/audience.ts';
import type { Config } from '../config.ts';
import { shownWorks } from '../shown-works.ts';
import type { Stores } from '../stores.ts';
import type { CollectionRow } from './store.ts';

/** A collection with those of its works that somebody may see, in the curator's order. */
export type ShownCollection = { collection: Collection; works: Work[] };

type Ports = Pick<Stores, 'works' | 'collections'> & { config: Config };

/** Reads the collections that hold a work somebody may see: the featured one first, then by title. */
export async function shownCollections(ports: Ports, asker: Asker): Promise<ShownCollection[]> {
  const rows = await ports.collections.all();
  const works = await shownWorks(
    ports,
    asker,
    rows.flatMap(row => row.works)
  );
  return rows.map(row => presentCollection(row, works)).filter(shown => shown.works.length > 0);
}

/** Writes a collection with those of its works that are shown. */
export function presentCollection(row: CollectionRow, shown: ReadonlyMap<string, Work>): ShownCollection {
  const works = row.works.flatMap(id => shown.get(id) ?? []);
  const { id, title, text, isFeatured, updatedAt } = row;
  const collection = { id, title, text, isFeatured, works: works.length, updatedAt: new Date(updatedAt).toISOString() };
  return { collection, works };
}
