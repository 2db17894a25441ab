// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quantile } from '../../hub-service/bench/measure.ts';
import type { Row } from '../../hub-service/bench/row.ts';
import { bounded } from '../../hub-service/bench/row.ts';
import { filesOf, writeCourse } from './course.ts';
import { Hub } from './hub.ts';
import type { Ended } from './programs.ts';
import { atrium } from './programs.ts';

const ROUNDS = 3;
const CHANGED = 20;
const MB = 1e6;

/** §16: a course is looked at, is updated with nothing new, and with notebooks changed on both sides. */
export async function measureUpdatingCourse(folder: string): Promise<Row[]> {
  const [course, copy] = [join(folder, 'course'), join(folder, 'copy')];
  writeCourse(course);
  const hub = await Hub.start(join(folder, 'hub'));
  const author = hub.newPerson();
  const { published } = await hub.publish(course, author);
  const env = hub.newPerson();
  await hub.open(published.work, copy, env);
  await hub.service.idle();
  const plan = (): Promise<Ended> => atrium(['update', copy, '--plan', '--json'], { env, mayFail: true });
  const start = await middle(() => atrium(['--version'], {}));
  const nothing = await middle(plan);
  editNotebooks(copy, 2);
  editNotebooks(course, 5);
  await hub.publish(course, author);
  await hub.service.idle();
  await plan();
  const both = await middle(plan);
  const gate = await middle(() => atrium(['check', course, '--json'], { env: hub.newPerson(), mayFail: true }));
  await hub.remove();
  const more = ({ cpuMs }: Ended): [number, string] => [cpuMs - start.cpuMs, 'ms'];
  return [
    bounded('§16', 'course with nothing new, without the start; CPU', more(nothing), 150),
    bounded('§16', `plan with ${CHANGED} notebooks changed on both sides; CPU`, more(both), 2000),
    bounded('§16', 'gate of the course, 265 notebooks; CPU', more(gate), 5000),
    bounded('§16', 'most memory of the program meanwhile', [Math.max(both.peakBytes, gate.peakBytes) / MB, 'MB'], 300)
  ];
}

async function middle(act: () => Promise<Ended>): Promise<Ended> {
  const runs: Ended[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    runs.push(await act());
  }
  const cpuMs = quantile(
    runs.map(run => run.cpuMs),
    0.5
  );
  return runs.find(run => run.cpuMs === cpuMs) ?? (runs[0] as Ended);
}

/** Changes one cell in each of some notebooks. */
function editNotebooks(folder: string, at: number): void {
  const paths = filesOf(folder)
    .filter(path => path.endsWith('.ipynb'))
    .sort();
  for (const path of paths.slice(0, CHANGED)) {
    const notebook = JSON.parse(readFileSync(join(folder, path), 'utf8')) as { cells: { source: string[] }[] };
    notebook.cells[at]?.source.push(`\nchanged = ${at}`);
    writeFileSync(join(folder, path), `${JSON.stringify(notebook, null, 1)}\n`);
  }
}
