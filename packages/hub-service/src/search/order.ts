// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { BadRequestError } from '../errors.ts';

/** By what works are ordered, and the work's id where that is equal. Numbers go down, texts up. */
export type Key = number | string;

/** A work in its place. */
export type Placed = { readonly slot: number; readonly key: Key; readonly id: string };

/** The order of a list: its name, and the key of each work. */
export type Order = {
  readonly name: string;
  readonly keyOf: (slot: number) => Key;
  readonly idOf: (slot: number) => string;
};

/**
 * Takes one page out of works in any order.
 *
 * @param cursor - of the page before; null: the first page
 * @returns the page in order, and the cursor of the next; null on the last page
 * @throws BadRequestError for a cursor of another list
 */
export function takePage(
  slots: readonly number[],
  order: Order,
  limit: number,
  cursor: string | null
): { page: Placed[]; next: string | null } {
  const after = cursor === null ? null : readCursor(cursor, order.name);
  // One more than the page: it tells whether there is a next one.
  const best: Placed[] = [];
  for (const slot of slots) {
    const key = order.keyOf(slot);
    const last = best.length > limit ? best[limit] : undefined;
    // Most works are told apart by their key alone.
    if (!(last && isBefore(last.key, key)) && !(after && isBefore(key, after.key))) {
      const placed = { slot, key, id: order.idOf(slot) };
      if (stands(placed, after, last ?? null)) {
        insert(best, placed, limit + 1);
      }
    }
  }
  const page = best.slice(0, limit);
  const end = page.at(-1);
  return { page, next: best.length > limit && end ? writeCursor(order.name, end) : null };
}

/** Tells whether a place is after one and before another. */
function stands(placed: Position, after: Position | null, before: Position | null): boolean {
  return (after === null || compare(after, placed) < 0) && (before === null || compare(placed, before) < 0);
}

function insert(best: Placed[], placed: Placed, most: number): void {
  let low = 0;
  for (let high = best.length; low < high;) {
    const middle = (low + high) >> 1;
    const other = best[middle];
    if (other && compare(placed, other) < 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  best.splice(low, 0, placed);
  best.length = Math.min(best.length, most);
}

type Position = Pick<Placed, 'key' | 'id'>;

function compare(one: Position, other: Position): number {
  if (one.key !== other.key) {
    return isBefore(one.key, other.key) ? -1 : 1;
  }
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/** Numbers go down, texts up. */
function isBefore(one: Key, other: Key): boolean {
  return typeof one === 'number' ? one > Number(other) : one < other;
}

function writeCursor(name: string, { key, id }: Position): string {
  return Buffer.from(JSON.stringify([name, key, id])).toString('base64url');
}

function readCursor(cursor: string, name: string): Position {
  try {
    const [given, key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (given === name && (typeof key === 'number' || typeof key === 'string') && typeof id === 'string') {
      return { key, id };
    }
  } catch {
    // Falls through: whatever it is, it is no cursor.
  }
  throw new BadRequestError('This cursor belongs to another list. Ask for the first page again.');
}
