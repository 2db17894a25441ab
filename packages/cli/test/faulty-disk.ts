// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as fs from 'node:fs';
import type { Disk } from '../src/files/disk';

/** How a system call goes wrong: `kill` ends everything there and then, `torn` after half of a write. */
export type Fault = 'kill' | 'torn' | 'ENOSPC' | 'EIO';

/** Stands for a process that is no more: every further call fails. */
export class KilledError extends Error {
  override name = 'KilledError';
}

const NAMES = [
  'chmodSync',
  'closeSync',
  'fstatSync',
  'fsyncSync',
  'lstatSync',
  'mkdirSync',
  'openSync',
  'readFileSync',
  'readSync',
  'readdirSync',
  'renameSync',
  'rmdirSync',
  'statfsSync',
  'unlinkSync',
  'utimesSync',
  'writeSync'
] as const satisfies readonly (keyof Disk)[];

const WRITING: ReadonlySet<string> = new Set(['mkdirSync', 'openSync', 'writeSync', 'fsyncSync', 'renameSync']);

type Call = (...args: unknown[]) => unknown;

/** A disk whose system call number `at` goes wrong; `count` tells how many there were. */
export function faultyDisk(at: number, fault: Fault): { disk: Disk; count: () => number } {
  let calls = 0;
  let isDead = false;
  const handles = new Set<number>();
  const wrap = (name: (typeof NAMES)[number]): Call => {
    const real = (fs[name] as Call).bind(fs);
    return (...args) => {
      if (isDead) {
        throw new KilledError();
      }
      if (calls++ === at) {
        isDead = fault === 'kill' || fault === 'torn';
        fail(name, args, { real, fault, handles });
      }
      // Thousands of runs cannot wait for a real disk; what a sync is for shows in the order of calls.
      const result = name === 'fsyncSync' ? undefined : real(...args);
      if (name === 'openSync') {
        handles.add(result as number);
      } else if (name === 'closeSync') {
        handles.delete(args[0] as number);
      }
      return result;
    };
  };
  const disk = Object.fromEntries(NAMES.map(name => [name, wrap(name)])) as unknown as Disk;
  return { disk, count: () => calls };
}

function fail(
  name: string,
  args: unknown[],
  { real, fault, handles }: { real: Call; fault: Fault; handles: ReadonlySet<number> }
): void {
  if (fault === 'torn' && name === 'writeSync') {
    const bytes = args[1] as Uint8Array;
    real(args[0], bytes.subarray(0, bytes.length >> 1), 0);
  }
  if (fault === 'torn' || fault === 'kill') {
    handles.forEach(handle => fs.closeSync(handle));
    throw new KilledError();
  }
  if (fault === 'EIO' ? name !== 'closeSync' : WRITING.has(name)) {
    throw Object.assign(new Error(`${fault}: ${name}`), { code: fault, syscall: name });
  }
}
