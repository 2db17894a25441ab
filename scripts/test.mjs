// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// `npm test`: every check but the deep ones. Each suite says how many of its tests passed, failed and were skipped; the
// last line adds them up. A suite that ends badly without a failed test counts as one failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findChromium } from './chromium.mjs';
import { freePort } from './hub.mjs';
import { findPostgres } from './postgres.mjs';
import { capture, environment, root } from './run.mjs';
import { oldHubVenv, setUp, setUpOldHub } from './set-up.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { deep: { type: 'boolean' } } });
const isDeep = values.deep ?? false;

const suites = {
  types: () => check('types', ['tsc', ['-b']], ['tsc', ['-p', 'tsconfig.spec.json']]),
  lint: () =>
    check('lint', ['eslint', ['--max-warnings', '0', '.']], ['prettier', ['--check', '--log-level', 'warn', '.']]),
  ruff: () => check('ruff', ['ruff', ['check', '-q', '.']], ['ruff', ['format', '--check', '-q', '.']]),
  layers: () => check('layers', ['node', ['scripts/check-layers.mjs']]),
  names: () => check('names', ['node', ['scripts/check-names.mjs']]),
  api: () => check('api', ['node', ['scripts/write-openapi.mjs', '--check']]),
  sizes: () => check('sizes', ['node', ['scripts/check-sizes.mjs']]),
  docs: () => check('docs', ['node', ['scripts/check-docs.mjs']]),
  jest: () => jest(),
  pytest: () => pytest(),
  ui: () => playwright('ui', 'ui-tests/playwright.config.ts'),
  hub: () => playwright('hub', 'ui-tests/playwright.hub.config.ts'),
  ...(isDeep ? { hub5: () => oldHub() } : {})
};

const chosen = positionals.length > 0 ? positionals : Object.keys(suites);
const unknown = chosen.filter(name => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  console.error(`There is no suite “${unknown[0]}”. There are: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}

try {
  await setUp();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const CHROMIUM_PATH = await findChromium();
await findPostgres();
const env = environment({ CHROMIUM_PATH, ATRIUM_DEEP: isDeep ? '1' : '' });
mkdirSync(`${root}.dev/reports`, { recursive: true });

const sums = { passed: 0, failed: 0, skipped: 0 };
for (const name of chosen) {
  const started = Date.now();
  const counts = await suites[name]();
  for (const key of Object.keys(sums)) {
    sums[key] += counts[key];
  }
  console.log(`${name}: ${say(counts)} (${Math.round((Date.now() - started) / 1000)} s)`);
}
console.log(say(sums));
process.exit(sums.failed === 0 && sums.passed > 0 ? 0 : 1);

function say({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Runs commands that either pass or fail; shows what a failing one printed. */
async function check(name, ...commands) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [command, args] of commands) {
    const { code, output } = await capture(command, args, { env });
    counts[code === 0 ? 'passed' : 'failed']++;
    if (code !== 0) {
      console.log(`${name}: \`${[command, ...args].join(' ')}\`\n${output}`);
    }
  }
  return counts;
}

async function jest() {
  const report = `${root}.dev/reports/jest.json`;
  rmSync(report, { force: true });
  const args = ['--json', `--outputFile=${report}`, '--maxWorkers=2', '--silent'];
  const { code, output } = await capture('jest', args, { env });
  const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  const counts = {
    passed: found.numPassedTests ?? 0,
    failed: (found.numFailedTests ?? 0) + (found.numRuntimeErrorTestSuites ?? 0),
    skipped: (found.numPendingTests ?? 0) + (found.numTodoTests ?? 0)
  };
  return withCode(counts, code, output.replace(/^\{"numFailedTestSuites".*$/m, ''));
}

async function pytest() {
  const { code, output } = await capture('pytest', ['-q', '-rf'], { env });
  return withCode(read(output), code, output);
}

/** The journeys on the JupyterHub before. */
async function oldHub() {
  await setUpOldHub();
  return playwright('hub5', 'ui-tests/playwright.hub.config.ts', ['journeys', 'credentials'], oldHubVenv);
}

async function playwright(name, config, only = [], venv = undefined) {
  const port = String(await freePort());
  const extra = { ...env, ATRIUM_TEST_PORT: port, ...(venv ? { ATRIUM_VENV: venv } : {}) };
  const { code, output } = await capture('playwright', ['test', '-c', config, ...only], {
    env: extra,
    isShown: isDeep
  });
  return withCode(read(output), code, output);
}

/** Reads `N passed`, `N failed` … as pytest and Playwright print them. */
function read(output) {
  const count = word => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  return {
    passed: count('passed'),
    failed: count('failed') + count('errors?\\b') + count('flaky') + count('interrupted'),
    skipped: count('skipped') + count('did not run')
  };
}

function withCode(counts, code, output) {
  const isBad = code !== 0 || counts.failed > 0;
  if (isBad) {
    console.log(output);
  }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
