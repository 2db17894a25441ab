// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { quantile } from '../../hub-service/bench/measure.ts';
import type { Row } from '../../hub-service/bench/row.ts';
import { IS_QUICK, bounded } from '../../hub-service/bench/row.ts';
import type { Transfer } from './hub.ts';
import { Hub } from './hub.ts';
import type { Cost } from './peers.ts';
import { GitCourse, backUpWithRestic, pullWithNbgitpuller } from './peers.ts';

const ROUNDS = IS_QUICK ? 1 : 3;
const MB = 1e6;

type Round = {
  published: Transfer;
  indexedMs: number;
  opened: Transfer;
  gitPublished: Cost;
  gitCloned: Cost;
  restic: Cost | null;
  pulled: Cost | null;
  restBytes: number;
};

/** P9 and P10: a first publish and the first copy, each in turn with its peers. */
export async function measureFirst(folder: string, course: string): Promise<Row[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await runRound(join(folder, String(round)), course));
  }
  const peaks = (pick: (round: Round) => number): number => Math.max(...rounds.map(pick)) / MB;
  return [
    compared(
      'P9',
      'first publish of a course ÷ git add, commit, push; CPU',
      '≤ 0.2',
      rounds.map(cpuPair('published', 'gitPublished'))
    ),
    compared('P9', 'the same ÷ restic backup; CPU', '≤ 1.2', rounds.map(cpuPair('published', 'restic'))),
    compared(
      '',
      'the same with its index ÷ git; CPU',
      '',
      rounds.map(round => [round.published.cpuMs + round.indexedMs, round.gitPublished.cpuMs])
    ),
    compared('P10', 'open a copy ÷ git clone; CPU', '≤ 0.6', rounds.map(cpuPair('opened', 'gitCloned'))),
    compared(
      '',
      'the same by the clock',
      '',
      rounds.map(round => [round.opened.wallMs, round.gitCloned.wallMs])
    ),
    compared('', 'open a copy ÷ nbgitpuller; CPU', '', rounds.map(cpuPair('opened', 'pulled'))),
    bounded(
      'rest',
      'memory of the service at rest',
      [
        quantile(
          rounds.map(round => round.restBytes / MB),
          0.5
        ),
        'MB'
      ],
      150
    ),
    bounded(
      'P2',
      'most memory of the service while a course is sent and sealed',
      [peaks(round => round.published.servicePeakBytes), 'MB'],
      200
    ),
    bounded(
      '§7',
      'most memory of the service while a copy is opened',
      [peaks(round => round.opened.servicePeakBytes), 'MB'],
      300
    ),
    bounded(
      '§7',
      'most memory of the program while it publishes',
      [peaks(round => round.published.peakBytes), 'MB'],
      300
    ),
    bounded(
      '§7',
      'most memory of the program while it opens a copy',
      [peaks(round => round.opened.peakBytes), 'MB'],
      300
    )
  ];
}

async function runRound(folder: string, course: string): Promise<Round> {
  rmSync(join(course, '.atrium'), { recursive: true, force: true });
  const hub = await Hub.start(folder);
  await hub.service.idle();
  const restBytes = hub.service.residentBytes();
  const published = await hub.publish(course, hub.newPerson());
  const before = hub.service.cpuMs();
  await hub.service.idle();
  const indexedMs = hub.service.cpuMs() - before;
  const git = new GitCourse(join(folder, 'git'), course);
  await git.init();
  const gitPublished = await git.publish();
  const restic = await backUpWithRestic(join(folder, 'restic'), course);
  const opened = await hub.open(published.published.work, join(folder, 'copy'), hub.newPerson());
  const gitCloned = await git.clone(join(folder, 'clone'));
  const pulled = await pullWithNbgitpuller(git.bare, join(folder, 'pulled'));
  await hub.remove();
  return { published, indexedMs, opened, gitPublished, gitCloned, restic, pulled, restBytes };
}

type Pair = readonly [ours: number, peer: number] | null;

function cpuPair(
  ours: 'published' | 'opened',
  peer: 'gitPublished' | 'gitCloned' | 'restic' | 'pulled'
): (round: Round) => Pair {
  return round => {
    const theirs = round[peer];
    return theirs && [round[ours].cpuMs, theirs.cpuMs];
  };
}

/** The median of the rounds' ratios; each side is shown by its median. */
function compared(gate: string, what: string, bound: string, pairs: readonly Pair[]): Row {
  const known = pairs.filter(pair => pair !== null);
  if (known.length === 0) {
    return { gate, what, ours: '', peer: 'skipped: not installed', ratio: '', bound, isKept: null };
  }
  const median = (pick: (pair: readonly [number, number]) => number): number => quantile(known.map(pick), 0.5);
  const ratio = median(([ours, peer]) => ours / peer);
  return {
    gate,
    what,
    ours: `${(median(pair => pair[0]) / 1000).toFixed(2)} s`,
    peer: `${(median(pair => pair[1]) / 1000).toFixed(2)} s`,
    ratio: ratio.toFixed(2),
    bound,
    isKept: bound === '' ? null : ratio <= Number(bound.slice(2))
  };
}
