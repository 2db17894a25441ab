// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Operated } from '@jupyter-atrium/hub-service';
import { parseArguments } from '../arguments.ts';
import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { faultOf } from '../fault.ts';
import { problem } from '../files/disk-error.ts';

/** Begins to replace the key that signs the log. */
export async function rotateKey(args: readonly string[], world: World): Promise<number> {
  const { values } = parseArguments(args, { json: { type: 'boolean', default: false } }, []);
  const { readStorage, rotate } = await import('@jupyter-atrium/hub-service');
  return tell(
    world,
    values.json,
    () => rotate(readStorage(world.env)),
    ({ fingerprint }) => [
      'Both keys sign from now on; the old one ends in thirty days. Hubs that follow this one notice nothing.',
      `New key: ${fingerprint}`
    ]
  );
}

/** Opens a new generation of the log. */
export async function recoverLog(args: readonly string[], world: World): Promise<number> {
  const options = {
    json: { type: 'boolean', default: false },
    'own-key': { type: 'boolean', default: false }
  } as const;
  const { values } = parseArguments(args, options, []);
  const typed = values['own-key'] ? null : await askForKey(world);
  const { readStorage, recover } = await import('@jupyter-atrium/hub-service');
  return tell(
    world,
    values.json,
    () => recover(readStorage(world.env), typed),
    ({ generation, fingerprint, recoveryKey }) => [
      `A new log begins, generation ${generation}; hubs that follow this one find it by themselves.`,
      `New key: ${fingerprint}`,
      ...(recoveryKey === null
        ? []
        : [
            '',
            'New recovery key. Print it now; it is kept nowhere, and the old one is worth nothing any more:',
            recoveryKey
          ])
    ]
  );
}

async function askForKey(world: World): Promise<string> {
  return world.ask ? world.ask('Recovery key: ', true) : world.readInput();
}

async function tell(
  world: World,
  isJson: boolean,
  act: () => Promise<Operated>,
  words: (done: Operated) => string[]
): Promise<number> {
  const { ConfigError, LogStoppedError } = await import('@jupyter-atrium/hub-service');
  try {
    const done = await act();
    (isJson ? [JSON.stringify(done)] : words(done)).forEach(world.print);
    return EXIT.ok;
  } catch (error) {
    if (error instanceof ConfigError) {
      world.report(error.message);
      return EXIT.usage;
    }
    throw problem('job-failed', error instanceof LogStoppedError ? error.message : `This failed: ${faultOf(error)}`);
  }
}
