// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type CanonicalCell, type CanonicalNotebook, isSameJson } from '../canonical/canonical.ts';
import { type CellMatch, type IMatchOptions, matchCells } from './match-cells.ts';
import { type Link, inOrder } from './pairing.ts';

/** What of a cell differs. Outputs include the execution count. */
export type CellPart = 'source' | 'type' | 'metadata' | 'attachments' | 'outputs';

/** One row of a comparison, usually one cell before and after. */
export type CellDiff = {
  readonly state: 'same' | 'changed' | 'added' | 'removed';
  /** Indices in the notebook before: none if added, several if they were joined. */
  readonly before: readonly number[];
  /** Indices in the notebook after: none if removed, several if it was split. */
  readonly after: readonly number[];
  /** It stands elsewhere among the others; also a cell of state `same` may. */
  readonly isMoved: boolean;
  /** What differs; empty unless `changed`. */
  readonly parts: readonly CellPart[];
};

/** Numbers of cells. */
export type CellCounts = {
  readonly added: number;
  readonly removed: number;
  /** What people edited: source, type, metadata or attachments, or the place. */
  readonly changed: number;
  /** Only outputs or execution count differ: the cell was run. */
  readonly run: number;
};

/** The difference between two notebooks. */
export type NotebookDiff = {
  /** In the order of the notebook after; removed cells stand where they were. */
  readonly cells: readonly CellDiff[];
  /** Keys of the notebook's metadata whose values differ. */
  readonly metadata: readonly string[];
  readonly counts: CellCounts;
  /** False if the step budget did not suffice: some cells may be called added and removed that were changed. */
  readonly isComplete: boolean;
};

/**
 * Compares two notebooks cell by cell.
 *
 * @param before - canonical or base form; both sides made with the same fingerprint
 * @param after - the same of the later notebook
 */
export function diffNotebooks(
  before: CanonicalNotebook,
  after: CanonicalNotebook,
  options: IMatchOptions = {}
): NotebookDiff {
  const match = matchCells(before.cells, after.cells, options);
  const cells = inReadingOrder(rowsOf(before, after, match));
  const keys = new Set([...Object.keys(before.metadata), ...Object.keys(after.metadata)]);
  return {
    cells,
    metadata: [...keys].filter(key => !isSameJson(before.metadata[key] ?? null, after.metadata[key] ?? null)).sort(),
    counts: countCells(cells),
    isComplete: match.isComplete
  };
}

function countCells(cells: readonly CellDiff[]): CellCounts {
  const isRun = (cell: CellDiff): boolean => !cell.isMoved && cell.parts.every(part => part === 'outputs');
  const changed = cells.filter(cell => cell.state === 'changed' || cell.isMoved);
  return {
    added: cells.filter(cell => cell.state === 'added').length,
    removed: cells.filter(cell => cell.state === 'removed').length,
    changed: changed.filter(cell => !isRun(cell)).length,
    run: changed.filter(isRun).length
  };
}

function rowsOf(before: CanonicalNotebook, after: CanonicalNotebook, { links }: CellMatch): CellDiff[] {
  const kept = new Set(
    inOrder(links.map(link => [link.left[0] ?? 0, link.right[0] ?? 0] as const)).map(([left]) => left)
  );
  const rows = links.map((link): CellDiff => {
    const parts = partsOf(link, before, after);
    const state = parts.length === 0 ? 'same' : 'changed';
    return { state, before: link.left, after: link.right, isMoved: !kept.has(link.left[0] ?? 0), parts };
  });
  const lone = { isMoved: false, parts: [] };
  const linked = { left: new Set(links.flatMap(link => link.left)), right: new Set(links.flatMap(link => link.right)) };
  const removed = [...before.cells.keys()].filter(index => !linked.left.has(index));
  const added = [...after.cells.keys()].filter(index => !linked.right.has(index));
  return [
    ...rows,
    ...removed.map((index): CellDiff => ({ ...lone, state: 'removed', before: [index], after: [] })),
    ...added.map((index): CellDiff => ({ ...lone, state: 'added', before: [], after: [index] }))
  ];
}

function partsOf(link: Link, before: CanonicalNotebook, after: CanonicalNotebook): CellPart[] {
  const [left, right] = [before.cells[link.left[0] ?? -1], after.cells[link.right[0] ?? -1]];
  if (!left || !right || link.left.length > 1 || link.right.length > 1) {
    return ['source'];
  }
  const isDifferent: Record<CellPart, boolean> = {
    source: left.source !== right.source,
    type: left.type !== right.type,
    metadata: !isSameJson(left.metadata, right.metadata) || !isSameJson(left.others, right.others),
    attachments: !isSameJson(left.attachments, right.attachments),
    outputs: isOutputChanged(left, right)
  };
  return (Object.keys(isDifferent) as CellPart[]).filter(part => isDifferent[part]);
}

function isOutputChanged(left: CanonicalCell, right: CanonicalCell): boolean {
  return left.outputs !== right.outputs || left.count !== right.count;
}

/** Orders rows by the notebook after; a removed cell follows the cell that it followed before. */
function inReadingOrder(rows: readonly CellDiff[]): CellDiff[] {
  const placed = rows.filter(row => row.after.length > 0).sort((a, b) => (a.after[0] ?? 0) - (b.after[0] ?? 0));
  const removed = rows.filter(row => row.after.length === 0).sort((a, b) => (a.before[0] ?? 0) - (b.before[0] ?? 0));
  const rowAfter = new Map(
    placed.filter(row => !row.isMoved).flatMap(row => row.before.map(index => [index, row] as const))
  );
  const followers = new Map<CellDiff | null, CellDiff[]>();
  let anchor: CellDiff | null = null;
  let at = 0;
  for (const row of removed) {
    for (; at < (row.before[0] ?? 0); at += 1) {
      anchor = rowAfter.get(at) ?? anchor;
    }
    followers.set(anchor, [...(followers.get(anchor) ?? []), row]);
  }
  return [...(followers.get(null) ?? []), ...placed.flatMap(row => [row, ...(followers.get(row) ?? [])])];
}
