// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

export const verify: Command = {
  name: 'verify',
  usage: `PLACE [--fingerprint WORDS] [--json]

  PLACE           the address of a hub or of its Atrium, or a folder with the files of its log

  --fingerprint   of the key, as its operator told you by another channel; else the key that the hub names is taken
  --json          print {hub, name, fingerprint, generation, size, entries, works, releases, cards, rotations, faults, notes}

Reads the whole log and checks signatures, entries, cards, changes of key and generations; needs no hub and no token.
Ends with 1 if anything is wrong.`,
  summary: 'Checks the whole log of a hub.',
  run: async (args, world) => {
    const { values, positionals } = parseArguments(
      args,
      { json: { type: 'boolean', default: false }, fingerprint: { type: 'string' } },
      ['PLACE']
    );
    const { verify: check } = await import('../verify/verify.ts');
    const fingerprint = values.fingerprint ?? null;
    return check({ place: positionals[0] ?? '', fingerprint, isJson: values.json }, world);
  }
};
