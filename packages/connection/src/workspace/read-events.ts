// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobEvent, JobProblem, ProblemCode } from '@jupyter-atrium/api';
import { PROBLEMS } from '@jupyter-atrium/api';
import { AtriumError } from '@jupyter-atrium/client';

/**
 * Reads the events of a job to their end.
 *
 * @param response - what the server extension answered
 * @param report - called with each event, in order
 * @returns the result of the last event
 * @throws AtriumError with the job's problem, or because it ended without a word
 */
export async function readEvents(response: Response, report: (event: JobEvent) => void): Promise<unknown> {
  if (!response.ok || !response.body) {
    throw await refusalOf(response);
  }
  for await (const line of lines(response.body)) {
    const event = JSON.parse(line) as Partial<JobEvent>;
    if (event.state === undefined) {
      continue;
    }
    report(event as JobEvent);
    if (event.problem) {
      const { code, message, detail } = event.problem;
      throw new AtriumError({ code, message, status: statusOf(code), ...(detail ? { detail } : {}) });
    }
    if (event.state === 'done') {
      return event.result;
    }
    if (event.state === 'cancelled') {
      throw new DOMException('The job was cancelled.', 'AbortError');
    }
  }
  throw new AtriumError({
    code: 'job-failed',
    message: 'The work on your files ended without a word. Try again.',
    status: 0
  });
}

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const whole = `${rest}${decoder.decode(part.value, { stream: true })}`.split('\n');
      rest = whole.pop() ?? '';
      yield* whole.filter(line => line.trim() !== '');
    }
    if (rest.trim() !== '') {
      yield rest;
    }
  } finally {
    // Leaving early must end the job on the other side.
    await reader.cancel().catch(() => undefined);
  }
}

/** The status a service would refuse with; 0 for what only a job knows. */
function statusOf(code: JobProblem['code']): number {
  return Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code as ProblemCode] : 0;
}

/** What an answer that is no success says. */
export async function refusalOf(response: Response): Promise<AtriumError> {
  const problem = (await response.json().catch(() => null)) as { code?: string; message?: string } | null;
  if (problem?.code !== undefined && Object.hasOwn(PROBLEMS, problem.code)) {
    const code = problem.code as ProblemCode;
    return new AtriumError({ code, message: problem.message ?? code, status: response.status });
  }
  return response.status === 404
    ? new AtriumError({
        code: 'not-set-up',
        message: 'Your server cannot do this: it lacks the Atrium extension. Ask who runs it to install it.',
        status: 404
      })
    : new AtriumError({
        code: 'unreachable',
        message: problem?.message ?? `Your server does not answer (${response.status}). Wait a minute, then try again.`,
        status: response.status
      });
}
