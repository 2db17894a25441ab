// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

/** Used by the server extension: one request in, events out. Not for people, hence not listed. */
export const job: Command = {
  name: 'job',
  usage: '--root FOLDER   (a JobRequest as JSON on standard input; JobEvents, one a line, on standard output)',
  summary: '',
  run: async (args, world) => {
    const { values } = parseArguments(args, { root: { type: 'string' } }, []);
    const { relayJob } = await import('../job/relay-job.ts');
    return relayJob(values.root ?? world.folder, world);
  }
};
