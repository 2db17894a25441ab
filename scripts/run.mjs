// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Starts other programs: with the project's tools first on the PATH, and never leaving one behind.
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The environment of every child: our Node, our Python, and Jupyter folders that are nobody else's. */
export function environment(extra = {}) {
  const python = extra.ATRIUM_VENV ?? process.env.ATRIUM_VENV ?? `${root}.dev/venv`;
  const path = [`${root}node_modules/.bin`, `${python}/bin`, process.env.PATH].join(delimiter);
  return {
    ...process.env,
    PATH: path,
    JUPYTER_CONFIG_DIR: `${root}.dev/jupyter/config`,
    JUPYTER_DATA_DIR: `${root}.dev/jupyter/data`,
    JUPYTER_RUNTIME_DIR: `${root}.dev/jupyter/runtime`,
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    ...extra
  };
}

/** Runs a program to its end, showing what it prints; rejects when it fails. */
export async function run(command, args, options = {}) {
  const { code } = await finish(command, args, { ...options, stdio: 'inherit' });
  if (code !== 0) {
    throw new Error(`\`${[command, ...args].join(' ')}\` ended with ${code}.`);
  }
}

/** Runs a program to its end; shows what it printed only when it fails. */
export async function runQuietly(command, args, options = {}) {
  const { code, output } = await capture(command, args, options);
  if (code !== 0) {
    throw new Error(`\`${[command, ...args].join(' ')}\` ended with ${code}.\n${output}`);
  }
}

/** Runs a program to its end and answers what it printed; shows it too if `isShown`. */
export function capture(command, args, { isShown = false, ...options } = {}) {
  return finish(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], isShown });
}

function finish(command, args, { isShown, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: environment(), ...options });
    let output = '';
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr]
    ]) {
      stream?.on('data', data => {
        output += data;
        if (isShown) {
          target.write(data);
        }
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? `signal ${signal}`, output }));
  });
}
