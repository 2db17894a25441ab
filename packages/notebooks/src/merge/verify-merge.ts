// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { NotMergedReason } from '@jupyter-atrium/api';
import { type CanonicalCell, canonicalForm, isSameJson } from '../canonical/canonical.ts';
import type { JsonValue } from '../json/json.ts';
import { type Cell, type Notebook, without } from '../notebook/notebook.ts';
import { validateNotebook } from '../notebook/validate.ts';
import type { Account } from './fates.ts';
import type { Sides } from './side.ts';
import { holdsChanges, holdsLines } from './verify-lines.ts';

/** What is wrong with a result, which must then not be written. */
export type MergeFault = { readonly reason: NotMergedReason; readonly words: string };

/** A result, and what it claims to be made of. */
export type Claim = { readonly sides: Sides; readonly notebook: Notebook; readonly accounts: readonly Account[] };

/**
 * Checks a result anew, without trusting how it was made: it is valid, every cell of all sides is accounted for once,
 * and every change of both sides is in it or to decide. It does not look at the notebook's own metadata, nor at the order
 * of cells: docs/adr/0020-what-verify-leaves-out.md.
 *
 * @returns null if all is well
 */
export function verifyMerge(claim: Claim): MergeFault | null {
  const [invalid] = validateNotebook(claim.notebook);
  if (invalid) {
    return { reason: 'invalid-result', words: `would not be a valid notebook after merging: ${invalid.message}` };
  }
  const isRight = isAccounted(claim) && claim.accounts.every(account => holds(account, claim));
  return isRight ? null : { reason: 'not-verified', words: 'could not be merged without losing something' };
}

/** Every cell is in one account. */
function isAccounted({ sides, notebook, accounts }: Claim): boolean {
  const isOnce = (length: number, indices: readonly number[]): boolean =>
    indices.length === length && new Set(indices).size === length && indices.every(index => index < length);
  return (
    isOnce(
      sides.base.cells.length,
      accounts.flatMap(({ unit }) => unit.base)
    ) &&
    isOnce(
      sides.mine.form.cells.length,
      accounts.flatMap(({ unit }) => unit.mine)
    ) &&
    isOnce(
      sides.theirs.form.cells.length,
      accounts.flatMap(({ unit }) => unit.theirs)
    ) &&
    isOnce(
      notebook.cells.length,
      accounts.flatMap(({ results }) => results)
    )
  );
}

/** The cells of one account. */
type Four = {
  readonly base: readonly CanonicalCell[];
  readonly mine: readonly CanonicalCell[];
  readonly theirs: readonly CanonicalCell[];
  readonly result: readonly CanonicalCell[];
};

function holds(account: Account, { sides, notebook }: Claim): boolean {
  const { unit, results, conflict, choice } = account;
  const pick = <T>(cells: readonly T[], indices: readonly number[]): T[] =>
    indices.flatMap(index => cells[index] ?? []);
  const resultCells = pick(notebook.cells, results);
  const four: Four = {
    base: pick(sides.base.cells, unit.base),
    mine: pick(sides.mine.form.cells, unit.mine),
    theirs: pick(sides.theirs.form.cells, unit.theirs),
    result: formsOf(resultCells)
  };
  const own = [...pick(sides.mine.notebook.cells, unit.mine), ...pick(sides.theirs.notebook.cells, unit.theirs)];
  if (choice !== null) {
    return holdsChoice(choice, four);
  }
  if (!resultCells.every(cell => isRunOf(cell, own))) {
    return false;
  }
  if (conflict) {
    // An earlier conflict that still stands asks about what theirs had then, and has now.
    const wanted = conflict.theirs?.source.replaceAll('\r\n', '\n') ?? '';
    const isKept = isSameContent(four.mine, four.result);
    return (
      isKept &&
      (four.theirs.length === 0 || holdsLines(wanted, textOf(four.theirs)) || isSameContent(four.base, four.theirs))
    );
  }
  return holdsContent(four) && holdsMetadata(four, account);
}

function holdsChoice(choice: NonNullable<Account['choice']>, { mine, theirs, result }: Four): boolean {
  const text = textOf(result);
  const isMineWhole = mine.length === 0 || holdsLines(text, textOf(mine));
  return choice === 'theirs' ? holdsLines(text, textOf(theirs)) : isMineWhole;
}

function holdsContent(four: Four): boolean {
  const { base, mine, theirs, result } = four;
  if (mine.length === 0 || theirs.length === 0) {
    return holdsLone(four);
  }
  if (isSameContent(base, theirs) || isSameContent(mine, theirs)) {
    return isSameContent(result, mine);
  }
  if (isSameContent(base, mine)) {
    return isSameContent(result, theirs);
  }
  return holdsChanges(textOf(base), textOf(mine), textOf(theirs), textOf(result));
}

/** At least one side has no such cells. */
function holdsLone({ base, mine, theirs, result }: Four): boolean {
  const side = mine.length > 0 ? mine : theirs;
  if (base.length === 0) {
    return isSameContent(result, side);
  }
  return result.length === 0 && (side.length === 0 || isSameContent(base, side));
}

/** What one side changed in the metadata or attachments of a cell is in the result, or said to be refused. */
function holdsMetadata({ base, mine, theirs, result }: Four, { refused }: Account): boolean {
  const [before, own, other, after] = [base[0], mine[0], theirs[0], result[0]];
  if (!before || !own || !other || !after || mine.length + theirs.length + result.length > 3) {
    return true;
  }
  const isMerged = (key: string): boolean => key === 'tags' || key === 'jupyter' || Object.hasOwn(refused, key);
  const isKept = (field: 'metadata' | 'attachments', key: string): boolean => {
    const value = (cell: CanonicalCell): JsonValue => cell[field][key] ?? null;
    const wanted = isSameJson(value(before), value(own)) ? value(other) : value(own);
    return isSameJson(value(after), wanted);
  };
  const metadata = Object.keys({ ...before.metadata, ...own.metadata, ...other.metadata });
  const attachments = after.type === 'code' ? [] : Object.keys({ ...own.attachments, ...other.attachments });
  return (
    metadata.every(key => isMerged(key) || isKept('metadata', key)) &&
    attachments.every(name => isKept('attachments', name))
  );
}

/** Outputs are those of the very source that made them. */
function isRunOf(cell: Cell, sides: readonly Cell[]): boolean {
  if (cell.cell_type !== 'code' || ((cell.outputs ?? []).length === 0 && (cell.execution_count ?? null) === null)) {
    return true;
  }
  const source = cell.source.replaceAll('\r\n', '\n');
  return sides.some(side => side.outputs === cell.outputs && side.source.replaceAll('\r\n', '\n') === source);
}

function formsOf(cells: readonly Cell[]): readonly CanonicalCell[] {
  const bare = cells.map((cell): Cell => ({
    ...without(cell, ['outputs']),
    cell_type: cell.cell_type,
    source: cell.source
  }));
  return canonicalForm({ nbformat: 4, cells: bare }).cells;
}

function isSameContent(a: readonly CanonicalCell[], b: readonly CanonicalCell[]): boolean {
  return a.length === b.length && a.every((cell, at) => cell.type === b[at]?.type && cell.source === b[at].source);
}

function textOf(cells: readonly CanonicalCell[]): string {
  return cells.map(({ source }) => source).join('\n');
}
