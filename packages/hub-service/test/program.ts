// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

/**
 * Builds the program as it is shipped, which its threads run too.
 *
 * @param into - folder
 * @returns its path
 */
export function buildProgram(into: string): string {
  const require = "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);";
  execFileSync(
    join(ROOT, 'node_modules/.bin/esbuild'),
    [
      'packages/cli/src/main.ts',
      '--bundle',
      '--platform=node',
      '--target=node24',
      '--format=esm',
      '--conditions=atrium-source',
      '--external:pg-native',
      '--log-level=error',
      `--banner:js=${require}`,
      '--splitting',
      '--out-extension:.js=.mjs',
      `--outdir=${into}/program`
    ],
    { cwd: ROOT }
  );
  return join(into, 'program/main.mjs');
}

/** A service in a process of its own. */
export type Program = { child: ChildProcess; kill: () => Promise<void> };

/** Starts a service and waits until it answers. */
export async function startProgram(program: string, env: Record<string, string>): Promise<Program> {
  const child = spawn(process.execPath, [program, 'serve'], { stdio: ['ignore', 'ignore', 'pipe'], env });
  await ready(child);
  return {
    child,
    kill: async () => {
      const ended = new Promise(done => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
    }
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let log = '';
    child.stderr?.on('data', (part: Buffer) => {
      log += part.toString();
      if (log.includes('"Ready."')) {
        done();
      }
    });
    child.once('exit', code => fail(new Error(`The service ended with ${code}:\n${log}`)));
  });
}
