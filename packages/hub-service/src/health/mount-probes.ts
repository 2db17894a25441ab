// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf } from '../admission.ts';
import { holds } from '../auth/caller.ts';
import type { AppContext } from '../context.ts';
import { NotAllowedError } from '../errors.ts';
import { PROBES } from './table.ts';
import { demandReady, writeMetrics } from './watch.ts';

/** Serves what programs watch the service by. */
export function mountProbes(app: FastifyInstance, context: AppContext): void {
  app.get(PROBES.live.path, { config: { probe: PROBES.live } }, async () => ({ isAlive: true }));
  app.get(PROBES.ready.path, { config: { probe: PROBES.ready } }, async () => {
    await demandReady(context);
    return { isReady: true };
  });
  app.get(PROBES.metrics.path, { config: { probe: PROBES.metrics } }, async (request, reply) => {
    await demandMetrics(context, request);
    return reply.type(context.metrics.contentType).send(await writeMetrics(context));
  });
}

async function demandMetrics(context: AppContext, request: FastifyRequest): Promise<void> {
  try {
    const caller = await callerOf(context, request);
    // Alone on their machine, a person holds every right.
    if (context.config.access.kind === 'hub' && !holds(caller, 'metrics')) {
      throw new NotAllowedError('Metrics are for tokens with the scope read:metrics. Give it to whoever reads them.');
    }
  } catch (error) {
    await context.rates.takeFailure(request.ip);
    throw error;
  }
}
