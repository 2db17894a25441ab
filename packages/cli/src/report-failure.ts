// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobProblem } from '@jupyter-atrium/api';
import type { World } from './command.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { jobProblemOf } from './job/job-problem.ts';

/**
 * Says what went wrong: one sentence on standard error, or one object on standard output.
 *
 * @returns the exit code
 */
export function reportFailure(
  error: unknown,
  world: Pick<World, 'print' | 'report' | 'showProgress'>,
  isJson: boolean
): number {
  world.showProgress?.('');
  if (isStop(error)) {
    world.report('Stopped. The same command goes on from there.');
    return EXIT.stopped;
  }
  const problem = inTerminal(jobProblemOf(error));
  if (isJson) {
    world.print(JSON.stringify({ problem }));
  } else {
    world.report(problem.message);
  }
  return exitCodeOf(problem.code);
}

/** The service speaks to pages, where a session ends; here it is a token that did, or was never one. */
function inTerminal(problem: JobProblem): JobProblem {
  const message =
    'The hub does not know this token, or no longer. Make one on the hub’s page “Token”, then run `atrium login` or set ATRIUM_TOKEN.';
  return problem.code === 'not-logged-in' ? { ...problem, message } : problem;
}

/** Whether somebody stopped the program. */
export function isStop(error: unknown): boolean {
  return (error as { name?: unknown } | null)?.name === 'AbortError';
}
