// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

/** How long an act may go on after it was told to stop. */
const STOP_MS = 1800;

/** The world as a process sees it. */
export function terminalWorld(version: string): World {
  const { stdin, stdout, stderr } = process;
  // A reader that leaves early, such as `head`, is no fault.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.error));
  return {
    env: process.env,
    version,
    folder: process.cwd(),
    print: line => void stdout.write(`${line}\n`),
    report: line => void stderr.write(`${line}\n`),
    showProgress: stderr.isTTY ? line => void stderr.write(`\r\u001b[2K${line.slice(0, stderr.columns - 1)}`) : null,
    isColoured: stdout.isTTY && !process.env.NO_COLOR,
    ask: stdin.isTTY && stderr.isTTY ? ask : null,
    readInput,
    untilStopped,
    fetch: null,
    now: () => Date.now()
  };
}

async function ask(question: string, isSecret: boolean): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const { Writable } = await import('node:stream');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: isSecret ? silent : process.stderr, terminal: true });
  try {
    return (await lines.question('')).trim();
  } finally {
    lines.close();
    if (isSecret) {
      process.stderr.write('\n');
    }
  }
}

async function readInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) {
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

function untilStopped(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort(new DOMException('Stopped.', 'AbortError'));
    setTimeout(() => process.exit(EXIT.stopped), STOP_MS).unref();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return controller.signal;
}
