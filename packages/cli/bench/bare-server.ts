// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuMsOf } from './programs.ts';

const SOURCE = `
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
const body = readFileSync(process.argv[2]);
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length };
const server = createServer((_, response) => response.writeHead(200, headers).end(body));
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
`;

/** A process that answers every call with the same bytes, and does nothing else. */
export class BareServer {
  readonly port: number;
  private readonly _child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this._child = child;
    this.port = port;
  }

  static async start(folder: string, body: string): Promise<BareServer> {
    writeFileSync(join(folder, 'bare.mjs'), SOURCE);
    writeFileSync(join(folder, 'body'), body);
    const child = spawn(process.execPath, [join(folder, 'bare.mjs'), join(folder, 'body')], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc']
    });
    const [port] = (await once(child, 'message')) as [number];
    return new BareServer(child, port);
  }

  cpuMs(): number {
    return cpuMsOf(this._child);
  }

  async stop(): Promise<void> {
    this._child.kill();
    await once(this._child, 'close');
  }
}
