// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CellFate, Choice, FateFlag, NotMergedReason, Pending } from '@jupyter-atrium/api';
import type { CanonicalNotebook } from '../canonical/canonical.ts';
import type { Fingerprint } from '../canonical/canonical-json.ts';
import { canonicalForm } from '../canonical/canonical.ts';
import type { JsonObject } from '../json/json.ts';
import { type Cell, type Notebook, cellId, minorOf, without } from '../notebook/notebook.ts';
import { stripTrust } from '../notebook/publishable.ts';
import { arrange } from './arrange.ts';
import { assignIds } from './assign-ids.ts';
import { ConflictIds } from './conflict.ts';
import { decideKernel } from './decide-kernel.ts';
import { decideUnits } from './decide-units.ts';
import { accountsOf } from './fates.ts';
import { type RootMerge, mergeRoot } from './merge-root.ts';
import { mergeUnit } from './merge-unit.ts';
import { findOpen } from './open-conflicts.ts';
import { placePending } from './place-pending.ts';
import { type Side, type Sides, repairedBase, sideOf } from './side.ts';
import type { ResultCell } from './unit-merge.ts';
import { type Units, unitsOf } from './units.ts';
import { verifyMerge } from './verify-merge.ts';

/** The three sides of a merge, and what is known from earlier ones. */
export interface IMergeOptions {
  /** Of the file; conflicts name it. */
  path: string;
  /** Base form of the release that mine was last brought to, made with `fingerprint`. */
  base: CanonicalNotebook;
  /** As read. */
  mine: Notebook;
  /** Its canonical form, made with `fingerprint`, if it is known. */
  mineForm?: CanonicalNotebook;
  /** As read. */
  theirs: Notebook;
  fingerprint: Fingerprint;
  /** Ids of mine → ids of the base, learned at the last update. Default: none. */
  aliases?: Readonly<Record<string, string>>;
  /** What is undecided from earlier updates; other files' are ignored. Default: nothing. */
  pending?: readonly Pending[];
  /** Choices made by the ids of conflicts. Default: none. */
  choices?: Readonly<Record<string, Choice>>;
  /** For conflicts without a choice. Default: they stay to decide. */
  conflicts?: Choice;
}

/** What came of a merge. */
export type NotebookMerge =
  | {
      readonly kind: 'merged';
      readonly notebook: Notebook;
      /** Nothing of theirs was taken: mine's file stays as it is. */
      readonly isMine: boolean;
      /** For each cell of the result: which of mine it continues; null for a new one. */
      readonly origins: readonly (number | null)[];
      readonly cells: readonly CellFate[];
      readonly flags: readonly FateFlag[];
      /** Values of theirs against which the notebook's own metadata was kept. */
      readonly theirsMetadata: JsonObject;
      /** Of this notebook, earlier ones that still stand included. */
      readonly pending: readonly Pending[];
      /** Ids of the result → ids of theirs, for the next update. */
      readonly aliases: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'not-merged'; readonly reason: NotMergedReason; readonly words: string };

/**
 * Merges two changes of a notebook by cell.
 *
 * Nothing either side wrote gets lost: it is in the result or to decide, or no result is given. Never throws for bad
 * input.
 */
export function mergeNotebooks(options: IMergeOptions): NotebookMerge {
  const { path, aliases = {}, pending = [] } = options;
  const sides = sidesOf(options);
  const units = unitsFor(sides, aliases);
  const earlier = pending.filter(each => each.path === path);
  const open = findOpen(earlier, units, sides);
  const ids = new ConflictIds(path);
  const merges = units.map((unit, index) => mergeUnit(sides, unit, open.byUnit.has(index)));
  const decided = decideUnits({ sides, units, merges, open: open.byUnit, ids }, options);
  const arrangement = arrange(units, decided.merges);
  const results = arrangement.blocks.flatMap(block => block.cells);
  const kernel = decideKernel(sides, mergeRoot(sides), { earlier, ids }, options);
  const notebook = notebookOf(sides, results, kernel.root);
  const accounts = accountsOf(units, decided, arrangement, notebook);
  const fault = verifyMerge({ sides, notebook, accounts });
  if (fault) {
    return { kind: 'not-merged', ...fault };
  }
  const isMine = isAsMine(sides.mine, results, kernel.root);
  const standing = isMine ? options.mine : notebook;
  return {
    kind: 'merged',
    notebook: standing,
    isMine,
    origins: results.map(({ mine }) => mine),
    cells: accounts.flatMap(({ fate }) => fate ?? []),
    flags: flagsOf(sides, notebook, isMine),
    theirsMetadata: kernel.root.refused,
    pending: [...placePending(decided.left, open.gone, arrangement, standing), ...kernel.pending],
    aliases: aliasesOf(standing, results, sides.theirs)
  };
}

function sidesOf({ base, mine, mineForm, theirs, fingerprint }: IMergeOptions): Sides {
  const trustless = stripTrust(theirs);
  return {
    base: repairedBase(base),
    mine: sideOf(mine, mineForm ?? canonicalForm(mine, fingerprint), fingerprint),
    theirs: sideOf(trustless, canonicalForm(trustless, fingerprint), fingerprint)
  };
}

function unitsFor({ base, mine, theirs }: Sides, aliases: Readonly<Record<string, string>>): Units['units'] {
  const cells = { base: base.cells, mine: mine.form.cells, theirs: theirs.form.cells };
  return unitsOf(cells, new Map(Object.entries(aliases))).units;
}

function notebookOf({ mine, theirs }: Sides, results: readonly ResultCell[], root: RootMerge): Notebook {
  const minor = Math.max(minorOf(mine.notebook), minorOf(theirs.notebook));
  return {
    ...without(mine.notebook, ['cells']),
    nbformat: 4,
    nbformat_minor: minor,
    metadata: root.metadata,
    cells: assignIds(results, minor, theirs)
  };
}

/** Whether every cell is mine's very own, in its place. */
function isAsMine({ notebook }: Side, results: readonly ResultCell[], root: RootMerge): boolean {
  return (
    !root.isTaken &&
    results.length === notebook.cells.length &&
    results.every(({ cell }, index) => cell === notebook.cells[index])
  );
}

function flagsOf({ mine, theirs }: Sides, notebook: Notebook, isMine: boolean): FateFlag[] {
  if (isMine) {
    return [];
  }
  const isUpgraded = minorOf(notebook) > minorOf(mine.notebook);
  const repairs = mine.repairs.filter(({ kind }) => kind !== 'added');
  const isMissing = minorOf(mine.notebook) >= 5 && mine.notebook.cells.some(cell => cellId(cell) === null);
  const flags: [boolean, FateFlag][] = [
    [isUpgraded, 'format-upgraded'],
    [isMissing, 'id-repaired'],
    [[...repairs, ...theirs.repairs].some(({ kind }) => kind === 'moved' || kind === 'tags'), 'repaired']
  ];
  return flags.filter(([isSet]) => isSet).map(([, flag]) => flag);
}

function aliasesOf(notebook: Notebook, results: readonly ResultCell[], theirs: Side): Record<string, string> {
  const idOf = (cell: Cell | undefined): string | null => (cell ? cellId(cell) : null);
  const pairs = results.flatMap(({ theirs: other }, index): [string, string][] => {
    const [own, released] = [idOf(notebook.cells[index]), idOf(theirs.notebook.cells[other ?? -1])];
    return own !== null && released !== null && own !== released ? [[own, released]] : [];
  });
  return Object.fromEntries(pairs);
}
