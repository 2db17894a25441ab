// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Makes a fresh clone ready: npm packages, Python environment, build, install. Each step is skipped while the stamp
// of its inputs matches and its output exists. All it makes lies in node_modules/, build outputs and .dev/.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { capture, root, runQuietly } from './run.mjs';

const stamps = `${root}.dev/stamps`;
const venv = `${root}.dev/venv`;

/** A second Python environment, with the JupyterHub before. */
export const oldHubVenv = `${root}.dev/venv-hub5`;

export async function setUp() {
  checkVersions();
  mkdirSync(stamps, { recursive: true });
  await Promise.all([
    step('npm', ['package-lock.json', '.npmrc'], `${root}node_modules/typescript`, installNpm),
    step('python', ['requirements-dev.txt'], `${venv}/bin/jupyterhub`, installPython)
  ]);
  const sources = await sourceFiles();
  await step('build', sources, `${root}jupyter_atrium/program/atrium.mjs`, () =>
    runQuietly('node', ['scripts/build.mjs'])
  );
  await step('install', ['pyproject.toml', 'package.json'], `${venv}/bin/atrium`, installSelf);
  refuseNews(venv);
}

/** JupyterLab asks newcomers about news, in front of what they came for. */
function refuseNews(environment) {
  const settings = `${environment}/share/jupyter/lab/settings`;
  mkdirSync(settings, { recursive: true });
  const overrides = { '@jupyterlab/apputils-extension:notification': { fetchNews: 'false' } };
  writeFileSync(`${settings}/overrides.json`, JSON.stringify(overrides));
}

/** Makes the environment that differs from the first in its JupyterHub alone. */
export async function setUpOldHub() {
  await step('old-hub', ['requirements-dev.txt', 'pyproject.toml'], `${oldHubVenv}/bin/atrium`, async () => {
    const wanted = readFileSync(`${root}requirements-dev.txt`, 'utf8').replace(/^jupyterhub==.*$/m, 'jupyterhub==5.*');
    const list = `${root}.dev/requirements-hub5.txt`;
    writeFileSync(list, wanted);
    const pip = [`${oldHubVenv}/bin/pip`, 'install', '-q', '--disable-pip-version-check'];
    await runQuietly('python3', ['-m', 'venv', '--clear', oldHubVenv], { env: process.env });
    await runQuietly(pip[0], [...pip.slice(1), '-r', list]);
    await runQuietly(pip[0], [...pip.slice(1), '--no-build-isolation', '--no-deps', '-e', '.']);
    await runQuietly(`${oldHubVenv}/bin/jupyter-builder`, ['develop', '.', '--overwrite']);
  });
  refuseNews(oldHubVenv);
}

/** Runs `act` unless its inputs are those of the last time. The stamp is written last, so a killed step is redone. */
async function step(name, inputs, output, act) {
  const hash = createHash('sha256').update(root);
  for (const input of inputs) {
    hash.update(input).update(existsSync(`${root}${input}`) ? readFileSync(`${root}${input}`) : '');
  }
  const stamp = `${stamps}/${name}`;
  const now = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now && existsSync(output)) {
    return;
  }
  rmSync(stamp, { force: true });
  console.log(`Setting up: ${name} …`);
  await act();
  writeFileSync(stamp, now);
}

function checkVersions() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);
  }
}

async function installNpm() {
  // Not plain `npm`: the `node` on the PATH may be the one inside node_modules, which `npm ci` deletes while it runs.
  const npm = process.env.npm_execpath
    ? [process.env.npm_node_execpath ?? process.execPath, process.env.npm_execpath, 'ci']
    : ['npm', 'ci'];
  await runQuietly(npm[0], npm.slice(1), { env: process.env });
}

async function installPython() {
  const version = await capture('python3', ['-c', 'import sys, venv, ensurepip; print(sys.version_info >= (3, 10))'], {
    env: process.env
  }).catch(() => ({ output: '' }));
  if (!version.output.includes('True')) {
    throw new Error(
      'Python 3.10 or newer with the module `venv` is needed: on Debian, `apt-get install python3-venv`.'
    );
  }
  await runQuietly('python3', ['-m', 'venv', '--clear', venv], { env: process.env });
  await runQuietly(`${venv}/bin/pip`, ['install', '-q', '--disable-pip-version-check', '-r', 'requirements-dev.txt']);
}

async function installSelf() {
  const pip = `${venv}/bin/pip`;
  await runQuietly(pip, [
    'install',
    '-q',
    '--disable-pip-version-check',
    '--no-build-isolation',
    '--no-deps',
    '-e',
    '.'
  ]);
  await runQuietly(`${venv}/bin/jupyter-builder`, ['develop', '.', '--overwrite']);
}

async function sourceFiles() {
  const { output } = await capture('git', [
    ...['ls-files', '-co', '--exclude-standard', '--deduplicate', 'packages', 'scripts/build.mjs'],
    ...['tsconfig.json', 'tsconfig.base.json', 'tsconfig.lab.json', 'tsconfig.node.json', 'package-lock.json']
  ]);
  return output.split('\n').filter(file => file && !/\.spec\.tsx?$|\/test(data)?\/|\.md$/.test(file));
}

if (import.meta.url === `file://${process.argv[1]}`) {
  await setUp();
}
