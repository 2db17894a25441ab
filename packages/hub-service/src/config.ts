// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { OperatorPattern } from '@jupyter-atrium/api';
import type { PeerRule } from './peers/fetch/index.ts';

/** How a service is set up: validated and frozen at start; `env.ts` makes it from variables. */
export type Config = {
  version: string;
  /** Where it listens: a TCP address, or a Unix socket whose folder only the owner may enter. */
  listen: { host: string; port: number } | { socket: string };
  /** Path below which everything is served, with both slashes. */
  prefix: string;
  /** The address people's browsers use, with a final slash; null: only the path is known. */
  publicUrl: string | null;
  /** Folder of all data, on a local disk. */
  data: string;
  /** `postgres://…`; null: SQLite inside `data`. */
  databaseUrl: string | null;
  /** Shown as the name of this hub. */
  hubName: string;
  /** Whom to ask for rights; null: nobody is named. */
  contact: string | null;
  /** Networks whose forwarded headers count, beside loopback. */
  trustedProxies: readonly string[];
  /** What people are asked about before they publish it. */
  patterns: OperatorPattern[];
  peers: PeersConfig;
  access: HubAccess | SoloAccess;
};

/** How other hubs are reached. */
export type PeersConfig = {
  /** What is allowed beside the public internet. */
  rules: readonly PeerRule[];
  /** Address of the proxy all requests to other hubs take; null: none. */
  proxy: string | null;
};

/** Persons come from a JupyterHub. */
export type HubAccess = {
  kind: 'hub';
  apiUrl: string;
  /** The service's own token: its OAuth client secret. */
  apiToken: string;
  serviceName: string;
  clientId: string;
  callbackUrl: string;
  /** The hub's base path, with both slashes. */
  baseUrl: string;
  /** The hub's public origin; empty: the service's own. */
  hostUrl: string;
  cookieHostPrefix: boolean;
  /** Started by the hub, and ends with it. */
  isManaged: boolean;
};

/** One person on their own machine; whoever knows the secret is that person. */
export type SoloAccess = { kind: 'solo'; secret: string; username: string };

/** All that is wrong with a configuration, each line naming its variable. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  constructor(readonlyProblems: readonly string[]) {
    super(`The configuration has ${readonlyProblems.length} problem(s):\n${readonlyProblems.join('\n')}`);
  }
}
