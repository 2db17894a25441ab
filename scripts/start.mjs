// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// `npm start`: sets everything up, runs two JupyterHubs with Atrium and seeded galleries that follow each other, and says how
// to use them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { USERS, isFree, personalToken, startHub } from './hub.mjs';
import { connect, list, peerRules } from './network.mjs';
import { environment, root } from './run.mjs';
import { seed } from './seed.mjs';
import { setUp } from './set-up.mjs';

/** Two hosts, never two ports of one: cookies ignore ports. */
const HUBS = [
  { key: 'north', name: 'North Hub', host: '127.0.0.1' },
  { key: 'coast', name: 'Coast Hub', host: '127.0.0.2' }
];
const FIRST_PORT = 8000;
const PASSWORD = 'atrium-demo';

const { values } = parseArgs({ options: { port: { type: 'string' } } });

let stopping = null;
const started = [];
/** Stops what was started, once, however often it is asked. */
const stop = code =>
  (stopping ??= Promise.allSettled(started)
    .then(starts => Promise.all(starts.map(({ value }) => value?.stop())))
    .then(() => process.exit(code)));
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

try {
  await setUp();
  const port = await choosePort(values.port);
  started.push(...HUBS.map(hub => start(hub, port)));
  const [north, coast] = await Promise.all(started);
  const tokens = [await writeEnvironments(north), await writeEnvironments(coast)];
  await connect([north, coast], PASSWORD);
  await seedBoth([north, coast], tokens);
  say([north, coast]);
  await Promise.race([north.ended, coast.ended]);
  await stop(1);
} catch (error) {
  console.error(error.message);
  await stop(1);
}

async function start({ key, name, host }, port) {
  // A hub has its address for good, so each port has hubs of its own.
  const folder = `${root}.dev/${key}${port === FIRST_PORT ? '' : `-${port}`}`;
  const others = HUBS.map(each => each.host).filter(each => each !== host);
  const env = { HUB_PEER_RULES: peerRules(others, port) };
  const hub = await startHub({ folder, host, port, name, password: PASSWORD, env });
  return { ...hub, key, name };
}

async function choosePort(asked) {
  const isFreeAtAll = async port => (await Promise.all(HUBS.map(({ host }) => isFree(port, host)))).every(Boolean);
  if (asked !== undefined) {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      throw new Error(`--port takes a number from 1 to 65535, not “${asked}”.`);
    }
    if (!(await isFreeAtAll(port))) {
      throw new Error(`Port ${port} is taken: stop what uses it, or choose another with --port.`);
    }
    return port;
  }
  for (let port = FIRST_PORT; ; port += 10) {
    if (await isFreeAtAll(port)) {
      return port;
    }
  }
}

/** Writes `<user>.env` into the hub's folder, one a person; tokens of an earlier start are kept while the hub knows them. */
async function writeEnvironments(hub) {
  const tokens = {};
  for (const user of USERS) {
    const path = environmentFile(hub, user);
    const old = existsSync(path) ? /ATRIUM_TOKEN='(\w+)'/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
    const token = old && (await isKnown(hub, old)) ? old : await personalToken(hub, user);
    const lines = [
      `export ATRIUM_HUB='${hub.atrium}'`,
      `export ATRIUM_TOKEN='${token}'`,
      `export PATH='${root}.dev/venv/bin':"$PATH"`
    ];
    writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600 });
    tokens[user] = token;
  }
  return tokens;
}

function environmentFile(hub, user) {
  return `${hub.folder}/${user}.env`;
}

async function isKnown(hub, token) {
  return (await fetch(`${hub.atrium}api/v1/me`, { headers: { authorization: `token ${token}` } })).ok;
}

/** Coast first: a work of North was made from one of it. */
async function seedBoth([north, coast], [northTokens, coastTokens]) {
  const atCoast = await seed(coast, environmentsOf(coast, coastTokens), PASSWORD, { only: coast.key });
  if (atCoast.isNew) {
    await list(north, coast, atCoast.shared, { password: PASSWORD, token: northTokens.ada });
  }
  const part = { only: north.key, elsewhere: atCoast.works };
  const atNorth = await seed(north, environmentsOf(north, northTokens), PASSWORD, part);
  if (atNorth.isNew) {
    await list(coast, north, atNorth.shared, { password: PASSWORD, token: coastTokens.ada });
  }
}

function environmentsOf({ atrium, folder }, tokens) {
  const each = ([user, token]) => [
    user,
    environment({ ATRIUM_HUB: atrium, ATRIUM_TOKEN: token, HOME: `${folder}/home/${user}` })
  ];
  return Object.fromEntries(Object.entries(tokens).map(each));
}

function say([north, coast]) {
  const alice = hub => environmentFile(hub, 'alice').slice(root.length);
  console.log(`
  Two hubs run that follow each other; each has users, servers and works of its own.

  ${north.name}:         ${north.url}
    Service’s pages: ${north.atrium}
    In a terminal:   . ${alice(north)} && atrium search altimetry

  ${coast.name}:         ${coast.url}
    Service’s pages: ${coast.atrium}
    In a terminal:   . ${alice(coast)} && atrium search altimetry

  Log in as:         alice or bob (may publish), carol (may not), ada (curator and admin)
  Password:          ${PASSWORD}

  Ctrl-C stops both.
`);
}
