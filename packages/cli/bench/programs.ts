// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** The program as it is built. */
export const PROGRAM =
  process.env.ATRIUM_BENCH_PROGRAM ?? new URL('../../../jupyter_atrium/program/atrium.mjs', import.meta.url).pathname;
/** As `jupyter_atrium/node.py` starts it. */
const FLAGS = ['--max-semi-space-size=4'];
const FRUGAL = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '65536' };
const SECRET = 'secret-of-the-bench-0123456789abcdef';
const LOOK_MS = 10;
/** The kernel counts processor time in hundredths of a second. */
const TICK_MS = 10;
const READY_MS = 20_000;

/** A program that ran to its end, with all that it started. */
export type Ended = { code: number | null; output: string; wallMs: number; cpuMs: number; peakBytes: number };

/** How a program is run. */
export type RunOptions = { folder?: string; env?: Record<string, string>; mayFail?: boolean };

/** Runs a program to its end; only one at a time, or the times are mixed up. */
export async function runProgram(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const cpu = childrenMs();
  const wall = performance.now();
  const child = spawn(command, args, {
    cwd: options.folder,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', data => (output += String(data)));
  child.stderr.on('data', data => (errors += String(data)));
  let peakBytes = 0;
  const look = setInterval(() => (peakBytes = Math.max(peakBytes, memoryOf(child, 'VmHWM'))), LOOK_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(look);
  if (code !== 0 && !options.mayFail) {
    throw new Error(`\`${[command, ...args].join(' ')}\` ended with ${code}.\n${output}${errors}`);
  }
  return { code, output, wallMs: performance.now() - wall, cpuMs: childrenMs() - cpu, peakBytes };
}

/** A service of its own data, behind a socket unless told where to listen. */
export class Served {
  readonly data: string;
  readonly socket: string;
  private readonly _child: ChildProcess;

  private constructor(child: ChildProcess, data: string) {
    this._child = child;
    this.data = data;
    this.socket = join(data, 'socket');
  }

  /** Starts a service and waits until it is ready. */
  static async start(data: string, env: Record<string, string> = {}): Promise<Served> {
    mkdirSync(data, { recursive: true });
    const child = spawn(process.execPath, [...FLAGS, PROGRAM, 'serve'], {
      env: {
        PATH: process.env.PATH,
        ...FRUGAL,
        ATRIUM_SECRET: SECRET,
        ATRIUM_DATA: data,
        ATRIUM_LISTEN: `unix:${data}/socket`,
        ...env
      },
      stdio: ['ignore', 'ignore', 'pipe']
    });
    let log = '';
    child.stderr.on('data', line => (log += String(line)));
    for (const start = performance.now(); !log.includes('"Ready."'); await setTimeout(LOOK_MS)) {
      if (child.exitCode !== null || performance.now() - start > READY_MS) {
        child.kill('SIGKILL');
        throw new Error(`The service did not start.\n${log}`);
      }
    }
    return new Served(child, data);
  }

  /** Processor time of all its threads so far. */
  cpuMs(): number {
    return cpuMsOf(this._child);
  }

  /** Most memory since the last `forgetPeak`. */
  peakBytes(): number {
    return memoryOf(this._child, 'VmHWM');
  }

  residentBytes(): number {
    return memoryOf(this._child, 'VmRSS');
  }

  forgetPeak(): void {
    writeFileSync(`/proc/${this._child.pid}/clear_refs`, '5');
  }

  /** Waits until nothing is left to do behind the calls, such as indexing. */
  async idle(): Promise<void> {
    for (let before = -1; this.cpuMs() !== before; await setTimeout(500)) {
      before = this.cpuMs();
    }
  }

  async stop(): Promise<void> {
    const ended = once(this._child, 'close');
    this._child.kill('SIGTERM');
    await ended;
  }
}

/** The environment of a person of their own, who knows one service. */
export function personEnv(home: string, socket: string): Record<string, string> {
  mkdirSync(home, { recursive: true });
  return {
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_DATA_HOME: join(home, 'data'),
    JUPYTER_DATA_DIR: join(home, 'data'),
    ATRIUM_HUB: `unix:${socket}`,
    ATRIUM_TOKEN: SECRET
  };
}

/** Runs a command of the program. */
export function atrium(args: readonly string[], options: RunOptions): Promise<Ended> {
  return runProgram(process.execPath, [...FLAGS, PROGRAM, ...args], options);
}

/** Whether a program is there to be measured against. */
export async function isThere(command: string, ...args: string[]): Promise<boolean> {
  return runProgram(command, args).then(
    () => true,
    () => false
  );
}

/** Processor time of all threads of a process so far. */
export function cpuMsOf({ pid }: ChildProcess): number {
  const [user = 0, system = 0] = statOf(String(pid)).slice(11, 13);
  return (user + system) * TICK_MS;
}

/** Processor time of all children that have ended, and of theirs. */
function childrenMs(): number {
  const [user = 0, system = 0] = statOf('self').slice(13, 15);
  return (user + system) * TICK_MS;
}

/** The fields of a process's `stat` after its name, from the third on. */
function statOf(pid: string): number[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
}

function memoryOf(child: ChildProcess, field: 'VmHWM' | 'VmRSS'): number {
  try {
    const text = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return 1024 * Number(new RegExp(`${field}:\\s+(\\d+)`).exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
