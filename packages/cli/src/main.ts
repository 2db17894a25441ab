// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { run } from './run.ts';

declare const ATRIUM_VERSION: string | undefined;

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  version: typeof ATRIUM_VERSION === 'string' ? ATRIUM_VERSION : '0.0.0',
  print: line => process.stdout.write(`${line}\n`),
  report: line => process.stderr.write(`${line}\n`),
  fetch
});
