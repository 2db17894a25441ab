// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Runs a real JupyterHub with Atrium, its users and their tokens: for `npm start` and for the hub tests.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { environment, root } from './run.mjs';

export const USERS = ['alice', 'bob', 'carol', 'ada'];
const ACCESS = 'access:services!service=atrium';
const PUBLISH = 'custom:atrium:publish';
const START_MS = 90_000;
const STOP_MS = 60_000;

/**
 * Starts a hub and waits until its Atrium answers.
 *
 * @param {{folder: string, host: string, port: number, name?: string, password?: string, env?: object}} options
 * @returns the hub: `url`, `atrium` (the service's address), `call` (the hub's API), `stop`
 */
export async function startHub({ folder, host, port, name = 'North Hub', password, env = {} }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const user of USERS) {
    mkdirSync(`${folder}/home/${user}`, { recursive: true });
  }
  const token = secret(`${folder}/set-up-token`);
  const inner = await Promise.all([freePort(), freePort(), freePort()]);
  const log = openSync(`${folder}/hub.log`, 'a', 0o600);
  const hub = spawn('jupyterhub', ['-f', `${root}examples/hubs/jupyterhub_config.py`], {
    cwd: folder,
    detached: true, // Ctrl-C reaches us alone; we stop the hub in order
    stdio: ['ignore', log, log],
    env: environment({
      HUB_DIR: folder,
      HUB_HOST: host,
      HUB_PORT: String(port),
      HUB_INNER_PORTS: inner.join(','),
      HUB_NAME: name,
      HUB_SET_UP_TOKEN: token,
      ...(password ? { HUB_SHARED_PASSWORD: password } : {}),
      ...env
    })
  });
  const ended = new Promise(resolve => hub.once('close', resolve));
  const url = `http://${host}:${port}/`;
  const api = `http://127.0.0.1:${inner[0]}/hub/api`;
  const started = {
    url,
    atrium: `${url}services/atrium/`,
    folder,
    pid: hub.pid,
    ended,
    call: (path, init = {}) =>
      fetch(`${api}${path}`, {
        ...init,
        headers: { authorization: `token ${token}`, 'content-type': 'application/json', ...init.headers }
      }),
    stop: () => stopHub(hub, ended)
  };
  try {
    await answers(`${started.atrium}health/ready`, hub);
  } catch (error) {
    await started.stop();
    throw error;
  }
  return started;
}

/** Asks for a personal token that may read, and publish if its person may. */
export async function personalToken(hub, user, scopes) {
  const asked = scopes ?? (user === 'carol' ? [ACCESS] : [ACCESS, PUBLISH]);
  const reply = await hub.call(`/users/${user}/tokens`, {
    method: 'POST',
    body: JSON.stringify({ note: 'atrium command', scopes: asked })
  });
  if (!reply.ok) {
    throw new Error(`JupyterHub made no token for ${user}: ${reply.status} ${await reply.text()}`);
  }
  return (await reply.json()).token;
}

/** Finds a port that is free now. */
export function freePort(host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Tells whether nobody listens at a port. */
export function isFree(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

function secret(path) {
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(path, 'utf8');
}

async function answers(url, hub) {
  for (const end = Date.now() + START_MS; Date.now() < end;) {
    if (hub.exitCode !== null) {
      throw new Error('JupyterHub ended while starting; see hub.log in its folder.');
    }
    const reply = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (reply?.ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answered at ${url} for ${START_MS / 1000} s; see hub.log in the hub's folder.`);
}

/** Stops by pid and waits: the hub stops its servers, its service and its proxy. */
async function stopHub(hub, ended) {
  if (hub.exitCode === null && hub.signalCode === null) {
    hub.kill('SIGTERM');
    const timer = setTimeout(() => hub.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  }
}
