// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { quantile } from '../../hub-service/bench/measure.ts';
import type { Row } from '../../hub-service/bench/row.ts';
import { IS_QUICK } from '../../hub-service/bench/row.ts';
import { writeSmallFiles } from './course.ts';
import { Hub } from './hub.ts';
import { GitCourse } from './peers.ts';

const FILES = 10_000;
const ROUNDS = IS_QUICK ? 1 : 3;

/** P15: very many small files. */
export async function measureSmallFiles(folder: string): Promise<Row> {
  const notes = join(folder, 'notes');
  writeSmallFiles(notes, FILES);
  const pairs: [number, number][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(join(notes, '.atrium'), { recursive: true, force: true });
    const hub = await Hub.start(join(folder, 'hub'));
    await hub.service.idle();
    const ours = await hub.publish(notes, hub.newPerson());
    await hub.remove();
    const git = new GitCourse(join(folder, 'git'), notes);
    await git.init();
    pairs.push([ours.cpuMs, (await git.publish()).cpuMs]);
    git.remove();
  }
  const median = (pick: (pair: [number, number]) => number): number => quantile(pairs.map(pick), 0.5);
  const ratio = median(([ours, peer]) => ours / peer);
  return {
    gate: 'P15',
    what: '10,000 files of 3 kB published ÷ git; CPU',
    ours: `${(median(pair => pair[0]) / 1000).toFixed(2)} s`,
    peer: `${(median(pair => pair[1]) / 1000).toFixed(2)} s`,
    ratio: ratio.toFixed(2),
    bound: '≤ 0.4',
    isKept: ratio <= 0.4
  };
}
