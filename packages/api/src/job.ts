// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { JobProblem } from './problem.ts';
import { Count, Size, oneOf } from './primitive.ts';

/** What a job is doing now. */
export const JobPhase = oneOf(['scan', 'read', 'send', 'fetch', 'verify', 'write', 'index']);
export type JobPhase = Type.Static<typeof JobPhase>;

/**
 * One event of a job, of the service or of `atrium` on a person's server.
 *
 * `done` counts logical bytes, deduplicated ones included, and never falls within a phase; `sent` counts bytes on the
 * wire. At most four events a second; the last one carries `result` or `problem`.
 */
export const JobEvent = Type.Object({
  job: Type.String(),
  /** Counted from 0. */
  seq: Count,
  state: oneOf(['queued', 'running', 'waiting', 'done', 'failed', 'cancelled']),
  phase: Type.Optional(JobPhase),
  done: Type.Optional(Size),
  total: Type.Optional(Size),
  unit: Type.Optional(oneOf(['bytes', 'files'])),
  sent: Type.Optional(Size),
  /** Logical bytes of `done` that need not be sent, because the service has them. */
  held: Type.Optional(Size),
  /** Files finished, and all of them. */
  files: Type.Optional(Type.Tuple([Count, Count])),
  /** Milliseconds until the next try; only with `waiting`. */
  retryInMs: Type.Optional(Count),
  result: Type.Optional(Type.Unknown()),
  problem: Type.Optional(JobProblem)
});
export type JobEvent = Type.Static<typeof JobEvent>;
