// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CellFate, FileFate, Pending, Report } from '@jupyter-atrium/api';

const FATES: Readonly<Record<FileFate['fate'], string>> = {
  taken: 'updated',
  merged: 'merged',
  kept: 'kept yours',
  added: 'new',
  removed: 'removed',
  moved: 'moved',
  restored: 'restored',
  beside: 'beside',
  pending: 'to decide',
  'not-merged': 'not merged'
};

const CELLS: Readonly<Record<CellFate['fate'], string>> = {
  taken: 'updated',
  merged: 'merged',
  kept: 'kept yours',
  added: 'added',
  removed: 'removed',
  moved: 'moved',
  conflict: 'to decide'
};

/** Writes a report file by file, and what is to decide, for a terminal. */
export function reportLines({ files, pending }: Report): string[] {
  const decide = pending.map(each => `  decide      ${pendingWords(each)}`);
  return [...files.map(fileLine), ...decide];
}

function fileLine({ path, from, fate, beside, words, cells }: FileFate): string {
  const parts = [
    ...(from ? [`from ${from}`] : []),
    ...(beside ? [`theirs is in ${beside}`] : []),
    ...(words ? [words] : []),
    ...cellWords(cells)
  ];
  return `  ${FATES[fate].padEnd(11)} ${path}${parts.length > 0 ? ` (${parts.join('; ')})` : ''}`;
}

function cellWords(cells: readonly CellFate[]): string[] {
  const counts = Map.groupBy(cells, ({ fate }) => fate);
  return [...counts].map(([fate, own]) => `${own.length} ${own.length === 1 ? 'cell' : 'cells'} ${CELLS[fate]}`);
}

/** Says in one line what a person has to decide. */
export function pendingWords(pending: Pending): string {
  switch (pending.kind) {
    case 'cell':
      return `${pending.path}, ${placeWords(pending.place)}: ${WHY[pending.why]}`;
    case 'kernel':
      return `${pending.path}: theirs is in another language`;
    case 'file':
      return fileWords(pending);
  }
}

const WHY: Readonly<Record<Extract<Pending, { kind: 'cell' }>['why'], string>> = {
  'both-changed': 'both sides changed the same lines',
  'both-added': 'both sides added it, each in another way',
  'both-regrouped': 'both sides split or joined it, each in another way',
  type: 'its type was changed',
  attachments: 'both sides changed an attachment',
  'theirs-deleted': 'theirs deleted it, mine changed it',
  'mine-deleted': 'mine deleted it, theirs changed it'
};

function placeWords(place: Extract<Pending, { kind: 'cell' }>['place']): string {
  return place === null ? 'a cell that is gone' : `cell ${place.index + 1}`;
}

function fileWords({ path, why, other }: Extract<Pending, { kind: 'file' }>): string {
  switch (why) {
    case 'beside':
      return `${path}: yours stays, the release’s is in ${other ?? path}`;
    case 'deleted':
      return `${path}: the release deleted it, and you changed it`;
    case 'renamed':
      return `${path}: it is back; you seem to have it as ${other ?? path}`;
  }
}
