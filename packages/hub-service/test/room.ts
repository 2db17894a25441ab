// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AddressInfo } from 'node:net';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import type { RoomPage, RoomSession } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { notebook } from './publish';
import type { TestService } from './service';

const ORIGIN = 'https://hub-a.example';
const SOCKET = '/services/atrium/rooms/socket';

/** Where the rooms of a service of a spec are reached. */
export async function listen(test: TestService): Promise<string> {
  await test.service.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = test.service.app.server.address() as AddressInfo;
  return `ws://127.0.0.1:${port}${SOCKET}`;
}

/** What a room is started with. */
export function roomBody(...sources: string[]): Parameters<Client['startRoom']>[0]['body'] {
  return {
    title: 'Paper figures',
    file: 'figures.ipynb',
    notebook: Buffer.from(notebook(...sources)).toString(),
    from: null,
    invite: [],
    role: 'editor'
  };
}

/** Starts a room on a notebook of some cells. */
export function startRoom(client: Client, ...sources: string[]): Promise<RoomPage> {
  return client.startRoom({ body: roomBody(...sources) });
}

/** A WebSocket of a page of the hub. */
export function pageSocket(origin: string | undefined = ORIGIN): typeof WebSocket {
  return class extends WebSocket {
    constructor(address: string | URL) {
      super(address, origin === undefined ? {} : { origin });
    }
  } as typeof WebSocket;
}

/** A page in a room. */
export type Page = {
  doc: Y.Doc;
  side: Y.Doc;
  session: RoomSession;
  provider: HocuspocusProvider;
  sideProvider: HocuspocusProvider;
  /** Why the service closed the notebook for this page. */
  closed: Promise<string>;
  /** Types at the end of a cell. */
  type: (cell: number, text: string) => void;
  /** The source of a cell. */
  source: (cell: number) => string;
  /** Resolves when all that was typed is acknowledged. */
  saved: () => Promise<void>;
  leave: () => void;
};

export type EnterOptions = { doc?: Y.Doc; session?: RoomSession; Socket?: typeof WebSocket };

/** Enters a room as JupyterLab's extension does: with the real provider. */
export async function enter(
  address: string,
  client: Client,
  room: string,
  { doc = new Y.Doc(), session: given, Socket = pageSocket() }: EnterOptions = {}
): Promise<Page> {
  const side = new Y.Doc();
  const session =
    given ?? (await client.openRoomSession({ params: { room }, body: { clientIds: [doc.clientID, side.clientID] } }));
  const websocketProvider = new HocuspocusProviderWebsocket({ url: address, WebSocketPolyfill: Socket });
  const [provider, sideProvider] = [doc, side].map((document, index) => {
    const { name = '', ticket = '' } = session.documents[index] ?? {};
    return new HocuspocusProvider({ websocketProvider, name, document, token: ticket });
  }) as [HocuspocusProvider, HocuspocusProvider];
  const closed = new Promise<string>(resolve =>
    provider.on('close', ({ event }: { event: { reason: string } }) => resolve(event.reason))
  );
  const leave = (): void => {
    provider.destroy();
    sideProvider.destroy();
    websocketProvider.destroy();
  };
  await synced(provider, leave);
  await synced(sideProvider, leave);
  const cell = (index: number): Y.Text => (doc.getArray('cells').get(index) as Y.Map<unknown>).get('source') as Y.Text;
  return {
    ...{ doc, side, session, provider, sideProvider, closed, leave },
    type: (index, text) => cell(index).insert(cell(index).length, text),
    source: index => cell(index).toJSON(),
    saved: () => saved(provider)
  };
}

function synced(provider: HocuspocusProvider, leave: () => void): Promise<void> {
  provider.attach();
  return new Promise((resolve, reject) => {
    if (provider.synced) {
      resolve();
    }
    provider.on('synced', () => resolve());
    provider.on('authenticationFailed', ({ reason }: { reason: string }) => {
      leave();
      reject(new Error(reason));
    });
  });
}

function saved(provider: HocuspocusProvider): Promise<void> {
  return new Promise(resolve => {
    const look = (): void => {
      if (!provider.hasUnsyncedChanges) {
        provider.off('unsyncedChanges', look);
        resolve();
      }
    };
    provider.on('unsyncedChanges', look);
    look();
  });
}

/** Waits until something holds of a document, looking at each of its changes. */
export function until(doc: Y.Doc, holds: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const look = (): void => {
      if (holds()) {
        doc.off('update', look);
        resolve();
      }
    };
    doc.on('update', look);
    look();
  });
}
