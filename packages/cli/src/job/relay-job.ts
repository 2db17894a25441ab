// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { JobRequest } from '@jupyter-atrium/api';
import { JobReporter } from '@jupyter-atrium/client';
import { Value } from 'typebox/value';
import type { World } from '../command.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { problem } from '../files/disk-error.ts';
import { isStop } from '../report-failure.ts';
import { jobProblemOf } from './job-problem.ts';
import { runJob } from './run-job.ts';

/**
 * Reads one request from standard input, does it, and prints its events.
 *
 * @param root - of the person's files
 * @returns the exit code; the last event says the same
 */
export async function relayJob(root: string, world: World): Promise<number> {
  const reporter = new JobReporter({
    job: randomUUID(),
    emit: event => world.print(JSON.stringify(event)),
    now: world.now
  });
  const signal = world.untilStopped();
  try {
    const request = readRequest(await world.readInput());
    reporter.done(await runJob(request, { root: resolve(root), world, reporter, signal }));
    return EXIT.ok;
  } catch (error) {
    if (isStop(error)) {
      reporter.cancelled();
      return EXIT.stopped;
    }
    const failure = jobProblemOf(error);
    reporter.failed(failure);
    return exitCodeOf(failure.code);
  }
}

function readRequest(text: string): JobRequest {
  const request = parse(text);
  if (!Value.Check(JobRequest, request)) {
    throw problem('bad-request', 'This server’s Atrium does not know this kind of job. Restart the server.');
  }
  return request;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
