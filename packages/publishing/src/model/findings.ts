// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, CheckLevel, FixKind } from '@jupyter-atrium/api';
import type { FieldValues } from './card-form';
import type { IEdit } from './ports';

/** Findings that are equal but for their place, shown as one. */
export type FindingGroup = {
  /** The id of the first check. */
  readonly id: string;
  readonly first: Check;
  /** In the order of files and cells; at least one. */
  readonly checks: readonly Check[];
};

/** Findings that were fixed here. */
export type Fixed = {
  readonly id: string;
  readonly fix: FixKind;
  readonly group: FindingGroup;
  /** Empty if files were left out instead. */
  readonly edits: readonly IEdit[];
};

/** Whether all of a fix can be undone. */
export function canUndo(fixed: Fixed): boolean {
  return fixed.edits.every(edit => edit.undo !== null);
}

const RANK: Readonly<Record<CheckLevel, number>> = { stop: 0, ask: 1, note: 2 };

/**
 * Lists the findings still to be seen: without those answered, and without those about the card, which the fields
 * settle.
 */
export function openFindings(checks: readonly Check[], answers: ReadonlySet<string>): Check[] {
  return checks.filter(check => check.kind !== 'card' && !(check.level === 'ask' && answers.has(check.id)));
}

/** Groups equal findings, worst first. */
export function groupFindings(checks: readonly Check[]): FindingGroup[] {
  const groups = new Map<string, Check[]>();
  for (const check of checks) {
    const key = groupKey(check);
    const group = groups.get(key);
    if (group) {
      group.push(check);
    } else {
      groups.set(key, [check]);
    }
  }
  return [...groups.values()]
    .flatMap(([first, ...more]) => (first ? [{ id: first.id, first, checks: [first, ...more] }] : []))
    .sort((a, b) => RANK[a.first.level] - RANK[b.first.level]);
}

/** Findings answered with "keep it", grouped. */
export function answeredGroups(checks: readonly Check[], answers: ReadonlySet<string>): FindingGroup[] {
  return groupFindings(checks.filter(check => check.level === 'ask' && check.kind !== 'card' && answers.has(check.id)));
}

/**
 * Lists what a person acknowledged by publishing: the answers that still have their finding, and what the fields of the
 * card settle.
 */
export function acknowledged(checks: readonly Check[], answers: ReadonlySet<string>, form: FieldValues): string[] {
  const isFilled = form.title !== '' && form.authors.length > 0;
  return checks
    .filter(check => check.level === 'ask')
    .filter(check => (check.kind === 'card' ? isFilled : answers.has(check.id)))
    .map(check => check.id);
}

/** Secrets are told apart, one by one: each must be looked at. */
function groupKey(check: Check): string {
  return check.level === 'stop'
    ? check.id
    : JSON.stringify([
        check.kind,
        check.level,
        check.place,
        check.fixes,
        check.kind === 'missing-file' ? check.id : ''
      ]);
}
