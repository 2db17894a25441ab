// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CanonicalCell } from '../canonical/canonical.ts';
import { isSameJson } from '../canonical/canonical.ts';
import { contentOf } from '../compare/match-ids.ts';
import { isSameAttachments } from './merge-attachments.ts';
import { mergeCell } from './merge-cell.ts';
import { mergeLines } from './merge-lines.ts';
import {
  type ResultCell,
  type UnitCells,
  type UnitMerge,
  areUntouched,
  mineCells,
  onlyMine,
  onlyTheirs,
  plain,
  theirsCells
} from './unit-merge.ts';
import { cutAtSeams } from './seams.ts';
import type { SideCell } from './side.ts';
import type { Unit } from './units.ts';

/** Merges cells that a side split or joined. */
export function mergeGroup(unit: Unit, cells: UnitCells, isOpen: boolean): UnitMerge {
  const { base, mine, theirs } = cells;
  if (theirs.length === 0) {
    return onlyMine(unit, cells);
  }
  if (mine.length === 0) {
    return onlyTheirs(unit, cells);
  }
  if (areSameContents(mine, theirs)) {
    return mergeAlike(unit, cells);
  }
  const kept = mineCells(unit, mine);
  if (areUntouched(base, theirs)) {
    return plain(kept, 'kept');
  }
  if (!isOpen && isRun(unit.mine)) {
    const taken = areUntouched(base, mine) ? theirsCells(unit, theirs) : mergeRegrouped(unit, cells);
    if (taken) {
      const hadOutputs = mine.some(({ form }) => form.outputs !== '');
      const fate = areUntouched(base, mine) ? 'taken' : 'merged';
      return { ...plain(taken, fate), parts: ['source'], flags: hadOutputs ? ['outputs-replaced'] : [] };
    }
  }
  return { ...plain(kept, 'conflict'), why: 'both-regrouped' };
}

/** Both split or joined alike. */
function mergeAlike(unit: Unit, { mine, theirs }: UnitCells): UnitMerge {
  const merges = mine.flatMap((own, at) => {
    const other = theirs[at];
    return other ? mergeCell(null, own, other, false) : [];
  });
  const conflict = merges.find(merge => merge.why);
  return {
    cells: merges.map(({ cell }, at) => ({ cell, mine: unit.mine[at] ?? null, theirs: unit.theirs[at] ?? null })),
    fate: conflict ? 'conflict' : merges.some(merge => merge.parts.length > 0) ? 'taken' : 'same',
    parts: [...new Set(merges.flatMap(merge => merge.parts))],
    flags: [...new Set(merges.flatMap(merge => merge.flags))],
    refused: Object.fromEntries(merges.flatMap(merge => Object.entries(merge.refused))),
    why: conflict?.why ?? null
  };
}

/**
 * Merges by line where one side split or joined and the other edited, cut where the first did.
 *
 * @returns null if both regrouped, or edited one place, or more than text is at stake
 */
function mergeRegrouped(unit: Unit, { base, mine, theirs }: UnitCells): ResultCell[] | null {
  const isTheirs = mine.length === base.length;
  const [pieces, edited] = isTheirs ? [theirs, mine] : [mine, theirs];
  const types = new Set(
    [...base, ...mine.map(({ form }) => form), ...theirs.map(({ form }) => form)].map(cell => cell.type)
  );
  if (
    edited.length !== base.length ||
    pieces.length === base.length ||
    types.size > 1 ||
    !areOnlyEdited(base, edited)
  ) {
    return null;
  }
  const chunks = mergeLines(linesOf(base), linesOf(mine.map(toForm)), linesOf(theirs.map(toForm)));
  const sources =
    chunks &&
    cutAtSeams(
      chunks,
      isTheirs ? 'theirs' : 'mine',
      pieces.map(({ form }) => form.source)
    );
  const result = isTheirs ? theirsCells(unit, theirs) : mineCells(unit, mine);
  return sources && result.map((piece, at) => withSource(piece, sources[at] ?? '', edited));
}

/** Outputs stay only with the very source that made them. */
function withSource(piece: ResultCell, source: string, edited: readonly SideCell[]): ResultCell {
  const { cell } = piece;
  if (cell.source.replaceAll('\r\n', '\n') === source) {
    return piece;
  }
  const run = edited.find(({ form }) => form.source === source)?.cell;
  const cleared = { outputs: run?.outputs ?? [], execution_count: run?.execution_count ?? null };
  return { ...piece, cell: { ...cell, source, ...(cell.cell_type === 'code' && cleared) } };
}

function areOnlyEdited(base: readonly CanonicalCell[], side: readonly SideCell[]): boolean {
  return base.every((cell, index) => {
    const form = side[index]?.form;
    return form !== undefined && isSameJson(cell.metadata, form.metadata) && isSameAttachments(cell, form);
  });
}

function areSameContents(a: readonly SideCell[], b: readonly SideCell[]): boolean {
  const isSame = (one: SideCell, other: SideCell | undefined): boolean =>
    other !== undefined && contentOf(one.form) === contentOf(other.form);
  return a.length === b.length && a.every((cell, index) => isSame(cell, b[index]));
}

function toForm({ form }: SideCell): CanonicalCell {
  return form;
}

function linesOf(cells: readonly CanonicalCell[]): string[] {
  return cells.flatMap(({ source }) => source.split('\n'));
}

/** Whether indices follow each other. */
function isRun(indices: readonly number[]): boolean {
  return indices.every((index, at) => at === 0 || index === (indices[at - 1] ?? 0) + 1);
}
