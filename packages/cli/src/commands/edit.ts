// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Audience, type Reader } from '@jupyter-atrium/api';
import { UsageError, parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

export const edit: Command = {
  name: 'edit',
  usage: `WORK --audience WHO [options]

  WORK             the id or the address of a work of yours

  --audience WHO   private, hub, network or public
  --reader NAME    may be repeated; who reads a private work beside you: a user name, or group:NAME; replaces those named
                   before
  --keep ID        may be repeated; answers a question of the checks; a kind, such as email, answers all of it
  -y, --yes        do not ask; where something has to be decided, end with 3
  --json           print {work, audience, url}; implies --yes

  Where more people will see the work than before, its checks run again.`,
  summary: 'Changes who may see a work.',
  run: async (args, world) => {
    const { values, positionals } = parseArguments(
      args,
      {
        audience: { type: 'string' },
        reader: { type: 'string', multiple: true },
        keep: { type: 'string', multiple: true, default: [] },
        yes: { type: 'boolean', short: 'y', default: false },
        json: { type: 'boolean', default: false }
      },
      ['WORK']
    );
    const { readWorkReference } = await import('../read/work-reference.ts');
    const { readAudience } = await import('../publish/options.ts');
    const { work, label } = readWorkReference(positionals[0] ?? '');
    const audience = readAudience(values.audience);
    if (label !== null) {
      throw new UsageError('Who may see a work holds for all its releases: name it without a label.');
    }
    const readers = values.reader?.map(readReader);
    demandSense(audience, readers);
    const { editWork } = await import('../own/edit-work.ts');
    return editWork(
      { work, audience, readers, keep: values.keep, isAlone: values.yes || values.json, isJson: values.json },
      world
    );
  }
};

function demandSense(audience: Audience | undefined, readers: Reader[] | undefined): void {
  if (!audience && !readers) {
    throw new UsageError('--audience is missing.');
  }
  if (readers && audience && audience !== 'private') {
    throw new UsageError('--reader goes with --audience private.');
  }
}

function readReader(text: string): Reader {
  const group = /^group:(.+)$/.exec(text)?.[1];
  return group === undefined ? { kind: 'person', name: text } : { kind: 'group', name: group };
}
