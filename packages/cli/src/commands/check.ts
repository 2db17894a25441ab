// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

export const check: Command = {
  name: 'check',
  usage: `PATH [--without-outputs] [--leave-out PATH]… [--json]

  Sends nothing. Ends with 3 if something would have to be fixed or answered before publishing.`,
  summary: 'Says what would be published, what would not, and what the checks find.',
  run: async (args, world) => {
    const { values, positionals } = parseArguments(
      args,
      {
        'without-outputs': { type: 'boolean', default: false },
        'leave-out': { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false }
      },
      ['PATH']
    );
    const { checkSource } = await import('../publish/check-source.ts');
    return checkSource(
      {
        path: positionals[0] ?? '',
        withOutputs: !values['without-outputs'],
        leaveOut: values['leave-out'],
        isJson: values.json
      },
      world
    );
  }
};
