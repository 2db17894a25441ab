// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { UsageError, parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export const update: Command = {
  name: 'update',
  usage: `[PATH]… [options]

  PATH                a copy, or something in one; default: the current folder

  --plan              say what would be done, and do nothing
  --to LABEL          to this release; default: the newest
  --conflicts WHO     where you and the release changed the same place: mine (default; theirs is kept for you to
                      decide), theirs or both
  --deleted WHAT      released files that you deleted: restore (default) or leave
  --undo              take back the last update; what you edited since stays
  --json              print one object

  Ends with 0 if nothing is to decide, 2 if something is, 3 if it was refused and nothing was changed: the folder is a
  copy of another work, somebody else updates it just now, or the disk is too full; 1 for other faults.`,
  summary: 'Brings copies to a newer release, keeping what you changed.',
  usageExit: EXIT.error,
  run: async (args, world) => {
    const { values, positionals } = parseArguments(
      args,
      {
        plan: { type: 'boolean', default: false },
        to: { type: 'string' },
        conflicts: { type: 'string', default: 'mine' },
        deleted: { type: 'string', default: 'restore' },
        undo: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false }
      },
      Array.from(args, () => '[PATH]')
    );
    const { conflicts, deleted } = values;
    if (conflicts !== 'mine' && conflicts !== 'theirs' && conflicts !== 'both') {
      throw new UsageError(`--conflicts is mine, theirs or both, not “${conflicts}”.`);
    }
    if (deleted !== 'restore' && deleted !== 'leave') {
      throw new UsageError(`--deleted is restore or leave, not “${deleted}”.`);
    }
    const { updateCopies } = await import('../update/update-copies.ts');
    return updateCopies(
      {
        paths: positionals.length > 0 ? positionals : ['.'],
        isPlan: values.plan,
        isUndo: values.undo,
        isJson: values.json,
        label: values.to ?? null,
        // Mine stays in any case; as a choice it would close the question as well.
        options: { deleted, leave: [], conflicts: conflicts === 'mine' ? null : conflicts, choices: {} }
      },
      world
    );
  }
};
