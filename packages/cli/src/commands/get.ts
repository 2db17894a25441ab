// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

export const get: Command = {
  name: 'get',
  usage: `WORK[@LABEL] [DIR] [--json]

  WORK   the id or the address of a work
  DIR    the new folder; default: named after the work; what is there already is never touched: -2 is added`,
  summary: 'Opens a copy of a work in a new folder.',
  run: async (args, world) => {
    const { values, positionals } = parseArguments(args, { json: { type: 'boolean', default: false } }, [
      'WORK',
      '[DIR]'
    ]);
    const { readWorkReference } = await import('../read/work-reference.ts');
    const reference = readWorkReference(positionals[0] ?? '');
    const { getWork } = await import('../read/get-work.ts');
    return getWork({ ...reference, folder: positionals[1], isJson: values.json }, world);
  }
};
