// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { quantile } from '../../hub-service/bench/measure.ts';
import type { Row } from '../../hub-service/bench/row.ts';
import { IS_QUICK, bounded } from '../../hub-service/bench/row.ts';
import { join } from 'node:path';
import { editCell } from './course.ts';
import { Hub } from './hub.ts';
import { GitCourse } from './peers.ts';
import { Wire } from './wire.ts';

const EDITS = IS_QUICK ? 1 : 5;
const UNCHANGED = IS_QUICK ? 3 : 9;
const KB = 1000;

/** P11 and P12: one cell of a published course changes, or nothing does. */
export async function measureUpdates(folder: string, course: string): Promise<Row[]> {
  const hub = await Hub.start(folder);
  const git = new GitCourse(join(folder, 'git'), course);
  await git.init();
  await git.publish();
  const wire = await Wire.start(join(folder, 'wire'), () => hub.service.socket);
  const env = hub.newPerson(wire.socket);
  await hub.publish(course, env);
  await hub.service.idle();
  const rows = [
    ...(await measureEdits(hub, git, wire, { course, env })),
    ...(await measureUnchanged(hub, wire, { course, env }))
  ];
  await wire.stop();
  await hub.remove();
  return rows;
}

type Person = { course: string; env: Record<string, string> };

async function measureEdits(hub: Hub, git: GitCourse, wire: Wire, { course, env }: Person): Promise<Row[]> {
  const stored = async (): Promise<[number, number]> => [await hub.storedBytes(), git.bytes()];
  const walls: [number, number][] = [];
  const sent: number[] = [];
  const calls: number[] = [];
  const before = await stored();
  // The first one is not timed: weighing starts the service anew.
  for (let edit = 0; edit <= EDITS; edit++) {
    await hub.service.idle();
    editCell(course, edit);
    wire.forget();
    const ours = await hub.publish(course, env);
    sent.push(wire.bytes);
    calls.push(wire.calls);
    const theirs = await git.publish();
    if (edit > 0) {
      walls.push([ours.wallMs, theirs.wallMs]);
    }
  }
  await hub.service.idle();
  const after = await stored();
  const grown = [after[0] - before[0], after[1] - before[1]].map(bytes => bytes / (EDITS + 1)) as [number, number];
  const median = (pairs: readonly [number, number][], pick: (pair: [number, number]) => number): number =>
    quantile(pairs.map(pick), 0.5);
  const growth = grown[0] / grown[1];
  const wall = median(walls, ([ours, peer]) => ours / peer);
  return [
    {
      gate: 'P11',
      what: 'one cell changed: growth of what is stored ÷ git',
      ours: `${(grown[0] / KB).toFixed(0)} kB`,
      peer: `${(grown[1] / KB).toFixed(0)} kB`,
      ratio: growth.toFixed(3),
      bound: '≤ 0.08',
      isKept: growth <= 0.08
    },
    {
      gate: 'P11',
      what: 'the same, by the clock ÷ git',
      ours: `${median(walls, pair => pair[0]).toFixed(0)} ms`,
      peer: `${median(walls, pair => pair[1]).toFixed(0)} ms`,
      ratio: wall.toFixed(2),
      bound: '≤ 1',
      isKept: wall <= 1
    },
    bounded('P11', `the same, on the wire (${quantile(calls, 0.5)} calls)`, [quantile(sent, 0.5) / KB, 'kB'], 128)
  ];
}

async function measureUnchanged(hub: Hub, wire: Wire, { course, env }: Person): Promise<Row[]> {
  wire.forget();
  const walls: number[] = [];
  for (let round = 0; round < UNCHANGED; round++) {
    walls.push((await hub.publish(course, env)).wallMs);
  }
  return [
    bounded('P12', 'nothing changed: on the wire', [wire.bytes / UNCHANGED / KB, 'kB'], 1),
    bounded('P12', 'the same by the clock, the start of the program with it', [quantile(walls, 0.5), 'ms'], 150)
  ];
}
