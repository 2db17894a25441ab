// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Room } from '@jupyter-atrium/api';
import { ServerConnection } from '@jupyterlab/services';
import { ROOM } from '../../test/fake-hub';
import { aRefusal } from '../../test/fakes';
import type { OpenRoom } from '../room/open-room';
import { type Rooms, notFound } from '../room/rooms';
import { RoomDrive } from './room-drive';

const PATH = 'glacier-melt-0f6a2b1c4d5e/glacier-melt.ipynb';

function aRoom(fields: Partial<Room> = {}): Room {
  return {
    id: ROOM,
    url: `https://hub-a.example/services/atrium/rooms/${ROOM}`,
    title: 'Glacier melt',
    path: PATH,
    hub: { id: 'hub-a.example/services/atrium', name: 'Ocean Hub' },
    startedBy: { id: '01935b0e-0000-7000-8000-000000000001', name: 'A. Rivera' },
    role: 'editor',
    hasJoined: true,
    epoch: 1,
    state: 'open',
    here: [],
    members: 2,
    from: null,
    createdAt: '2026-11-28T09:00:00.000Z',
    updatedAt: '2026-11-28T10:00:00.000Z',
    erasedAt: null,
    ...fields
  };
}

function aDrive(list: Room[] | null, open: Partial<OpenRoom> | null = null): RoomDrive {
  const rooms = {
    list,
    at: (path: string) => (path === PATH ? open : null),
    find: (path: string) => {
      const room = list?.find(each => each.path === path);
      return room ? Promise.resolve(room) : Promise.reject(notFound(path));
    },
    refresh: jest.fn(() => Promise.resolve())
  } as Partial<Rooms> as Rooms;
  return new RoomDrive(rooms, ServerConnection.makeSettings());
}

describe('RoomDrive', () => {
  it('lists a folder for each room, with its notebook', async () => {
    const drive = aDrive([aRoom(), aRoom({ path: 'gone-1/x.ipynb', state: 'deleted' })]);

    const top = (await drive.get('')).content as { path: string }[];
    const inside = (await drive.get('glacier-melt-0f6a2b1c4d5e')).content as { path: string }[];

    expect([top, inside].map(content => content.map(({ path }) => path))).toEqual([
      ['glacier-melt-0f6a2b1c4d5e'],
      [PATH]
    ]);
  });

  it('answers a document without its content, the same each time, when it has arrived', async () => {
    const drive = aDrive([], { ready: Promise.resolve(aRoom()), isReadOnly: true });

    const model = await drive.get(PATH, { type: 'notebook', content: true });

    expect(model).toMatchObject({ content: null, writable: false, hash: `${ROOM}/1` });
    expect(model.last_modified).toBe(aRoom().createdAt);
    expect(await drive.get(PATH)).toEqual(model);
  });

  it.each([
    ['a path nobody knows', aDrive([])],
    ['a room the hub does not show', aDrive([], { ready: Promise.reject(aRefusal('room-not-found', 404)) })]
  ])('says of %s that there is no such file', async (_, drive) => {
    await expect(drive.get(PATH)).rejects.toMatchObject({ response: { status: 404 } });
  });

  it('lets a layout be restored before the hub was asked', async () => {
    await expect(aDrive(null).get(PATH, { content: false })).resolves.toMatchObject({ path: PATH, type: 'notebook' });
  });

  it('waits with saving until the hub has acknowledged', async () => {
    let acknowledge = (): void => undefined;
    const saved = new Promise<void>(resolve => (acknowledge = resolve));
    const drive = aDrive([], { ready: Promise.resolve(aRoom()), saved: () => saved, isReadOnly: false });
    let isSaved = false;
    const saving = drive.save(PATH).then(() => (isSaved = true));

    await Promise.resolve();
    expect(isSaved).toBe(false);

    acknowledge();
    await saving;
    expect(isSaved).toBe(true);
  });

  it('refuses what is done elsewhere, and says where', async () => {
    const drive = aDrive([]);

    await expect(drive.save('new.ipynb')).rejects.toThrow('Save a Copy to My Files');
    await expect(drive.rename()).rejects.toThrow('panel People');
    await expect(drive.delete()).rejects.toThrow('tab Rooms');
    await expect(drive.newUntitled()).rejects.toThrow('Start a Room');
  });

  it('never throws for an image of a Markdown cell', async () => {
    await expect(aDrive([]).getDownloadUrl('glacier-melt-0f6a2b1c4d5e/figure.png')).resolves.toBe('data:,');
  });

  it('opens notebooks only', () => {
    const { sharedModelFactory } = aDrive([]);

    expect(
      sharedModelFactory.createNew({ path: `Rooms:${PATH}`, format: 'text', contentType: 'file' })
    ).toBeUndefined();
  });
});
