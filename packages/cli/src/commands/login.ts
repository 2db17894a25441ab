// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

export const login: Command = {
  name: 'login',
  usage: `[HUB] [--token-stdin] [--json]

  HUB             address of the hub’s Atrium, such as https://hub.example/services/atrium/
  --token-stdin   read the token from standard input instead of asking for it

  Make a token on the hub’s page “Token” with the scopes access:services!service=atrium and custom:atrium:publish.
  It is kept, for you alone, in hubs.json in your folder of settings.`,
  summary: 'Remembers a hub and a token for it.',
  run: async (args, world) => {
    const { values, positionals } = parseArguments(
      args,
      { 'token-stdin': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
      ['[HUB]']
    );
    const { logIn } = await import('../settings/log-in.ts');
    return logIn({ hub: positionals[0], isTokenFromInput: values['token-stdin'], isJson: values.json }, world);
  }
};
