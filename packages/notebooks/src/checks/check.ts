// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import { type FileNeeds, fileNeeds } from '../code/needs.ts';
import { compareNaturally } from '../files/natural-order.ts';
import type { WorkFile } from '../files/work-file.ts';
import { FILE_RULES, WORK_RULES } from './registry.ts';
import type { ICheckContext } from './rule.ts';

/** Changes whenever the same bytes would give other findings: with a file's digest it names what is cached. */
export const CHECKS_VERSION = 2;

const LEVELS: readonly Check['level'][] = ['stop', 'ask', 'note'];

/**
 * Runs the gate before publishing on all files of a work.
 *
 * @param files - read one by one, so that a generator need not hold them all
 * @returns findings, worst first, then by file and cell
 */
export function check(files: Iterable<WorkFile>, context: ICheckContext = {}): Check[] {
  const needs: FileNeeds[] = [];
  const checks: Check[] = [];
  for (const file of files) {
    needs.push(fileNeeds(file));
    checks.push(...checkFile(file, context));
  }
  const paths = needs.map(({ path }) => path);
  return sortChecks([...checkWork(paths, { ...context, needs }), ...checks]);
}

/** Runs the rules that look at one file. */
export function checkFile(file: WorkFile, context: ICheckContext = {}): Check[] {
  return FILE_RULES.flatMap(rule => rule(file, context));
}

/** Runs the rules that look at the work as a whole: its names, its card, and, with `context.needs`, files it lacks. */
export function checkWork(paths: readonly string[], context: ICheckContext = {}): Check[] {
  return WORK_RULES.flatMap(rule => rule(paths, context));
}

/** Orders findings: worst first, then by file, rule and cell. */
export function sortChecks(checks: readonly Check[]): Check[] {
  const order = new Map(checks.map((each, index) => [each, index]));
  return [...checks].sort(
    (a, b) =>
      LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
      compareNaturally(a.path ?? '', b.path ?? '') ||
      (order.get(a) ?? 0) - (order.get(b) ?? 0)
  );
}
