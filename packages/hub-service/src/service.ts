// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { HttpJupyterHub } from './auth/http-jupyterhub.ts';
import type { IIdentity } from './auth/identity.ts';
import { HubIdentity, SoloIdentity } from './auth/identity.ts';
import type { IJupyterHub } from './auth/jupyterhub.ts';
import type { IClock } from './clock.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { AppContext } from './context.ts';
import { openRecords } from './db/database.ts';
import type { ILogger } from './logger.ts';
import type { Stores } from './stores.ts';
import { makeStores } from './stores.ts';

/** A service that answers. */
export type Service = {
  app: FastifyInstance;
  context: AppContext;
  /** Listens where the configuration says. */
  listen: () => Promise<void>;
  stop: () => Promise<void>;
};

/** What a service is given from outside. */
export type ServiceOptions = {
  log: ILogger;
  clock?: IClock;
  /** Who answers for tokens; JupyterHub's REST API if absent. */
  hub?: IJupyterHub;
};

/** Opens the data and builds the service; listening is the caller's. */
export async function openService(config: Config, options: ServiceOptions): Promise<Service> {
  const { log, clock = systemClock } = options;
  const records = await openRecords(config.data, config.databaseUrl);
  const stores = makeStores(records, clock);
  const identity = identityOf(config, stores, { ...options, clock });
  const context: AppContext = { ...stores, config, clock, log, records, identity };
  const app = buildApp(context);
  return {
    app,
    context,
    listen: async () => {
      const { listen, prefix } = config;
      await app.listen('socket' in listen ? { path: listen.socket } : listen);
      log.info('Listening.', { ...listen, prefix, version: config.version });
    },
    stop: async () => {
      await app.close();
      await records.db.destroy();
    }
  };
}

function identityOf(config: Config, { people }: Stores, { hub, clock }: ServiceOptions & { clock: IClock }): IIdentity {
  const { access } = config;
  if (access.kind === 'solo') {
    return new SoloIdentity(access, people);
  }
  return new HubIdentity({ hub: hub ?? new HttpJupyterHub(access), people, clock, serviceName: access.serviceName });
}
