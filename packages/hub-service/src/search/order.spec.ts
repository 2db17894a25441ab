// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import type { Key, Order } from './order';
import { takePage } from './order';

function orderBy(keys: readonly Key[], name = 'best'): Order {
  return { name, keyOf: slot => keys[slot] ?? 0, idOf: slot => `w${String(slot).padStart(4, '0')}` };
}

function allPages(keys: readonly Key[], limit: number): number[] {
  const found: number[] = [];
  let cursor: string | null = null;
  do {
    const { page, next } = takePage([...keys.keys()], orderBy(keys), limit, cursor);
    found.push(...page.map(({ slot }) => slot));
    cursor = next;
  } while (cursor !== null);
  return found;
}

describe('takePage', () => {
  it('puts larger numbers and earlier texts first', () => {
    expect(allPages([1, 3, 2], 10)).toEqual([1, 2, 0]);
    expect(allPages(['b', 'a', 'c'], 10)).toEqual([1, 0, 2]);
  });

  it('goes through everything once, page by page, whatever is equal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (keys, limit) => {
          const expected = [...keys.keys()].sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || a - b);
          expect(allPages(keys, limit)).toEqual(expected);
        }
      )
    );
  });

  it('has no next page after the last', () => {
    expect(takePage([0, 1], orderBy([1, 2]), 2, null).next).toBeNull();
    expect(takePage([0, 1], orderBy([1, 2]), 1, null).next).not.toBeNull();
  });

  it('may only count', () => {
    expect(takePage([0, 1], orderBy([1, 2]), 0, null)).toEqual({ page: [], next: null });
  });

  it('goes on after a work that is gone', () => {
    const { next } = takePage([0, 1, 2], orderBy([3, 2, 1]), 1, null);
    expect(takePage([1, 2], orderBy([3, 2, 1]), 1, next).page.map(({ slot }) => slot)).toEqual([1]);
  });

  it('refuses a cursor of another list, and what is none', () => {
    const { next } = takePage([0, 1], orderBy([1, 2], 'title'), 1, null);
    for (const cursor of [next, 'AAAA', '', Buffer.from('["best",{},1]').toString('base64url')]) {
      expect(() => takePage([0, 1], orderBy([1, 2]), 1, cursor)).toThrow('This cursor belongs to another list.');
    }
  });
});
