// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { resolve } from 'node:path';
import { OperatorPattern } from '@jupyter-atrium/api';
import * as Type from 'typebox';
import { Value } from 'typebox/value';
import type { Config, HubAccess, SoloAccess } from './config.ts';
import { ConfigError } from './config.ts';
import { readRules } from './peers/fetch/index.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Makes the configuration from the variables of the environment; nothing else of the service reads them.
 *
 * @param env - variables as in `process.env`
 * @param version - the program's version
 * @throws ConfigError naming every variable that is missing or malformed
 * @see docs/operators.md, which lists the variables
 */
export function readEnv(env: Env, version: string): Config {
  const problems: string[] = [];
  const access = env.ATRIUM_SECRET ? readSolo(env) : readHub(env, problems);
  const config: Config = {
    version,
    listen: readListen(env, problems),
    prefix: readPrefix(env.JUPYTERHUB_SERVICE_PREFIX ?? (access.kind === 'solo' ? '/' : '/services/atrium/'), problems),
    publicUrl: readPublicUrl(env, problems),
    ...readStorageOf(env, problems),
    hubName: env.ATRIUM_HUB_NAME || (access.kind === 'solo' ? 'This computer' : 'This hub'),
    contact: env.ATRIUM_CONTACT || null,
    trustedProxies: (env.ATRIUM_TRUSTED_PROXIES ?? '').split(',').filter(Boolean),
    patterns: readPatterns(env.ATRIUM_PATTERNS, problems),
    peers: { rules: readRules(env.ATRIUM_PEER_RULES ?? '', problems), proxy: readProxy(env, problems) },
    access
  };
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return Object.freeze(config);
}

/**
 * Reads where a service keeps its data, for programs that run beside it.
 *
 * @throws ConfigError
 */
export function readStorage(env: Env): Pick<Config, 'data' | 'databaseUrl'> {
  const problems: string[] = [];
  const storage = readStorageOf(env, problems);
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return storage;
}

function readStorageOf(env: Env, problems: string[]): Pick<Config, 'data' | 'databaseUrl'> {
  return { data: resolve(env.ATRIUM_DATA || 'atrium-data'), databaseUrl: readDatabaseUrl(env, problems) };
}

/**
 * Takes the secrets of the person's Jupyter server out of this process: on their own machine the service needs none.
 *
 * @param process - the one whose variables go
 */
export function scrubEnvironment(process: { env: Record<string, string | undefined> }): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('JUPYTERHUB_') || name === 'JPY_API_TOKEN') {
      delete process.env[name];
    }
  }
}

function readSolo(env: Env): SoloAccess {
  return { kind: 'solo', secret: env.ATRIUM_SECRET ?? '', username: env.ATRIUM_PERSON || 'me' };
}

function readHub(env: Env, problems: string[]): HubAccess {
  const serviceName = env.JUPYTERHUB_SERVICE_NAME || 'atrium';
  const baseUrl = env.JUPYTERHUB_BASE_URL || '/';
  const prefix = env.JUPYTERHUB_SERVICE_PREFIX || `${baseUrl}services/${serviceName}/`;
  for (const name of ['JUPYTERHUB_API_URL', 'JUPYTERHUB_API_TOKEN']) {
    if (!env[name]) {
      problems.push(`${name} is missing. A service that JupyterHub starts gets it; else set it by hand.`);
    }
  }
  if (env.JUPYTERHUB_SSL_KEYFILE) {
    problems.push('JUPYTERHUB_SSL_KEYFILE is set: `internal_ssl` is not supported; switch it off for this service.');
  }
  return {
    kind: 'hub',
    apiUrl: (env.JUPYTERHUB_API_URL ?? '').replace(/\/$/, ''),
    apiToken: env.JUPYTERHUB_API_TOKEN ?? '',
    serviceName,
    clientId: env.JUPYTERHUB_CLIENT_ID || `service-${serviceName}`,
    callbackUrl: env.JUPYTERHUB_OAUTH_CALLBACK_URL || `${prefix}oauth_callback`,
    baseUrl,
    hostUrl: (env.JUPYTERHUB_HOST ?? '').replace(/\/$/, ''),
    cookieHostPrefix: env.JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED === '1',
    isManaged: env.ATRIUM_MANAGED === '1'
  };
}

function readListen(env: Env, problems: string[]): Config['listen'] {
  const text = env.ATRIUM_LISTEN || env.JUPYTERHUB_SERVICE_URL || 'http://127.0.0.1:10500';
  if (text.startsWith('unix:')) {
    return { socket: text.slice('unix:'.length) };
  }
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' || url.port === '') {
    problems.push(`ATRIUM_LISTEN or JUPYTERHUB_SERVICE_URL must look like http://127.0.0.1:10500, not “${text}”.`);
    return { host: '', port: 0 };
  }
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) };
}

function readPrefix(text: string, problems: string[]): string {
  if (!/^\/([A-Za-z0-9@._~-]+\/)*$/.test(text)) {
    problems.push(`JUPYTERHUB_SERVICE_PREFIX must begin and end with a slash, not “${text}”.`);
  }
  return text;
}

function readPublicUrl(env: Env, problems: string[]): string | null {
  const text = env.ATRIUM_PUBLIC_URL || env.JUPYTERHUB_PUBLIC_URL;
  if (!text) {
    return null;
  }
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash || url.username) {
    problems.push(`ATRIUM_PUBLIC_URL must be the address of the service in browsers, not “${text}”.`);
    return null;
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function readProxy({ ATRIUM_PEER_PROXY: text }: Env, problems: string[]): string | null {
  if (text && !/^https?:$/.test(URL.parse(text)?.protocol ?? '')) {
    problems.push(
      `ATRIUM_PEER_PROXY must be the address of a proxy, such as http://proxy.example:3128, not “${text}”.`
    );
    return null;
  }
  return text || null;
}

function readPatterns(text: string | undefined, problems: string[]): OperatorPattern[] {
  if (!text) {
    return [];
  }
  const patterns = parseJson(text);
  if (!Value.Check(Type.Array(OperatorPattern), patterns)) {
    problems.push(
      'ATRIUM_PATTERNS must be JSON such as [{"name": "a student number", "pattern": "\\\\bs\\\\d{7}\\\\b"}].'
    );
    return [];
  }
  const broken = patterns.filter(({ pattern }) => !isUsable(pattern));
  problems.push(
    ...broken.map(
      ({ name }) => `ATRIUM_PATTERNS: the pattern of “${name}” is no regular expression, or matches an empty text.`
    )
  );
  return patterns;
}

/** A pattern that matches an empty text would be found everywhere. */
function isUsable(pattern: string): boolean {
  try {
    return !new RegExp(pattern, 'u').test('');
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readDatabaseUrl(env: Env, problems: string[]): string | null {
  const text = env.ATRIUM_DATABASE_URL;
  if (text && !/^postgres(ql)?:\/\//.test(text)) {
    problems.push('ATRIUM_DATABASE_URL must begin with postgres://; without it, SQLite is used.');
  }
  return text || null;
}
