// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Lists the project's files for the scripts that check them.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { root } from './run.mjs';

process.chdir(root);

/** Files git tracks or would track, relative to the root. */
export function files(...patterns) {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate', ...patterns]);
  return String(list)
    .split('\n')
    .filter(file => file && existsSync(file));
}

/** TypeScript sources of the packages, without specs and test data. */
export function sourceFiles() {
  return files('packages/*/src/*.ts', 'packages/*/src/*.tsx').filter(file => !/\.spec\.tsx?$|\.d\.ts$/.test(file));
}
