// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Finds PostgreSQL's server programs for the storage suite, or installs Debian's.
import { existsSync, readdirSync } from 'node:fs';
import { run } from './run.mjs';

const DEBIAN = '/usr/lib/postgresql';

/** Answers the folder of `initdb` and `postgres`; null where there is none and none can be installed. */
export async function findPostgres() {
  const found = folder();
  if (found || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    if (!found) {
      console.log(
        'PostgreSQL was not found: its half of the storage suite is skipped. Install the package postgresql.'
      );
    }
    return found;
  }
  console.log('Installing postgresql …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['-qq', 'update'], { env });
  await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'postgresql'], { env });
  return folder();
}

function folder() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const known = [process.env.POSTGRES_BIN, ...versions.map(version => `${DEBIAN}/${version}/bin`)];
  return known.find(path => path && existsSync(`${path}/initdb`)) ?? null;
}
