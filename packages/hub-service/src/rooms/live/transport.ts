// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { LIMITS } from '@jupyter-atrium/api';
import { WebSocketServer } from 'ws';
import type { Config } from '../../config.ts';
import { isOriginAllowed } from './origins.ts';
import { type Admit, RoomSocket } from './room-socket.ts';

/** Sockets at once, whoever they are of: some for each of hundreds of people. */
const MOST_SOCKETS = 5000;
/** For the last words of those who are sent away. */
const GOODBYE_MS = 1000;

export interface ITransportOptions {
  config: Config;
  admit: Admit;
  now: () => number;
  /** Refuses a request that did not come the way it should; solo only. */
  isRightWay: (request: IncomingMessage) => boolean;
}

/** Rooms' WebSockets, at `<service prefix>rooms/socket`. */
export class RoomTransport {
  private readonly _options: ITransportOptions;
  private readonly _sockets = new Set<RoomSocket>();
  private readonly _server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.roomFrameBytes,
    perMessageDeflate: false,
    clientTracking: false
  });
  private _isStopped = false;

  constructor(options: ITransportOptions) {
    this._options = options;
  }

  /** How many are connected. */
  get sockets(): number {
    return this._sockets.size;
  }

  /** Takes WebSockets from a server of HTTP. */
  listen(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // A connection that breaks meanwhile must not end the process.
      socket.on('error', () => undefined);
      const refusal = this._refusalOf(request);
      if (refusal) {
        socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      this._server.handleUpgrade(request, socket, head, webSocket => {
        const { admit, now } = this._options;
        const opened = new RoomSocket(webSocket, admit, now);
        this._sockets.add(opened);
        webSocket.once('close', () => this._sockets.delete(opened));
      });
    });
  }

  /** Lets nobody in any more, and lets go of those who are here. */
  async stop(): Promise<void> {
    this._isStopped = true;
    this._sockets.forEach(socket => socket.close());
    if (this._sockets.size > 0) {
      const end = Date.now() + GOODBYE_MS;
      while (this._sockets.size > 0 && Date.now() < end) {
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    }
    this._sockets.forEach(socket => socket.terminate());
  }

  private _refusalOf(request: IncomingMessage): string | null {
    const { config, isRightWay } = this._options;
    if (request.url?.split('?')[0] !== `${config.prefix}rooms/socket`) {
      return '404 Not Found';
    }
    if (this._isStopped || this._sockets.size >= MOST_SOCKETS) {
      return '503 Service Unavailable';
    }
    const { origin, host } = request.headers;
    return isOriginAllowed(config, origin, host) && isRightWay(request) ? null : '403 Forbidden';
  }
}
