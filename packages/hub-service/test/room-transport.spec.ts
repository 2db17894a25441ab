// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { once } from 'node:events';
import type { RoomPage, RoomRole } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { onEachEngine } from './engines';
import type { Page } from './room';
import { enter, listen, pageSocket, startRoom, until } from './room';
import type { TestService } from './service';
import { startService } from './service';

onEachEngine(makeDatabase => {
  let test: TestService;
  let address: string;
  let alice: Client;
  let room: RoomPage;
  let params: { room: string };
  const pages: Page[] = [];
  const unhandled = jest.fn();
  beforeAll(() => void process.on('unhandledRejection', unhandled));
  afterAll(() => void process.off('unhandledRejection', unhandled));
  beforeEach(async () => {
    test = await startService({ makeDatabase });
    address = await listen(test);
    alice = test.as('alice');
    room = await startRoom(alice, 'a = 1', 'b = 2');
    params = { room: room.id };
  });
  afterEach(async () => {
    pages.splice(0).forEach(page => page.leave());
    await test.stop();
    expect(unhandled).not.toHaveBeenCalled();
  });

  const come = async (client: Client, options: Parameters<typeof enter>[3] = {}): Promise<Page> => {
    const page = await enter(address, client, room.id, options);
    pages.push(page);
    return page;
  };
  const memberOf = async (name: string): Promise<string> =>
    (await alice.getRoom({ params })).memberList.find(each => each.name === name)?.id ?? '';
  const bringBob = async (role: Exclude<RoomRole, 'owner'>): Promise<Client> => {
    await alice.inviteToRoom({ params, body: { invite: [{ kind: 'person', name: 'bob' }], role } });
    return test.as('bob');
  };
  const stored = async (): Promise<Y.Doc> => {
    const { state, changes } = await test.service.context.live.log.load(`${room.id}/1/notebook`);
    const doc = new Y.Doc();
    [...(state ? [state] : []), ...changes].forEach(update => Y.applyUpdate(doc, update));
    return doc;
  };
  const sourceIn = (doc: Y.Doc, index: number): string =>
    (doc.getArray<Y.Map<Y.Text>>('cells').get(index).get('source') as Y.Text).toJSON();

  it('shows two people one notebook, and what each of them types', async () => {
    const bob = await bringBob('editor');
    const [first, second] = [await come(alice), await come(bob)];
    expect([first.source(0), second.source(1)]).toEqual(['a = 1', 'b = 2']);
    first.type(0, '+1');
    second.type(0, '+2');
    await until(first.doc, () => first.source(0).includes('+2'));
    await until(second.doc, () => second.source(0).includes('+1'));
    expect(first.source(0)).toBe(second.source(0));
  });

  it('acknowledges what is stored, and in its order', async () => {
    const page = await come(alice);
    for (let count = 0; count < 20; count++) {
      page.type(1, String.fromCharCode(97 + count));
    }
    await page.saved();
    expect(sourceIn(await stored(), 1)).toBe('b = 2abcdefghijklmnopqrst');
  });

  it('shows nobody what could not be stored, and says why', async () => {
    const bob = await bringBob('editor');
    const [first, second] = [await come(alice), await come(bob)];
    const append = jest.spyOn(test.service.context.live.log, 'append').mockRejectedValueOnce(new Error('No disk.'));
    first.type(0, '!');
    await expect(first.closed).resolves.toBe('storage');
    await expect(second.closed).resolves.toBe('storage');
    append.mockRestore();
    expect(second.source(0)).toBe('a = 1');
    expect(sourceIn(await stored(), 0)).toBe('a = 1');
    const again = await come(alice, { doc: first.doc });
    await again.saved();
    expect(sourceIn(await stored(), 0)).toBe('a = 1!');
  });

  it('merges what was typed while away, once', async () => {
    const page = await come(alice);
    page.type(0, '1');
    await page.saved();
    await test.service.context.live.documents.close(`${room.id}/1/notebook`, 'restart');
    await expect(page.closed).resolves.toBe('restart');
    page.type(0, '2');
    const again = await come(alice, { doc: page.doc });
    await again.saved();
    expect(sourceIn(await stored(), 0)).toBe('a = 112');
    expect((await stored()).getArray('cells').length).toBe(2);
  });

  it('is what it was after its edits were folded into a state', async () => {
    const page = await come(alice);
    page.type(0, 'x'.repeat(70_000));
    page.type(0, 'y'.repeat(70_000));
    page.type(0, 'z');
    await page.saved();
    const document = await test.service.context.live.documents.open(`${room.id}/1/notebook`);
    await document.compact();
    const { changes } = await test.service.context.live.log.load(`${room.id}/1/notebook`);
    expect(changes).toHaveLength(0);
    expect(sourceIn(await stored(), 0)).toBe(page.source(0));
  });

  describe('rights', () => {
    it('let viewers read, and send them away when they write', async () => {
      const bob = await bringBob('viewer');
      const page = await come(bob);
      expect(page.provider.authorizedScope).toBe('readonly');
      page.type(0, 'mine');
      await expect(page.closed).resolves.toBe('role');
      expect(sourceIn(await stored(), 0)).toBe('a = 1');
    });

    it('end at once when a member is removed', async () => {
      const bob = await bringBob('editor');
      const page = await come(bob);
      await alice.removeFromRoom({ params: { ...params, member: await memberOf('bob') } });
      await expect(page.closed).resolves.toBe('role');
      await expect(come(bob)).rejects.toMatchObject({ code: 'room-not-found' });
    });

    it('change at once: who has another role comes in anew, and an old ticket does not help', async () => {
      const bob = await bringBob('editor');
      const page = await come(bob);
      const session = await bob.openRoomSession({ params, body: { clientIds: [5] } });
      await alice.setRoomRole({ params: { ...params, member: await memberOf('bob') }, body: { role: 'viewer' } });
      await expect(page.closed).resolves.toBe('role');
      await expect(come(bob, { session })).rejects.toThrow('ticket');
      expect((await come(bob)).session.role).toBe('viewer');
    });

    it('end when the token of the page is revoked, or the person leaves a group', async () => {
      await alice.inviteToRoom({ params, body: { invite: [{ kind: 'group', name: 'lab' }], role: 'editor' } });
      const bob = await come(test.as('bob', { groups: ['lab'] }));
      const carol = await come(test.as('carol', { groups: ['lab'] }));
      const owner = await come(alice);
      test.hub.users.delete('own-carol');
      test.hub.own('bob');
      await test.service.context.live.watch.recheckRights();
      await expect(carol.closed).resolves.toBe('ticket');
      await expect(bob.closed).resolves.toBe('role');
      owner.type(0, '!');
      await owner.saved();
    });

    it('end with the session unless it is renewed', async () => {
      const page = await come(alice);
      test.clock.pass(LIMITS.roomSessionMs + 1);
      await test.service.context.live.watch.tick();
      await expect(page.closed).resolves.toBe('ticket');
    });
  });

  describe('a ticket', () => {
    it('admits once, in time, and to its document', async () => {
      const session = await alice.openRoomSession({ params, body: { clientIds: [5] } });
      await come(alice, { session });
      await expect(come(alice, { session })).rejects.toThrow('ticket');
      const late = await alice.openRoomSession({ params, body: { clientIds: [5] } });
      test.clock.pass(LIMITS.roomTicketMs + 1);
      await expect(come(alice, { session: late })).rejects.toThrow('ticket');
      const other = await startRoom(alice, 'other');
      const foreign = await alice.openRoomSession({ params: { room: other.id }, body: { clientIds: [5] } });
      const documents = session.documents.map(({ name }, at) => ({ ...foreign.documents[at], name }));
      await expect(come(alice, { session: { ...foreign, documents } as typeof foreign })).rejects.toThrow('ticket');
    });
  });

  describe('a hostile member', () => {
    it('cannot write as somebody else', async () => {
      const bob = await bringBob('editor');
      const [victim, page] = [await come(alice), await come(bob)];
      page.doc.clientID = victim.doc.clientID;
      page.type(0, 'stolen');
      await expect(page.closed).resolves.toBe('client-id');
      victim.type(0, '!');
      await victim.saved();
      expect(sourceIn(await stored(), 0)).toBe('a = 1!');
    });

    it('cannot make a cell trusted', async () => {
      const page = await come(alice);
      const cell = page.doc.getArray<Y.Map<Y.Map<boolean>>>('cells').get(0);
      (cell.get('metadata') as Y.Map<boolean>).set('trusted', true);
      await expect(page.closed).resolves.toBe('refused');
      expect((await stored()).getArray('cells').toJSON()).toMatchObject([{ metadata: {} }, {}]);
    });

    it('cannot write the document that the hub writes', async () => {
      const page = await come(alice);
      const ended = new Promise<string>(resolve =>
        page.sideProvider.on('close', ({ event }: { event: { reason: string } }) => resolve(event.reason))
      );
      page.side.getMap('talk').set('forged', { text: 'Hello' });
      await expect(ended).resolves.toBe('role');
    });

    it('is seen under their own name, whatever they say', async () => {
      const bob = await bringBob('viewer');
      const [owner, page] = [await come(alice), await come(bob)];
      const { awareness } = page.provider;
      awareness?.setLocalState({ user: { name: 'alice', role: 'owner' }, cursors: [1], cell: 'c', other: 'x' });
      const seen = await new Promise<unknown>(resolve => {
        const look = (): void => {
          const state: unknown = owner.provider.awareness?.getStates().get(page.doc.clientID);
          if (state) {
            resolve(state);
          }
        };
        owner.provider.awareness?.on('change', look);
        look();
      });
      expect(seen).toEqual({
        user: expect.objectContaining({ name: 'bob', role: 'viewer', guest: false }) as object,
        cursors: [1],
        cell: 'c'
      });
    });

    it('ends their own connection by nonsense, and nobody else’s', async () => {
      const owner = await come(alice);
      for (const nonsense of [Buffer.alloc(0), Buffer.from([255]), Buffer.alloc(100, 200), Buffer.from('text')]) {
        const socket = new (pageSocket())(address);
        await once(socket, 'open');
        socket.send(nonsense);
        socket.send('text');
        await once(socket, 'close');
      }
      owner.type(0, '!');
      await owner.saved();
    });

    it('is cut off before a ticket when they send too much, and by a message that is too long', async () => {
      const socket = new (pageSocket())(address);
      await once(socket, 'open');
      for (let count = 0; count <= LIMITS.roomStrangerMessages; count++) {
        socket.send(Buffer.from([1, 97, 0, 0, 0]));
      }
      await once(socket, 'close');
      const other = new (pageSocket())(address);
      await once(other, 'open');
      other.send(Buffer.alloc(LIMITS.roomFrameBytes + 1));
      const [code] = (await once(other, 'close')) as [number];
      expect(code).toBe(1009);
    });
  });

  it('opens WebSockets to pages of the hub only', async () => {
    const refused = [
      undefined,
      'null',
      'http://hub-a.example',
      'https://hub-a.example:8443',
      'https://hub-a.example.evil.example',
      'https://evil-hub-a.example',
      'https://hub-a.exampl',
      'https://HUB-A.example',
      'https://hub-a.example/',
      'https://a.hub-a.example',
      'https://hub-a.example@evil.example',
      'file://',
      'chrome-extension://abc',
      'https://hub-a.example%00',
      'https://xn--hub--8ve.example',
      'https://evil.example, https://hub-a.example',
      'https://hub-a.example https://evil.example',
      'ws://hub-a.example',
      'https://127.0.0.1',
      ''
    ];
    for (const origin of refused) {
      const socket = new WebSocket(address, origin === undefined ? {} : { headers: { Origin: origin } });
      const [error] = (await once(socket, 'error')) as [Error];
      expect([origin, error.message]).toEqual([origin, expect.stringContaining('403')]);
    }
    const right = new (pageSocket())(address);
    await once(right, 'open');
    right.terminate();
  });

  describe('beside the notebook', () => {
    it('shows members, talk, runs and versions as they come', async () => {
      const bob = await bringBob('editor');
      const page = await come(alice);
      const call = { ticket: page.session.token };
      const { side } = page;
      expect(Object.values(side.getMap('members').toJSON())).toMatchObject([{ name: 'alice' }, { name: 'bob' }]);
      expect(side.getMap('room').toJSON()).toEqual({ room: { title: 'Paper figures', state: 'open' } });
      const message = await alice.postTalk({ params, body: { thread: null, text: 'Hello', anchor: null } }, call);
      await until(side, () => side.getMap('talk').has(message.id));
      expect(side.getMap('talk').get(message.id)).toEqual(message);
      const run = { cell: 'c', run: 'run-12345678', kernel: 'Python 3', takeOver: false };
      await alice.claimRun({ params, body: run }, call);
      await until(side, () => side.getMap('runs').has('c'));
      const version = await alice.makeVersion({ params, body: { name: 'One' } }, call);
      await until(side, () => side.getMap('versions').has(version.id));
      await bob.leaveRoom({ params });
      await until(side, () => side.getMap('members').size === 1);
    });

    it('ends the run of who has been away for a while', async () => {
      const [page, other] = [await come(alice), await come(await bringBob('editor'))];
      const run = { cell: 'c', run: 'run-12345678', kernel: 'Python 3', takeOver: false };
      await alice.claimRun({ params, body: run }, { ticket: page.session.token });
      page.leave();
      await until(other.side, () => other.side.getMap('runs').has('c'));
      const ended = (): boolean => (other.side.getMap('runs').get('c') as { endedAt: unknown }).endedAt !== null;
      expect(ended()).toBe(false);
      while (test.service.context.live.here(room.id).length > 1) {
        await new Promise(setImmediate);
      }
      await test.service.context.live.watch.tick();
      test.clock.pass(LIMITS.runAwayMs + 1);
      await test.service.context.live.watch.tick();
      await until(other.side, ended);
    });
  });

  it('restores a version while people are in it, and keeps what was there', async () => {
    const page = await come(alice);
    const call = { ticket: page.session.token };
    const [started] = (await alice.listVersions({ params }, call)).versions;
    page.type(0, ' changed');
    page.doc.getArray('cells').delete(1, 1);
    await page.saved();
    const before = await alice.restoreVersion({ params: { ...params, version: started?.id ?? '' } }, call);
    await until(page.doc, () => page.doc.getArray('cells').length === 2);
    expect([page.source(0), page.source(1)]).toEqual(['a = 1', 'b = 2']);
    expect(before).toMatchObject({ cause: 'restore', cells: 1, authors: [{ name: 'alice' }] });
    await alice.restoreVersion({ params: { ...params, version: before.id } }, call);
    await until(page.doc, () => page.doc.getArray('cells').length === 1);
    expect(page.source(0)).toBe('a = 1 changed');
  });

  it('makes versions by itself: of what changed for a while, and when the last one leaves', async () => {
    const page = await come(alice);
    const { live } = test.service.context;
    const list = async (): Promise<string[]> =>
      (await test.service.context.versions.all(room.id)).map(version => version.cause);
    page.type(0, '!');
    await page.saved();
    await live.watch.makeVersions();
    await expect(list()).resolves.toEqual(['start']);
    test.clock.pass(LIMITS.versionEveryMs);
    page.type(0, '!');
    await page.saved();
    await live.watch.makeVersions();
    await expect(list()).resolves.toEqual(['time', 'start']);
    page.type(0, '!');
    await page.saved();
    page.leave();
    while (live.here(room.id).length > 0) {
      await new Promise(setImmediate);
    }
    await live.documents.unload(`${room.id}/1/notebook`);
    await expect(list()).resolves.toEqual(['leave', 'time', 'start']);
  });

  it('is gone with all that was in it a month after it was deleted', async () => {
    const { live, rooms, versions } = test.service.context;
    const [version] = await versions.all(room.id);
    await alice.deleteRoom({ params });
    test.clock.pass(LIMITS.roomDeletedMs - 1000);
    await live.watch.eraseDeleted();
    await expect(rooms.find(room.id)).resolves.not.toBeNull();
    test.clock.pass(2000);
    await live.watch.eraseDeleted();
    await expect(rooms.find(room.id)).resolves.toBeNull();
    await expect(live.log.load(`${room.id}/1/notebook`)).resolves.toMatchObject({ state: null, changes: [] });
    await expect(live.log.getBlob(room.id, version?.digest ?? '')).resolves.toBeNull();
  });
});
