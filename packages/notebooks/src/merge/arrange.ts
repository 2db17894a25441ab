// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { inOrder } from '../compare/pairing.ts';
import type { ResultCell, UnitMerge } from './unit-merge.ts';
import type { Unit } from './units.ts';

/** Cells of one unit that stand together in the result; none where a unit stood that is gone. */
export type Block = { readonly unit: number; readonly cells: readonly ResultCell[] };

/** The cells of the result in order. */
export type Arrangement = {
  readonly blocks: readonly Block[];
  /** Units that stand elsewhere because theirs moved them. */
  readonly moved: ReadonlySet<number>;
  /** Units that theirs moved and that stay where mine moved them. */
  readonly unmoved: ReadonlySet<number>;
};

/**
 * Puts units in order: mine's, then what theirs inserted or moved after the cell it follows in theirs, and after what
 * mine inserted there.
 */
export function arrange(units: readonly Unit[], merges: readonly UnitMerge[]): Arrangement {
  const blocks = mineBlocks(units, merges);
  const movedBy = { mine: movedIn(units, 'mine'), theirs: movedIn(units, 'theirs') };
  const chain = new Chain(blocks);
  const isOfMine = (block: Block): boolean => {
    const unit = units[block.unit];
    return unit !== undefined && unit.base.length + unit.theirs.length === 0;
  };
  const moved = new Set<number>();
  let previous: number | null = null;
  for (const unit of orderOf(units, 'theirs')) {
    const places = chain.blocksOf(unit);
    const isMove = movedBy.theirs.has(unit) && !movedBy.mine.has(unit) && places.length === 1;
    if (isMove || places.length === 0) {
      chain.place({ unit, cells: merges[unit]?.cells ?? [] }, previous, isOfMine);
      if (isMove) {
        moved.add(unit);
      }
    }
    previous = chain.blocksOf(unit).at(-1) ?? previous;
  }
  const before = { mine: predecessors(units, 'mine'), theirs: predecessors(units, 'theirs') };
  const isApart = (unit: number): boolean => before.mine.get(unit) !== before.theirs.get(unit);
  const unmoved = [...movedBy.theirs].filter(unit => movedBy.mine.has(unit) && isApart(unit));
  return { blocks: chain.blocks(), moved, unmoved: new Set(unmoved) };
}

/** Mine's units in order; cells of one that stand apart stay apart. */
function mineBlocks(units: readonly Unit[], merges: readonly UnitMerge[]): Block[] {
  const blocks = units.flatMap((unit, index): { at: number; block: Block }[] => {
    const cells = merges[index]?.cells ?? [];
    const [first = 0, last = first] = [unit.mine[0], unit.mine.at(-1)];
    if (unit.mine.length === 0) {
      return [];
    }
    const isApart = last - first >= unit.mine.length && cells.length === unit.mine.length;
    return isApart
      ? cells.map((cell, at) => ({ at: unit.mine[at] ?? 0, block: { unit: index, cells: [cell] } }))
      : [{ at: first, block: { unit: index, cells } }];
  });
  return blocks.sort((a, b) => a.at - b.at).map(({ block }) => block);
}

function orderOf(units: readonly Unit[], side: 'mine' | 'theirs'): number[] {
  const present = [...units.keys()].filter(index => (units[index]?.[side].length ?? 0) > 0);
  return present.sort((a, b) => (units[a]?.[side][0] ?? 0) - (units[b]?.[side][0] ?? 0));
}

/** Units that stand elsewhere among the others than in the base. */
function movedIn(units: readonly Unit[], side: 'mine' | 'theirs'): Set<number> {
  const unitAt = new Map<number, number>();
  const pairs = units.flatMap(({ base, [side]: own }, index) => {
    const [from, to] = [base[0], own[0]];
    if (from === undefined || to === undefined) {
      return [];
    }
    unitAt.set(from, index);
    return [[from, to] as const];
  });
  pairs.sort((a, b) => a[0] - b[0]);
  inOrder(pairs).forEach(([from]) => unitAt.delete(from));
  return new Set(unitAt.values());
}

/** Each unit of a side and the unit before it; -1 for none. */
function predecessors(units: readonly Unit[], side: 'mine' | 'theirs'): Map<number, number> {
  const order = orderOf(units, side);
  return new Map(order.map((unit, at) => [unit, order[at - 1] ?? -1]));
}

/** Blocks in a row, into which others are put in constant time. */
class Chain {
  private readonly _blocks: Block[] = [];
  private readonly _next: number[] = [];
  private readonly _before: number[] = [];
  private readonly _places = new Map<number, number[]>();
  private _first = -1;

  constructor(blocks: readonly Block[]) {
    blocks.forEach((block, index) => this._put(block, index - 1));
  }

  /** Where the blocks of a unit are. */
  blocksOf(unit: number): readonly number[] {
    return this._places.get(unit) ?? [];
  }

  /** Puts a block after another, or to the front, and after those that `isSkipped` says; away from where it was. */
  place(block: Block, after: number | null, isSkipped: (block: Block) => boolean): void {
    this.blocksOf(block.unit).forEach(place => this._take(place));
    this._places.delete(block.unit);
    let place = after ?? -1;
    for (let next = this._after(place); next >= 0; next = this._after(place)) {
      const other = this._blocks[next];
      if (!other || !isSkipped(other)) {
        break;
      }
      place = next;
    }
    this._put(block, place);
  }

  blocks(): Block[] {
    const blocks: Block[] = [];
    for (let place = this._first; place >= 0; place = this._next[place] ?? -1) {
      const block = this._blocks[place];
      if (block) {
        blocks.push(block);
      }
    }
    return blocks;
  }

  private _after(place: number): number {
    return place < 0 ? this._first : (this._next[place] ?? -1);
  }

  private _put(block: Block, after: number): void {
    const place = this._blocks.push(block) - 1;
    this._link(place, this._after(after));
    this._link(after, place);
    this._places.set(block.unit, [...this.blocksOf(block.unit), place]);
  }

  private _take(place: number): void {
    this._link(this._before[place] ?? -1, this._next[place] ?? -1);
  }

  private _link(from: number, to: number): void {
    if (from < 0) {
      this._first = to;
    } else {
      this._next[from] = to;
    }
    if (to >= 0) {
      this._before[to] = from;
    }
  }
}
