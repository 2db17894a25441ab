// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Compares the merge with nbdime and nbgitpuller: what is lost, and processor time.
 *
 * `NBDIME_PYTHON` names an interpreter that has nbdime; without it, nbdime's figures are missing. Rows are tab-separated:
 * name, ours, peer, ratio.
 */
import { hash } from 'node:crypto';
import type { CanonicalNotebook } from '../src/canonical/canonical.ts';
import { canonicalForm } from '../src/canonical/canonical.ts';
import { mergeNotebooks } from '../src/merge/merge-notebooks.ts';
import type { Notebook } from '../src/notebook/notebook.ts';
import { readNotebook } from '../src/notebook/read.ts';
import { validateNotebook } from '../src/notebook/validate.ts';
import { writeNotebook } from '../src/notebook/write.ts';
import { type Case, cases, largeCase } from './merge-corpus.ts';
import { type PeerResult, mergeByGit, mergeByNbdime } from './merge-peers.ts';

const CASES_PER_STUDENT = 30;

/** What went wrong in many cases, in sum. */
type Score = { failed: number; lostOfMine: number; lostOfTheirs: number; doubled: number; invalid: number };

const fingerprint = (text: string): string => hash('sha256', text);

function row(name: string, ours: number, peer: number | null, digits = 0): void {
  const ratio = peer === null || peer === 0 ? '–' : (ours / peer).toFixed(3);
  process.stdout.write(`${[name, ours.toFixed(digits), peer?.toFixed(digits) ?? '–', ratio].join('\t')}\n`);
}

function read(text: string): Notebook {
  const reading = readNotebook(text);
  if (reading.kind === 'refused') {
    throw new Error(reading.words);
  }
  return reading.notebook;
}

type Sides = { base: CanonicalNotebook; mine: Notebook; theirs: Notebook };

function sidesOf({ base, mine, theirs }: Case): Sides {
  return { base: canonicalForm(read(base), fingerprint), mine: read(mine), theirs: read(theirs) };
}

/** Lines that are to decide count as kept: they are shown. */
function mergeByUs(one: Case): PeerResult & { shown: string; conflicts: number } {
  const sides = sidesOf(one);
  const start = process.cpuUsage();
  const merge = mergeNotebooks({ path: 'a.ipynb', ...sides, fingerprint });
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  if (merge.kind === 'not-merged') {
    return { text: null, ms, shown: '', conflicts: 0 };
  }
  const shown = merge.pending.flatMap(each => (each.kind === 'cell' ? (each.theirs?.source ?? '') : '')).join('\n');
  return { text: writeNotebook(merge.notebook), ms, shown, conflicts: merge.pending.length };
}

/** The oracle: it knows only the result's text and what must be in it. */
function score(all: readonly Case[], results: readonly PeerResult[], shown: readonly string[] = []): Score {
  const total: Score = { failed: 0, lostOfMine: 0, lostOfTheirs: 0, doubled: 0, invalid: 0 };
  all.forEach(({ mustHold, base, mine, theirs }, index) => {
    const reading = readNotebook(results[index]?.text ?? '');
    if (reading.kind === 'refused') {
      total.failed += 1;
      return;
    }
    const sources = reading.notebook.cells.map(({ source }) => source);
    const text = [...sources, shown[index] ?? ''].join('\n');
    total.lostOfMine += mustHold.mine.filter(line => !text.includes(line)).length;
    total.lostOfTheirs += mustHold.theirs.filter(line => !text.includes(line)).length;
    total.doubled += doubled(sources, [base, mine, theirs]);
    total.invalid += validateNotebook(reading.notebook).length > 0 ? 1 : 0;
  });
  return total;
}

/** Cells that stand more often in a result than on any side. */
function doubled(sources: readonly string[], sides: readonly string[]): number {
  const counts = sides.map(side => Map.groupBy(read(side).cells, ({ source }) => source));
  return [...Map.groupBy(sources, source => source)].filter(
    ([source, cells]) => cells.length > Math.max(...counts.map(count => count.get(source)?.length ?? 0), 1)
  ).length;
}

function compareScores(peer: string, ours: Score, theirs: Score): void {
  for (const key of Object.keys(ours) as (keyof Score)[]) {
    row(`${key}, ${peer}`, ours[key], theirs[key]);
  }
}

function benchCorrectness(python: string | undefined): void {
  const all = [...cases(CASES_PER_STUDENT)];
  const results = all.map(mergeByUs);
  const ours = score(
    all,
    results,
    results.map(({ shown }) => shown)
  );
  row('cases', all.length, null);
  row(
    'lines that must stay',
    all.reduce((sum, { mustHold }) => sum + mustHold.mine.length + mustHold.theirs.length, 0),
    null
  );
  row(
    'conflicts, and cells that both changed',
    results.reduce((sum, { conflicts }) => sum + conflicts, 0),
    all.reduce((sum, { conflicts }) => sum + conflicts, 0)
  );
  compareScores('nbgitpuller', ours, score(all, mergeByGit(all)));
  if (python) {
    compareScores('nbdime', ours, score(all, mergeByNbdime(python, all)));
  }
}

function benchSpeed(python: string | undefined): void {
  const large = [largeCase(500, true), largeCase(2000, true), largeCase(500, false)];
  const peers = python ? mergeByNbdime(python, large) : [];
  large.forEach((one, index) => {
    // The first runs are those of a program that just started; the median is what a page has.
    const runs = Array.from({ length: 7 }, () => mergeByUs(one).ms);
    row(`${one.name}, ms, first run`, runs[0] ?? NaN, peers[index]?.ms ?? null, 1);
    row(`${one.name}, ms, median`, runs.sort((a, b) => a - b)[3] ?? NaN, peers[index]?.ms ?? null, 1);
  });
}

const python = process.env.NBDIME_PYTHON;
benchSpeed(python);
benchCorrectness(python);
