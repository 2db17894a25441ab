// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Finds the browser the tests drive, or installs Debian's.
import { existsSync } from 'node:fs';
import { run } from './run.mjs';

const PACKAGES = ['chromium', 'fonts-dejavu-core', 'fonts-liberation'];

/** Answers the browser's path; stops with what to do where there is none: skipping tests would be a false pass. */
export async function findChromium() {
  const known = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  const found = known.find(path => path && existsSync(path));
  if (found) {
    return found;
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${PACKAGES.join(', ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['-qq', 'update'], { env });
    await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...PACKAGES], { env });
    return '/usr/bin/chromium';
  }
  throw new Error(
    'The browser tests need Chromium: install your system’s package `chromium`, or name its program in CHROMIUM_PATH.'
  );
}
