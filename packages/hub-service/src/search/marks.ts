// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CatalogueChanges, WorkFacts } from './engine.ts';

/** How many changes an index lists; who was away for longer reads everything again. */
export const REMEMBERED_CHANGES = 10_000;

/** How far an index is. A generation ends when the index is built anew; changes up to `forgotten` are not listed. */
export type IndexMark = { generation: string; forgotten: number; last: number };

/** What an engine reads of its tables; `slots` null: all. */
export type MarkTables = {
  changed: (since: number) => Promise<number[]>;
  works: (slots: readonly number[] | null) => Promise<{ slot: number; facts: string }[]>;
  passages: (slots: readonly number[] | null) => Promise<{ slot: number; id: number }[]>;
};

/** Reads what changed since a mark; everything, where the index no longer knows. */
export async function changesOf(state: IndexMark, mark: string | null, tables: MarkTables): Promise<CatalogueChanges> {
  const { generation, last, forgotten } = state;
  const [knownGeneration, knownLast] = (mark ?? '').split('/');
  const since = Number(knownLast);
  const isWhole = knownGeneration !== generation || !(since >= forgotten);
  const slots = isWhole ? null : since === last ? [] : await tables.changed(since);
  const works = slots?.length === 0 ? [] : await tables.works(slots);
  const passages = new Map<number, number[]>(works.map(work => [work.slot, []]));
  for (const { slot, id } of works.length === 0 ? [] : await tables.passages(slots)) {
    passages.get(slot)?.push(id);
  }
  return {
    mark: `${generation}/${last}`,
    isWhole,
    rows: works.map(({ slot, facts }) => ({
      slot,
      facts: JSON.parse(facts) as WorkFacts,
      passages: passages.get(slot) ?? []
    })),
    gone: (slots ?? []).filter(slot => !passages.has(slot))
  };
}
