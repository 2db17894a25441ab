// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { UsageError } from '../arguments.ts';
import type { Command, World } from '../command.ts';

/** What an operator may do to the network where the service runs. */
const ACTS: Readonly<Record<string, (args: readonly string[], world: World) => Promise<number>>> = {
  rotate: async (args, world) => (await import('../operate/keys.ts')).rotateKey(args, world),
  recover: async (args, world) => (await import('../operate/keys.ts')).recoverLog(args, world)
};

export const hub: Command = {
  name: 'hub',
  usage: `rotate [--json]
       atrium hub recover [--own-key] [--json]

  rotate      replaces the key that signs the log: for thirty days both sign, then the new one alone
  recover     begins a new log, when the key is lost or stolen or the log is broken; asks for the recovery key, or reads
              it from standard input, and prints the next one

  --own-key   let the log's key sign instead: it is still here and nobody else has it

Settings:  ATRIUM_DATA           folder of the service's data
           ATRIUM_DATABASE_URL   postgres://…, if the service has one

The service may go on; it signs within a minute.`,
  summary: 'Changes the keys of a hub in the network; for operators, where the service runs.',
  run: async ([act = '', ...rest], world) => {
    const run = ACTS[act];
    if (!run) {
      throw new UsageError(act === '' ? 'An act is missing.' : `“${act}” is no act on a hub.`);
    }
    return run(rest, world);
  }
};
