// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { UsageError } from './arguments.ts';
import type { Command, World } from './command.ts';
import { backup } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { diff } from './commands/diff.ts';
import { edit } from './commands/edit.ts';
import { get } from './commands/get.ts';
import { hub } from './commands/hub.ts';
import { job } from './commands/job.ts';
import { login } from './commands/login.ts';
import { merge } from './commands/merge.ts';
import { publish } from './commands/publish.ts';
import { restore } from './commands/restore.ts';
import { search } from './commands/search.ts';
import { serve } from './commands/serve.ts';
import { show } from './commands/show.ts';
import { update } from './commands/update.ts';
import { verify } from './commands/verify.ts';
import { withdraw } from './commands/withdraw.ts';
import { EXIT } from './exit-codes.ts';

const NODE_NEEDED = 24;

const COMMANDS: readonly Command[] = [
  publish,
  check,
  get,
  update,
  diff,
  merge,
  search,
  show,
  edit,
  withdraw,
  restore,
  login,
  verify,
  serve,
  backup,
  hub,
  job
];

/**
 * Runs the program.
 *
 * @param args - what follows the program's name
 * @returns the exit code
 */
export async function run(args: readonly string[], world: World): Promise<number> {
  if (Number(process.versions.node.split('.')[0]) < NODE_NEEDED) {
    world.report(`Atrium needs Node ${NODE_NEEDED} or newer; this is ${process.versions.node}.`);
    return EXIT.usage;
  }
  const [name = '--help', ...rest] = args;
  if (name === '--version') {
    world.print(`atrium ${world.version} (Node ${process.versions.node})`);
    return EXIT.ok;
  }
  const command = COMMANDS.find(each => each.name === name);
  if (command) {
    return rest.includes('--help') ? explain(command, world) : runCommand(command, rest, world);
  }
  return name === '--help' || name === 'help' ? helpOn(rest[0], world) : unknown(name, world);
}

async function runCommand(command: Command, args: readonly string[], world: World): Promise<number> {
  try {
    return await command.run(args, world);
  } catch (error) {
    if (error instanceof UsageError) {
      world.report(`${error.message} \`atrium help ${command.name}\` says how it is used.`);
      return command.usageExit ?? EXIT.usage;
    }
    const { reportFailure } = await import('./report-failure.ts');
    return reportFailure(error, world, args.includes('--json'));
  }
}

function helpOn(name: string | undefined, world: World): number {
  const command = COMMANDS.find(each => each.name === name);
  if (command) {
    return explain(command, world);
  }
  const listed = COMMANDS.filter(each => each.summary !== '');
  const lines = listed.map(each => `  ${each.name.padEnd(9)} ${each.summary}`);
  world.print(
    [
      'Usage: atrium COMMAND …',
      '',
      ...lines,
      '',
      '`atrium help COMMAND` lists its options. Every command takes --json and then prints one JSON object.',
      '',
      'Settings:  ATRIUM_HUB     address of the hub’s Atrium, or unix:/path/to/socket',
      '           ATRIUM_TOKEN   a token of that hub; instead of both, `atrium login` remembers them',
      '',
      'Ends with  0  done, or nothing to do',
      '           1  something went wrong; the last line says what',
      '           2  the command line or the settings are wrong; nothing was tried',
      '           3  nothing was published or changed: somebody has to decide something first',
      '           130  stopped; the same command goes on from there'
    ].join('\n')
  );
  return EXIT.ok;
}

function explain(command: Command, world: World): number {
  world.print(`${command.summary}\n\nUsage: atrium ${command.name} ${command.usage}`);
  return EXIT.ok;
}

function unknown(name: string, world: World): number {
  world.report(`There is no command “${name}”. \`atrium help\` lists them.`);
  return EXIT.usage;
}
