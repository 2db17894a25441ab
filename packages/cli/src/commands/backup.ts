// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { faultOf } from '../fault.ts';
import { problem } from '../files/disk-error.ts';

export const backup: Command = {
  name: 'backup',
  usage: `FOLDER [--json]

  FOLDER   where the backup goes; used again, only what is new is copied

  --json   print {at, packs, bytes, copied}

Settings:  ATRIUM_DATA           folder of the service's data
           ATRIUM_DATABASE_URL   postgres://…, if the service has one; needs pg_dump

The service may go on. docs/how-to/back-up-and-restore.md says how to restore.`,
  summary: 'Copies a service’s records and content; for operators, where the service runs.',
  run: async (args, { env, now, print, report, showProgress }) => {
    const { values, positionals } = parseArguments(args, { json: { type: 'boolean', default: false } }, ['FOLDER']);
    const { ConfigError, backUp, readStorage } = await import('@jupyter-atrium/hub-service');
    try {
      const done = await backUp(readStorage(env), positionals[0] ?? '', {
        now,
        report: line => showProgress?.(line),
        pgDump: { program: 'pg_dump', path: env.PATH ?? '' }
      });
      showProgress?.('');
      const words = `Backed up: ${done.packs} packs, ${megabytes(done.bytes)}, of which ${megabytes(done.copied)} were new.`;
      print(values.json ? JSON.stringify(done) : words);
      return EXIT.ok;
    } catch (error) {
      if (error instanceof ConfigError) {
        report(error.message);
        return EXIT.usage;
      }
      throw problem('job-failed', `The backup failed: ${faultOf(error)}`);
    }
  }
};

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
