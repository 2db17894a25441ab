// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

export const show: Command = {
  name: 'show',
  usage: `WORK [--json]

  WORK   the id or the address of a work`,
  summary: 'Shows a work, its files and its releases.',
  run: async (args, world) => {
    const { values, positionals } = parseArguments(args, { json: { type: 'boolean', default: false } }, ['WORK']);
    const { readWorkReference } = await import('../read/work-reference.ts');
    const { work } = readWorkReference(positionals[0] ?? '');
    const { showWork } = await import('../read/show-work.ts');
    return showWork(work, values.json, world);
  }
};
