// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Row } from '../../hub-service/bench/row.ts';
import { Hub } from './hub.ts';
import { PROGRAM } from './programs.ts';
import { Wire } from './wire.ts';

const KILLED_AT = 0.6;
const LOOK_MS = 2;
const MB = 1024 * 1024;

/** P13: a publish is killed when 60 % has been sent, and run again. */
export async function measureResuming(folder: string, course: string): Promise<Row> {
  const whole = await sent(join(folder, 'whole'), course, Infinity);
  const twice = await sent(join(folder, 'twice'), course, KILLED_AT * whole);
  const beyond = Math.max(0, twice - whole) / MB;
  return {
    gate: 'P13',
    what: 'killed at 60 % and run again: sent beyond what was missing',
    ours: `${beyond.toFixed(1)} MiB`,
    peer: `${(whole / MB).toFixed(0)} MiB in one run`,
    ratio: '',
    bound: '≤ 16 MiB',
    isKept: beyond <= 16
  };
}

/** Bytes on the wire of a first publish, killed once after so many of them. */
async function sent(folder: string, course: string, killAt: number): Promise<number> {
  rmSync(join(course, '.atrium'), { recursive: true, force: true });
  const hub = await Hub.start(folder);
  const wire = await Wire.start(join(folder, 'wire'), () => hub.service.socket);
  const env = hub.newPerson(wire.socket);
  if (killAt !== Infinity) {
    const child = spawn(process.execPath, [PROGRAM, 'publish', course, '--json', '--title', 'Bench'], {
      env: { ...process.env, ...env },
      stdio: 'ignore'
    });
    while (child.exitCode === null && wire.bytes < killAt) {
      await setTimeout(LOOK_MS);
    }
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  await hub.publish(course, env);
  const { bytes } = wire;
  await wire.stop();
  await hub.remove();
  return bytes;
}
