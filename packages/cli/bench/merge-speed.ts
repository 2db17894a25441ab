// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quantile } from '../../hub-service/bench/measure.ts';
import type { Row } from '../../hub-service/bench/row.ts';
import { type Case, largeCase } from '../../notebooks/bench/merge-corpus.ts';
import { mergeByNbdime } from '../../notebooks/bench/merge-peers.ts';
import { mergeByUs } from '../../notebooks/bench/merge-score.ts';
import { atrium, isThere, runProgram } from './programs.ts';

const RUNS = 7;
const PROCESSES = 3;
const LARGE: readonly [cells: number, hasIds: boolean, bound: number][] = [
  [500, true, 0.2],
  [2000, true, 0.1],
  [500, false, 0.02]
];

/** §16: a large notebook merged, alone and by a whole process, beside nbdime. */
export async function measureMergeSpeed(folder: string, python: string): Promise<Row[]> {
  const large = LARGE.map(([cells, hasIds]) => largeCase(cells, hasIds));
  const peers = mergeByNbdime(python, large, 2);
  const rows = large.flatMap((one, index) => {
    const [, , bound = 0] = LARGE[index] ?? [];
    const runs = Array.from({ length: RUNS }, () => mergeByUs(one).ms);
    const peer = peers?.[index];
    return [
      ratioRow(`merge of ${one.name} ÷ nbdime, first run; CPU`, runs[0] ?? NaN, peer?.ms ?? null, bound),
      ratioRow(`the same, warm`, quantile(runs, 0.5), peer?.warm ?? null, bound)
    ];
  });
  const [first] = large;
  return first ? [...rows, await wholeProcess(folder, python, first)] : rows;
}

async function wholeProcess(folder: string, python: string, one: Case): Promise<Row> {
  const paths = (['base', 'mine', 'theirs'] as const).map(name => {
    const path = join(folder, `${name}.ipynb`);
    writeFileSync(path, one[name]);
    return path;
  });
  const nbmerge = join(dirname(python), 'nbmerge');
  const hasPeer = await isThere(nbmerge, '--version');
  const pairs: [number, number][] = [];
  for (let round = 0; round < PROCESSES; round++) {
    const options = { folder, mayFail: true };
    const ours = await atrium(['merge', ...paths, '-o', join(folder, 'ours.ipynb')], options);
    const peer = hasPeer ? await runProgram(nbmerge, [...paths, '--out', join(folder, 'peer.ipynb')], options) : null;
    pairs.push([ours.cpuMs, peer?.cpuMs ?? NaN]);
  }
  const median = (index: 0 | 1): number =>
    quantile(
      pairs.map(pair => pair[index]),
      0.5
    );
  return ratioRow(`the whole process, ${one.name} ÷ nbmerge; CPU`, median(0), hasPeer ? median(1) : null, 0.3);
}

function ratioRow(what: string, ours: number, peer: number | null, bound: number): Row {
  const ratio = peer === null ? null : ours / peer;
  return {
    gate: '§16',
    what,
    ours: `${ours.toFixed(0)} ms`,
    peer: peer === null ? 'skipped: not installed' : `${peer.toFixed(0)} ms`,
    ratio: ratio?.toFixed(3) ?? '',
    bound: `≤ ${bound}`,
    isKept: ratio === null ? null : ratio <= bound
  };
}
