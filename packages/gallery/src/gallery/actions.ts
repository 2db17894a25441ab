// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAtrium } from '@jupyter-atrium/connection';
import { CommandIDs } from '@jupyter-atrium/connection';
import type { CommandRegistry } from '@lumino/commands';
import { ownState } from '../own-work';
import type { CardActions } from './card';
import type { Publishing } from './says';

/** What cards do, by the commands everybody else uses too. */
export function cardActions(commands: CommandRegistry, atrium: IAtrium): CardActions {
  return {
    openWork: ({ id }) => void commands.execute(CommandIDs.openWork, { work: id }),
    openCopy: ({ id }) => void commands.execute(CommandIDs.openCopy, { work: id }),
    ownState: work => ownState(work, atrium.me)
  };
}

/** Whether the person may publish, and what would publish the open notebook. */
export function publishingNow(commands: CommandRegistry, atrium: IAtrium): Publishing {
  const isThere = commands.hasCommand(CommandIDs.publish);
  const open = { from: 'open' };
  const canPublishOpen = isThere && commands.isEnabled(CommandIDs.publish, open);
  return {
    isPossible: isThere && atrium.me?.can.publish === true,
    publishOpen: canPublishOpen ? () => void commands.execute(CommandIDs.publish, open) : null
  };
}
