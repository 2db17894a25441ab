// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../context.ts';
import { ServiceBusyError } from '../errors.ts';

type Named = Partial<Record<'operation' | 'page' | 'probe', { id: string }>>;

/** Tells whether calls can be answered. @throws ServiceBusyError */
export async function demandReady({ records }: Pick<AppContext, 'records'>): Promise<void> {
  await sql`select 1`.execute(records.db).catch(() => {
    throw new ServiceBusyError(5);
  });
}

/** Counts an answer. */
export function countAnswer(
  { metrics }: Pick<AppContext, 'metrics'>,
  request: FastifyRequest,
  reply: FastifyReply
): void {
  const { operation, page, probe } = request.routeOptions.config as Named;
  metrics.answered({
    name: (operation ?? page ?? probe)?.id ?? 'other',
    status: reply.statusCode,
    ms: reply.elapsedTime,
    received: bytesOf(request.headers['content-length']),
    sent: bytesOf(reply.getHeader('content-length'))
  });
}

/** Writes the metrics. */
export async function writeMetrics(
  context: Pick<AppContext, 'metrics' | 'counts' | 'peers' | 'content' | 'search' | 'threads' | 'hubLog' | 'live'>
): Promise<string> {
  const counts = await context.counts.counts();
  const { content, gate, preview, rooms, roomLog } = context.threads;
  return context.metrics.write({
    counts,
    space: await context.content.disk.space(),
    peers: (await context.peers.all()).map(({ state }) => state),
    log: context.hubLog.status,
    searchPending: Math.max(0, counts.lastChange - context.search.applied()),
    rooms: context.live.counts,
    waiting: {
      ...{ content: content.waiting, gate: gate.waiting, preview: preview.waiting },
      ...{ rooms: rooms.waiting, roomLog: roomLog.waiting }
    }
  });
}

function bytesOf(header: unknown): number {
  const bytes = Number(header ?? 0);
  return Number.isFinite(bytes) && bytes > 0 ? bytes : 0;
}
