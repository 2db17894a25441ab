// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { BLOB_TYPE, LIMITS, type RoomPage, type RoomSession } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';
import { onEachEngine } from './engines';
import { NO_ID } from './login';
import { notebook, publish } from './publish';
import { roomBody, startRoom } from './room';
import type { TestService } from './service';
import { startService } from './service';

const bob = { kind: 'person', name: 'bob' } as const;
const group = { kind: 'group', name: 'glacier' } as const;
const RUN = 'run-12345678';

onEachEngine(makeDatabase => {
  let test: TestService;
  let alice: Client;
  let room: RoomPage;
  let params: { room: string };
  beforeEach(async () => {
    test = await startService({ makeDatabase });
    alice = test.as('alice');
    room = await startRoom(alice, 'a = 1', 'b = 2');
    params = { room: room.id };
  });
  afterEach(() => test.stop());

  const invite = (
    role: 'editor' | 'commenter' | 'viewer',
    ...people: Parameters<Client['inviteToRoom']>[0]['body']['invite']
  ) => alice.inviteToRoom({ params, body: { invite: people, role } });
  let clients = 1000;
  const enter = (client: Client): Promise<RoomSession> =>
    client.openRoomSession({ params, body: { clientIds: [clients++] } });
  const memberId = (page: RoomPage, name: string): string =>
    page.memberList.find(member => member.name === name)?.id ?? '';

  describe('startRoom', () => {
    it('is refused somebody without the right to publish', async () => {
      const reader = test.as('rita', { scopes: ['access:servers!server=rita/', 'access:services!service=atrium'] });
      await expect(startRoom(reader, '1')).rejects.toMatchObject({ code: 'not-allowed' });
    });

    it('makes the caller the owner, invites, and keeps what it started from as a version', async () => {
      const page = await alice.startRoom({ body: { ...roomBody('x = 1'), invite: [bob], role: 'viewer' } });
      expect(page).toMatchObject({ role: 'owner', hasJoined: true, state: 'open', epoch: 1, members: 2 });
      expect(page.path).toMatch(/^paper-figures-[0-9a-f]{12}\/figures\.ipynb$/);
      expect(page.url).toBe(`https://hub-a.example/services/atrium/rooms/${page.id}`);
      expect(page.memberList.map(({ name, role }) => [name, role])).toEqual([
        ['bob', 'viewer'],
        ['alice', 'owner']
      ]);
    });

    it('answers the same room to the same call', async () => {
      const body = roomBody('x');
      const first = await alice.startRoom({ body }, { key: 'the-same-key' });
      await expect(alice.startRoom({ body }, { key: 'the-same-key' })).resolves.toEqual(first);
      await expect(alice.listRooms()).resolves.toMatchObject({ rooms: [{ id: first.id }, { id: room.id }] });
    });

    it('starts on a notebook of a work', async () => {
      const work = await publish(alice, { 'a/b.ipynb': notebook('from a work') });
      const from = { work: work.id, label: work.label, path: 'a/b.ipynb' };
      const page = await alice.startRoom({ body: { ...roomBody(), notebook: null, from } });
      expect(page.from).toEqual(from);
      await expect(alice.startRoom({ body: { ...roomBody(), from } })).rejects.toMatchObject({ code: 'bad-request' });
      const missing = { ...roomBody(), notebook: null, from: { ...from, path: 'c.ipynb' } };
      await expect(alice.startRoom({ body: missing })).rejects.toMatchObject({ code: 'file-not-found' });
    });

    it('refuses what is no notebook, and cells that are too large', async () => {
      const start = (text: string) => alice.startRoom({ body: { ...roomBody(), notebook: text } });
      await expect(start('{}')).rejects.toMatchObject({ code: 'bad-content' });
      const long = Buffer.from(notebook('1', 'x'.repeat(LIMITS.roomCellBytes + 1))).toString();
      await expect(start(long)).rejects.toMatchObject({
        code: 'too-large',
        message: expect.stringContaining('2') as string
      });
    });
  });

  describe('listRooms', () => {
    it('lists rooms one is in or invited to, and no others', async () => {
      await expect(test.as('bob').listRooms()).resolves.toEqual({ rooms: [] });
      await invite('viewer', bob);
      await expect(test.as('bob').listRooms()).resolves.toMatchObject({
        rooms: [{ id: room.id, hasJoined: false, role: 'viewer' }]
      });
      await enter(test.as('bob'));
      await expect(test.as('bob').listRooms()).resolves.toMatchObject({ rooms: [{ hasJoined: true }] });
    });

    it('knows members by their groups', async () => {
      await invite('commenter', group);
      const carol = test.as('carol', { groups: ['glacier'] });
      await expect(carol.listRooms()).resolves.toMatchObject({ rooms: [{ id: room.id, role: 'commenter' }] });
    });
  });

  describe('getRoom', () => {
    it('answers those who are not in it as if it did not exist', async () => {
      const stranger = await test
        .as('bob')
        .getRoom({ params })
        .catch((error: unknown) => error);
      const missing = await test
        .as('bob')
        .getRoom({ params: { room: NO_ID } })
        .catch((error: unknown) => error);
      expect(stranger).toMatchObject({ code: 'room-not-found', status: 404 });
      expect((stranger as Error).message).toBe((missing as Error).message);
    });

    it('shows links to owners only', async () => {
      await alice.makeInvitation({ params, body: { role: 'viewer', days: 1, people: 1 } });
      await invite('editor', bob);
      expect((await alice.getRoom({ params })).invitations).toHaveLength(1);
      expect((await test.as('bob').getRoom({ params })).invitations).toHaveLength(0);
    });
  });

  describe('editRoom', () => {
    it('is for owners', async () => {
      await invite('editor', bob);
      await expect(test.as('bob').editRoom({ params, body: { title: 'Mine' } })).rejects.toMatchObject({
        code: 'not-allowed'
      });
      await expect(alice.editRoom({ params, body: { title: 'Ours' } })).resolves.toMatchObject({ title: 'Ours' });
    });

    it('closes a room, in which nobody can write then, and opens it again', async () => {
      const session = await enter(alice);
      await alice.editRoom({ params, body: { isClosed: true } });
      const talk = { params, body: { thread: null, text: 'Hello', anchor: null } };
      await expect(alice.postTalk(talk, { ticket: session.token })).rejects.toMatchObject({ code: 'not-allowed' });
      expect((await enter(alice)).documents.map(document => document.isReadOnly)).toEqual([true, true]);
      await alice.editRoom({ params, body: { isClosed: false } });
      await expect(alice.postTalk(talk, { ticket: session.token })).resolves.toMatchObject({ text: 'Hello' });
    });
  });

  describe('deleteRoom', () => {
    it('hides the room from everybody but its owners, and ends sessions', async () => {
      await invite('editor', bob);
      const session = await enter(test.as('bob'));
      await expect(test.as('bob').deleteRoom({ params })).rejects.toMatchObject({ code: 'not-allowed' });
      await alice.deleteRoom({ params });
      await expect(test.as('bob').getRoom({ params })).rejects.toMatchObject({ code: 'room-not-found' });
      await expect(test.as('bob').listRooms()).resolves.toEqual({ rooms: [] });
      await expect(alice.listVersions({ params }, { ticket: session.token })).rejects.toMatchObject({
        code: 'session-ended'
      });
      const { rooms } = await alice.listRooms();
      expect(rooms).toMatchObject([{ state: 'deleted', erasedAt: expect.any(String) as string }]);
    });
  });

  describe('bringBackRoom', () => {
    it('is for owners', async () => {
      await invite('editor', bob);
      await alice.deleteRoom({ params });
      await expect(test.as('bob').bringBackRoom({ params })).rejects.toMatchObject({ code: 'room-not-found' });
      await expect(alice.bringBackRoom({ params })).resolves.toMatchObject({ state: 'open', erasedAt: null });
      await expect(test.as('bob').getRoom({ params })).resolves.toMatchObject({ id: room.id });
    });
  });

  describe('openRoomSession', () => {
    it('lets no stranger in', async () => {
      await expect(enter(test.as('bob'))).rejects.toMatchObject({ code: 'room-not-found' });
    });

    it('gives a ticket for each document, with the right the role gives', async () => {
      await invite('viewer', bob);
      const owner = await enter(alice);
      expect(owner.documents.map(({ name, isReadOnly }) => [name, isReadOnly])).toEqual([
        [`${room.id}/1/notebook`, false],
        [`${room.id}/1/side`, true]
      ]);
      expect(owner.socket).toBe('wss://hub-a.example/services/atrium/rooms/socket');
      const viewer = await enter(test.as('bob'));
      expect(viewer.documents.map(document => document.isReadOnly)).toEqual([true, true]);
    });

    it('refuses numbers under which somebody else writes', async () => {
      await invite('editor', bob);
      await alice.openRoomSession({ params, body: { clientIds: [7, 8] } });
      const taken = test.as('bob').openRoomSession({ params, body: { clientIds: [9, 8] } });
      await expect(taken).rejects.toMatchObject({ code: 'client-id-taken' });
      await expect(test.as('bob').openRoomSession({ params, body: { clientIds: [9] } })).resolves.toBeDefined();
    });
  });

  describe('renewRoomSession', () => {
    it('renews one’s own session only, and a session that is not renewed ends', async () => {
      await invite('editor', bob);
      const session = await enter(alice);
      const renew = (client: Client) =>
        client.renewRoomSession({ params: { ...params, session: session.id }, body: { clientIds: [clients++] } });
      await expect(renew(test.as('bob'))).rejects.toMatchObject({ code: 'session-ended' });
      test.clock.pass(LIMITS.roomSessionMs - 1000);
      const renewed = await renew(alice);
      test.clock.pass(2000);
      await expect(alice.listVersions({ params }, { ticket: renewed.token })).resolves.toBeDefined();
      test.clock.pass(LIMITS.roomSessionMs);
      await expect(alice.listVersions({ params }, { ticket: renewed.token })).rejects.toMatchObject({
        code: 'session-ended'
      });
      await expect(renew(alice)).rejects.toMatchObject({ code: 'session-ended' });
    });
  });

  describe('inviteToRoom', () => {
    it('is for owners, and leaves the room an owner', async () => {
      await invite('editor', bob);
      const body = { invite: [group], role: 'viewer' as const };
      await expect(test.as('bob').inviteToRoom({ params, body })).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(invite('viewer', { kind: 'person', name: 'alice' })).rejects.toMatchObject({ code: 'last-owner' });
    });
  });

  describe('setRoomRole', () => {
    it('is for owners, and leaves the room an owner', async () => {
      const page = await invite('editor', bob);
      const set = (client: Client, name: string, role: 'owner' | 'viewer') =>
        client.setRoomRole({ params: { ...params, member: memberId(page, name) }, body: { role } });
      await expect(set(test.as('bob'), 'bob', 'owner')).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(set(alice, 'alice', 'viewer')).rejects.toMatchObject({ code: 'last-owner' });
      await set(alice, 'bob', 'owner');
      await expect(set(alice, 'alice', 'viewer')).resolves.toMatchObject({ role: 'viewer' });
      await expect(set(test.as('bob'), 'nobody', 'viewer')).rejects.toMatchObject({ code: 'bad-request' });
    });
  });

  describe('removeFromRoom', () => {
    it('is for owners, ends the session at once, and leaves the room an owner', async () => {
      const page = await invite('editor', bob);
      const remove = (client: Client, name: string) =>
        client.removeFromRoom({ params: { ...params, member: memberId(page, name) } });
      await expect(remove(test.as('bob'), 'alice')).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(remove(alice, 'alice')).rejects.toMatchObject({ code: 'last-owner' });
      const session = await enter(test.as('bob'));
      await remove(alice, 'bob');
      await expect(alice.listVersions({ params }, { ticket: session.token })).rejects.toMatchObject({
        code: 'session-ended'
      });
      await expect(test.as('bob').getRoom({ params })).rejects.toMatchObject({ code: 'room-not-found' });
    });
  });

  describe('leaveRoom', () => {
    it('declines an invitation, and is refused the last owner', async () => {
      await invite('editor', bob);
      await expect(alice.leaveRoom({ params })).rejects.toMatchObject({ code: 'last-owner' });
      await test.as('bob').leaveRoom({ params });
      await expect(test.as('bob').getRoom({ params })).rejects.toMatchObject({ code: 'room-not-found' });
    });

    it('takes the room off the list of who is in by a group, until they come again', async () => {
      await invite('editor', group);
      const carol = test.as('carol', { groups: ['glacier'] });
      await carol.leaveRoom({ params });
      await expect(carol.listRooms()).resolves.toEqual({ rooms: [] });
      await enter(carol);
      await expect(carol.listRooms()).resolves.toMatchObject({ rooms: [{ id: room.id }] });
    });
  });

  describe('makeInvitation', () => {
    it('is for owners, and answers the code once, in the fragment of the link', async () => {
      await invite('editor', bob);
      const body = { role: 'commenter', days: 7, people: 25 } as const;
      await expect(test.as('bob').makeInvitation({ params, body })).rejects.toMatchObject({ code: 'not-allowed' });
      const { code, link, invitation } = await alice.makeInvitation({ params, body });
      expect(link).toBe(`${room.url}#invite=${code}`);
      expect(invitation).toMatchObject({ used: 0, people: 25, role: 'commenter' });
      expect(JSON.stringify(await alice.getRoom({ params }))).not.toContain(code);
    });
  });

  describe('acceptInvitation', () => {
    const accept = (client: Client, code: string, id = room.id) =>
      client.acceptInvitation({ params: { room: id }, body: { code } });
    const link = (people = 25, days = 1) => alice.makeInvitation({ params, body: { role: 'editor', days, people } });

    it('says nothing of the room to a wrong code', async () => {
      const wrong = 'A'.repeat(22);
      const here = await accept(test.as('bob'), wrong).catch((error: unknown) => error);
      const nowhere = await accept(test.as('bob'), wrong, NO_ID).catch((error: unknown) => error);
      expect(here).toMatchObject({ code: 'invitation-not-found' });
      expect((here as Error).message).toBe((nowhere as Error).message);
    });

    it('makes the caller a member, for as many people and days as it says', async () => {
      const { code } = await link(1);
      await expect(accept(test.as('bob'), code)).resolves.toMatchObject({ role: 'editor', hasJoined: true });
      await expect(accept(test.as('bob'), code)).resolves.toMatchObject({ role: 'editor' });
      await expect(accept(test.as('carol'), code)).rejects.toMatchObject({ code: 'invitation-not-found' });
      const late = await link();
      test.clock.pass(25 * 3_600_000);
      await expect(accept(test.as('carol'), late.code)).rejects.toMatchObject({ code: 'invitation-not-found' });
    });

    it('takes nothing away from an owner', async () => {
      const { code } = await link();
      await expect(accept(alice, code)).resolves.toMatchObject({ role: 'owner' });
    });
  });

  describe('revokeInvitation', () => {
    it('is for owners, and ends the link', async () => {
      const { invitation, code } = await alice.makeInvitation({ params, body: { role: 'editor', days: 1, people: 9 } });
      const revoke = (client: Client) => client.revokeInvitation({ params: { ...params, invitation: invitation.id } });
      await expect(revoke(test.as('bob'))).rejects.toMatchObject({ code: 'room-not-found' });
      await revoke(alice);
      await expect(revoke(alice)).rejects.toMatchObject({ code: 'invitation-not-found' });
      await expect(test.as('bob').acceptInvitation({ params, body: { code } })).rejects.toMatchObject({
        code: 'invitation-not-found'
      });
    });
  });

  describe('inside', () => {
    const inside = async (name: string, role?: 'editor' | 'commenter' | 'viewer') => {
      const client = test.as(name);
      if (role) {
        await invite(role, { kind: 'person', name });
      }
      const { token } = await enter(client);
      return { client, call: { ticket: token } };
    };
    const say = (text: string, thread: string | null = null) => ({ params, body: { thread, text, anchor: null } });

    describe('postTalk', () => {
      it('is for commenters and more, in the room of the session', async () => {
        const viewer = await inside('bob', 'viewer');
        await expect(viewer.client.postTalk(say('Hello'), viewer.call)).rejects.toMatchObject({ code: 'not-allowed' });
        const commenter = await inside('carol', 'commenter');
        const message = await commenter.client.postTalk(say('Hello'), commenter.call);
        expect(message).toMatchObject({ text: 'Hello', by: { name: 'carol' }, resolved: null, editedAt: null });
        const answer = await commenter.client.postTalk(say('And?', message.id), commenter.call);
        await expect(commenter.client.postTalk(say('No', answer.id), commenter.call)).rejects.toMatchObject({
          code: 'message-not-found'
        });
        const elsewhere = await startRoom(alice, '1');
        await expect(
          commenter.client.postTalk({ ...say('Hi'), params: { room: elsewhere.id } }, commenter.call)
        ).rejects.toMatchObject({ code: 'room-not-found' });
      });

      it('is refused the page token', async () => {
        await expect(alice.postTalk(say('Hello'))).rejects.toMatchObject({ code: 'session-ended' });
      });
    });

    describe('editTalk', () => {
      it('changes one’s own message only', async () => {
        const owner = await inside('alice');
        const { id } = await owner.client.postTalk(say('Helo'), owner.call);
        const input = { params: { ...params, message: id }, body: { text: 'Hello' } };
        const other = await inside('bob', 'editor');
        await expect(other.client.editTalk(input, other.call)).rejects.toMatchObject({ code: 'not-allowed' });
        await expect(owner.client.editTalk(input, owner.call)).resolves.toMatchObject({
          text: 'Hello',
          editedAt: expect.any(String) as string
        });
      });
    });

    describe('removeTalk', () => {
      it('empties one’s own message; owners any', async () => {
        const [owner, other, third] = [
          await inside('alice'),
          await inside('bob', 'editor'),
          await inside('carol', 'editor')
        ];
        const { id } = await other.client.postTalk(say('Hello'), other.call);
        const input = { params: { ...params, message: id } };
        await expect(third.client.removeTalk(input, third.call)).rejects.toMatchObject({ code: 'not-allowed' });
        await owner.client.removeTalk(input, owner.call);
        await expect(other.client.removeTalk(input, other.call)).rejects.toMatchObject({ code: 'message-not-found' });
      });
    });

    describe('resolveTalk', () => {
      it('marks a thread as done and open again', async () => {
        const viewer = await inside('bob', 'viewer');
        const owner = await inside('alice');
        const { id } = await owner.client.postTalk(say('Hello'), owner.call);
        const input = (isResolved: boolean) => ({ params: { ...params, message: id }, body: { isResolved } });
        await expect(viewer.client.resolveTalk(input(true), viewer.call)).rejects.toMatchObject({
          code: 'not-allowed'
        });
        await expect(owner.client.resolveTalk(input(true), owner.call)).resolves.toMatchObject({
          resolved: { by: { name: 'alice' } }
        });
        await expect(owner.client.resolveTalk(input(false), owner.call)).resolves.toMatchObject({ resolved: null });
      });
    });

    describe('claimRun', () => {
      it('lets one person publish the outputs of a cell, and another take over', async () => {
        const commenter = await inside('dave', 'commenter');
        const [owner, other] = [await inside('alice'), await inside('bob', 'editor')];
        const input = (takeOver: boolean) => ({ params, body: { cell: 'c1', run: RUN, kernel: 'Python 3', takeOver } });
        await expect(commenter.client.claimRun(input(false), commenter.call)).rejects.toMatchObject({
          code: 'not-allowed'
        });
        await owner.client.claimRun(input(false), owner.call);
        await expect(other.client.claimRun(input(false), other.call)).rejects.toMatchObject({
          code: 'run-claimed',
          detail: { claim: { by: { name: 'alice' } } }
        });
        await expect(other.client.claimRun(input(true), other.call)).resolves.toMatchObject({ by: { name: 'bob' } });
      });
    });

    describe('releaseRun', () => {
      it('frees the cell', async () => {
        const [owner, other] = [await inside('alice'), await inside('bob', 'editor')];
        const input = { params, body: { cell: 'c1', run: RUN, kernel: 'Python 3', takeOver: false } };
        await owner.client.claimRun(input, owner.call);
        await other.client.releaseRun({ params: { ...params, run: RUN } }, other.call);
        await expect(other.client.claimRun(input, other.call)).rejects.toMatchObject({ code: 'run-claimed' });
        await owner.client.releaseRun({ params: { ...params, run: RUN } }, owner.call);
        await expect(other.client.claimRun(input, other.call)).resolves.toMatchObject({ endedAt: null });
      });
    });

    describe('listVersions', () => {
      it('begins with what the room was started from', async () => {
        const viewer = await inside('bob', 'viewer');
        await expect(viewer.client.listVersions({ params }, viewer.call)).resolves.toMatchObject({
          versions: [{ name: 'As started', cause: 'start', cells: 2, by: { name: 'alice' } }]
        });
      });
    });

    describe('makeVersion', () => {
      it('is for editors; without a name and a change it answers the newest one', async () => {
        const viewer = await inside('bob', 'viewer');
        const owner = await inside('alice');
        await expect(viewer.client.makeVersion({ params, body: { name: 'v' } }, viewer.call)).rejects.toMatchObject({
          code: 'not-allowed'
        });
        const [started] = (await owner.client.listVersions({ params }, owner.call)).versions;
        await expect(owner.client.makeVersion({ params, body: { name: null } }, owner.call)).resolves.toEqual(started);
        const named = await owner.client.makeVersion({ params, body: { name: 'For review' } }, owner.call);
        expect(named).toMatchObject({ name: 'For review', cause: 'named', by: { name: 'alice' } });
      });
    });

    describe('nameVersion', () => {
      it('is for editors', async () => {
        const commenter = await inside('bob', 'commenter');
        const owner = await inside('alice');
        const [started] = (await owner.client.listVersions({ params }, owner.call)).versions;
        const input = { params: { ...params, version: started?.id ?? '' }, body: { name: 'First' } };
        await expect(commenter.client.nameVersion(input, commenter.call)).rejects.toMatchObject({
          code: 'not-allowed'
        });
        await expect(owner.client.nameVersion(input, owner.call)).resolves.toMatchObject({ name: 'First' });
        const missing = { ...input, params: { ...params, version: NO_ID } };
        await expect(owner.client.nameVersion(missing, owner.call)).rejects.toMatchObject({
          code: 'version-not-found'
        });
      });
    });

    describe('getVersion', () => {
      it('answers the notebook with what was taken out of it, and without trust', async () => {
        const picture = 'A'.repeat(LIMITS.roomInlineBytes + 1);
        const output = { output_type: 'display_data', metadata: {}, data: { 'image/png': picture } };
        const cell = {
          cell_type: 'code',
          source: ['a\n', 'b'],
          metadata: { trusted: true },
          execution_count: 1,
          outputs: [output]
        };
        const text = JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: { widgets: {} }, cells: [cell] });
        const started = await alice.startRoom({ body: { ...roomBody(), notebook: text } });
        params = { room: started.id };
        const owner = await inside('alice');
        const [version] = (await owner.client.listVersions({ params }, owner.call)).versions;
        const bytes = await owner.client.getVersion({ params: { ...params, version: version?.id ?? '' } }, owner.call);
        const read = Buffer.from(bytes).toString();
        expect(JSON.parse(read)).toMatchObject({
          metadata: {},
          cells: [{ source: ['a\n', 'b'], metadata: {}, outputs: [{ data: { 'image/png': picture } }] }]
        });
        expect(read).not.toContain(BLOB_TYPE);
        expect(read).not.toContain('trusted');
        expect(read).not.toContain('widgets');
      });
    });

    describe('restoreVersion', () => {
      it('is for editors, and knows versions of this room only', async () => {
        const viewer = await inside('bob', 'viewer');
        const owner = await inside('alice');
        const [started] = (await owner.client.listVersions({ params }, owner.call)).versions;
        const input = { params: { ...params, version: started?.id ?? '' } };
        await expect(viewer.client.restoreVersion(input, viewer.call)).rejects.toMatchObject({ code: 'not-allowed' });
        await expect(owner.client.restoreVersion(input, owner.call)).resolves.toMatchObject({ id: started?.id });
        const missing = { params: { ...params, version: NO_ID } };
        await expect(owner.client.restoreVersion(missing, owner.call)).rejects.toMatchObject({
          code: 'version-not-found'
        });
      });
    });

    describe('putBlob', () => {
      it('is for editors, and takes what its digest says', async () => {
        const viewer = await inside('bob', 'viewer');
        const owner = await inside('alice');
        const body = new Uint8Array([1, 2, 3]);
        const digest = 'sha256:039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81';
        const input = { params: { ...params, digest }, body };
        await expect(viewer.client.putBlob(input, viewer.call)).rejects.toMatchObject({ code: 'not-allowed' });
        await owner.client.putBlob(input, owner.call);
        const other = { ...input, body: new Uint8Array([1]) };
        await expect(owner.client.putBlob(other, owner.call)).rejects.toMatchObject({ code: 'bad-content' });
      });
    });

    describe('getBlob', () => {
      it('reads blobs of this room only', async () => {
        const owner = await inside('alice');
        const digest = 'sha256:039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81';
        const input = { params: { ...params, digest } };
        await expect(owner.client.getBlob(input, owner.call)).rejects.toMatchObject({ code: 'file-not-found' });
        await owner.client.putBlob({ ...input, body: new Uint8Array([1, 2, 3]) }, owner.call);
        const viewer = await inside('bob', 'viewer');
        expect([...(await viewer.client.getBlob(input, viewer.call))]).toEqual([1, 2, 3]);
      });
    });
  });
});
