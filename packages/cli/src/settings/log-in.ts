// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openClient } from '../open-client.ts';
import { foldersOf } from './folders.ts';
import { checkAddress, notSetUp } from './hub.ts';
import { keepHub } from './hubs-file.ts';

/** Tries a token and remembers it. */
export async function logIn(
  { hub, isTokenFromInput, isJson }: { hub: string | undefined; isTokenFromInput: boolean; isJson: boolean },
  world: World
): Promise<number> {
  const asked = hub ?? world.env.ATRIUM_HUB ?? (await ask(world, 'Address of the hub’s Atrium: ', false));
  const address = checkAddress(asked, 'The hub’s address');
  const token = (isTokenFromInput ? await world.readInput() : await ask(world, `Token for ${address}: `, true)).trim();
  const me = await openClient(world, { address, token }).getMe();
  const { config } = foldersOf(world.env);
  keepHub(config, address, token);
  const may = me.can.publish ? 'You may publish.' : 'You may read, not publish.';
  world.print(
    isJson
      ? JSON.stringify({ hub: address, person: me.person.name, canPublish: me.can.publish })
      : `Logged in to ${me.hub.name} as ${me.person.name}. ${may}`
  );
  return EXIT.ok;
}

async function ask(world: World, question: string, isSecret: boolean): Promise<string> {
  if (!world.ask) {
    throw notSetUp('Nobody is at the terminal. Name the HUB and give the token with --token-stdin.');
  }
  return world.ask(question, isSecret);
}
