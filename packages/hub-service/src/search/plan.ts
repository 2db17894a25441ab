// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TextFile } from './documents.ts';
import type { KnownPassage, KnownWork, PassageSource } from './engine.ts';

/** What brings the passages of a work up to date. */
export type WorkPlan = {
  /** Files whose text is in the index, under another card. */
  readonly renew: readonly { source: Omit<PassageSource, 'part'>; passages: readonly number[] }[];
  /** Files that are not in the index. */
  readonly read: readonly TextFile[];
  /** Passages of files the work no longer has. */
  readonly drop: readonly number[];
  /** Some file's text stays. */
  readonly hasText: boolean;
  /** Passages of the card alone, under this card. */
  readonly bare: readonly number[];
};

/** Compares files by path and digest with what the index has of a work. */
export function planWork(cardKey: string, files: readonly TextFile[], known: KnownWork | null): WorkPlan {
  const isSameCard = known?.cardKey === cardKey;
  const old = new Map<string, KnownPassage[]>();
  for (const passage of known?.passages ?? []) {
    const key = keyOf(passage);
    old.set(key, [...(old.get(key) ?? []), passage]);
  }
  const take = (key: string): number[] => {
    const ids = (old.get(key) ?? []).map(passage => passage.id);
    old.delete(key);
    return ids;
  };
  const renew: { source: TextFile; passages: number[] }[] = [];
  const read: TextFile[] = [];
  let hasText = false;
  for (const source of files) {
    const passages = take(keyOf(source));
    hasText ||= passages.length > 0;
    if (passages.length === 0) {
      read.push(source);
    } else if (!isSameCard) {
      renew.push({ source, passages });
    }
  }
  const bare = isSameCard ? take(keyOf({ path: null, digest: null })) : [];
  const drop = [...old.values()].flat().map(passage => passage.id);
  return { renew, read, drop, hasText, bare };
}

function keyOf({ path, digest }: Omit<PassageSource, 'part'>): string {
  return JSON.stringify([path, digest]);
}
