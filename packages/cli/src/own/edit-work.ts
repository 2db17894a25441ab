// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Check, Reader, WorkPage } from '@jupyter-atrium/api';
import { AtriumError } from '@jupyter-atrium/client';
import type { Client } from '@jupyter-atrium/client';
import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openClient } from '../open-client.ts';
import { decide } from '../publish/findings.ts';
import { audienceWords } from '../publish/say.ts';
import { hubSetting } from '../settings/hub.ts';

/** Who may see a work from now on; absent: as before. */
export type EditOptions = {
  work: string;
  audience: Audience | undefined;
  readers: Reader[] | undefined;
  /** Ids or kinds of findings that may stay. */
  keep: string[];
  /** Nobody is asked. */
  isAlone: boolean;
  isJson: boolean;
};

/** Changes who may see a work. */
export async function editWork(options: EditOptions, world: World): Promise<number> {
  const client = openClient(world, hubSetting(world));
  const call = { signal: world.untilStopped() };
  const me = await client.getMe({}, call);
  const page = await change(client, options, world);
  const { id, audience, url, card } = page;
  world.print(
    options.isJson
      ? JSON.stringify({ work: id, audience, url })
      : `“${card.title}” is now for ${audienceWords(audience, me)}.`
  );
  return EXIT.ok;
}

/** Asks what the gate asks where more people will see the work. */
async function change(client: Client, options: EditOptions, world: World): Promise<WorkPage> {
  const { work, audience, readers, keep, isAlone } = options;
  const call = { signal: world.untilStopped() };
  const edit = (acknowledged: string[]): Promise<WorkPage> =>
    client.editWork(
      { params: { work }, body: { ...(audience && { audience }), ...(readers && { readers }), acknowledged } },
      call
    );
  try {
    return await edit([]);
  } catch (error) {
    if (!(error instanceof AtriumError) || error.code !== 'checks-open') {
      throw error;
    }
    const checks = error.detail.checks as readonly Check[];
    const { ask, report } = world;
    return edit(await decide(checks, { keep, ask: isAlone ? null : ask, report, act: 'show' }));
  }
}
