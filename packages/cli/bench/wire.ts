// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

/** Counts what passes between a program and a service. */
export class Wire {
  readonly socket: string;
  /** Both ways, headers with them. */
  bytes = 0;
  calls = 0;
  private readonly _server: Server;
  private readonly _open = new Set<Socket>();

  private constructor(socket: string, server: Server) {
    this.socket = socket;
    this._server = server;
  }

  /** @param to - the service's socket, which may change */
  static async start(folder: string, to: () => string): Promise<Wire> {
    mkdirSync(folder, { recursive: true });
    const server = createServer();
    const wire = new Wire(join(folder, 'socket'), server);
    server.on('connection', near => {
      const far = connect(to());
      near.on('data', (data: Buffer) => {
        wire.bytes += data.length;
        wire.calls += data.toString('latin1').split(' HTTP/1.1\r\n').length - 1;
      });
      far.on('data', (data: Buffer) => (wire.bytes += data.length));
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) {
        wire._open.add(socket);
        socket.on('close', () => wire._open.delete(socket));
      }
      near.on('error', () => far.destroy());
      far.on('error', () => near.destroy());
    });
    server.listen(wire.socket);
    await once(server, 'listening');
    return wire;
  }

  forget(): void {
    this.bytes = 0;
    this.calls = 0;
  }

  async stop(): Promise<void> {
    this._server.close();
    // A killed program leaves its connection half open, which would keep the bench from ending.
    this._open.forEach(socket => socket.destroy());
    rmSync(this.socket, { force: true });
  }
}
