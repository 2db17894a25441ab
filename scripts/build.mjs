// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Builds everything: tsc, the labextensions, the program.
// --clean first removes outputs; --clean-only stops there; --watch keeps building.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { buildProgram } from './program.mjs';
import { root, run } from './run.mjs';

const flag = name => process.argv.includes(name);
const packages = readdirSync(`${root}packages`).map(name => `${root}packages/${name}`);
const manifest = folder => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
const node = (args, options) => run(process.execPath, args, options);

if (flag('--clean') || flag('--clean-only')) {
  for (const folder of packages) {
    rmSync(`${folder}/lib`, { recursive: true, force: true });
  }
  rmSync(`${root}jupyter_atrium/labextensions`, { recursive: true, force: true });
  rmSync(`${root}jupyter_atrium/program`, { recursive: true, force: true });
}
if (flag('--clean-only')) {
  process.exit();
}

const tsc = (...args) => node(['node_modules/typescript/bin/tsc', '-b', ...args]);
// The working directory is the package: from the root, the builder's licence plugin takes the root's package.json for
// that of a shared module and stops with `scandir ''`.
const labextension = (folder, ...args) =>
  node(
    [
      `${root}node_modules/@jupyter/builder/lib/build-labextension.js`,
      '--core-package-file',
      `${root}node_modules/@jupyterlab/core-meta/core.package.json`,
      ...args,
      '.'
    ],
    { cwd: folder }
  );
const labextensions = packages.filter(folder => manifest(folder).jupyterlab);

await Promise.all([tsc(), buildProgram(`${root}jupyter_atrium/program`)]);
if (flag('--watch')) {
  await Promise.all([
    tsc('-w', '--preserveWatchOutput'),
    ...labextensions.map(folder => labextension(folder, '--development', '--watch'))
  ]);
} else {
  await Promise.all(labextensions.map(folder => labextension(folder)));
}
