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
    const placed = { slot, key: order.keyOf(slot), id: order.idOf(slot) };
    const isInTime = after === null || compare(after, placed) < 0;
    const last = best.length > limit ? best[limit] : undefined;
    if (isInTime && (last === undefined || compare(placed, last) < 0)) {
      insert(best, placed, limit + 1);
    }
  }
  const page = best.slice(0, limit);
  const end = page.at(-1);
  return { page, next: best.length > limit && end ? writeCursor(order.name, end) : null };
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
    const isFirst = typeof one.key === 'number' ? one.key > Number(other.key) : one.key < other.key;
    return isFirst ? -1 : 1;
  }
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
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
