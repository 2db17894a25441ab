// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { NOTEBOOK, ROOM, SIDE, aSession } from '../../test/fake-hub';
import { aClock, aRefusal } from '../../test/fakes';
import { SessionKeeper } from './session-keeper';

jest.useFakeTimers();

function aKeeper(fields: Partial<SessionKeeper.IOptions> = {}): {
  keeper: SessionKeeper;
  calls: { openRoomSession: jest.Mock; renewRoomSession: jest.Mock };
  clock: ReturnType<typeof aClock>;
  options: SessionKeeper.IOptions;
} {
  const calls = {
    openRoomSession: jest.fn(() => Promise.resolve(aSession({ id: 's' }))),
    renewRoomSession: jest.fn(() => Promise.resolve(aSession({ id: 's' })))
  };
  const clock = aClock();
  const options: SessionKeeper.IOptions = {
    room: ROOM,
    calls,
    clock,
    clientIds: () => [7],
    drawClientId: () => true,
    onSession: jest.fn(),
    onRefused: jest.fn(),
    ...fields
  };
  return { keeper: new SessionKeeper(options), calls, clock, options };
}

describe('SessionKeeper', () => {
  it('opens one session for all that ask at once, and gives each document its ticket once', async () => {
    const { keeper, calls } = aKeeper();

    const [first, other] = await Promise.all([keeper.ticket(NOTEBOOK), keeper.ticket(SIDE)]);
    const again = await keeper.ticket(NOTEBOOK);

    expect(calls.openRoomSession).toHaveBeenCalledTimes(1);
    expect(calls.renewRoomSession).toHaveBeenCalledTimes(1);
    expect(new Set([first, other, again]).size).toBe(3);
  });

  it('tries again while the hub does not answer, longer each time', async () => {
    const { keeper, calls, clock } = aKeeper();
    calls.openRoomSession
      .mockRejectedValueOnce(aRefusal('unreachable'))
      .mockRejectedValueOnce(aRefusal('service-busy', 503));

    await expect(keeper.ticket(NOTEBOOK)).resolves.toMatch(/^notebook/);

    expect(clock.slept).toHaveLength(2);
  });

  it('does not try again what the hub refuses', async () => {
    const { keeper, calls } = aKeeper();
    calls.openRoomSession.mockRejectedValue(aRefusal('room-not-found', 404));

    await expect(keeper.refresh()).rejects.toMatchObject({ code: 'room-not-found' });

    expect(calls.openRoomSession).toHaveBeenCalledTimes(1);
  });

  it('draws another id when its own was taken', async () => {
    let id = 7;
    const drawClientId = jest.fn(() => {
      id += 1;
      return true;
    });
    const { keeper, calls } = aKeeper({ clientIds: () => [id], drawClientId });
    calls.openRoomSession.mockRejectedValueOnce(aRefusal('client-id-taken', 409));

    await keeper.refresh();

    expect(calls.openRoomSession.mock.calls.map(([{ body }]) => body as unknown)).toEqual([
      { clientIds: [7] },
      { clientIds: [8] }
    ]);
  });

  it('opens a new session when the old one has ended', async () => {
    const { keeper, calls } = aKeeper();
    await keeper.refresh();
    calls.renewRoomSession.mockRejectedValueOnce(aRefusal('session-ended', 401));

    await keeper.refresh();

    expect(calls.openRoomSession).toHaveBeenCalledTimes(2);
  });

  it('calls again with a new session when the old one has ended', async () => {
    const { keeper } = aKeeper();
    const { token } = await keeper.refresh();
    const act = jest.fn(({ ticket }: { ticket: string }) =>
      ticket === token ? Promise.reject(aRefusal('session-ended', 401)) : Promise.resolve('done')
    );

    await expect(keeper.call(act)).resolves.toBe('done');
  });

  it('renews the session before it ends', async () => {
    const { keeper, calls } = aKeeper();
    await keeper.refresh();

    await jest.advanceTimersByTimeAsync(3 * 60_000);

    expect(calls.renewRoomSession).toHaveBeenCalledTimes(1);
    keeper.dispose();
  });

  it('tells of a new role, and not of each renewal', async () => {
    const { keeper, calls, options } = aKeeper();
    await keeper.refresh();
    await keeper.refresh();
    calls.renewRoomSession.mockResolvedValueOnce(aSession({ id: 's', role: 'viewer' }));
    await keeper.refresh();

    expect(options.onSession).toHaveBeenCalledTimes(2);
  });
});
