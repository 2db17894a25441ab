// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** One oracle for all merges: it knows the three files, what must be in the result, and nothing of how it was made. */
import { hash } from 'node:crypto';
import { canonicalForm } from '../src/canonical/canonical.ts';
import { mergeNotebooks } from '../src/merge/merge-notebooks.ts';
import type { Notebook } from '../src/notebook/notebook.ts';
import { readNotebook } from '../src/notebook/read.ts';
import { validateNotebook } from '../src/notebook/validate.ts';
import { writeNotebook } from '../src/notebook/write.ts';
import type { Case } from './merge-corpus.ts';

/** What a merge made of a case; the text is null if it made nothing. */
export type Result = {
  text: string | null;
  ms: number;
  /** What is put before the student to decide: such lines are not lost. */
  shown: string;
  conflicts: number;
};

/** What went wrong in many cases, in sum. */
export type Score = {
  failed: number;
  lostOfMine: number;
  lostOfTheirs: number;
  lostTags: number;
  doubled: number;
  writtenByNobody: number;
  invalid: number;
  inventedConflicts: number;
};

const fingerprint = (text: string): string => hash('sha256', text);

export function read(text: string): Notebook {
  const reading = readNotebook(text);
  if (reading.kind === 'refused') {
    throw new Error(reading.words);
  }
  return reading.notebook;
}

/** Merges by the merge of this package; time without reading. */
export function mergeByUs(one: Case): Result {
  const sides = { base: canonicalForm(read(one.base), fingerprint), mine: read(one.mine), theirs: read(one.theirs) };
  const start = process.cpuUsage();
  const merge = mergeNotebooks({ path: 'a.ipynb', ...sides, fingerprint });
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  if (merge.kind === 'not-merged') {
    return { text: null, ms, shown: '', conflicts: 0 };
  }
  const shown = merge.pending.flatMap(each =>
    each.kind === 'cell' ? [each.theirs?.source, JSON.stringify(each)] : []
  );
  return { text: writeNotebook(merge.notebook), ms, shown: shown.join('\n'), conflicts: merge.pending.length };
}

export function score(all: readonly Case[], results: readonly Result[]): Score {
  const total: Score = {
    failed: 0,
    lostOfMine: 0,
    lostOfTheirs: 0,
    lostTags: 0,
    doubled: 0,
    writtenByNobody: 0,
    invalid: 0,
    inventedConflicts: 0
  };
  all.forEach((one, index) => add(total, one, results[index]));
  return total;
}

function add(total: Score, { mustHold, conflicts, ...sides }: Case, result: Result | undefined): void {
  const reading = readNotebook(result?.text ?? '');
  if (reading.kind === 'refused' || !result) {
    total.failed += 1;
    return;
  }
  const { cells } = reading.notebook;
  const sources = cells.map(({ source }) => source);
  const text = [...sources, result.shown].join('\n');
  const tags = JSON.stringify(cells.map(({ metadata }) => metadata?.tags ?? []));
  const notebooks = [sides.base, sides.mine, sides.theirs].map(read);
  total.lostOfMine += mustHold.mine.filter(line => !text.includes(line)).length;
  total.lostOfTheirs += mustHold.theirs.filter(line => !text.includes(line)).length;
  total.lostTags += mustHold.tags.filter(tag => !`${tags}${result.shown}`.includes(`"${tag}"`)).length;
  total.doubled += doubled(sources, notebooks);
  total.writtenByNobody += foreign(sources, notebooks);
  total.invalid += validateNotebook(reading.notebook).length > 0 ? 1 : 0;
  total.inventedConflicts += Math.max(0, result.conflicts - conflicts) || 0;
}

/** Cells that stand more often in a result than on any side. */
function doubled(sources: readonly string[], sides: readonly Notebook[]): number {
  const counts = sides.map(side => Map.groupBy(side.cells, ({ source }) => source));
  return [...Map.groupBy(sources, source => source)].filter(
    ([source, cells]) => cells.length > Math.max(...counts.map(count => count.get(source)?.length ?? 0), 1)
  ).length;
}

/** Lines that no side has, such as marks of conflicts. */
function foreign(sources: readonly string[], sides: readonly Notebook[]): number {
  const linesOf = (all: readonly string[]): string[] => all.flatMap(source => source.split('\n'));
  const known = new Set(sides.flatMap(side => linesOf(side.cells.map(({ source }) => source))));
  return linesOf(sources).filter(line => line.trim() !== '' && !known.has(line)).length;
}
