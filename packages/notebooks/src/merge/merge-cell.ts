// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FateFlag, CellFate, PendingCellConflict } from '@jupyter-atrium/api';
import { type CanonicalCell, isSameJson } from '../canonical/canonical.ts';
import { contentOf } from '../compare/match-ids.ts';
import type { JsonObject } from '../json/json.ts';
import type { Cell } from '../notebook/notebook.ts';
import { isSameAttachments, mergeAttachments } from './merge-attachments.ts';
import { linesOfChunks, mergeLines } from './merge-lines.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { isSameRun, producerOf, withContent } from './merge-outputs.ts';
import type { SideCell } from './side.ts';

export type Part = CellFate['parts'][number];
export type Why = PendingCellConflict['why'];

/** A merged cell, and what was done. */
export type CellMerge = {
  /** With mine's id, if mine has one. */
  readonly cell: Cell;
  readonly fate: 'same' | 'taken' | 'merged' | 'kept' | 'conflict';
  readonly parts: readonly Part[];
  readonly flags: readonly FateFlag[];
  readonly refused: JsonObject;
  readonly why: Why | null;
};

/** Source and type of a result, or why they cannot be merged. */
type ContentMerge = { readonly type: string; readonly source: string } | Why;

/**
 * Merges one cell that both sides have.
 *
 * @param base - null if both added it
 * @param isOpen - an earlier conflict about it is undecided: a change of theirs replaces that conflict
 */
export function mergeCell(base: CanonicalCell | null, mine: SideCell, theirs: SideCell, isOpen: boolean): CellMerge {
  const metadata = mergeMetadata({
    base: base?.metadata ?? {},
    mine: mine.form.metadata,
    theirs: theirs.form.metadata,
    file: mine.cell.metadata ?? {}
  });
  const { cell: body, why } = mergeBody(base, mine, theirs, isOpen);
  const cell = metadata.isTaken ? { ...body, metadata: metadata.metadata } : body;
  const parts = partsTaken(mine, cell, theirs.form);
  const isReplaced = mine.form.outputs !== '' && parts.includes('outputs');
  const isKept = Object.keys(metadata.refused).length > 0;
  return {
    cell,
    fate: why ? 'conflict' : fateOf(base, mine, theirs, parts),
    parts,
    flags: [...(isReplaced ? (['outputs-replaced'] as const) : []), ...(isKept ? (['metadata-kept'] as const) : [])],
    refused: metadata.refused,
    why
  };
}

/** Merges all but metadata; on conflict the cell stays mine's. */
function mergeBody(
  base: CanonicalCell | null,
  mine: SideCell,
  theirs: SideCell,
  isOpen: boolean
): { cell: Cell; why: Why | null } {
  const content = isOpen ? mergeOpen(base, mine, theirs) : mergeContent(base, mine, theirs);
  if (typeof content === 'string') {
    return { cell: mine.cell, why: content };
  }
  const attachments = mergeAttachments(base, mine, theirs);
  const why = attachmentsConflict(base, mine, content.type, attachments);
  if (why || !attachments) {
    return { cell: mine.cell, why };
  }
  const producer = producerOf(base, mine.form, theirs.form, content);
  return { cell: withContent(mine, theirs, { ...content, attachments }, producer), why: null };
}

/** Whether a side left what people edit in a cell as it was; running it is no edit. */
export function isUntouched(base: CanonicalCell, side: CanonicalCell): boolean {
  return (
    contentOf(base) === contentOf(side) && isSameAttachments(base, side) && isSameJson(base.metadata, side.metadata)
  );
}

function mergeContent(base: CanonicalCell | null, mine: SideCell, theirs: SideCell): ContentMerge {
  const [own, other] = [mine.form, theirs.form];
  if (contentOf(own) === contentOf(other) || (base && contentOf(base) === contentOf(other))) {
    return contentIn(mine);
  }
  if (!base) {
    return 'both-added';
  }
  if (contentOf(base) === contentOf(own)) {
    return contentIn(theirs);
  }
  if (isTypeConflict(base, own, other)) {
    return 'type';
  }
  const type = base.type === own.type ? other.type : own.type;
  const source = mergeSources(base, mine, theirs);
  return source === null ? 'both-changed' : { type, source };
}

/** While nobody has decided, lines of both are not mixed. */
function mergeOpen(base: CanonicalCell | null, mine: SideCell, theirs: SideCell): ContentMerge {
  const content = contentOf(theirs.form);
  const isSettled = content === contentOf(mine.form) || (base !== null && content === contentOf(base));
  return isSettled ? contentIn(mine) : 'both-changed';
}

function contentIn({ cell }: SideCell): { type: string; source: string } {
  return { type: cell.cell_type, source: cell.source };
}

/** One side changed the type and the other the type in another way, or the source. */
function isTypeConflict(base: CanonicalCell, own: CanonicalCell, other: CanonicalCell): boolean {
  const [isOwn, isOther] = [own.type !== base.type, other.type !== base.type];
  const isAgainstSource = (isOwn && other.source !== base.source) || (isOther && own.source !== base.source);
  return own.type !== other.type && ((isOwn && isOther) || (isAgainstSource && own.source !== other.source));
}

function mergeSources(base: CanonicalCell, { cell, form }: SideCell, theirs: SideCell): string | null {
  if (form.source === theirs.form.source || base.source === theirs.form.source) {
    return cell.source;
  }
  if (base.source === form.source) {
    return theirs.cell.source;
  }
  const chunks = mergeLines(base.source.split('\n'), form.source.split('\n'), theirs.form.source.split('\n'));
  return chunks && linesOfChunks(chunks).join('\n');
}

function attachmentsConflict(
  base: CanonicalCell | null,
  mine: SideCell,
  type: string,
  attachments: JsonObject | null
): Why | null {
  // A code cell can hold no attachments: what mine attached must not vanish with a change of type.
  const isDropped = type === 'code' && Object.keys(attachments ?? {}).length > 0;
  const isMine = isDropped && (!base || !isSameAttachments(base, mine.form));
  return attachments === null || isMine ? 'attachments' : null;
}

function partsTaken(mine: SideCell, cell: Cell, theirs: CanonicalCell): Part[] {
  const own = mine.cell;
  const isRun = mine.form.outputs !== '' || mine.form.count !== null;
  const isCleared = cell.outputs?.length === 0 && (cell.execution_count ?? null) === null;
  const isReplaced = own.outputs !== cell.outputs && (isCleared ? isRun : !isSameRun(mine.form, theirs));
  const taken: [boolean, Part][] = [
    [own.source !== cell.source, 'source'],
    [own.cell_type !== cell.cell_type, 'type'],
    [own.metadata !== cell.metadata, 'metadata'],
    [own.attachments !== cell.attachments, 'attachments'],
    [isReplaced || (isRun && cell.cell_type !== 'code'), 'outputs']
  ];
  return taken.filter(([isTaken]) => isTaken).map(([, part]) => part);
}

function fateOf(
  base: CanonicalCell | null,
  mine: SideCell,
  theirs: SideCell,
  parts: readonly Part[]
): 'same' | 'taken' | 'merged' | 'kept' {
  const isOwn = !isUntouched(base ?? theirs.form, mine.form) && !isUntouched(theirs.form, mine.form);
  if (parts.length > 0) {
    return isOwn ? 'merged' : 'taken';
  }
  return isOwn ? 'kept' : 'same';
}
