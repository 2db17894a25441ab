// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CanonicalCell } from '../canonical/canonical.ts';
import { matchCells } from '../compare/match-cells.ts';
import type { Link } from '../compare/pairing.ts';
import { matchAdded } from './match-added.ts';

/** Cells of the three notebooks that are one cell, or what it was split into or joined from. Indices ascend. */
export type Unit = {
  readonly base: readonly number[];
  readonly mine: readonly number[];
  readonly theirs: readonly number[];
};

/** The cells of the three notebooks. */
export type ThreeCells = {
  readonly base: readonly CanonicalCell[];
  readonly mine: readonly CanonicalCell[];
  readonly theirs: readonly CanonicalCell[];
};

/** Ids of mine → ids of the base, learned at the last update. */
export type Aliases = ReadonlyMap<string, string>;

/** Every cell of the three notebooks, each in exactly one unit. */
export type Units = {
  readonly units: readonly Unit[];
  /** False if the steps did not suffice to find all similar cells. */
  readonly isComplete: boolean;
};

/** Finds which cells of three notebooks are the same ones. */
export function unitsOf(cells: ThreeCells, aliases: Aliases, steps?: number): Units {
  const options = steps === undefined ? {} : { steps };
  const inverted = new Map([...aliases].map(([mine, base]) => [base, mine]));
  const mine = matchCells(cells.base, cells.mine, { ...options, aliases: inverted });
  const theirs = matchCells(cells.base, cells.theirs, options);
  const groups = new Groups([cells.base.length, cells.mine.length, cells.theirs.length]);
  for (const { left, right } of mine.links) {
    groups.join([...left.map(index => groups.base(index)), ...right.map(index => groups.mine(index))]);
  }
  for (const { left, right } of theirs.links) {
    groups.join([...left.map(index => groups.base(index)), ...right.map(index => groups.theirs(index))]);
  }
  for (const [from, to] of matchAdded(cells, { mine: partners(mine.links), theirs: partners(theirs.links) })) {
    groups.join([groups.mine(from), groups.theirs(to)]);
  }
  return { units: groups.units(), isComplete: mine.isComplete && theirs.isComplete };
}

/** Cell of a side → the first cell of the base that it is. */
function partners(links: readonly Link[]): Map<number, number> {
  return new Map(links.flatMap(({ left, right }) => right.map(index => [index, left[0] ?? 0] as const)));
}

/** Sets of cells that grow together. Cells are numbered through: base, then mine, then theirs. */
class Groups {
  private readonly _lengths: readonly [number, number, number];
  private readonly _parents: number[];

  constructor(lengths: readonly [number, number, number]) {
    this._lengths = lengths;
    this._parents = Array.from({ length: lengths[0] + lengths[1] + lengths[2] }, (_, index) => index);
  }

  base(index: number): number {
    return index;
  }

  mine(index: number): number {
    return this._lengths[0] + index;
  }

  theirs(index: number): number {
    return this._lengths[0] + this._lengths[1] + index;
  }

  join(numbers: readonly number[]): void {
    const [first = 0, ...rest] = numbers;
    for (const number of rest) {
      const roots = [this._root(first), this._root(number)];
      this._parents[Math.max(...roots)] = Math.min(...roots);
    }
  }

  units(): Unit[] {
    const units = new Map<number, { base: number[]; mine: number[]; theirs: number[] }>();
    const mineStart = this.mine(0);
    const theirsStart = this.theirs(0);
    for (let number = 0; number < this._parents.length; number += 1) {
      const root = this._root(number);
      const unit = units.get(root) ?? { base: [], mine: [], theirs: [] };
      units.set(root, unit);
      if (number < mineStart) {
        unit.base.push(number);
      } else if (number < theirsStart) {
        unit.mine.push(number - mineStart);
      } else {
        unit.theirs.push(number - theirsStart);
      }
    }
    return [...units.values()];
  }

  private _root(number: number): number {
    let root = number;
    while (this._parents[root] !== root) {
      root = this._parents[root] ?? root;
    }
    this._parents[number] = root;
    return root;
  }
}
