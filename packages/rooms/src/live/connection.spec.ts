// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Y from 'yjs';
import { FakeHub, FakeSocket, NOTEBOOK, ROOM, SIDE, aSession } from '../../test/fake-hub';
import { aClock, aRefusal } from '../../test/fakes';
import { RoomNotebook } from '../document/room-notebook';
import { Connection } from './connection';
import type { IKeep } from './keep';

jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
// Stock reads cells before they are in a document, of which Yjs warns.
beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation());

async function settle(ms = 0): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}

/** What is kept in the browser, in memory. */
class MemoryKeep implements IKeep {
  readonly origin = {};
  edits = 0;
  clientIds: number[] = [];
  ended: boolean | null = null;
  update: Uint8Array | null = null;

  constructor(private readonly _document: Y.Doc) {}

  load(): Promise<{ clientIds: number[]; edits: number }> {
    if (this.update) {
      Y.applyUpdate(this._document, this.update, this.origin);
    }
    return Promise.resolve({ clientIds: this.clientIds, edits: this.edits });
  }

  note(edits: number, clientId: number): void {
    this.edits = edits;
    this.clientIds = [clientId];
  }

  end(isSaved: boolean): Promise<void> {
    this.ended = isSaved;
    return Promise.resolve();
  }
}

type Joined = {
  connection: Connection;
  notebook: RoomNotebook;
  hub: FakeHub;
  calls: { openRoomSession: jest.Mock; renewRoomSession: jest.Mock };
  keep: MemoryKeep;
  options: Connection.IOptions;
  type: (text: string) => void;
  counts: number[];
};

function join(prepare: (joined: Joined) => void = () => undefined): Joined {
  const hub = new FakeHub();
  FakeSocket.hub = hub;
  Object.assign(window, { WebSocket: FakeSocket });
  const notebook = new RoomNotebook();
  const keep = new MemoryKeep(notebook.ydoc);
  const calls = {
    openRoomSession: jest.fn(() => Promise.resolve(aSession())),
    renewRoomSession: jest.fn(() => Promise.resolve(aSession()))
  };
  const counts: number[] = [];
  const options: Connection.IOptions = {
    room: { id: ROOM, epoch: 1 },
    notebook,
    keep,
    side: new Y.Doc(),
    calls,
    clock: aClock(),
    service: 'https://hub.example/services/atrium/',
    onSession: () => notebook.setRights({ isReadOnly: false, isOwner: false }),
    onCount: () => counts.push(joined.connection.unsaved),
    onLost: jest.fn(),
    onRefused: jest.fn()
  };
  const type = (text: string): void => notebook.ydoc.getText('typed').insert(0, text);
  const joined: Joined = {
    ...{ hub, notebook, keep, calls, options, counts, type },
    connection: new Connection(options)
  };
  prepare(joined);
  joinings.push(joined);
  return joined;
}

async function inRoom(prepare?: (joined: Joined) => void): Promise<Joined> {
  const joined = join(prepare);
  const started = joined.connection.start();
  await settle();
  await started;
  return joined;
}

const typedIn = ({ hub }: Joined): string => hub.document(NOTEBOOK).getText('typed').toJSON();

const joinings: Joined[] = [];
afterEach(() => {
  joinings.splice(0).forEach(({ connection }) => connection.dispose());
  jest.clearAllTimers();
});

