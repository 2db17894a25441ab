// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Command, World } from './command.ts';
import { serve } from './commands/serve.ts';

const NODE_NEEDED = 24;

const COMMANDS: readonly Command[] = [serve];

/**
 * Runs the program.
 *
 * @param args - what follows the program's name
 * @returns the exit code
 */
export async function run(args: readonly string[], world: World): Promise<number> {
  if (Number(process.versions.node.split('.')[0]) < NODE_NEEDED) {
    world.report(`Atrium needs Node ${NODE_NEEDED} or newer; this is ${process.versions.node}.`);
    return 2;
  }
  const [name = '--help', ...rest] = args;
  if (name === '--version') {
    world.print(`atrium ${world.version} (Node ${process.versions.node})`);
    return 0;
  }
  const command = COMMANDS.find(each => each.name === name);
  if (!command) {
    const isHelp = name === '--help' || name === 'help';
    (isHelp ? world.print : world.report)(isHelp ? help() : `There is no command “${name}”.\n${help()}`);
    return isHelp ? 0 : 2;
  }
  return command.run(rest, world);
}

function help(): string {
  const lines = COMMANDS.map(command => `  ${command.name.padEnd(10)} ${command.summary}`);
  return ['Usage: atrium COMMAND …', '', ...lines].join('\n');
}
