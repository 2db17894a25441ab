// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PendingCell, PendingCellConflict, PendingKernel, PendingPlace } from '@jupyter-atrium/api';
import type { CanonicalCell } from '../canonical/canonical.ts';
import { canonicalJson } from '../canonical/canonical-json.ts';
import type { JsonObject } from '../json/json.ts';
import { hashText } from '../notebook/mint-id.ts';
import { type Cell, cellId } from '../notebook/notebook.ts';
import type { Why } from './merge-cell.ts';
import { kernelMetadata } from './merge-root.ts';
import type { Sides } from './side.ts';
import type { UnitCells } from './unit-merge.ts';

/** Gives each conflict of a notebook an id that it has again when the same merge is computed anew. */
export class ConflictIds {
  private readonly _path: string;
  private readonly _taken = new Set<string>();

  constructor(path: string) {
    this._path = path;
  }

  /** Takes an id that a conflict has from an earlier update. */
  take(id: string): void {
    this._taken.add(id);
  }

  /** Makes an id from what the conflict is about; equal conflicts are numbered. */
  of(about: readonly (string | null)[]): string {
    const id = `p${hashText(JSON.stringify([this._path, ...about]))}`;
    let free = id;
    for (let number = 2; this._taken.has(free); number += 1) {
      free = `${id}-${number}`;
    }
    this._taken.add(free);
    return free;
  }
}

/** Describes a conflict of cells. */
export function cellConflict(
  path: string,
  ids: ConflictIds,
  { why, cells, base }: { why: Why; cells: UnitCells; base: PendingCell | null }
): Omit<PendingCellConflict, 'place'> {
  const mine = joined(cells.mine.map(({ cell }) => shortOf(cell)));
  const theirs = joined(cells.theirs.map(({ cell }) => fullOf(cell)));
  const id = ids.of([why, mine?.id ?? base?.source ?? null, theirs?.cell_type ?? null, theirs?.source ?? null]);
  return { id, kind: 'cell', path, why, base: base ?? joined(cells.base.map(baseCell)), mine, theirs };
}

/** Describes a change of language. */
export function kernelConflict(path: string, ids: ConflictIds, { base, mine, theirs }: Sides): PendingKernel {
  const sides = {
    base: kernelMetadata(base.metadata),
    mine: kernelMetadata(mine.form.metadata),
    theirs: kernelMetadata(theirs.form.metadata)
  };
  return { id: ids.of(['kernel', canonicalJson(sides.theirs)]), kind: 'kernel', path, ...sides };
}

/** Where mine's cells of a conflict are. */
export function placeOf(index: number, cells: readonly Cell[]): PendingPlace {
  const [first] = cells;
  return { id: first ? cellId(first) : null, index, count: cells.length };
}

function joined(cells: readonly PendingCell[]): PendingCell | null {
  const [first] = cells;
  if (!first || cells.length === 1) {
    return first ?? null;
  }
  return { cell_type: first.cell_type, source: cells.map(({ source }) => source).join('\n'), pieces: [...cells] };
}

function baseCell({ id, type, source, metadata }: CanonicalCell): PendingCell {
  return { cell_type: type, source, ...(id !== null && { id }), metadata };
}

function shortOf(cell: Cell): PendingCell {
  const id = cellId(cell);
  const { cell_type, source, metadata, attachments } = cell;
  return {
    cell_type,
    source,
    ...(id !== null && { id }),
    ...(metadata && { metadata }),
    ...(attachments && { attachments })
  };
}

function fullOf(cell: Cell): PendingCell {
  const { outputs, execution_count } = cell;
  const run: JsonObject = { outputs: outputs ?? [], execution_count: execution_count ?? null };
  return cell.cell_type === 'code' ? { ...shortOf(cell), ...run } : shortOf(cell);
}
