// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';

const SOCKETS = new Map<string, { socket: HocuspocusProviderWebsocket; users: number }>();

/** Answers the page’s one socket to an address. */
export function takeSocket(address: string): HocuspocusProviderWebsocket {
  const known = SOCKETS.get(address) ?? { socket: new HocuspocusProviderWebsocket({ url: address }), users: 0 };
  known.users += 1;
  SOCKETS.set(address, known);
  return known.socket;
}

/** Closes a socket when its last user leaves it. */
export function leaveSocket(address: string): void {
  const known = SOCKETS.get(address);
  if (known) {
    known.users -= 1;
    if (known.users === 0) {
      SOCKETS.delete(address);
      known.socket.destroy();
    }
  }
}

/**
 * The address of a WebSocket.
 *
 * @param socket - absolute, or a path on the service's origin
 * @param service - the service's address
 */
export function socketAddress(socket: string, service: string): string {
  const url = new URL(socket, service);
  url.protocol = url.protocol.replace(/^http/, 'ws');
  return url.href;
}
