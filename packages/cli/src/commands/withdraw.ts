// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { WithdrawalCategory } from '@jupyter-atrium/api';
import { UsageError, parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

const CATEGORIES: readonly WithdrawalCategory[] = ['error', 'superseded', 'author', 'privacy', 'legal', 'other'];

export const withdraw: Command = {
  name: 'withdraw',
  usage: `WORK[@LABEL] --reason TEXT [options]

  WORK                the id or the address of a work of yours; with @ and a label, one of its releases

  --reason TEXT       why, in your words; its page shows them while it is withdrawn
  --category KIND     ${CATEGORIES.slice(0, -1).join(', ')} or other; default: other
  --erase             delete its content for good instead: nobody can bring it back, and no words are kept
  -y, --yes           do not ask
  --json              print {work, release, scope, url}; implies --yes, but not for --erase

  A withdrawn work leaves the gallery and search; \`atrium restore\` brings it back. Copies that people opened stay
  theirs in any case.`,
  summary: 'Takes a work or a release out of the gallery, or erases it.',
  run: async (args, world) => {
    const { values, positionals } = parseArguments(
      args,
      {
        reason: { type: 'string' },
        category: { type: 'string', default: 'other' },
        erase: { type: 'boolean', default: false },
        yes: { type: 'boolean', short: 'y', default: false },
        json: { type: 'boolean', default: false }
      },
      ['WORK']
    );
    const { readWorkReference } = await import('../read/work-reference.ts');
    const target = readWorkReference(positionals[0] ?? '');
    const category = CATEGORIES.find(each => each === values.category);
    if (!category) {
      throw new UsageError(`--category is one of ${CATEGORIES.join(', ')}, not “${values.category}”.`);
    }
    if (!values.reason?.trim()) {
      throw new UsageError('--reason is missing.');
    }
    const { withdrawWork } = await import('../own/withdraw-work.ts');
    const { erase: isErased, yes: isYes, json: isJson } = values;
    return withdrawWork({ ...target, category, reason: values.reason.trim(), isErased, isYes, isJson }, world);
  }
};
