// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { WithdrawalCategory, WorkPage } from '@jupyter-atrium/api';
import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { problem } from '../files/disk-error.ts';
import { openClient } from '../open-client.ts';
import type { WorkReference } from '../read/work-reference.ts';
import { hubSetting } from '../settings/hub.ts';
import { countWords } from '../terminal/words.ts';

/** What a person wants to withdraw, and why. */
export type WithdrawOptions = WorkReference & {
  category: WithdrawalCategory;
  reason: string;
  isErased: boolean;
  /** Nobody is asked. */
  isYes: boolean;
  isJson: boolean;
};

/** Withdraws or erases a work or one of its releases. */
export async function withdrawWork(options: WithdrawOptions, world: World): Promise<number> {
  const { work, label, category, reason, isErased, isJson } = options;
  const client = openClient(world, hubSetting(world));
  const call = { signal: world.untilStopped() };
  const params = { work };
  const page = await client.getWork({ params }, call);
  await confirm(options, page, world);
  const scope = isErased ? 'erase' : 'retract';
  await client.withdrawWork({ params, body: { label, scope, category, reason } }, call);
  if (isJson) {
    world.print(JSON.stringify({ work, release: label, scope, url: page.url }));
  } else {
    world.print(`${isErased ? 'Erased' : 'Withdrew'} ${nameOf(page, label)}. ${copiesWords(page)}`);
    if (!isErased) {
      world.print(`\`atrium restore ${label === null ? work : `${work}@${label}`}\` brings it back.`);
    }
  }
  return EXIT.ok;
}

async function confirm(options: WithdrawOptions, page: WorkPage, { ask }: World): Promise<void> {
  const { label, isErased, isYes, isJson } = options;
  if (isYes || (!isErased && (isJson || !ask))) {
    return;
  }
  if (isJson || !ask) {
    throw problem('needs-decision', 'Nothing was erased: it could not be undone. --yes says that it is meant.');
  }
  const name = nameOf(page, label);
  const question = isErased
    ? `Erase ${name} for good? Nobody can bring it back. ${copiesWords(page)} [y/N] `
    : `Withdraw ${name}? ${copiesWords(page)} [y/N] `;
  if (!/^y(es)?$/i.test(await ask(question, false))) {
    throw problem('needs-decision', 'Nothing was changed.');
  }
}

/** Names a work, or a release of it, in a sentence. */
export function nameOf({ card }: Pick<WorkPage, 'card'>, label: string | null): string {
  return label === null ? `“${card.title}”` : `${label} of “${card.title}”`;
}

function copiesWords({ copies }: WorkPage): string {
  return copies === 0
    ? 'Nobody has opened a copy.'
    : `${countWords(copies, 'copy').replace('copys', 'copies')} that people opened ${copies === 1 ? 'stays' : 'stay'} theirs.`;
}
