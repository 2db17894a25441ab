// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { UsageError, parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export const merge: Command = {
  name: 'merge',
  usage: `BASE MINE THEIRS -o OUT [options]

  BASE MINE THEIRS    three versions of a notebook, or of code or prose
  -o, --out OUT       the file to write; it may be MINE
  --name NAME         what the file is called, where the versions have names that do not tell (git’s %P)
  --report FILE       write what was done, and what is to decide, as JSON
  --conflicts WHO     where both changed the same place: mine (default; to decide), theirs or both (notebooks only)
  --json              print that instead of words

  No marker is ever written into a file: where both changed the same place, OUT has mine, and the report has both.
  Ends with 0 if nothing is to decide, 2 if something is, 1 if the files cannot be merged; OUT is then not written.`,
  summary: 'Merges three versions of a notebook by cell; serves git as merge driver.',
  usageExit: EXIT.error,
  run: async (args, world) => {
    const { values, positionals } = parseArguments(
      args,
      {
        out: { type: 'string', short: 'o' },
        name: { type: 'string' },
        report: { type: 'string' },
        conflicts: { type: 'string', default: 'mine' },
        json: { type: 'boolean', default: false }
      },
      ['BASE', 'MINE', 'THEIRS']
    );
    const { out, conflicts } = values;
    if (out === undefined) {
      throw new UsageError('-o and the file to write are missing.');
    }
    if (conflicts !== 'mine' && conflicts !== 'theirs' && conflicts !== 'both') {
      throw new UsageError(`--conflicts is mine, theirs or both, not “${conflicts}”.`);
    }
    const [base = '', mine = '', theirs = ''] = positionals;
    const { mergeFiles } = await import('../merge/merge-files.ts');
    return mergeFiles(
      {
        paths: { base, mine, theirs },
        out,
        name: values.name ?? out,
        report: values.report ?? null,
        conflicts: conflicts === 'mine' ? null : conflicts,
        isJson: values.json
      },
      world
    );
  }
};
