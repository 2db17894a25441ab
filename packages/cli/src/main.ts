// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isMainThread } from 'node:worker_threads';
import { run } from './run.ts';
import { terminalWorld } from './terminal/world.ts';

declare const ATRIUM_VERSION: string | undefined;

const version = typeof ATRIUM_VERSION === 'string' ? ATRIUM_VERSION : '0.0.0';

if (isMainThread) {
  process.exitCode = await run(process.argv.slice(2), terminalWorld(version));
} else {
  // The program is one file: a thread of the service runs it too, and finds out what it is for.
  await import('@jupyter-atrium/hub-service/thread');
}
