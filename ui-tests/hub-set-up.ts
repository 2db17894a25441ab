// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { USERS, freePort, personalToken, startHub } from '../scripts/hub.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Starts a hub for all hub tests; the answer stops it. */
export default async function hubSetUp(): Promise<() => Promise<void>> {
  const folder = `${root}.dev/test-hub`;
  rmSync(folder, { recursive: true, force: true });
  const hub = await startHub({ folder, host: '127.0.0.1', port: await freePort() });
  process.env.ATRIUM_TEST_HUB = hub.url;
  process.env.ATRIUM_TEST_HUB_FOLDER = folder;
  for (const user of USERS) {
    process.env[`ATRIUM_TEST_TOKEN_${user}`] = await personalToken(hub, user);
  }
  return hub.stop;
}
