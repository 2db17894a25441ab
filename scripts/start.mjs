// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// `npm start`: sets everything up, runs a JupyterHub with Atrium and a seeded gallery, and says how to use it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { USERS, isFree, personalToken, startHub } from './hub.mjs';
import { environment, root } from './run.mjs';
import { seed } from './seed.mjs';
import { setUp } from './set-up.mjs';

const HOST = '127.0.0.1';
const FIRST_PORT = 8000;
const PASSWORD = 'atrium-demo';
const folder = `${root}.dev/hub`;

const { values } = parseArgs({ options: { port: { type: 'string' } } });

let stopping = null;
let hub = null;
/** Stops what was started, once, however often it is asked. */
const stop = code => (stopping ??= (hub?.stop() ?? Promise.resolve()).then(() => process.exit(code)));
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

try {
  await setUp();
  const port = await choosePort(values.port);
  hub = await startHub({ folder, host: HOST, port, password: PASSWORD });
  const environments = await writeEnvironments();
  await seed(hub, environments, PASSWORD);
  say();
  await hub.ended;
  await stop(1);
} catch (error) {
  console.error(error.message);
  await stop(1);
}

async function choosePort(asked) {
  if (asked !== undefined) {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      throw new Error(`--port takes a number from 1 to 65535, not “${asked}”.`);
    }
    if (!(await isFree(port, HOST))) {
      throw new Error(`Port ${port} is taken: stop what uses it, or choose another with --port.`);
    }
    return port;
  }
  for (let port = FIRST_PORT; ; port += 10) {
    if (await isFree(port, HOST)) {
      return port;
    }
  }
}

/** Writes `.dev/<user>.env`, one a person; tokens of an earlier start are kept while the hub knows them. */
async function writeEnvironments() {
  const written = {};
  for (const user of USERS) {
    const path = `${root}.dev/${user}.env`;
    const old = existsSync(path) ? /ATRIUM_TOKEN='(\w+)'/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
    const token = old && (await isKnown(old)) ? old : await personalToken(hub, user);
    const lines = [
      `export ATRIUM_HUB='${hub.atrium}'`,
      `export ATRIUM_TOKEN='${token}'`,
      `export PATH='${root}.dev/venv/bin':"$PATH"`
    ];
    writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600 });
    written[user] = environment({ ATRIUM_HUB: hub.atrium, ATRIUM_TOKEN: token });
  }
  return written;
}

async function isKnown(token) {
  return (await fetch(`${hub.atrium}api/v1/me`, { headers: { authorization: `token ${token}` } })).ok;
}

function say() {
  console.log(`
  Atrium runs:      ${hub.url}
  Log in as:        alice or bob (may publish), carol (may not), ada (curator and admin)
  Password:         ${PASSWORD}
  Service’s pages:  ${hub.atrium}
  In a terminal:    . .dev/alice.env && atrium search altimetry

  Ctrl-C stops it.
`);
}
