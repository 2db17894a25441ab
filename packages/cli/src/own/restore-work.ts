// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openClient } from '../open-client.ts';
import type { WorkReference } from '../read/work-reference.ts';
import { hubSetting } from '../settings/hub.ts';
import { nameOf } from './withdraw-work.ts';

/** Brings back a withdrawn work, or one of its releases. */
export async function restoreWork(
  { work, label, isJson }: WorkReference & { isJson: boolean },
  world: World
): Promise<number> {
  const client = openClient(world, hubSetting(world));
  const call = { signal: world.untilStopped() };
  await client.restoreWork({ params: { work }, body: { label } }, call);
  const page = await client.getWork({ params: { work } }, call);
  world.print(
    isJson
      ? JSON.stringify({ work, release: label, url: page.url })
      : `${nameOf(page, label)} is back, and shows ${page.label}.\n${page.url}`
  );
  return EXIT.ok;
}
