// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Compares the merge with nbdime's and nbgitpuller's by one oracle, and measures updates:
 * `node --conditions=atrium-source packages/cli/bench/merge.ts`. `ATRIUM_BENCH_PYTHON` names an interpreter that has
 * both; `ATRIUM_BENCH_HISTORIES` names git directories of courses, separated by `:`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IS_QUICK, report } from '../../hub-service/bench/row.ts';
import { BEHAVIOURS, type Case, cases, realCase } from '../../notebooks/bench/merge-corpus.ts';
import { revisionsOf } from '../../notebooks/bench/merge-histories.ts';
import { mergeByNbdime, mergeByNbgitpuller } from '../../notebooks/bench/merge-peers.ts';
import { type Result, type Score, mergeByUs, score } from '../../notebooks/bench/merge-score.ts';
import { measureMergeSpeed } from './merge-speed.ts';
import { measureUpdatingCourse } from './updating-course.ts';

const PYTHON = process.env.ATRIUM_BENCH_PYTHON ?? 'python3';
const CASES = IS_QUICK ? 20 : 100;
const REVISIONS = IS_QUICK ? 15 : 60;

const WORDS: Readonly<Record<keyof Score, string>> = {
  failed: 'not merged',
  lostOfMine: 'lines of the student lost',
  lostOfTheirs: 'lines of the instructor lost',
  lostTags: 'tags lost',
  doubled: 'cells doubled',
  writtenByNobody: 'lines nobody wrote',
  invalid: 'invalid notebooks',
  inventedConflicts: 'conflicts invented'
};

const folder = mkdtempSync(join(tmpdir(), 'atrium-bench-'));
try {
  compare('', [...cases(CASES)]);
  for (const repository of (process.env.ATRIUM_BENCH_HISTORIES ?? '').split(':').filter(Boolean)) {
    const revisions = revisionsOf(repository, REVISIONS);
    const real = BEHAVIOURS.flatMap(name =>
      revisions.map(({ base, theirs }, seed) => realCase(name, base, theirs, seed + 1))
    );
    compare(`${repository.split('/').at(-2) ?? ''}: `, real);
  }
  for (const row of await measureMergeSpeed(folder, PYTHON)) {
    report(row);
  }
  for (const row of await measureUpdatingCourse(join(folder, 'updating'))) {
    report(row);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** One row a behaviour: what went wrong, ours beside theirs. */
function compare(from: string, all: readonly Case[]): void {
  const peers = { nbgitpuller: mergeByNbgitpuller(PYTHON, all), nbdime: mergeByNbdime(PYTHON, all) };
  const ours = all.map(mergeByUs);
  for (const name of BEHAVIOURS) {
    const isOf = (_: unknown, index: number): boolean => all[index]?.name === name;
    const chosen = all.filter(isOf);
    const scoreOf = (results: readonly Result[]): Score => score(chosen, results.filter(isOf));
    const own = scoreOf(ours);
    const said = Object.entries(peers).map(([peer, results]) =>
      results ? `${peer}: ${words(scoreOf(results))}` : `${peer}: not installed`
    );
    report({
      gate: '§16',
      what: `${from}${name}, ${chosen.length} notebooks`,
      ours: words(own),
      peer: said.join('; '),
      ratio: '',
      bound: 'nothing',
      isKept: Object.values(own).every(count => count === 0)
    });
  }
}

function words(counts: Score): string {
  const parts = (Object.keys(WORDS) as (keyof Score)[]).filter(key => counts[key] > 0);
  return parts.map(key => `${counts[key]} ${WORDS[key]}`).join(', ') || 'nothing';
}
