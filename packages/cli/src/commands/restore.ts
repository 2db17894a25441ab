// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

export const restore: Command = {
  name: 'restore',
  usage: `WORK[@LABEL] [--json]

  WORK     the id or the address of a work of yours; with @ and a label, one of its releases
  --json   print {work, release, url}`,
  summary: 'Brings back a work or a release that was withdrawn.',
  run: async (args, world) => {
    const { values, positionals } = parseArguments(args, { json: { type: 'boolean', default: false } }, ['WORK']);
    const { readWorkReference } = await import('../read/work-reference.ts');
    const target = readWorkReference(positionals[0] ?? '');
    const { restoreWork } = await import('../own/restore-work.ts');
    return restoreWork({ ...target, isJson: values.json }, world);
  }
};
