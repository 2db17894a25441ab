// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import type { AppContext } from './context.ts';
import { scrubEnvironment } from './env.ts';
import { FrontDoor } from './front-door.ts';
import type { ServiceOptions } from './open-context.ts';
import { openContext } from './open-context.ts';
import { stopThreads } from './threads/threads.ts';

/** A service that answers. */
export type Service = {
  app: FastifyInstance;
  context: AppContext;
  stop: () => Promise<void>;
};

/** Listens where the configuration says, then opens the data and answers. */
export async function runService(config: Config, options: ServiceOptions): Promise<Service> {
  const { log } = options;
  if (config.access.kind === 'solo') {
    scrubEnvironment(process);
  }
  const door = new FrontDoor(config.prefix);
  await door.open(config.listen);
  log.info('Listening.', { ...config.listen, prefix: config.prefix, version: config.version });
  try {
    const service = await openService(config, options, door);
    service.context.upkeep.start();
    service.context.search.start();
    service.context.live.start();
    service.context.following.start();
    service.context.hubLog.start();
    log.info('Ready.');
    return service;
  } catch (error) {
    await door.close();
    throw error;
  }
}

/**
 * Opens the data and builds the service.
 *
 * @param door - through which calls come; without one they are injected
 */
export async function openService(config: Config, options: ServiceOptions, door?: FrontDoor): Promise<Service> {
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const context = await openContext(config, options);
  await context.content.sweep();
  // Before anything can change: a restored database first learns what was signed.
  await context.hubLog.publish();
  let handle: RequestListener | undefined;
  const app = buildApp(
    context,
    door &&
      (handler => {
        handle = handler;
        return door.server;
      })
  );
  await app.ready();
  context.live.listen(app.server);
  if (handle) {
    door?.letIn(handle);
  }
  const ownsThreads = !options.threads;
  return { app, context, stop: () => stop(app, context, { door, ownsThreads }) };
}

/** Calls under way end first, then what they used. */
async function stop(
  app: FastifyInstance,
  context: AppContext,
  { door, ownsThreads }: { door: FrontDoor | undefined; ownsThreads: boolean }
): Promise<void> {
  // Before the door: it waits for all connections, and these stay open by themselves.
  await context.live.stop();
  await door?.close();
  await app.close();
  await context.upkeep.stop();
  await context.following.stop();
  await context.hubLog.stop();
  context.metrics.stop();
  await context.search.stop();
  if (ownsThreads) {
    await stopThreads(context.threads);
  }
  await context.content.close();
  await context.records.db.destroy();
}
