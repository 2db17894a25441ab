// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobEvent } from '@jupyter-atrium/api';
import { JobReporter } from './job-reporter';

function setting(): { reporter: JobReporter; events: JobEvent[]; clock: { now: number } } {
  const events: JobEvent[] = [];
  const clock = { now: 0 };
  const reporter = new JobReporter({ job: 'j', emit: event => events.push(event), now: () => clock.now });
  return { reporter, events, clock };
}

describe('JobReporter', () => {
  it('tells at most four events a second', () => {
    const { reporter, events, clock } = setting();
    for (; clock.now < 1000; clock.now += 10) {
      reporter.progress({ phase: 'send', done: clock.now, total: 1000 });
    }
    expect(events.map(event => event.done)).toEqual([0, 250, 500, 750]);
  });

  it('carries what was held back in the last event', () => {
    const { reporter, events } = setting();
    reporter.progress({ phase: 'send', done: 1, total: 2 });
    reporter.progress({ phase: 'send', done: 2, total: 2 });
    reporter.done({ files: 1 });
    expect(events.at(-1)).toEqual({
      job: 'j',
      seq: 1,
      state: 'done',
      phase: 'send',
      done: 2,
      total: 2,
      result: { files: 1 }
    });
  });

  it('never goes back within a phase', () => {
    const { reporter, events, clock } = setting();
    reporter.progress({ phase: 'send', done: 5 });
    clock.now = 300;
    reporter.progress({ phase: 'send', done: 3 });
    clock.now = 600;
    reporter.progress({ phase: 'verify', done: 0 });
    expect(events.map(event => event.done)).toEqual([5, 5, 0]);
  });

  it('says once that calls wait together', () => {
    const { reporter, events } = setting();
    reporter.waiting(1000);
    reporter.waiting(1000);
    expect(events).toEqual([{ job: 'j', seq: 0, state: 'waiting', retryInMs: 1000 }]);
  });

  it('ends with the problem', () => {
    const { reporter, events } = setting();
    reporter.failed({ code: 'no-space', message: 'Full.' });
    expect(events).toEqual([{ job: 'j', seq: 0, state: 'failed', problem: { code: 'no-space', message: 'Full.' } }]);
  });
});
