// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mintId } from '../notebook/mint-id.ts';
import { type Cell, cellId, without } from '../notebook/notebook.ts';
import type { Side } from './side.ts';
import type { ResultCell } from './unit-merge.ts';

/**
 * Gives the cells of a result their ids: mine's first; then a cell of mine without one takes its counterpart's, and a
 * new cell its own, if free; else an id is minted from what the cell holds. Before format 4.5 no cell has one.
 *
 * @param theirs - null if no cell has a counterpart
 */
export function assignIds(cells: readonly ResultCell[], minor: number, theirs: Side | null): Cell[] {
  if (minor < 5) {
    return cells.map(({ cell }) => withoutId(cell));
  }
  const taken = new Set(cells.flatMap(({ cell, mine }) => (mine === null ? [] : (cellId(cell) ?? []))));
  const withCounterparts = cells.map(({ cell, mine, theirs: other }) => {
    const id = mine === null || cellId(cell) !== null || !theirs ? null : idAt(theirs, other);
    return id === null ? cell : withFree(cell, id, taken);
  });
  return withCounterparts.map((cell, at) => {
    const result = cells[at];
    if (result?.mine !== null) {
      return cellId(cell) === null ? minted(cell, taken) : cell;
    }
    const own = cellId(cell);
    const free = own === null ? cell : withFree(withoutId(cell), own, taken);
    return cellId(free) === null ? minted(free, taken) : free;
  });
}

function idAt({ notebook }: Side, index: number | null): string | null {
  const cell = index === null ? undefined : notebook.cells[index];
  return cell ? cellId(cell) : null;
}

function withFree(cell: Cell, id: string, taken: Set<string>): Cell {
  if (taken.has(id)) {
    return cell;
  }
  taken.add(id);
  return { ...cell, id };
}

function minted(cell: Cell, taken: Set<string>): Cell {
  return { ...cell, id: mintId(`${cell.cell_type}:${cell.source}`, taken) };
}

/** The same cell without its id. */
export function withoutId(cell: Cell): Cell {
  return cell.id === undefined ? cell : { ...without(cell, ['id']), cell_type: cell.cell_type, source: cell.source };
}
