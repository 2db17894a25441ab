// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Cells of both sides that belong together; usually one each, more on one side after a split or join. */
export type Link = { readonly left: readonly number[]; readonly right: readonly number[] };

/** Cells without a partner between two pairs that follow each other on both sides. */
export type Gap = { readonly left: readonly number[]; readonly right: readonly number[] };

/** Which cell of the left side is which of the right. */
export class Pairing {
  private readonly _toRight: (number | null)[];
  private readonly _toLeft: (number | null)[];

  constructor(left: number, right: number) {
    this._toRight = Array<null>(left).fill(null);
    this._toLeft = Array<null>(right).fill(null);
  }

  rightOf(left: number): number | null {
    return this._toRight[left] ?? null;
  }

  leftOf(right: number): number | null {
    return this._toLeft[right] ?? null;
  }

  isFreeLeft(left: number): boolean {
    return this._toRight[left] === null;
  }

  isFreeRight(right: number): boolean {
    return this._toLeft[right] === null;
  }

  /** Pairs two free cells; does nothing if either has a partner. */
  pair(left: number, right: number): void {
    if (this.isFreeLeft(left) && this.isFreeRight(right)) {
      this._toRight[left] = right;
      this._toLeft[right] = left;
    }
  }

  freeLeft(): number[] {
    return [...this._toRight.keys()].filter(index => this.isFreeLeft(index));
  }

  freeRight(): number[] {
    return [...this._toLeft.keys()].filter(index => this.isFreeRight(index));
  }

  /** All pairs, in the order of the left side. */
  pairs(): [number, number][] {
    return this._toRight.flatMap((right, left): [number, number][] => (right === null ? [] : [[left, right]]));
  }

  /** The gaps between the pairs that kept their order; those with free cells on both sides. */
  gaps(): Gap[] {
    const anchors = [...inOrder(this.pairs()), [this._toRight.length, this._toLeft.length] as const];
    const gaps: Gap[] = [];
    let [leftStart, rightStart] = [0, 0];
    for (const [left, right] of anchors) {
      const gap = {
        left: range(leftStart, left).filter(index => this.isFreeLeft(index)),
        right: range(rightStart, right).filter(index => this.isFreeRight(index))
      };
      if (gap.left.length > 0 && gap.right.length > 0) {
        gaps.push(gap);
      }
      [leftStart, rightStart] = [left + 1, right + 1];
    }
    return gaps;
  }
}

/**
 * Picks the most pairs whose right sides ascend as their left sides do; the others were moved.
 *
 * @param pairs - in ascending order of their left sides
 * @see Schensted, "Longest increasing and decreasing subsequences", 1961
 */
export function inOrder<T extends readonly [number, number]>(pairs: readonly T[]): T[] {
  const tails: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([, right], index) => {
    const length = lowerBound(tails, tail => (pairs[tail]?.[1] ?? 0) < right);
    previous[index] = tails[length - 1] ?? -1;
    tails[length] = index;
  });
  const chain: T[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) {
      chain.push(pair);
    }
  }
  return chain.reverse();
}

function lowerBound(values: readonly number[], isBelow: (value: number) => boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(values[middle] ?? 0)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, offset) => from + offset);
}