describe('Connection', () => {
  it('brings both documents over one socket, each let in by its own ticket', async () => {
    const joined = await inRoom(({ hub }) => hub.document(NOTEBOOK).getText('typed').insert(0, 'here'));
    const { hub, notebook } = joined;

    expect(notebook.ydoc.getText('typed').toJSON()).toBe('here');
    expect(hub.sockets.map(({ url }) => url)).toEqual(['wss://hub.example/services/atrium/rooms/socket']);
    expect(hub.tickets.map(ticket => ticket.replace(/\d+/, '')).sort()).toEqual(['notebook-', 'side-']);
  });

  it('counts an edit as unsaved until the hub has acknowledged it', async () => {
    const joined = await inRoom();
    const { connection, hub, type } = joined;
    hub.acknowledges = false;

    type('a');
    type('b');
    await settle();
    expect([typedIn(joined), connection.unsaved]).toEqual(['ba', 2]);

    hub.acknowledge();
    await settle();
    expect(connection.unsaved).toBe(0);
  });

  it('keeps what is typed while the hub is away, and is saved only when all of it arrived', async () => {
    const joined = await inRoom();
    const { connection, hub, type, counts } = joined;
    hub.kill();
    await settle();
    for (const letter of 'abc') {
      type(letter);
    }
    expect([connection.isAway, connection.unsaved]).toEqual([true, 3]);

    hub.acknowledges = false;
    hub.comeBack();
    await settle(40_000);
    expect(connection.isAway).toBe(false);
    counts.length = 0;
    hub.acknowledge();
    await settle();

    expect([typedIn(joined), connection.unsaved]).toEqual(['cba', 0]);
    // One message brought all three, so there is no count between.
    expect(new Set(counts)).toEqual(new Set([0]));
  });

  it('sends again what was sent and not acknowledged when the hub was killed', async () => {
    const joined = await inRoom();
    const { connection, hub, type } = joined;
    hub.acknowledges = false;
    type('x');
    await settle();
    hub.kill();
    hub.documents.delete(NOTEBOOK);
    await settle();
    expect(connection.unsaved).toBe(1);

    hub.acknowledges = true;
    hub.comeBack();
    await settle(40_000);

    expect([typedIn(joined), connection.unsaved]).toEqual(['x', 0]);
  });

  it('sends nothing before it is let in, and comes with a fresh ticket each time', async () => {
    const { hub, type } = await inRoom();
    hub.kill();
    await settle();
    type('a');
    hub.comeBack();
    await settle(40_000);
    type('b');
    await settle();

    expect(hub.early).toEqual([]);
    expect(new Set(hub.tickets).size).toBe(hub.tickets.length);
  });

  it('waits for the hub’s answer, not only for its socket', async () => {
    const joined = await inRoom();
    const { connection, hub, calls, type } = joined;
    const refused = Array.from({ length: 5 }, () => aRefusal('unreachable'));
    refused.forEach(error => calls.renewRoomSession.mockRejectedValueOnce(error));
    hub.kill();
    hub.comeBack();
    type('kept');
    await settle(60_000);

    expect([typedIn(joined), connection.unsaved]).toEqual(['kept', 0]);
  });

  it.each(['ticket', 'rate', 'restart', 'storage'])('enters again when it was closed for “%s”', async reason => {
    const joined = await inRoom();
    const { connection, hub, type, options } = joined;

    hub.close(NOTEBOOK, reason);
    await settle();
    type('kept');
    await settle(40_000);

    expect([typedIn(joined), connection.unsaved]).toEqual(['kept', 0]);
    expect(options.onLost).not.toHaveBeenCalled();
  });

  it.each(['refused', 'too-large', 'full', 'epoch', 'client-id'])(
    'sets aside what the hub closes with “%s”, and never sends it again',
    async reason => {
      const { hub, type, options, keep } = await inRoom();
      hub.refuses = reason;
      const before = hub.updates;

      type('too much');
      await settle(60_000);

      expect(options.onLost).toHaveBeenCalledWith(reason, true);
      expect(hub.updates).toBe(before + 1);
      // Else it would come back with the next page.
      expect(keep.ended).toBe(true);
    }
  );

  it('enters in its new role when the role changed', async () => {
    const { hub, calls, options } = await inRoom();
    calls.openRoomSession.mockResolvedValueOnce(aSession({ role: 'viewer' }));
    const sessions = hub.tickets.length;

    hub.close(NOTEBOOK, 'role');
    hub.close(SIDE, 'role');
    await settle(1000);

    expect(calls.openRoomSession).toHaveBeenCalledTimes(2);
    expect(hub.tickets).toHaveLength(sessions + 2);
    expect(options.onRefused).not.toHaveBeenCalled();
  });

  it('says when the hub lets the person in no more', async () => {
    const { hub, calls, options } = await inRoom();
    calls.openRoomSession.mockRejectedValue(aRefusal('room-not-found', 404));

    hub.close(NOTEBOOK, 'role');
    await settle(1000);

    expect(options.onRefused).toHaveBeenCalledWith(expect.objectContaining({ code: 'room-not-found' }));
  });

  it('tries again with another ticket when one was not taken', async () => {
    const joined = await inRoom(({ hub }) => {
      hub.document(NOTEBOOK).getText('typed').insert(0, 'x');
      hub.refusesTickets = 'ticket';
      void settle(40_000);
    });
    await settle(40_000);

    expect(joined.notebook.ydoc.getText('typed').toJSON()).toBe('x');
  });

  it('brings edits that an earlier page left, and names the ids they were made under', async () => {
    const earlier = new Y.Doc();
    earlier.getText('typed').insert(0, 'left');
    const joined = await inRoom(({ keep }) => {
      keep.update = Y.encodeStateAsUpdate(earlier);
      keep.clientIds = [earlier.clientID];
      keep.edits = 4;
    });
    const { calls, connection, notebook } = joined;
    await settle();

    expect(calls.openRoomSession).toHaveBeenCalledWith({
      params: { room: ROOM },
      body: { clientIds: [notebook.ydoc.clientID, earlier.clientID] }
    });
    expect([typedIn(joined), connection.unsaved]).toEqual(['left', 0]);
  });

  it('keeps nothing in the browser once all is saved, and what is not', async () => {
    const saved = await inRoom();
    saved.connection.dispose();
    expect(saved.keep.ended).toBe(true);

    const unsaved = await inRoom();
    unsaved.hub.kill();
    await settle();
    unsaved.type('x');
    unsaved.connection.dispose();
    expect([unsaved.keep.ended, unsaved.keep.edits]).toEqual([false, 1]);
  });

  it('sends many edits together before the hub would find them too many', async () => {
    const joined = await inRoom();
    const { connection, hub, type } = joined;
    const before = hub.updates;
    for (let edit = 0; edit < 200; edit += 1) {
      type('x');
    }
    await settle(500);

    expect(hub.updates - before).toBeLessThan(50);
    expect([typedIn(joined).length, connection.unsaved]).toEqual([200, 0]);
  });
});
